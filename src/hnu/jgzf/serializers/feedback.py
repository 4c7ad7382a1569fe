from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.domain.case_file import CaseFile
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.serializers.dates import serialize_moment
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from zope.component import adapter
from zope.interface import implementer


def serialize_round(feedback, case_file):
    """One round of a case: the answer and its rating, as the case file's viewer may see it."""
    return {
        "round": int(feedback.getId()),
        "content": feedback.content,
        "outcome": feedback.outcome,
        "planned": serialize_moment(feedback.planned),
        "answered": serialize_moment(case_file.moment(feedback.answered)),
        "due": serialize_moment(feedback.due),
        "in_time": feedback.in_time,
        "satisfaction": feedback.satisfaction,
        "comment": feedback.rating_comment or None,
        "rated": serialize_moment(case_file.moment(feedback.rated)),
    }


@implementer(ISerializeToJson, ISerializeToJsonSummary)
@adapter(IFeedback, IBrowserLayer)
class SerializeFeedback:
    """In place of plone.restapi's, whoever may ask: that one prints every schema field."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True):
        return serialize_round(self.context, CaseFile(self.context.__parent__))
