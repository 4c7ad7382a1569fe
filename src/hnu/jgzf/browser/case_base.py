"""What the pages of a case share; its forms: who may open them, and what if they come too late."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser.forms import ActForm
from hnu.jgzf.browser.timeline import timeline
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain.case_file import CaseFile
from hnu.jgzf.interfaces.errors import NotPossible
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class CaseSupport:
    """Mix-in for views of a case, beside ``base.PageSupport``."""

    case_macros = ViewPageTemplateFile("templates/case_macros.pt")

    @cached_property
    def file(self):
        return CaseFile(self.context)

    @cached_property
    def handles(self):
        """Whether the viewer deals with the case: administrator of the unit, or supervisor."""
        return self.file.handles

    @cached_property
    def round(self):
        """Number of the last round that has an answer, 0 before the first."""
        return len(self.context.rounds)

    @cached_property
    def seen(self):
        """How many answers there were, those that were sent back included."""
        return len(self.context.answers)

    @cached_property
    def steps(self):
        return timeline(self.file, self.request)

    @property
    def chip(self):
        """The date that matters now, in short; None where there is none."""
        if self.context.dissatisfied:
            return cards.followup_mark()
        if self.context.pending:
            case = self.context
            return cards.deadline_mark(case.due, dates.today(), provisional=case.provisional)
        if self.context.state == config.ANSWERED:
            return cards.round_mark(self.round)
        return None


def check_seen(request, last):
    """Let nobody speak to an answer that she never saw: the form says which one was the last.

    :param last: number of the last answer there is.
    :raises NotPossible: where that was another one.
    """
    if request.form.get("round", str(last)) != str(last):
        raise NotPossible(
            _(
                "error_case_changed",
                default="Somebody has dealt with this evaluation meanwhile. Reload the page.",
            )
        )


class CaseForm(CaseSupport, ActForm):
    """A form about the case that is its context."""

    # One of lifecycle.TRANSITIONS
    transition = None

    def refusal(self):
        return lifecycle.refusal(self.context, self.transition)

    def check_unchanged(self):
        check_seen(self.request, self.seen)
