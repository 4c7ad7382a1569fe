"""办结 (R15) and 重新办理: a page that asks first, with a reason where one is needed."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.domain import lifecycle
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class IReasonForm(Interface):
    reason = schema.Text(
        title=_("label_reason", default="Reason"),
        description=_(
            "help_reason",
            default="10 to 500 characters. Everybody who can see the evaluation can read it.",
        ),
        required=False,
    )


class ReasonForm(CaseForm):
    here = "manage"
    fields = field.Fields(IReasonForm)
    fields["reason"].widgetFactory = widgets.Area
    field_names = {"comment": "reason"}
    index = ViewPageTemplateFile("templates/close.pt")

    def updateWidgets(self, prefix=None):
        # Once something was typed the field stays, even where it is no longer needed.
        if self.request.method != "POST" and not lifecycle.needs_reason(
            self.context, self.transition
        ):
            self.fields = self.fields.omit("reason")
        super().updateWidgets(prefix)
        for widget in self.widgets.values():
            widget.rows = 3


class CloseForm(ReasonForm):
    transition = lifecycle.CLOSE
    page_title = _("title_close", default="Close the evaluation")
    button_title = _("button_close", default="Close")
    unsent = _("status_not_closed", default="the evaluation was not closed")

    @property
    def page_help(self):
        if self.context.state == config.ANSWERED:
            return _(
                "help_close_unrated",
                default="The evaluator has not rated the answer; once closed, she cannot any more.",
            )
        return _("help_close", default="Close it once you are sure that the matter is settled.")

    @button.buttonAndHandler(button_title, name="close")
    def handle_close(self, action):
        self.obey(lifecycle.close, self.context, **self.values())
        if not self.errors:
            self.finish(_("status_closed_done", default="The evaluation is closed."))


class ReopenForm(ReasonForm):
    transition = lifecycle.REOPEN
    page_title = _("title_reopen", default="Take the evaluation up again")
    page_help = _(
        "help_reopen",
        default="The unit has to answer once more, within 5 working days from today.",
    )
    button_title = _("button_reopen", default="Reopen")
    unsent = _("status_not_reopened", default="the evaluation was not reopened")

    @button.buttonAndHandler(button_title, name="reopen")
    def handle_reopen(self, action):
        self.obey(lifecycle.reopen, self.context, **self.values())
        if not self.errors:
            self.finish(
                _(
                    "status_reopened_done",
                    default="The evaluation is open again, the answer is due ${date}.",
                    mapping={"date": self.long_date(self.context.due)},
                )
            )
