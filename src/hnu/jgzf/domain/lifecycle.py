"""From submitted to closed (docs/workflow.md): what each transition needs, and what it writes.

The workflow says who may do what in which state; what a transition needs travels with it, so the
rules below hold for forms, the State menu, REST and scripts alike. A refused call leaves nothing
behind: everything is checked before the first write.
"""

from AccessControl import getSecurityManager
from functools import partial
from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.content.local_roles import EvaluationRoles
from hnu.jgzf.domain import clock_user
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import receipt_user
from hnu.jgzf.domain import refusals
from hnu.jgzf.domain import rounds
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.contact import known_contact
from hnu.jgzf.domain.dates import now
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.events import CaseFact
from plone import api
from zope.event import notify


ANSWER = "answer"
RATE = "rate"
RETURN = "return"
CLOSE = "close"
REOPEN = "reopen"
RESUME = "resume"
# What people do; the last one is the clock's alone
TRANSITIONS = (ANSWER, RATE, RETURN, CLOSE, REOPEN)

# Where each transition starts from, and what it takes there; which role has the permission in
# which state is in the workflow's permission map.
STARTS = {
    ANSWER: (config.SUBMITTED, config.RATED),
    RATE: (config.ANSWERED,),
    RETURN: (config.ANSWERED,),
    CLOSE: (config.ANSWERED, config.RATED),
    REOPEN: (config.CLOSED,),
}
PERMISSIONS = {
    ANSWER: "hnu.jgzf: Answer evaluation",
    RATE: "hnu.jgzf: Rate evaluation",
    RETURN: "hnu.jgzf: Return answer",
    CLOSE: "hnu.jgzf: Close evaluation",
    REOPEN: "hnu.jgzf: Reopen evaluation",
}
# What people are told of each: of a rating, where it is a bad one
TELLS = {
    ANSWER: config.FACT_ANSWERED,
    RATE: config.FACT_DISSATISFIED,
    RETURN: config.FACT_RETURNED,
    CLOSE: config.FACT_CLOSED,
    REOPEN: config.FACT_REOPENED,
    RESUME: config.FACT_RESUMED,
}
# What a supervisor does with a reason, and has to account for
LOGGED = {
    RETURN: config.ACT_RETURN,
    CLOSE: config.ACT_CLOSE,
    REOPEN: config.ACT_REOPEN,
}
CLOSE_DISSATISFIED_PERMISSION = "hnu.jgzf: Close dissatisfied evaluation"


def answer(case, content, outcome, planned=None):
    """R14, R16: the unit's answer opens a round the evaluator can rate.

    :param planned: for a ``deferred`` outcome the day after today (a ``date``, or text in ISO form)
        on which the matter is taken up again; with another outcome it means nothing.
    :raises InvalidInput: for missing or over-long ``content``, an ``outcome`` that is none of
        ``config.OUTCOMES``, or a missing or wrong ``planned``.
    :raises NotPermitted: for somebody who does not answer for this case.
    :raises NotPossible: unless the case is pending.
    """
    feedback = {"content": content, "outcome": outcome, "planned": planned}
    _transition(case, ANSWER, feedback=feedback)


def rate(case, level, comment="", contact_consent=False, contact=""):
    """R21, R22: the evaluator's rating of the current round, once.

    :raises InvalidInput: for a ``level`` that is none of ``config.SATISFACTION_LEVELS``.
    :raises NotPermitted: for anybody but the evaluator.
    :raises NotPossible: unless the case is answered and not rated yet.
    """
    satisfaction = {
        "level": level,
        "comment": comment,
        "contact_consent": contact_consent,
        "contact": contact,
    }
    _transition(case, RATE, satisfaction=satisfaction)


def return_answer(case, reason):
    """R17: an answer that is not rational and objective goes back before it is rated.

    The unit writes another one, by the round's deadline or within two working days.

    :param reason: at least 10 characters; the unit's administrators and supervisors read it.
    :raises InvalidInput: without a reason.
    :raises NotPermitted: for anybody but a supervisor who would not judge herself.
    :raises NotPossible: unless the case is answered and not rated yet.
    """
    _transition(case, RETURN, comment=reason)


def close(case, reason=""):
    """R15: the matter is concluded. Against a bad rating, or without one, with a ``reason``.

    :raises InvalidInput: where a reason is needed and missing.
    :raises NotPermitted: for somebody who may not close this case.
    :raises NotPossible: unless the case is answered or rated.
    """
    _transition(case, CLOSE, comment=reason)


def reopen(case, reason):
    """Take a closed case up again, with a new deadline; it needs a ``reason``.

    Errors as for :func:`close`.
    """
    _transition(case, REOPEN, comment=reason)


def resume(case):
    """R15: the planned day of a ``deferred`` answer has come, and the unit answers once more.

    :raises NotPermitted: for anybody but the clock.
    :raises NotPossible: before that day, or where something else happened.
    """
    _transition(case, RESUME)


def is_left_unrated(case):
    """Whether the case waits for a rating that may never come: answered, and not put off."""
    return case.state == config.ANSWERED and case.rounds[-1].outcome != config.DEFERRED


