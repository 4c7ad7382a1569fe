"""Finding supervision orders: for a page, a unit, a case, the clock.

There are some dozens a year; the index at the center says where they are, and what is shown of them
wakes them.
"""

from hnu.jgzf import config
from hnu.jgzf.content import orders as index
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import orders
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import today
from plone import api


def find(unit, order_id):
    """The order of that id in the unit (a code), or None."""
    found = roster.get_unit(unit)
    order = found.get(order_id) if found is not None else None
    return order if order is not None and order.portal_type == config.ORDER_TYPE else None


def readable_units():
    """Units whose orders the current user reads: all for supervisors; hers as administrator or
    head for everybody else."""
    if roster.is_supervisor():
        return roster.all_units()
    userid = api.user.get_current().getId()
    units = roster.administered_units(userid)
    codes = {unit.getId() for unit in units}
    return [
        unit
        for unit in roster.all_units()
        if unit.getId() in codes or (userid and unit.head == userid)
    ]


def reads_orders():
    """Whether there is anything for the current user among the orders, now or later."""
    return roster.is_supervisor() or bool(readable_units())


def read(state="", unit="", start=0, size=20):
    """Orders that the current user may read, newest first: a ``listings.Page`` of them.

    :param state: only those in one of ``config.ORDER_STATES``; ``unit`` only those to the unit of
        that code; empty for all.
    """
    found = [order for order in _orders(unit) if not state or order.state == state]
    return listings.Page(found[start : start + size], len(found), start, size)


def _orders(unit=""):
    """Every order that the current user may read, newest first."""
    codes = {found.getId() for found in readable_units()}
    if unit:
        codes &= {unit}
    entries = [entry for entry in _entries() if entry.unit in codes]
    return [order for entry in entries if orders.may_view(order := _order(entry))]


def about(case):
    """Orders about ``case`` that the current user may read, newest first."""
    found = [_order(entry) for entry in _entries() if case.getId() in entry.cases]
    return [order for order in found if orders.may_view(order)]


def waiting(units):
    """How many orders wait for these units (codes): (to be acknowledged, to be answered)."""
    states = [_order(entry).state for entry in _entries() if entry.unit in units]
    return states.count(config.ORDER_ISSUED), states.count(config.ORDER_ACKNOWLEDGED)


def overdue():
    """Orders whose last day is over and that are not answered, a list."""
    day = today()
    found = [_order(entry) for entry in _entries()]
    return [order for order in found if order.waits_for_unit and order.due < day]


def visible_cases(order):
    """Cases of the order that the current user may see, wherever they are by now."""
    brains = {brain.number: brain for brain in listings.with_numbers(order.cases)}
    found = [
        roster.get_unit(brains[number].unit)[number] for number in order.cases if number in brains
    ]
    return [case for case in found if api.user.has_permission("View", obj=case)]


def issuable(unit):
    """Brains of the unit's cases that are not closed: those that wait first."""
    code = unit.getId()
    pending = listings.pending([code])
    waiting_for_others = [
        *listings.queue("answered", [code], size=None),
        *listings.queue("rated", [code], size=None),
    ]
    return [*pending, *waiting_for_others]


def _entries():
    center = roster.get_center()
    return index.entries(center) if center is not None else []


def _order(entry):
    return roster.get_unit(entry.unit)[entry.id]
