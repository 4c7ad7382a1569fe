"""What may stand in the university's own calendar: the rows of ``@@jgzf-working-days``."""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput


# So far ahead days can be entered; a later one is a slip of the finger.
YEARS_AHEAD = 5
# More than any vacation, less than a wrong year
LONGEST_ROW = 200

# Days off in every year: who enters a year in full has entered these.
STATUTORY = ((1, 1), (5, 1), (10, 1))


def cleaned(rows):
    """``rows`` (dicts) as they are stored: a last day in each, notes on one line."""
    return [
        {
            **row,
            "until": row.get("until") or row["from"],
            "note": text.clean(row.get("note"), newlines=False),
        }
        for row in rows
    ]


def check(rows, complete_years=()):
    """Whether these can be the university's days.

    :param rows: dicts of from, until (dates; until may be None), kind and note.
    :param complete_years: numbers.
    :raises InvalidInput: with fields ``row-N-from``, ``row-N-until``, ``row-N-note`` (counted from
        1) and ``complete_years``.
    """
    errors = []
    latest = dates.today().year + YEARS_AHEAD
    for number, row in enumerate(rows, 1):
        _check_row(number, row, latest, errors)
    if not errors:
        _check_contradictions(rows, errors)
    if not errors:
        _check_years(rows, complete_years, errors)
    if errors:
        raise InvalidInput(tuple(errors))


def choosable_years():
    """Years (numbers) that somebody can declare to be entered in full: not in the library yet."""
    this_year = dates.today().year
    chosen = calendar.current().complete_years
    lacking = {year for year in (this_year, this_year + 1) if not calendar.in_library(year)}
    return sorted(lacking | chosen)


def _check_row(number, row, latest, errors):
    first, last = _days(row)
    for column, day in (("from", first), ("until", last)):
        if not config.FIRST_CALENDAR_YEAR <= day.year <= latest:
            message = _(
                "error_day_year",
                default="Row ${n}: enter a day between ${first} and ${last}.",
                mapping={"n": number, "first": config.FIRST_CALENDAR_YEAR, "last": latest},
            )
            errors.append(FieldError(f"row-{number}-{column}", message))
            return
    if last < first:
        message = _(
            "error_days_order",
            default="Row ${n}: the last day lies before the first.",
            mapping={"n": number},
        )
        errors.append(FieldError(f"row-{number}-until", message))
    elif (last - first).days >= LONGEST_ROW:
        message = _(
            "error_days_long",
            default="Row ${n}: more than ${most} days, check the dates.",
            mapping={"n": number, "most": LONGEST_ROW},
        )
        errors.append(FieldError(f"row-{number}-until", message))
    surplus = len(row.get("note") or "") - config.DAY_NOTE_MAX_LENGTH
    if surplus > 0:
        message = _(
            "error_day_note",
            default="Row ${n}: the note is ${surplus} characters too long.",
            mapping={"n": number, "surplus": surplus},
        )
        errors.append(FieldError(f"row-{number}-note", message))


def _check_contradictions(rows, errors):
    """A day is not both a working day and a day off."""
    for number, row in enumerate(rows, 1):
        first, last = _days(row)
        for other_number, other in enumerate(rows[: number - 1], 1):
            other_first, other_last = _days(other)
            kinds = {row["kind"], other["kind"]}
            if kinds == {config.DAY_OFF, config.DAY_WORKING} and (
                first <= other_last and other_first <= last
            ):
                message = _(
                    "error_days_contradict",
                    default="Row ${n} says the opposite of row ${m} about ${date}.",
                    mapping={
                        "n": number,
                        "m": other_number,
                        "date": dates.long_date(max(first, other_first)),
                    },
                )
                errors.append(FieldError(f"row-{number}-from", message))


def _check_years(rows, complete_years, errors):
    off = [_days(row) for row in rows if row["kind"] == config.DAY_OFF]
    for year in complete_years:
        for month, day in STATUTORY:
            holiday = date(year, month, day)
            if calendar.in_library(year) or any(first <= holiday <= last for first, last in off):
                continue
            message = _(
                "error_year_incomplete",
                default="${year} is not entered in full: ${date} is no day off.",
                mapping={"year": year, "date": dates.long_date(holiday)},
            )
            errors.append(FieldError("complete_years", message))
            break


def _days(row):
    return row["from"], row.get("until") or row["from"]