def _why_not_resume(case):
    planned = case.rounds[-1].planned if case.state in (config.ANSWERED, config.RATED) else None
    if planned is None or planned > today() or case.pending:
        return NotPossible(refusals.NOT_NOW[RESUME])
    return None if clock_user.is_acting() else NotPermitted(refusals.NOT_YOU[RESUME])


def possible(case):
    """Transitions that the current user can make now, in the order of ``TRANSITIONS``."""
    return [name for name in TRANSITIONS if refusal(case, name) is None]


def refusal(case, name):
    """Why the current user cannot make the transition ``name`` now: a Refusal, or None.

    The workflow's guards ask here too, so the State menu offers what forms, REST and scripts do.
    """
    if name == RESUME:
        return _why_not_resume(case)
    if name not in TRANSITIONS:
        return NotPossible(refusals.NO_SUCH_STEP)
    if case.state not in STARTS[name] or (name == ANSWER and not case.pending):
        return NotPossible(refusals.NOT_NOW[name])
    if name == REOPEN and is_anonymised(case):
        # Nobody could rate another answer, and nobody would know whose own case it is.
        return NotPossible(refusals.ANONYMISED)
    security = getSecurityManager()
    if not security.checkPermission(PERMISSIONS[name], case):
        return NotPermitted(refusals.NOT_YOU[name])
    if clock_user.is_acting():
        ours = name == CLOSE and is_left_unrated(case)
        return None if ours else NotPermitted(refusals.NOT_YOU[name])
    if name == RATE:
        # Whatever roles were granted by hand: nobody rates for somebody else.
        own = receipt_user.is_acting_for(case) or conflicts.is_evaluator(
            case, security.getUser().getId()
        )
        return None if own else NotPermitted(refusals.NOT_YOU[RATE])
    against_rating = name == CLOSE and case.dissatisfied
    if against_rating and not security.checkPermission(CLOSE_DISSATISFIED_PERMISSION, case):
        return NotPermitted(refusals.SUPERVISOR_CLOSES)
    units_business = name == ANSWER or not needs_reason(case, name)
    if (units_business and is_administrator(case)) or is_supervisor(case):
        return None
    return NotPermitted(refusals.BIASED)


def needs_reason(case, name):
    """Whether ``return``, ``close`` or ``reopen`` of this case takes a reason.

    The clock has none: a case that was closed without a rating and a reason was closed by it.
    """
    if clock_user.is_acting():
        return False
    return name in (RETURN, REOPEN) or case.state == config.ANSWERED or case.dissatisfied


def is_administrator(case):
    """Whether the current user answers for the case as administrator of its unit."""
    userid = getSecurityManager().getUser().getId()
    return config.ROLE_UNIT_ADMINISTRATOR in EvaluationRoles(case).getRoles(userid)


def is_supervisor(case):
    """Whether the current user is a supervisor who would not judge herself here."""
    user = getSecurityManager().getUser()
    return config.ROLE_SUPERVISOR in user.getRolesInContext(case) and not conflicts.is_biased(
        case, user.getId()
    )


def _transition(case, name, **payload):
    refused = refusal(case, name)
    if refused is not None:
        raise refused
    api.portal.get_tool("portal_workflow").doActionFor(case, name, **payload)


# What the workflow's events call


def before_transition(case, name, payload):
    """Check person, state and payload, and clean the payload; called before anything is written.

    :param payload: the keyword arguments of ``doActionFor``, a dict.
    """
    refused = refusal(case, name)
    if refused is not None:
        raise refused
    # The workflow's history notes ``comment`` as it leaves here.
    if name == ANSWER:
        payload["feedback"] = payloads.feedback(payload.get("feedback"))
        payload["comment"] = ""
    elif name == RATE:
        known = partial(known_contact, get_identity(case))
        payload["satisfaction"] = payloads.satisfaction(payload.get("satisfaction"), known)
        payload["comment"] = ""
    else:
        payload["reason"] = payloads.reason(payload.get("comment"), needs_reason(case, name))
        # Everybody reads that one; why an answer was sent back is kept with the answer.
        payload["comment"] = payload["reason"] if name != RETURN else ""


def after_transition(case, name, payload):
    """Write what the transition brings, once the state has changed."""
    if name == ANSWER:
        rounds.add_round(case, **payload["feedback"])
    elif name == RATE:
        rounds.store_rating(case, payload["satisfaction"])
    elif name == RETURN:
        rounds.return_round(case, payload["reason"])
    elif name == REOPEN:
        deadlines.set_deadline(case, now())
    elif name == RESUME:
        # The day that the unit chose, even when the clock had stopped meanwhile
        deadlines.set_deadline(case, case.rounds[-1].planned)
    undo_log.forget_user()
    if name in LOGGED and payload["reason"]:
        # A unit's own closing, or the clock's, takes no reason.
        unit = case.__parent__.getId()
        supervision_log.record(LOGGED[name], unit, case.getId(), payload["reason"])
    case.reindexObject()
    if name != RATE or case.dissatisfied:
        notify(CaseFact(TELLS[name], case))
