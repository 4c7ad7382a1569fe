"""From submitted to closed (docs/workflow.md): what each transition needs, and what it writes.

The workflow says who may do what in which state; what a transition needs travels with it, so the
rules below hold for forms, the State menu, REST and scripts alike. A refused call leaves nothing
behind: everything is checked before the first write.
"""

from AccessControl import getSecurityManager
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.local_roles import EvaluationRoles
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.domain.submission import check_contact
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
from plone.dexterity.utils import createContent
from zope.event import notify
from zope.lifecycleevent import ObjectAddedEvent


ANSWER = "answer"
RATE = "rate"
CLOSE = "close"
REOPEN = "reopen"
TRANSITIONS = (ANSWER, RATE, CLOSE, REOPEN)

CLOSE_DISSATISFIED_PERMISSION = "hnu.jgzf: Close dissatisfied evaluation"


def answer(case, content, outcome):
    """R14, R16: the unit's answer opens a round the evaluator can rate.

    :raises InvalidInput: for missing or over-long ``content`` or an ``outcome`` that is none of
        ``config.OUTCOMES``.
    :raises NotPermitted: for somebody who does not answer for this case.
    :raises NotPossible: unless the case is pending.
    """
    _transition(case, ANSWER, feedback={"content": content, "outcome": outcome})


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


def possible(case):
    """Transitions that the current user can make now, in the order of ``TRANSITIONS``."""
    return [name for name in TRANSITIONS if refusal(case, name) is None]


def refusal(case, name):
    """Why the current user cannot make the transition ``name`` now: a Refusal, or None."""
    workflow = api.portal.get_tool("portal_workflow")[config.WORKFLOW_ID]
    if not workflow.isActionSupported(case, name):
        return _why_not(case, name)
    try:
        _check_person(case, name)
    except NotPermitted as refused:
        return refused
    return None


def _transition(case, name, **payload):
    workflow = api.portal.get_tool("portal_workflow")
    if not workflow[config.WORKFLOW_ID].isActionSupported(case, name, **payload):
        raise _why_not(case, name)
    workflow.doActionFor(case, name, **payload)


# Where each transition starts from; who may do it there is in the workflow's permission map.
STARTS = {
    ANSWER: (config.SUBMITTED, config.RATED),
    RATE: (config.ANSWERED,),
    CLOSE: (config.ANSWERED, config.RATED),
    REOPEN: (config.CLOSED,),
}


def _why_not(case, name):
    """The refusal for a transition that the workflow does not offer to this person now."""
    if name not in STARTS:
        return NotPossible(_("error_no_such_step", default="There is no such step."))
    if case.state not in STARTS[name] or (name == ANSWER and not case.pending):
        return NotPossible(_NOT_NOW[name])
    if name == CLOSE and case.dissatisfied:
        return NotPermitted(_SUPERVISOR_CLOSES)
    return NotPermitted(_NOT_YOU[name])


_SUPERVISOR_CLOSES = _(
    "error_close_dissatisfied", default="Rated as dissatisfied: only a supervisor can close it."
)
_NOT_NOW = {
    ANSWER: _(
        "error_answer_not_now",
        default="This evaluation is not waiting for an answer. Reload the page.",
    ),
    RATE: _(
        "error_rate_not_now",
        default="There is no answer to rate now. Each answer can be rated once.",
    ),
    CLOSE: _(
        "error_close_not_now",
        default="Only an answered evaluation can be closed. Reload the page.",
    ),
    REOPEN: _("error_reopen_not_now", default="Only a closed evaluation can be reopened."),
}
_NOT_YOU = {
    ANSWER: _("error_answer_not_you", default="You do not answer for this evaluation."),
    RATE: _("error_rate_not_you", default="Only the evaluator can rate the answer."),
    CLOSE: _("error_close_not_you", default="You may not close this evaluation."),
    REOPEN: _("error_reopen_not_you", default="Only a supervisor can reopen an evaluation."),
}


# What the workflow's events call


def before_transition(case, name, payload):
    """Check person, state and payload; called before anything is written.

    :param payload: keyword arguments of ``doActionFor``.
    """
    if name not in STARTS:
        return
    if case.state not in STARTS[name]:
        raise NotPossible(_NOT_NOW[name])
    _check_person(case, name)
    if name == ANSWER:
        if not case.pending:
            raise NotPossible(_NOT_NOW[ANSWER])
        checked_feedback(payload.get("feedback"))
    elif name == RATE:
        checked_satisfaction(case, payload.get("satisfaction"))
    else:
        _check_reason(case, name, payload)


