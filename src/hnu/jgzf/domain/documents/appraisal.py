"""考核 (R26): what became in a year of the evaluations of a unit or a person, for its appraisal.

Only what is closed counts: an answer may still come, and a rating may still change, in whatever is
open. How many are open is said beside it.
"""

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.documents import case_rows
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics import period
from hnu.jgzf.domain.statistics.overview import overview
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from itertools import islice


# The sheet is printed: more cases are in the export.
MOST_CASES = 200

COUNTS = (
    "received",
    "in_time",
    "rated",
    "satisfied",
    "satisfied_widely",
    "dissatisfied",
    "answered_again",
    "closed_by_clock",
)
RATES = (
    "in_time_rate",
    "rating_rate",
    "satisfaction_rate",
    "wide_satisfaction_rate",
    "dissatisfaction_rate",
    "repeat_rate",
    "second_satisfaction_rate",
)


@dataclass(frozen=True)
class Appraisal:
    """The sheet of ``unit``, or of one of its people, ``person``.

    ``received`` and ``open``: how many evaluations the year has brought, and how many of them are
    not closed. ``found``: the ``Overview`` of the closed ones. ``cases``: rows of those, at most
    ``MOST_CASES`` of ``total``.
    """

    year: int
    unit: object
    person: object
    period: period.Period
    today: date
    received: int
    open: int
    found: object
    cases: tuple
    total: int


def read(values):
    """The :class:`Appraisal` that ``values`` ask for: texts of unit, staff_member and year.

    :raises NotPermitted: for a unit or a person whose figures are not for the current user.
    :raises InvalidInput: for what there is not.
    """
    units = access.units_seen()
    access.check(values, units)
    errors = []
    day = dates.today()
    unit = roster.get_unit(values.get("unit"))
    if unit is None:
        errors.append(FieldError("unit", _("error_appraisal_unit", default="Choose a unit.")))
    number = values.get("staff_member") or ""
    person = roster.get_staff_member(unit, number) if unit is not None and number else None
    if unit is not None and number and person is None:
        message = _("error_appraisal_person", default="The unit has no such person.")
        errors.append(FieldError("staff_member", message))
    year = _year(values.get("year") or str(day.year), day, errors)
    if errors:
        raise InvalidInput(tuple(errors))
    return _made(unit, person, period.year(date(year, 1, 1), day), day)


def years(day):
    """The years that can be asked for, newest first."""
    return range(day.year, config.FIRST_CALENDAR_YEAR - 1, -1)


def _made(unit, person, chosen, day):
    number = person.employee_number if person is not None else ""
    whole = Selection(chosen.first, chosen.last, (unit.code,), number)
    counts = overview(whole, day).figures.counts
    closed = replace(whole, closed_only=True)
    found = overview(closed, day)
    total = found.figures.counts["received"]
    rows = tuple(islice(case_rows.rows(closed, day), MOST_CASES))
    return Appraisal(
        chosen.first.year,
        unit,
        person,
        chosen,
        day,
        counts["received"],
        counts["open"],
        found,
        rows,
        total,
    )


def _year(words, day, errors):
    is_number = isinstance(words, str) and words.isdecimal() and len(words) == 4
    if is_number and int(words) in years(day):
        return int(words)
    message = _("error_appraisal_year", default="Choose a year that has begun.")
    errors.append(FieldError("year", message))
    return None
