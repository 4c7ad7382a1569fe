from hnu.jgzf.domain import redaction
from hnu.jgzf.serializers.redaction import serialize_redaction
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter


class RedactionsPost(Service):
    """Take a passage out of a text of the case. 201 with the case as everybody reads it now."""

    def reply(self):
        sent = body.read(self.request, texts=("field", "passage", "reason"))
        redaction.redact(self.context, **sent)
        self.request.response.setStatus(201)
        return getMultiAdapter((self.context, self.request), ISerializeToJson)()


class RedactionsGet(Service):
    """What was taken out, with the originals, for supervisors who would not judge themselves."""

    def reply(self):
        return {"items": [serialize_redaction(entry) for entry in redaction.log(self.context)]}
