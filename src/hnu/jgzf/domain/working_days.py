"""What the panel ``@@jgzf-working-days`` holds, whoever saves it: all of it, or nothing."""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import fields
from hnu.jgzf.domain import text
from hnu.jgzf.domain import university_days
from hnu.jgzf.domain import university_terms
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.working_days import IWorkingDays
from plone import api
from zope import schema


FIELDS = dict(schema.getFieldsInOrder(IWorkingDays))


def read():
    """Every value by its name."""
    return {
        name: api.portal.get_registry_record(name, interface=IWorkingDays, default=field.default)
        for name, field in FIELDS.items()
    }


def save(values):
    """Store ``values``, some or all of :data:`FIELDS` by name, and settle what they settle.

    :param values: as a form or JSON brings them: days are dates, or texts such as 2026-11-24.
    :return: the cases whose provisional deadline is final now, a list.
    :raises InvalidInput: one error for each value that is not right, as ``university_days.check``
        and ``university_terms.read`` name them; nothing is stored then.
    """
    checked, errors = {}, []
    for name, value in values.items():
        if name == "days":
            checked[name] = _days(value, errors)
        elif name == "terms":
            checked[name] = university_terms.read(value, errors)
        elif name == "complete_years":
            checked[name] = _years(value, errors)
        else:
            checked[name] = fields.checked(name, FIELDS[name], value, errors)
    if errors:
        raise InvalidInput(tuple(errors))
    before = read()
    together = {**before, **checked}
    university_days.check(together["days"] or (), together["complete_years"] or ())
    for name, value in checked.items():
        if before[name] != value:
            api.portal.set_registry_record(name, value, interface=IWorkingDays)
    return deadlines.settle_provisional()


def _days(rows, errors):
    """Rows as they are stored."""
    if not isinstance(rows or [], list):
        errors.append(FieldError("days", _("error_table", default="Send a list of rows.")))
        return []
    parsed = [_row(number, row, errors) for number, row in enumerate(rows or (), 1)]
    return university_days.cleaned(parsed) if not errors else []


def _row(number, row, errors):
    if not isinstance(row, dict):
        message = _("error_row", default="Row ${n} is not valid.", mapping={"n": number})
        errors.append(FieldError(f"row-{number}", message))
        return None
    found = {
        "from": _day(number, "from", row.get("from"), errors),
        "until": row.get("until") and _day(number, "until", row.get("until"), errors),
        "kind": row.get("kind", config.DAY_OFF),
        "note": row.get("note"),
    }
    text.is_text(f"row-{number}-note", found["note"], errors)
    if found["kind"] not in config.DAY_KINDS:
        message = _("error_choice", default="Choose one of those that are offered.")
        errors.append(FieldError(f"row-{number}-kind", message))
    return found


def _day(number, column, value, errors):
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        message = _("error_day", default="Write the day as in 2026-11-24.")
        errors.append(FieldError(f"row-{number}-{column}", message))
        return None


def _years(years, errors):
    years = years or ()
    if not isinstance(years, list | tuple) or not all(
        year in university_days.choosable_years() for year in years
    ):
        message = _("error_choice", default="Choose one of those that are offered.")
        errors.append(FieldError("complete_years", message))
        return ()
    return tuple(years)
