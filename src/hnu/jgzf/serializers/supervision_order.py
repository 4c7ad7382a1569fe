"""A supervision order (R25); only its readers get here."""

from hnu.jgzf.content.supervision_order import ISupervisionOrder
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import orders
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.serializers.dates import serialize_moment
from hnu.jgzf.serializers.unit import unit_reference
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from zope.component import adapter
from zope.interface import implementer


def list_item(order):
    """An order in a list."""
    unit, day = order.__parent__, today()
    return {
        "@id": order.absolute_url(),
        "id": order.getId(),
        "number": order.number,
        "unit": unit_reference(unit.getId(), unit.title),
        "issued": serialize_moment(order.issued),
        "due": serialize_moment(order.due),
        "working_days_left": (
            deadlines.working_days_left(order.due, day) if order.waits_for_unit else None
        ),
        "overdue": order.waits_for_unit and order.due < day,
        "state": order.state,
        "cases": list(order.cases),
    }


@implementer(ISerializeToJson)
@adapter(ISupervisionOrder, IBrowserLayer)
class SerializeSupervisionOrder:
    """``cases`` are the numbers it was issued about, ``evaluations`` those the viewer may see."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True):
        order = self.context
        return {
            **list_item(order),
            "@type": order.portal_type,
            "evaluations": [
                {
                    "@id": case.absolute_url(),
                    "number": case.getId(),
                    "topic": case.topic,
                    "due": serialize_moment(case.due),
                    "state": case.state,
                }
                for case in order_lists.visible_cases(order)
            ],
            "text": order.text,
            "acknowledged": serialize_moment(order.acknowledged),
            "acknowledged_by": order.acknowledged_by or None,
            "answer": order.answer or None,
            "answered": serialize_moment(order.answered),
            "answered_by": order.answered_by or None,
            "returned": [
                {
                    "answer": returned.answer,
                    "answered": serialize_moment(returned.answered),
                    "answered_by": returned.answered_by,
                    "reason": returned.reason,
                    "at": serialize_moment(returned.at),
                }
                for returned in order.returned
            ],
            "ended": serialize_moment(order.ended),
            "end_reason": order.end_reason or None,
            "transitions": orders.possible(order),
        }


@implementer(ISerializeToJsonSummary)
@adapter(ISupervisionOrder, IBrowserLayer)
class SummarizeSupervisionOrder:
    """In place of plone.restapi's, wherever another thing names an order."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self):
        order = self.context
        return {"@id": order.absolute_url(), "@type": order.portal_type, "number": order.number}
