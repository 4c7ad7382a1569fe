"""移交 (R25): a case that stands with the wrong unit or person goes to the right one.

The number stays, and the deadline goes on running; so do identity, disclosures, answers, history
and reminders. The object moves without events: guards refuse every other move of a case
(``subscribers.guards``), and neither unit is modified, so that nobody who submits has to wait.
"""

from Acquisition import aq_base
from dataclasses import dataclass
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import refusals
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.events import CaseFact
from plone import api
from zope.event import notify


PERMISSION = "hnu.jgzf: Transfer evaluation"


def transfer(case, unit, staff_member="", reason=""):
    """Give ``case`` to another unit or person, and return it at its new place.

    Whoever wrote it makes no difference: not where she administers the new unit either, for a
    refusal would tell who she is. There she gets no administrator's role (``content.local_roles``).

    :param unit: code of an active unit; another one, for a case about a unit.
    :param staff_member: number of one of its people in use, where the case is about a person;
        another person than before, of whichever unit.
    :param reason: at least 10 characters; the parties of the case read it.
    :raises NotPossible: for a closed case.
    :raises NotPermitted: for anybody but a supervisor who belongs neither to the old nor to the
        new unit, and is neither the old nor the new person.
    :raises InvalidInput: for a wrong target, or without a reason.
    """
    refused = refusal(case)
    if refused is not None:
        raise refused
    target = _check(case, unit, staff_member, reason)
    _check_conflict(target)
    old, new = case.__parent__, target.unit
    before = case.holder_now()._replace(
        until=now(),
        reason=target.reason,
        after=len(case.workflow_history[config.WORKFLOW_ID]),
    )
    case = _move(case, old, new)
    case.holders = (*case.holders, before)
    case.unit_title = new.title
    if target.person is not None:
        case.staff_member = target.person.employee_number
        case.staff_member_title = target.person.title
    # It was given to the old unit.
    case.contact_consent = False
    supervision_log.record(
        config.ACT_TRANSFER,
        before.unit,
        case.getId(),
        target.reason,
        **{"from": _place(before), "to": _place(case.holder_now())},
    )
    undo_log.forget_user()
    case.reindexObject()
    notify(CaseFact(config.FACT_TRANSFERRED, case))
    return case


def refusal(case):
    """Why the current user cannot transfer ``case``, whereto ever: a Refusal, or None."""
    if case.state == config.CLOSED:
        return NotPossible(
            _(
                "error_transfer_not_now",
                default="A closed evaluation cannot be transferred. Reopen it first.",
            )
        )
    if not api.user.has_permission(PERMISSION, obj=case):
        return NotPermitted(
            _(
                "error_transfer_not_you",
                default="Only a supervisor can transfer an evaluation.",
            )
        )
    return None if lifecycle.is_supervisor(case) else NotPermitted(refusals.BIASED)


@dataclass(frozen=True)
class _Target:
    unit: object
    person: object
    reason: str


def _check(case, unit, staff_member, reason):
    errors = []
    is_text = [
        text.is_text(name, value, errors)
        for name, value in (("unit", unit), ("staff_member", staff_member))
    ]
    new = person = None
    if all(is_text):
        new = _check_unit(case, unit, errors)
        if case.staff_member:
            person = _check_person(case, new, staff_member, errors)
        elif staff_member:
            errors.append(
                FieldError(
                    "staff_member",
                    _(
                        "error_transfer_unit_only",
                        default="This evaluation is about a unit, so it goes to a unit.",
                    ),
                )
            )
    try:
        reason = payloads.reason(reason, needed=True, field="reason")
    except InvalidInput as refused:
        errors += refused.errors
    if errors:
        raise InvalidInput(tuple(errors))
    return _Target(new, person, reason)


def _check_unit(case, code, errors):
    """The active unit of that code, or None after an entry in ``errors``."""
    unit = roster.get_unit(code)
    if not code:
        message = _("error_transfer_unit", default="Choose the unit that is to deal with it.")
    elif unit is None:
        message = _("error_unit_unknown", default="There is no such unit.")
    elif not unit.active:
        message = _(
            "error_unit_inactive", default="This unit is no longer in use. Choose another one."
        )
    elif not case.staff_member and aq_base(unit) is aq_base(case.__parent__):
        message = _(
            "error_transfer_same_unit",
            default="The evaluation is with this unit already. Choose another one.",
        )
    else:
        return unit
    errors.append(FieldError("unit", message))
    return None


def _check_person(case, unit, number, errors):
    """The person in use of that number, or None after an entry in ``errors``."""
    person = roster.get_staff_member(unit, number) if unit is not None else None
    if not number:
        message = _("error_transfer_person", default="Choose a person.")
    elif unit is None:
        return None
    elif person is None or not person.active:
        message = _(
            "error_transfer_person_unknown",
            default="There is no such person in use in this unit. Choose somebody else.",
        )
    elif case.staff_member == number and aq_base(unit) is aq_base(case.__parent__):
        message = _(
            "error_transfer_same_person",
            default="The evaluation is about this person already. Choose somebody else.",
        )
    else:
        return person
    errors.append(FieldError("staff_member", message))
    return None


def _check_conflict(target):
    """Nobody gives a case to herself or her own unit. Nothing here depends on the evaluator."""
    userid = api.user.get_current().getId()
    is_own = target.person is not None and target.person.userid == userid
    if is_own or conflicts.belongs_to_unit(target.unit, userid):
        raise NotPermitted(
            _(
                "error_transfer_own",
                default="You belong to the unit you chose. Another supervisor must do this.",
            )
        )


def _move(case, old, new):
    """Take the object itself from one unit to the other."""
    number, item = case.getId(), aq_base(case)
    old._delObject(number, suppress_events=True)
    new._setObject(number, item, set_owner=0, suppress_events=True)
    return new[number]


def _place(holder):
    """A unit's code, and a person's number, for the log."""
    return "/".join(part for part in (holder.unit, holder.staff_member) if part)
