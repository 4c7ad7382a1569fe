"""A case for its page and for lists.

Nothing here says who the evaluator is; ``mine`` tells the viewer about herself.
"""

from datetime import date
from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.case_file import CaseFile
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.serializers.dates import serialize_moment
from hnu.jgzf.serializers.feedback import serialize_returned
from hnu.jgzf.serializers.feedback import serialize_round
from hnu.jgzf.serializers.staff_member import staff_member_reference
from hnu.jgzf.serializers.unit import unit_reference
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(IEvaluation, IBrowserLayer)
class SerializeEvaluation:
    """The case with every round; parties read times of day, everybody else days."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True):
        case = self.context
        case_file = CaseFile(case)
        result = {
            "@id": case.absolute_url(),
            "@type": case.portal_type,
            "number": case.getId(),
            **_target(case.__parent__.getId(), case),
            "category": {"token": case.category, "title": case.category_title},
            "description": {"token": case.description_token, "title": case.description_title},
            "topic": case.topic,
            "content": case.content,
            "submitted": serialize_moment(case_file.moment(case.received)),
            "due": serialize_moment(case.due),
            "provisional": case.provisional,
            "working_days_left": case_file.working_days_left if case.pending else None,
            "overdue": case_file.overdue,
            "pending": case.pending,
            "state": case.state,
            "satisfaction": case.satisfaction or None,
            "rounds": [serialize_round(feedback, case_file) for feedback in case_file.rounds],
            "returned": [
                serialize_returned(feedback, case_file)
                for feedback in case_file.answers
                if feedback.returned is not None
            ],
            "transfers": [_transfer(step, case_file) for step in case_file.transfers],
            "closings": [
                {
                    "action": step.action,
                    "at": serialize_moment(case_file.moment(step.at)),
                    "reason": step.reason or None,
                }
                for step in case_file.closings
            ],
            "redacted": redaction.is_redacted(case),
            "hidden": case.hidden,
            "transitions": case_file.transitions,
            "mine": case_file.is_evaluator,
        }
        if case_file.handles:
            # Nobody with a conflict is either.
            result["conflict"] = case_file.conflict
        if case_file.is_administrator or case_file.is_supervisor or case_file.is_evaluator:
            result["reminders"] = [serialize_moment(value) for value in case_file.reminders]
        if case.hidden and case_file.is_party:
            result["hiding"] = serialize_hiding(case)
        contact = disclosure.contact(case)
        if contact:
            result["contact"] = contact
        return result


def serialize_hiding(case):
    """Whether the case is hidden, and since when and why: for its parties."""
    hiding = case.hidings[-1]
    return {
        "hidden": hiding.hidden,
        "at": serialize_moment(hiding.at),
        "reason": hiding.reason,
    }


@implementer(ISerializeToJsonSummary)
@adapter(IEvaluation, IBrowserLayer)
class SummarizeEvaluation:
    """In place of plone.restapi's, wherever another thing names a case."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self):
        case = self.context
        return {
            "@id": case.absolute_url(),
            "@type": case.portal_type,
            "number": case.getId(),
            "topic": case.topic,
        }


def list_item(brain):
    """A case in a list, from the catalog's columns alone: days for everybody."""
    due, day = date.fromordinal(brain.due), today()
    return {
        "@id": f"{roster.get_center().absolute_url()}/{brain.unit}/{brain.number}",
        "number": brain.number,
        **_target(brain.unit, brain),
        "category": {"token": brain.category, "title": brain.category_title},
        "topic": brain.topic,
        "submitted": serialize_moment(brain.received),
        "due": serialize_moment(due),
        "provisional": brain.provisional,
        "working_days_left": deadlines.working_days_left(due, day) if brain.pending else None,
        "overdue": brain.pending and due < day,
        "pending": brain.pending,
        "state": brain.state,
        "satisfaction": brain.satisfaction or None,
        "answered": serialize_moment(brain.answered),
        "rated": serialize_moment(brain.rated),
        "rounds_total": brain.rounds,
        "hidden": listings.is_hidden(brain),
    }


def _transfer(step, case_file):
    """From whom the case went to whom, and for the parties why."""
    result = {
        "from": _target(step.holder.unit, step.holder),
        "to": _target(step.receiver.unit, step.receiver),
        "at": serialize_moment(case_file.moment(step.at)),
    }
    return {**result, "reason": step.reason} if case_file.is_party else result


def _target(code, case):
    """Unit and person as they read when the case was submitted or transferred to them.

    ``case`` may be a brain or a ``Holder``.
    """
    person = None
    if case.staff_member:
        person = staff_member_reference(case.staff_member, case.staff_member_title)
    return {"unit": unit_reference(code, case.unit_title), "staff_member": person}
