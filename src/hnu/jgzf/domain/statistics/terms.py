"""Terms (学期): the university's own dates where they are entered, else the usual ones.

A row of the settings takes the place of the usual term in which its middle lies; the terms beside
it then begin after it or end before it, so that no day is in two of them.
"""

from datetime import date
from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf.interfaces.working_days import IWorkingDays
from plone.registry.interfaces import IRegistry
from typing import NamedTuple
from zope.component import queryUtility


# First days of the terms that nobody has entered, as (month, day)
AUTUMN = (9, 1)
SPRING = (2, 1)

_RECORD = f"{IWorkingDays.__identifier__}.terms"


class Term(NamedTuple):
    """``first`` and ``last`` are dates, ``name`` a text or an i18n message."""

    first: date
    last: date
    name: object


def term_of(day):
    """The :class:`Term` of ``day`` (a ``date``); in a gap between two, the one before it."""
    return next(term for term in reversed(_around(day)) if term.first <= day)


def _around(day):
    """All terms from more than a year before ``day`` until after it, in order."""
    entered = _entered()
    usual = [term for year in range(day.year - 2, day.year + 2) for term in _usual(year)]
    for row in entered:
        middle = row.first + (row.last - row.first) // 2
        usual = [_beside(term, row) for term in usual if not term.first <= middle <= term.last]
    usual = [term for term in usual if term.first <= term.last]
    return sorted([*usual, *entered])


def _entered():
    registry = queryUtility(IRegistry)
    rows = (registry.get(_RECORD) if registry is not None else None) or ()
    return [Term(row["from"], row["until"], row["name"]) for row in rows]


def _usual(year):
    """The terms that begin in ``year``: spring, then autumn. A school year begins in autumn."""
    autumn, spring = date(year, *AUTUMN), date(year, *SPRING)
    day = timedelta(days=1)
    return (
        Term(spring, autumn - day, _spring(year - 1)),
        Term(autumn, date(year + 1, *SPRING) - day, _autumn(year)),
    )


def _beside(term, row):
    """``term`` without the days of ``row``, the middle of which lies outside of it."""
    if row.first <= term.first <= row.last:
        return term._replace(first=row.last + timedelta(days=1))
    if row.first <= term.last <= row.last:
        return term._replace(last=row.first - timedelta(days=1))
    return term


def _autumn(year):
    return _(
        "term_autumn",
        default="Autumn term ${year}–${next}",
        mapping={"year": str(year), "next": str(year + 1)},
    )


def _spring(year):
    return _(
        "term_spring",
        default="Spring term ${year}–${next}",
        mapping={"year": str(year), "next": str(year + 1)},
    )
