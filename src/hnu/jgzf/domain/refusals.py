"""The words in which a step of a case is refused (docs/workflow.md).

By transition: not in this state, and not by this person.
"""

from hnu.jgzf import _


NO_SUCH_STEP = _("error_no_such_step", default="There is no such step.")
SUPERVISOR_CLOSES = _(
    "error_close_dissatisfied", default="Rated as dissatisfied: only a supervisor can close it."
)
ANONYMISED = _(
    "error_anonymised",
    default="The evaluator's data were deleted as the rules say, so this is no longer possible.",
)
BIASED = _(
    "error_biased",
    default=("This evaluation concerns you or your own unit. Somebody else must deal with it."),
)
NOT_NOW = {
    "answer": _(
        "error_answer_not_now",
        default="This evaluation is not waiting for an answer. Reload the page.",
    ),
    "rate": _(
        "error_rate_not_now",
        default="There is no answer to rate now. Each answer can be rated once.",
    ),
    "return": _(
        "error_return_not_now",
        default="Only an answer that was not rated yet can be sent back. Reload the page.",
    ),
    "close": _(
        "error_close_not_now",
        default="Only an answered evaluation can be closed. Reload the page.",
    ),
    "reopen": _("error_reopen_not_now", default="Only a closed evaluation can be reopened."),
    "resume": _("error_resume_not_now", default="There is no planned day that has come."),
}
NOT_YOU = {
    "answer": _("error_answer_not_you", default="You do not answer for this evaluation."),
    "rate": _("error_rate_not_you", default="Only the evaluator can rate the answer."),
    "return": _("error_return_not_you", default="Only a supervisor can send an answer back."),
    "close": _("error_close_not_you", default="You may not close this evaluation."),
    "reopen": _("error_reopen_not_you", default="Only a supervisor can reopen an evaluation."),
    "resume": _(
        "error_resume_not_you", default="It is taken up again by itself on its planned day."
    ),
}
