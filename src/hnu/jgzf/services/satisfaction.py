from hnu.jgzf.domain import lifecycle
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter


TEXTS = ("level", "comment", "contact")
FLAGS = ("contact_consent",)


class SatisfactionPost(Service):
    """R21, R22: rate the current round, once. 200 with the case."""

    def reply(self):
        lifecycle.rate(self.context, **body.read(self.request, TEXTS, FLAGS))
        return getMultiAdapter((self.context, self.request), ISerializeToJson)()
