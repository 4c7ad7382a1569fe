"""Reading a period and what it is narrowed to, as they stand in a URL: pages, REST, exports."""

from dataclasses import dataclass
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import filters
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.statistics import period
from hnu.jgzf.domain.statistics.period import Period
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.interfaces.errors import FieldError


NAMES = ("period", "from", "to", "unit", "staff_member", "target", "category", "description")


@dataclass(frozen=True)
class Query:
    """What was asked for. ``parameters``: the pairs of name and value that ask for it again.

    The period stands in them by its first day, so that an address that is passed on shows the
    same one next month.
    """

    period: Period
    selection: Selection
    parameters: tuple

    @property
    def unit(self):
        """Code of the one unit that was chosen, or empty."""
        return dict(self.parameters).get("unit", "")


def read(values, units=None):
    """What ``values`` (a mapping with text under ``NAMES``) ask for.

    ``period``: ``month``, ``term`` or ``year`` is the present one, with a day of it
    (``term-2026-09-01``) any other; ``custom`` goes with ``from`` and ``to``, without which it
    ends today. Where nothing is said of it, it is the present term, or what ``from`` says.

    :param units: codes of the units whose figures may be seen, None for all of them. Who asks for
        another unit gets a :class:`FieldError`: see ``access`` for whom that is refused.
    :return: a :class:`Query` and a list of :class:`FieldError`, one for each value that means
        nothing and is left out. Other keys are ignored.
    """
    errors = []
    asked = _period(values, errors)
    checks = {
        "unit": lambda code: roster.get_unit(code) is not None and (not units or code in units),
        "target": config.TARGETS.__contains__,
        "category": lambda token: _is_in_tables("category_token", token),
        "description": lambda token: _is_in_tables("token", token),
    }
    found = {name: filters.choice(values, name, check, errors) for name, check in checks.items()}
    unit = found.pop("unit")
    person = _staff_member(values, unit, errors)
    chosen = (unit,) if unit else units
    selection = Selection(asked.first, asked.last, chosen, person, **found)
    parameters = [("period", asked.token)]
    if asked.kind == period.CUSTOM:
        parameters += [("from", asked.first.isoformat()), ("to", asked.last.isoformat())]
    parameters += [("unit", unit), ("staff_member", person), *found.items()]
    return Query(asked, selection, tuple(pair for pair in parameters if pair[1])), errors


def _period(values, errors):
    """The period; the present term in place of one that cannot be understood."""
    today = dates.today()
    kind, _hyphen, day = _text(values, "period").partition("-")
    if not kind:
        kind = period.CUSTOM if _text(values, "from") else period.TERM
    if kind == period.CUSTOM and not day:
        first, last = (filters.day_of(values, name, errors) for name in ("from", "to"))
        last = last or today
        if first is None:
            if not any(error.field == "from" for error in errors):
                message = _("error_period_from", default="Enter the first day of the period.")
                errors.append(FieldError("from", message))
        elif last < first:
            message = _("error_period", default="The last day lies before the first.")
            errors.append(FieldError("to", message))
        else:
            return period.custom(first, last, today)
        return period.term(today, today)
    if kind in period.MAKERS:
        chosen = filters.day_of({"period": day}, "period", errors) if day else today
        return period.MAKERS[kind](chosen or today, today)
    errors.append(FieldError("period", _("error_filter", default="There is no such choice.")))
    return period.term(today, today)


def _staff_member(values, unit, errors):
    """Number of one of the unit's people, or empty."""
    if _text(values, "staff_member") and not unit:
        message = _("error_person_unit", default="Choose the unit of this person, too.")
        errors.append(FieldError("staff_member", message))
        return ""
    found = roster.get_unit(unit)
    return filters.choice(
        values,
        "staff_member",
        lambda number: roster.get_staff_member(found, number) is not None,
        errors,
    )


def _is_in_tables(column, token):
    """Whether a table has, or lacks although a case was made with it, a row with ``token``."""
    return any(
        row[column] == token
        for read in (categories.rows, categories.complete)
        for target in config.TARGETS
        for row in read(target)
    )


def _text(values, name):
    value = values.get(name) or ""
    return value if isinstance(value, str) else "?"
