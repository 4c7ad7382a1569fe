from hnu.jgzf.domain import transfer
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter


class TransferPost(Service):
    """R25: give the case to another unit or person. The case, at its new address."""

    def reply(self):
        sent = body.read(self.request, texts=("unit", "staff_member", "reason"))
        case = transfer.transfer(self.context, **sent)
        self.request.response.setHeader("Location", case.absolute_url())
        return getMultiAdapter((case, self.request), ISerializeToJson)()
