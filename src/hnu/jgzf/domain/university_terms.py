"""What may stand in the table of terms of ``@@jgzf-working-days``, for statistics."""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import text
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.university_days import YEARS_AHEAD
from hnu.jgzf.interfaces.errors import FieldError


# Less than a year, of which a term is a part
LONGEST = 300


def read(rows, errors):
    """Terms as they are stored, a list of dicts of ``name``, ``from`` and ``until`` (dates).

    :param rows: as a form or JSON brings them: days are dates, or texts such as 2026-11-24.
    :param errors: a :class:`FieldError` ``term-N-name``, ``term-N-from`` or ``term-N-until``
        (counted from 1), ``term-N`` or ``terms`` is appended for each value that is not right.
    """
    if not isinstance(rows or [], list):
        errors.append(FieldError("terms", _("error_table", default="Send a list of rows.")))
        return []
    before = len(errors)
    terms = [_row(number, row, errors) for number, row in enumerate(rows or (), 1)]
    if len(errors) == before:
        _check_order(terms, errors)
    return sorted(terms, key=lambda term: term["from"]) if len(errors) == before else []


def _row(number, row, errors):
    if not isinstance(row, dict):
        message = _("error_row", default="Row ${n} is not valid.", mapping={"n": number})
        errors.append(FieldError(f"term-{number}", message))
        return None
    name = row.get("name")
    if text.is_text(f"term-{number}-name", name, errors):
        name = text.clean(name, newlines=False)
        if not name or len(name) > config.LINE_MAX_LENGTH:
            message = _(
                "error_term_name",
                default="Row ${n}: enter a name of at most ${most} characters.",
                mapping={"n": number, "most": config.LINE_MAX_LENGTH},
            )
            errors.append(FieldError(f"term-{number}-name", message))
    days = {
        column: _day(f"term-{number}-{column}", number, row.get(column), errors)
        for column in ("from", "until")
    }
    first, last = days["from"], days["until"]
    if first and last and not first <= last < date.fromordinal(first.toordinal() + LONGEST):
        message = _(
            "error_term_order",
            default="Row ${n}: a term ends after it begins, and after at most ${most} days.",
            mapping={"n": number, "most": LONGEST},
        )
        errors.append(FieldError(f"term-{number}-until", message))
    return {"name": name, **days}


def _day(field, number, value, errors):
    latest = today().year + YEARS_AHEAD
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        message = _("error_day", default="Write the day as in 2026-11-24.")
    else:
        if config.FIRST_CALENDAR_YEAR <= day.year <= latest:
            return day
        message = _(
            "error_day_year",
            default="Row ${n}: enter a day between ${first} and ${last}.",
            mapping={"n": number, "first": config.FIRST_CALENDAR_YEAR, "last": latest},
        )
    errors.append(FieldError(field, message))
    return None


def _check_order(terms, errors):
    """No day is in two terms."""
    for number, term in enumerate(terms, 1):
        for other_number, other in enumerate(terms[: number - 1], 1):
            if term["from"] <= other["until"] and other["from"] <= term["until"]:
                message = _(
                    "error_terms_overlap",
                    default="Row ${n} and row ${m} have days in common.",
                    mapping={"n": number, "m": other_number},
                )
                errors.append(FieldError(f"term-{number}-from", message))