def after_transition(case, name, payload):
    """Write what the transition brings, once the state has changed."""
    if name == ANSWER:
        _add_round(case, *checked_feedback(payload.get("feedback")))
    elif name == RATE:
        _store_rating(case, checked_satisfaction(case, payload.get("satisfaction")))
    elif name == REOPEN:
        case.due = deadlines.due_date(now())
    undo_log.forget_user()
    case.reindexObject()


def checked_feedback(feedback):
    """Content and outcome of an answer, cleaned.

    :raises InvalidInput: see :func:`answer`.
    """
    feedback = feedback if isinstance(feedback, dict) else {}
    errors = []
    outcome = feedback.get("outcome")
    if outcome not in config.OUTCOMES:
        errors.append(FieldError("outcome", _("error_outcome", default="Choose an outcome.")))
    content = text.check_text(
        "content",
        feedback.get("content"),
        errors,
        least=config.TEXT_MIN_LENGTH,
        most=config.TEXT_MAX_LENGTH,
        missing=_("error_feedback", default="Enter your answer."),
        too_short=_(
            "error_feedback_short", default="The answer is too short: at least ${least} characters."
        ),
        too_long=_("error_feedback_long", default="The answer is too long by ${n} characters."),
    )
    if errors:
        raise InvalidInput(tuple(errors))
    return content, outcome


def checked_satisfaction(case, satisfaction):
    """The rating, cleaned: a dict with the arguments of :func:`rate`.

    :raises InvalidInput: see :func:`rate`.
    """
    satisfaction = satisfaction if isinstance(satisfaction, dict) else {}
    errors = []
    level = satisfaction.get("level")
    if level not in config.SATISFACTION_LEVELS:
        errors.append(FieldError("level", _("error_level", default="Choose a level.")))
    comment = text.check_text(
        "comment",
        satisfaction.get("comment"),
        errors,
        least=0,
        most=config.COMMENT_MAX_LENGTH,
        too_short=None,
        too_long=_("error_comment_long", default="The comment is too long by ${n} characters."),
    )
    consent = bool(satisfaction.get("contact_consent"))
    contact = check_contact(
        consent, satisfaction.get("contact"), get_identity(case).evaluator, errors
    )
    if errors:
        raise InvalidInput(tuple(errors))
    return {"level": level, "comment": comment, "contact_consent": consent, "contact": contact}


def needs_reason(case, name):
    """Whether ``close`` or ``reopen`` of this case takes a reason."""
    return name == REOPEN or case.state == config.ANSWERED or case.dissatisfied


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


def _check_person(case, name):
    """Roles are the workflow's business; here are the rules that a role alone does not say."""
    if name == RATE:
        return
    if name in (ANSWER, CLOSE) and is_administrator(case):
        if name == CLOSE and needs_reason(case, name):
            raise NotPermitted(_SUPERVISOR_CLOSES)
        return
    if not is_supervisor(case):
        raise NotPermitted(
            _(
                "error_biased",
                default=(
                    "This evaluation concerns you or your own unit. "
                    "Somebody else must deal with it."
                ),
            )
        )


def _check_reason(case, name, payload):
    errors = []
    text.check_text(
        "comment",
        payload.get("comment"),
        errors,
        least=config.TEXT_MIN_LENGTH if needs_reason(case, name) else 0,
        most=config.COMMENT_MAX_LENGTH,
        missing=(
            _("error_reason", default="Give a reason of at least 10 characters.")
            if needs_reason(case, name)
            else None
        ),
        too_short=_("error_reason", default="Give a reason of at least 10 characters."),
        too_long=_("error_reason_long", default="The reason is too long by ${n} characters."),
    )
    if errors:
        raise InvalidInput(tuple(errors))


def _add_round(case, content, outcome):
    number = str(len(case.objectIds(ordered=False)) + 1)
    feedback = createContent(
        config.FEEDBACK_TYPE,
        id=number,
        content=content,
        outcome=outcome,
        answered=now(),
        due=case.due,
    )
    case._setObject(number, feedback, set_owner=0, suppress_events=True)
    notify(ObjectAddedEvent(case[number], case, number))


def _store_rating(case, rating):
    moment = now()
    feedback = case.rounds[-1]
    feedback.satisfaction = rating["level"]
    feedback.rating_comment = rating["comment"]
    feedback.rated = moment
    if rating["contact_consent"]:
        case.contact_consent = True
        get_identity(case).contact = rating["contact"]
    if rating["level"] in config.DISSATISFIED_LEVELS:
        case.due = deadlines.due_date(moment)
