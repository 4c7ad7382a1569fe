"""隐去: a supervisor takes a passage out of what was written in a case.

Nothing else changes what was sent. The original is sealed in the case, for supervisors who would
not judge themselves. The passage stands in no log, message or address.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.content.redactions import MARK
from hnu.jgzf.content.redactions import Redaction
from hnu.jgzf.content.redactions import redactions_of
from hnu.jgzf.content.redactions import seal
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.events import CaseFact
from plone import api
from typing import NamedTuple
from zope.event import notify


PERMISSION = "hnu.jgzf: Redact evaluation"

TOPIC, CONTENT = "topic", "content"
# Each with the number of the answer, such as answer-1; a reason with that of its step
ANSWER, COMMENT, REASON = "answer", "comment", "reason"


class Field(NamedTuple):
    """A text of a case: its name, the kind of text, the answer or step it belongs to, the text."""

    name: str
    kind: str
    number: int
    text: str


def fields(case):
    """Every :class:`Field` of the case that has a text, in the order in which they were written.

    Reasons of closings and reopenings are counted from 1 in their own order.
    """
    found = [Field(TOPIC, TOPIC, 0, case.topic), Field(CONTENT, CONTENT, 0, case.content)]
    for feedback in case.answers:
        number = int(feedback.getId())
        found.append(Field(f"{ANSWER}-{number}", ANSWER, number, feedback.content))
        found.append(Field(f"{COMMENT}-{number}", COMMENT, number, feedback.rating_comment))
    for number, entry in enumerate(_reasons(case), 1):
        found.append(Field(f"{REASON}-{number}", REASON, number, entry["comments"]))
    return [field for field in found if field.text]


def redact(case, field, passage, reason):
    """Put :data:`MARK` in the place of ``passage``, wherever it stands in ``field``.

    :param field: name of a :class:`Field`.
    :param passage: as it stands in the text, at least one character.
    :param reason: 10 to 500 characters, for the supervisors' log; it must not have the passage.
    :raises NotPermitted: for anybody but supervisors, and for those who would judge themselves.
    :raises InvalidInput: for a field that there is not, a passage that does not stand in it, or a
        missing reason.
    """
    refused = refusal(case)
    if refused is not None:
        raise refused
    found, left, reason = _check(case, field, passage, reason)
    undo_log.forget_user()
    user = api.user.get_current()
    name = user.getProperty("fullname") or user.getId()
    # Of somebody whom nobody knows any more nothing is sealed.
    original = "" if is_anonymised(case) else found.text
    seal(case, Redaction(found.name, original, user.getId(), name, now(), reason))
    _write(case, found, left)
    supervision_log.record(
        config.ACT_REDACT, case.__parent__.getId(), case.getId(), reason, field=found.name
    )
    case.reindexObject()
    notify(CaseFact(config.FACT_REDACTED, case))


def refusal(case):
    """Why the current user cannot take anything out of ``case``: a Refusal, or None."""
    if api.user.has_permission(PERMISSION, obj=case) and lifecycle.is_supervisor(case):
        return None
    return NotPermitted(
        _(
            "error_redact_not_you",
            default="Only a supervisor whom the evaluation does not concern can redact it.",
        )
    )


def is_redacted(case):
    """Whether anything was taken out of what everybody can read."""
    return bool(redactions_of(case))


def log(case):
    """Every ``content.redactions.Redaction`` of the case with the originals, oldest first.

    :raises NotPermitted: for anybody but a supervisor who would not judge herself.
    """
    refused = refusal(case)
    if refused is not None:
        raise refused
    return list(redactions_of(case))


def _check(case, field, passage, reason):
    """The :class:`Field`, what is left of its text, and the reason, cleaned."""
    errors = []
    found = next((one for one in fields(case) if one.name == field), None)
    if found is None:
        errors.append(FieldError("field", _("error_redact_field", default="Choose a text.")))
    passage = text.check_text(
        "passage",
        passage,
        errors,
        most=config.TEXT_MAX_LENGTH,
        missing=_("error_passage", default="Enter the passage as it stands in the text."),
        too_long=_("error_passage_long", default="The passage is too long by ${n} characters."),
    )
    left = found.text if found is not None else ""
    if found is not None and passage and not any(error.field == "passage" for error in errors):
        left = _without(found.text, passage)
        if left == found.text:
            message = _(
                "error_passage_not_found",
                default="This does not stand in that text. Copy the passage exactly.",
            )
            errors.append(FieldError("passage", message))
    try:
        reason = payloads.reason(reason, needed=True, field="reason")
    except InvalidInput as refused:
        errors += refused.errors
    else:
        if passage and passage in reason:
            message = _(
                "error_reason_passage", default="Give a reason that does not repeat the passage."
            )
            errors.append(FieldError("reason", message))
    if errors:
        raise InvalidInput(tuple(errors))
    return found, left, reason


def _without(value, passage):
    """``value`` with the mark in place of each ``passage``; earlier marks stay whole."""
    if MARK in passage:
        return value.replace(passage, MARK)
    return MARK.join(part.replace(passage, MARK) for part in value.split(MARK))


def _write(case, field, value):
    if field.kind in (TOPIC, CONTENT):
        setattr(case, field.kind, value)
    elif field.kind == ANSWER:
        case[str(field.number)].content = value
    elif field.kind == COMMENT:
        case[str(field.number)].rating_comment = value
    else:
        wanted = _reasons(case)[field.number - 1]
        history = case.workflow_history[config.WORKFLOW_ID]
        case.workflow_history[config.WORKFLOW_ID] = tuple(
            {**entry, "comments": value} if entry is wanted else entry for entry in history
        )


def _reasons(case):
    """Entries of the workflow's history for closings and reopenings, oldest first."""
    steps = (lifecycle.CLOSE, lifecycle.REOPEN)
    history = case.workflow_history[config.WORKFLOW_ID]
    return [entry for entry in history if entry["action"] in steps]
