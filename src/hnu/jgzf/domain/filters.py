"""Reading what a list shall be narrowed to, as it stands in a URL."""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.listings import Filters
from hnu.jgzf.domain.listings import UNRATED
from hnu.jgzf.interfaces.errors import FieldError
import re


NAMES = ("unit", "staff_member", "target", "category", "state", "satisfaction", "from", "to")

# Days outside of these have no place in the index of time.
FIRST_YEAR, LAST_YEAR = 2000, 2999

CODE = re.compile(r"[0-9A-Za-z_-]{1,64}\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def read(values):
    """The filters that ``values`` (a mapping with text under ``NAMES``) describe.

    Whether an employee number exists is not told: an unknown one matches nothing.

    :return: ``Filters`` and a list of :class:`FieldError`, one for each value that means nothing
        and is left out. Other keys are ignored.
    """
    errors = []
    checks = {
        "unit": lambda value: roster.get_unit(value) is not None,
        "staff_member": CODE.match,
        "target": config.TARGETS.__contains__,
        "category": is_category,
        "state": config.STATES.__contains__,
        "satisfaction": (*config.SATISFACTION_LEVELS, UNRATED).__contains__,
    }
    found = {name: choice(values, name, check, errors) for name, check in checks.items()}
    first, last = (day_of(values, name, errors) for name in ("from", "to"))
    if first and last and last < first:
        errors.append(
            FieldError("to", _("error_period", default="The last day lies before the first."))
        )
        last = None
    return Filters(**found, first_day=first, last_day=last), errors


def is_category(token):
    """Whether the tables have a category of that token, active or not."""
    return any(
        row["category_token"] == token
        for target in config.TARGETS
        for row in categories.rows(target)
    )


def choice(values, name, check, errors):
    """The text under ``name``, empty where there is none or ``check`` does not take it.

    A :class:`FieldError` for the latter is appended to ``errors``.
    """
    value = values.get(name) or ""
    if value and not (isinstance(value, str) and check(value)):
        errors.append(FieldError(name, _("error_filter", default="There is no such choice.")))
        return ""
    return value


def day_of(values, name, errors):
    """The day (``date``) under ``name``, or None; ``errors`` as in :func:`choice`."""
    value = values.get(name)
    if not value:
        return None
    try:
        if isinstance(value, str) and _DAY.match(value):
            day = date.fromisoformat(value)
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    except ValueError:
        pass
    errors.append(FieldError(name, _("error_day", default="Write the day as in 2026-11-24.")))
    return None
