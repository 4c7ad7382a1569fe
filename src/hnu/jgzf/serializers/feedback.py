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
    ids = [answer.getId() for answer in case_file.rounds]
    return {
        "round": ids.index(feedback.getId()) + 1,
        **_said(feedback),
        **_when(feedback, case_file),
        "satisfaction": feedback.satisfaction,
        "comment": feedback.rating_comment or None,
        "rated": serialize_moment(case_file.moment(feedback.rated)),
    }


def serialize_returned(feedback, case_file):
    """An answer that was sent back (R17): what it said and why for those who deal with the case."""
    result = {
        **_when(feedback, case_file),
        "returned": serialize_moment(case_file.moment(feedback.returned)),
    }
    if case_file.handles:
        result = {**_said(feedback), **result, "reason": feedback.return_reason}
    return result


def _said(feedback):
    return {
        "content": feedback.content,
        "outcome": feedback.outcome,
        "planned": serialize_moment(feedback.planned),
    }


def _when(feedback, case_file):
    return {
        "answered": serialize_moment(case_file.moment(feedback.answered)),
        "due": serialize_moment(feedback.due),
        "in_time": feedback.in_time,
    }


@implementer(ISerializeToJson, ISerializeToJsonSummary)
@adapter(IFeedback, IBrowserLayer)
class SerializeFeedback:
    """In place of plone.restapi's, whoever may ask: that one prints every schema field."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True):
        serialize = serialize_round if self.context.returned is None else serialize_returned
        return serialize(self.context, CaseFile(self.context.__parent__))
