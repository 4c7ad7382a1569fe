from hnu.jgzf.services.base import Service
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter


class ContentGet(Service):
    """GET of the center, a unit, a staff member or a case: its serializer's answer."""

    permission = "View"

    def reply(self):
        return getMultiAdapter((self.context, self.request), ISerializeToJson)()
