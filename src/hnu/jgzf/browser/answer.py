"""填写反馈意见 (R14, R16): the unit's answer, which opens a round."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.domain import lifecycle
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class IAnswerForm(Interface):
    outcome = schema.Text(title=_("label_outcome", default="Outcome"), required=False)
    planned = schema.TextLine(
        title=_("label_planned", default="Planned day"),
        description=_(
            "help_planned",
            default="Only where the conditions are not there yet: when you will take it up again.",
        ),
        required=False,
    )
    planned.setTaggedValue("optional", True)
    content = schema.Text(
        title=_("label_feedback_content", default="Answer"),
        description=_(
            "help_feedback_content",
            default=(
                "Point by point: what was done, on what grounds, by whom and when, in 10 to 2000 "
                "characters. It is public at once and cannot be changed."
            ),
        ),
        required=False,
    )


OUTCOME_HELP = {
    config.RESOLVED: _(
        "help_resolved", default="The problem is solved, or the time of its solution is fixed."
    ),
    config.EXPLAINED: _(
        "help_explained",
        default="Present policy does not allow it; policy and reasons are explained.",
    ),
    config.DEFERRED: _(
        "help_deferred",
        default="The conditions are not there yet; policy and plan are explained.",
    ),
}


class AnswerForm(CaseForm):
    here = "manage"
    transition = lifecycle.ANSWER
    fields = field.Fields(IAnswerForm)
    fields["outcome"].widgetFactory = widgets.Radios
    fields["planned"].widgetFactory = widgets.Day
    fields["content"].widgetFactory = widgets.Area
    index = ViewPageTemplateFile("templates/answer.pt")
    page_title = _("title_answer", default="Answer")
    unsent = _("status_answer_not_sent", default="the answer was not sent")

    @property
    def round_title(self):
        return _("round_answer", default="Answer ${n}", mapping={"n": self.round + 1})

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["outcome"].options = [
            {
                "token": outcome,
                "title": cards.outcome_mark(outcome).title,
                "help": OUTCOME_HELP[outcome],
            }
            for outcome in config.OUTCOMES
        ]
        self.widgets["content"].rows = 8

    @button.buttonAndHandler(_("button_answer", default="Send answer"), name="answer")
    def handle_answer(self, action):
        self.obey(lifecycle.answer, self.context, **self.values())
        if not self.errors:
            self.finish(
                _(
                    "status_answer_sent",
                    default=(
                        "Your answer was sent, the evaluator can see it now. Follow her rating "
                        "until the matter is concluded."
                    ),
                )
            )
