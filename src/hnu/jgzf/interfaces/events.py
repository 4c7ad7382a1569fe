"""What happens to a case or an order that somebody may have to be told."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IFact(Interface):
    """Something happened in a unit, in the current transaction."""

    kind = Attribute("One of config.FACTS.")
    item = Attribute("What it happened to: a child of its unit.")
    due = Attribute("The day (date) it is about: the deadline, or the last one for a rating.")
    days = Attribute("Working days that the deadline has been missed by; else 0.")


class ICaseFact(IFact):
    """``item`` is an evaluation."""


class IOrderFact(IFact):
    """``item`` is a supervision order."""


class Fact:
    """Nothing about persons travels with it."""

    def __init__(self, kind, item, due=None, days=0):
        self.kind = kind
        self.item = item
        self.due = due if due is not None else item.due
        self.days = days


@implementer(ICaseFact)
class CaseFact(Fact):
    """``notify(CaseFact(config.FACT_ANSWERED, case))``."""


@implementer(IOrderFact)
class OrderFact(Fact):
    """``notify(OrderFact(config.FACT_ORDER_ISSUED, order))``."""


class IUnitSummedUp(Interface):
    """A unit's administrator has summed up a period for the unit's head (R20)."""

    unit = Attribute("The unit.")
    record = Attribute("A content.unit_summaries.Record.")


@implementer(IUnitSummedUp)
class UnitSummedUp:
    def __init__(self, unit, record):
        self.unit = unit
        self.record = record
