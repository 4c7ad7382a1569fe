from hnu.jgzf.domain import lifecycle
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter


TEXTS = ("content", "outcome", "planned")


class FeedbackPost(Service):
    """R14, R16: answer. 201 with the case, which has one round more."""

    def reply(self):
        lifecycle.answer(self.context, **body.read(self.request, TEXTS))
        self.request.response.setStatus(201)
        return getMultiAdapter((self.context, self.request), ISerializeToJson)()
