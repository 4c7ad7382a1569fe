"""Issuing a 督办单 (R25): who may, about what."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import orders as index
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import order_payloads
from hnu.jgzf.domain import orders
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.events import OrderFact
from plone import api
from plone.dexterity.utils import createContent
from zope.event import notify
from zope.lifecycleevent import ObjectAddedEvent


PERMISSION = "hnu.jgzf: Issue supervision order"
_NOT_YOU = _("error_order_issue_not_you", default="Only a supervisor issues orders.")


def issue(unit, cases, text, due):
    """Issue an order to a unit.

    :param unit: its code.
    :param cases: numbers of 1 to ``config.ORDER_CASES_AT_MOST`` evaluations of that unit that are
        not closed, a list or tuple.
    :param text: what is demanded, of 10 to 2000 characters.
    :param due: the last day for the answer, after today; a ``date``, or text in ISO form.
    :return: the order.
    :raises NotPermitted: for anybody but a supervisor who has nothing to do with the unit.
    :raises InvalidInput: with one error for each field that is wrong.
    """
    if not may_issue():
        raise NotPermitted(_NOT_YOU)
    found = roster.get_unit(unit) if isinstance(unit, str) else None
    if found is None:
        message = _("error_order_unit", default="Choose a unit.")
        raise InvalidInput((FieldError("unit", message),))
    refused = refusal_to_issue(found)
    if refused is not None:
        raise refused
    values = order_payloads.order(found, cases, text, due)
    if conflicts.is_evaluated_in(values["cases"], _userid()):
        raise NotPermitted(orders.BIASED)
    return _store(found, **values)


def refusal_to_issue(unit):
    """Why the current user cannot issue an order to ``unit``: a Refusal, or None."""
    if not may_issue():
        return NotPermitted(_NOT_YOU)
    return NotPermitted(orders.BIASED) if conflicts.belongs_to_unit(unit, _userid()) else None


def refusal_about(case):
    """Why the current user cannot issue an order about ``case``: a Refusal, or None."""
    if case.state == config.CLOSED:
        return NotPossible(
            _("error_order_closed", default="Closed: an order is about open evaluations.")
        )
    refused = refusal_to_issue(case.__parent__)
    if refused is None and conflicts.is_evaluated(case, _userid()):
        return NotPermitted(orders.BIASED)
    return refused


def may_issue():
    """Whether the current user issues orders to some unit."""
    return api.user.has_permission(PERMISSION, obj=roster.get_center())


def _userid():
    return api.user.get_current().getId()


def _store(unit, cases, text, due):
    issued = now()
    entry = index.draw(roster.get_center(), issued.year, unit.getId(), cases)
    order = createContent(
        config.ORDER_TYPE, id=entry.id, cases=cases, text=text, due=due, issued=issued
    )
    # As with a case: the unit is not modified.
    unit._setObject(entry.id, order, set_owner=0, suppress_events=True)
    order = unit[entry.id]
    notify(ObjectAddedEvent(order, unit, entry.id))
    undo_log.forget_user()
    supervision_log.record(
        config.ACT_ISSUE_ORDER, unit.getId(), entry.id, cases="、".join(cases), due=due.isoformat()
    )
    notify(OrderFact(config.FACT_ORDER_ISSUED, order))
    return order
