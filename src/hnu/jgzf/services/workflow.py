"""In place of plone.restapi's ``@workflow`` on cases.

That one writes before the guard, turns refusals into 400 or 200, and returns the last entry of
the history to anybody.
"""

from hnu.jgzf import _
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.services import body
from hnu.jgzf.services import feedback
from hnu.jgzf.services import satisfaction
from hnu.jgzf.services.base import Service
from zExceptions import NotFound


# What a reason is enough for
BY_COMMENT = {
    lifecycle.RETURN: lifecycle.return_answer,
    lifecycle.CLOSE: lifecycle.close,
    lifecycle.REOPEN: lifecycle.reopen,
}


class WorkflowGet(Service):
    """The state, and no history."""

    permission = "View"

    def reply(self):
        return {"state": self.context.state}


class WorkflowPost(Service):
    """POST ``@workflow/TRANSITION``: make it, answer with the new state.

    ``answer`` and ``rate`` need here what they need everywhere, under the same names as in
    ``@feedback`` and ``@satisfaction``.
    """

    transition = None

    def publishTraverse(self, request, name):
        if self.transition is not None or name not in lifecycle.TRANSITIONS:
            raise NotFound
        self.transition = name
        return self

    def reply(self):
        case = self.context
        if self.transition == lifecycle.ANSWER:
            lifecycle.answer(case, **body.read(self.request, feedback.TEXTS))
        elif self.transition == lifecycle.RATE:
            lifecycle.rate(case, **body.read(self.request, satisfaction.TEXTS, satisfaction.FLAGS))
        elif self.transition in BY_COMMENT:
            sent = body.read(self.request, texts=("comment",))
            BY_COMMENT[self.transition](case, sent["comment"])
        else:
            message = _("error_transition", default="Name the step, as in @workflow/close.")
            raise InvalidInput((FieldError("transition", message),))
        return {"state": case.state}
