"""What the roster lacks today (R28–R33): who answers for a unit, who stands in, who can log in.

Computed when somebody asks and stored nowhere: the dates of the rows take effect by themselves.
"""

from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import NotPermitted
from plone import api
from typing import NamedTuple


MANAGE_ROSTER = "hnu.jgzf: Manage roster"

# R31: a successor is reported at once; so early it is said that one is missing.
ENDS_WITHIN_DAYS = 14

NO_ADMINISTRATOR = "no_administrator"
NO_DEPUTY = "no_deputy"
ENDING = "ending"
ACCOUNT_MISSING = "account_missing"
NO_MOBILE = "no_mobile"
NO_HEAD = "no_head"
HEAD_ACCOUNT_MISSING = "head_account_missing"
STAFF_WITHOUT_ACCOUNT = "staff_without_account"

# The most urgent first.
KINDS = (
    NO_ADMINISTRATOR,
    ENDING,
    ACCOUNT_MISSING,
    NO_MOBILE,
    NO_DEPUTY,
    NO_HEAD,
    HEAD_ACCOUNT_MISSING,
    STAFF_WITHOUT_ACCOUNT,
)


class Gap(NamedTuple):
    """One thing that is missing in ``unit``.

    ``name`` and ``userid`` are the administrator's whom it is about (of ``NO_ADMINISTRATOR`` the
    last one's, of ``HEAD_ACCOUNT_MISSING`` the head's id), ``day`` her last day (a ``date``).
    ``count``: people, of ``STAFF_WITHOUT_ACCOUNT``. ``branch``: of ``NO_ADMINISTRATOR``, the
    joint branch to which the unit belongs (R29).
    """

    kind: str
    unit: object
    name: str = ""
    userid: str = ""
    day: object = None
    count: int = 0
    branch: str = ""


def sees_all():
    """Whether the current user keeps the whole roster."""
    return api.user.has_permission(MANAGE_ROSTER, obj=roster.get_center())


def units_in_view():
    """Units in use whose gaps the current user sees.

    All of them for who keeps the roster; for an administrator hers and those attached to them
    (R30): their gaps are hers to report.

    :raises NotPermitted: for everybody else.
    """
    if sees_all():
        return roster.active_units()
    own = {unit.code for unit in roster.administered_units(api.user.get_current().getId())}
    if not own:
        raise NotPermitted(
            _("error_no_unit", default="You do not answer for any unit. Ask a supervisor.")
        )
    return [unit for unit in roster.active_units() if own & {unit.code, unit.host_unit}]


def report():
    """Every :class:`Gap` that the current user sees, a dict of lists by kind, without empty ones.

    :raises NotPermitted: see :func:`units_in_view`.
    """
    found = {kind: [] for kind in KINDS}
    for gap in gaps(units_in_view()):
        found[gap.kind].append(gap)
    return {kind: listed for kind, listed in found.items() if listed}


def units_without_administrator():
    """Units in use for which nobody answers today, by the rows' dates alone."""
    day = today()
    return [unit for unit in roster.active_units() if not active_administrators(unit, day)]


def can_be_reached(row):
    """Whether anybody hears of an evaluation by this row of a unit's administrators."""
    if (row.get("mobile") or "").strip():
        return True
    return bool(row.get("userid")) and api.user.get(userid=row["userid"]) is not None


def is_unattended(unit):
    """Whether nobody answers for ``unit`` today whom a message reaches: supervisors stand in."""
    return not any(map(can_be_reached, active_administrators(unit, today())))


def unattended(units):
    """A :class:`Gap` ``NO_ADMINISTRATOR`` for each of ``units`` that is unattended.

    ``name`` is also of somebody whose row is in force and by which nobody can be reached.
    """
    day, branches = today(), joint_branches()
    for unit in units:
        if is_unattended(unit):
            rows = active_administrators(unit, day)
            gap = _nobody(unit, day, branches)
            if rows:
                gap = gap._replace(
                    name=rows[0].get("name") or "", userid=rows[0].get("userid") or "", day=None
                )
            yield gap


def gaps(units):
    """What is missing in each of ``units``, which are in use."""
    day = today()
    units = list(units)
    rows = {unit.code: active_administrators(unit, day) for unit in units}
    unknown = set(
        accounts.unknown(
            [
                *(row.get("userid") for listed in rows.values() for row in listed),
                *(unit.head for unit in units),
            ]
        )
    )
    branches = joint_branches()
    for unit in units:
        listed = rows[unit.code]
        if not listed:
            yield _nobody(unit, day, branches)
        if not any(row.get("deputy") for row in listed):
            yield Gap(NO_DEPUTY, unit)
        for row in listed:
            yield from _of_row(unit, row, day, unknown)
        if not unit.head:
            yield Gap(NO_HEAD, unit)
        elif unit.head in unknown:
            yield Gap(HEAD_ACCOUNT_MISSING, unit, userid=unit.head)
        # Nobody's reading is needed here, unlike in conflicts.without_account.
        count = sum(person.active and not person.userid for person in roster.all_staff(unit))
        if count:
            yield Gap(STAFF_WITHOUT_ACCOUNT, unit, count=count)


def joint_branches():
    """Names of the party branches that cover several units in use (R29), a set."""
    seen, joint = set(), set()
    for unit in roster.active_units():
        branch = (unit.party_branch or "").strip()
        if branch in seen:
            joint.add(branch)
        seen.add(branch)
    return joint - {""}


def _nobody(unit, day, branches):
    """The last administrator is named: her successor is the one who is missing."""
    left = [row for row in unit.administrators or () if row.get("until") and row["until"] < day]
    last = max(left, key=lambda row: row["until"], default={})
    branch = (unit.party_branch or "").strip()
    return Gap(
        NO_ADMINISTRATOR,
        unit,
        name=last.get("name") or "",
        userid=last.get("userid") or "",
        day=last.get("until"),
        branch=branch if branch in branches else "",
    )


def _of_row(unit, row, day, unknown):
    named = {"name": row.get("name") or "", "userid": row.get("userid") or ""}
    until = row.get("until")
    if until and until <= day + timedelta(days=ENDS_WITHIN_DAYS) and not _successor(unit, row):
        yield Gap(ENDING, unit, day=until, **named)
    if not named["userid"] or named["userid"] in unknown:
        yield Gap(ACCOUNT_MISSING, unit, **named)
    if not (row.get("mobile") or "").strip():
        yield Gap(NO_MOBILE, unit, **named)


def _successor(unit, row):
    """Whether somebody holds the same office, administrator or deputy, on the day after."""
    following = active_administrators(unit, row["until"] + timedelta(days=1))
    return any(bool(other.get("deputy")) == bool(row.get("deputy")) for other in following)


def may_see_accounts(unit):
    """Whether the current user may see user ids of ``unit``: an attached unit's host may not."""
    return api.user.has_permission(config.VIEW_ADMINISTRATORS, obj=unit)
