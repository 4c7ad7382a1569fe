"""What happens to a case that somebody may have to be told."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class ICaseFact(Interface):
    """Something happened to a case, in the current transaction."""

    kind = Attribute("One of config.FACTS.")
    case = Attribute("The evaluation.")
    due = Attribute("The day (date) it is about: the deadline, or the last one for a rating.")
    days = Attribute("Working days that the deadline has been missed by; else 0.")


@implementer(ICaseFact)
class CaseFact:
    """``notify(CaseFact(config.FACT_ANSWERED, case))``; nothing about persons travels with it."""

    def __init__(self, kind, case, due=None, days=0):
        self.kind = kind
        self.case = case
        self.due = due if due is not None else case.due
        self.days = days


class IUnitSummedUp(Interface):
    """A unit's administrator has summed up a period for the unit's head (R20)."""

    unit = Attribute("The unit.")
    record = Attribute("A content.unit_summaries.Record.")


@implementer(IUnitSummedUp)
class UnitSummedUp:
    def __init__(self, unit, record):
        self.unit = unit
        self.record = record
