"""Nobody judges themselves (DESIGN §3): who may not deal with a case, and who may not submit one.

A unit's administrator who wrote the case or is the person it is about does not even get the role
(``content.local_roles``). The rules here bind supervisors, whose role holds for the whole site.

A person without an account cannot be recognized when she deals with her own case. Nothing is
forbidden for that; :func:`conflict` says ``UNKNOWN``, and pages show it to those in charge.
"""

from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.local_roles import evaluated_account
from hnu.jgzf.content.staff_member import accounts_of_evaluated
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import today


CONFLICT = "conflict"
NO_CONFLICT = "none"
UNKNOWN = "unknown"


def belongs_to_unit(unit, userid):
    """Whether the account is head, administrator or one of the people of ``unit`` today."""
    return (
        unit.head == userid
        or is_administrator(unit, userid, today())
        or any(person.active and person.userid == userid for person in roster.all_staff(unit))
    )


def is_evaluator(case, userid):
    return bool(userid) and evaluator_of(case) == userid


def is_evaluated(case, userid):
    """Whether ``userid`` is the person the case is about, or was about before a transfer."""
    return bool(userid) and userid in accounts_of_evaluated(case)


def is_evaluated_side(case, userid):
    """Whether ``userid`` is the person the case is about, or belongs to its unit.

    Before a transfer it was about others: they would judge themselves as well.
    """
    if not userid:
        return False
    units = [case.__parent__, *(roster.get_unit(holder.unit) for holder in case.holders)]
    return is_evaluated(case, userid) or any(
        belongs_to_unit(unit, userid) for unit in units if unit is not None
    )


def is_biased(case, userid):
    """Whether ``userid``, in a supervisor's role, would judge her own case or her own unit."""
    return is_evaluator(case, userid) or is_evaluated_side(case, userid)


def is_evaluated_in(numbers, userid):
    """Whether one of the cases of these numbers is about ``userid``."""
    return any(
        is_evaluated(roster.get_unit(brain.unit)[brain.number], userid)
        for brain in listings.with_numbers(numbers)
        if brain.staff_member
    )


def is_biased_about_order(order, userid):
    """Whether ``userid``, in a supervisor's role, would judge herself or her own unit.

    Having written one of its cases makes no difference: whoever is kept away would be known.
    """
    return belongs_to_unit(order.__parent__, userid) or is_evaluated_in(order.cases, userid)


def conflict(case, userid):
    """Whether ``userid`` would judge herself: ``CONFLICT``, ``NO_CONFLICT`` or ``UNKNOWN``.

    Unknown is who the case is about where that person has no account. To answer for the unit is
    an administrator's office; everybody else of the unit has a conflict.
    """
    if is_evaluator(case, userid) or is_evaluated(case, userid):
        return CONFLICT
    if is_biased(case, userid) and not is_administrator(case.__parent__, userid, today()):
        return CONFLICT
    if case.staff_member and not evaluated_account(case):
        return UNKNOWN
    return NO_CONFLICT


def without_account(unit):
    """The unit's people in use who cannot be recognized when they deal with their own case."""
    return [person for person in roster.active_staff(unit) if not person.userid]


def may_not_evaluate(unit, staff_member, userid):
    """Why ``userid`` may not submit about this target: ``"unit"``, ``"self"`` or None."""
    if staff_member is not None and staff_member.userid == userid:
        return "self"
    if is_administrator(unit, userid, today()):
        return "unit"
    return None
