"""Who sees which figures: supervisors all of them, others those of the units they answer for."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import NotPermitted
from plone import api


def units_seen():
    """Codes of the units whose figures the current user sees; None is all of them.

    Those that she administers today, and those of which she is the head.

    :raises NotPermitted: for everybody else.
    """
    if sees_all():
        return None
    userid = api.user.get_current().getId()
    day = today()
    seen = roster.units_where(
        lambda unit: is_administrator(unit, userid, day) or (userid and unit.head == userid)
    )
    codes = tuple(unit.code for unit in seen)
    if not codes:
        raise NotPermitted(_NOT_IN_CHARGE)
    return codes


def may_see_any():
    """Whether the current user sees the figures of any unit."""
    try:
        units_seen()
    except NotPermitted:
        return False
    return True


def sees_all():
    """Whether the current user sees the figures of all units."""
    return api.user.has_permission(config.VIEW_STATISTICS, obj=roster.get_center())


def sees_people(code):
    """Whether she sees the figures of each of the unit's people: its head does not."""
    if sees_all():
        return True
    unit = roster.get_unit(code)
    userid = api.user.get_current().getId()
    return unit is not None and is_administrator(unit, userid, today())


def check(values, units):
    """Refuse what the current user may not ask for; ``units`` are those of :func:`units_seen`.

    :param values: as in ``query.read``.
    :raises NotPermitted: for the unit, or a person of it.
    """
    code = values.get("unit") or ""
    if units is not None and code and code not in units:
        raise NotPermitted(_OTHER_UNIT)
    if values.get("staff_member") and not sees_people(code):
        raise NotPermitted(_PEOPLE)


_NOT_IN_CHARGE = _(
    "error_statistics_nobody",
    default="Only supervisors, heads and administrators of units see statistics.",
)
_OTHER_UNIT = _("error_statistics_unit", default="You see the figures of your own units only.")
_PEOPLE = _(
    "error_statistics_people",
    default="Figures of single people are for supervisors and the unit's administrators.",
)
