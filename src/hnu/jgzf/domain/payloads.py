"""What travels with a transition (docs/workflow.md): an answer, a rating or a reason, checked.

Whatever came with the call is taken as it comes: from a form, JSON or a script.
"""

from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import text
from hnu.jgzf.domain.contact import check_contact
from hnu.jgzf.domain.dates import read_day
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput


def feedback(values):
    """An answer, cleaned: a dict of ``content``, ``outcome`` and ``planned`` (R14, R16).

    ``planned``, a ``date`` or None, is when a ``deferred`` matter is taken up again.

    :raises InvalidInput: see ``lifecycle.answer``.
    """
    values = values if isinstance(values, dict) else {}
    errors = []
    outcome = values.get("outcome")
    if outcome not in config.OUTCOMES:
        errors.append(FieldError("outcome", _("error_outcome", default="Choose an outcome.")))
    content = check_answer(values.get("content"), errors)
    planned = None
    if outcome == config.DEFERRED:
        planned = _planned(values.get("planned"), errors)
    if errors:
        raise InvalidInput(tuple(errors))
    return {"content": content, "outcome": outcome, "planned": planned}


def check_answer(value, errors):
    """The text of an answer at ``content``, cleaned; what is wrong is added to ``errors``."""
    return text.check_text(
        "content",
        value,
        errors,
        least=config.TEXT_MIN_LENGTH,
        most=config.TEXT_MAX_LENGTH,
        missing=_("error_feedback", default="Enter your answer."),
        too_short=_(
            "error_feedback_short", default="The answer is too short: at least ${least} characters."
        ),
        too_long=_("error_feedback_long", default="The answer is too long by ${n} characters."),
    )


def _planned(value, errors):
    """The day on which the matter is taken up again: after today, as a date or in ISO form."""
    day = read_day(value)
    if day is None:
        message = _("error_planned", default="Say when the matter will be taken up again.")
    elif day <= today():
        message = _("error_planned_past", default="The planned day must lie after today.")
    elif day > today() + timedelta(days=config.PLANNED_AT_MOST):
        message = _("error_planned_far", default="The planned day lies more than two years ahead.")
    else:
        return day
    errors.append(FieldError("planned", message))
    return None


def satisfaction(values, known_contact):
    """A rating, cleaned: a dict of the arguments of ``lifecycle.rate`` (R22).

    :param known_contact: a function; what it returns stands in for a missing contact, see
        ``contact.known_contact``.
    :raises InvalidInput: see ``lifecycle.rate``.
    """
    values = values if isinstance(values, dict) else {}
    errors = []
    level = values.get("level")
    if level not in config.SATISFACTION_LEVELS:
        errors.append(FieldError("level", _("error_level", default="Choose a level.")))
    comment = text.check_text(
        "comment",
        values.get("comment"),
        errors,
        most=config.COMMENT_MAX_LENGTH,
        too_long=_("error_comment_long", default="The comment is too long by ${n} characters."),
    )
    consent, contact = check_contact(
        values.get("contact_consent"), values.get("contact"), known_contact, errors
    )
    if errors:
        raise InvalidInput(tuple(errors))
    return {"level": level, "comment": comment, "contact_consent": consent, "contact": contact}


def reason(value, needed, field="comment"):
    """Why something is done to a case, cleaned; at least 10 characters where one is ``needed``.

    :param field: the contract's name of it.
    :raises InvalidInput: at ``field``, for one that is missing, too short, too long or no text.
    """
    missing = _("error_reason", default="Give a reason of at least 10 characters.")
    errors = []
    value = text.check_text(
        field,
        value,
        errors,
        least=config.TEXT_MIN_LENGTH if needed else 0,
        most=config.COMMENT_MAX_LENGTH,
        missing=missing if needed else None,
        too_short=missing,
        too_long=_("error_reason_long", default="The reason is too long by ${n} characters."),
    )
    if errors:
        raise InvalidInput(tuple(errors))
    return value
