"""隐藏 and 恢复展示: a page that asks for the reason first."""

from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.domain import hiding
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class IHidingForm(Interface):
    reason = schema.Text(
        title=_("label_reason", default="Reason"),
        description=_(
            "help_hiding_reason",
            default=(
                "10 to 500 characters. The evaluator, the unit's administrators and supervisors "
                "read it: do not repeat what shall not be seen."
            ),
        ),
        required=False,
    )


class HidingForm(CaseForm):
    """A subclass says which of the two acts it is."""

    here = "manage"
    fields = field.Fields(IHidingForm)
    fields["reason"].widgetFactory = widgets.Area
    index = ViewPageTemplateFile("templates/close.pt")
    hides = None

    def refusal(self):
        return hiding.refusal(self.context, self.hides)

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["reason"].rows = 3


class HideForm(HidingForm):
    hides = True
    # The button's name
    transition = "hide"
    page_title = _("title_hide", default="Hide the evaluation")
    page_help = _(
        "help_hide",
        default=(
            "For abuse and for personal data. Only the evaluator, the unit's administrators and "
            "supervisors will see it, and deal with it as before; it still counts."
        ),
    )
    button_title = _("button_hide", default="Hide")
    unsent = _("status_not_hidden", default="the evaluation was not hidden")

    @button.buttonAndHandler(button_title, name="hide")
    def handle_hide(self, action):
        self.obey(hiding.hide, self.context, **self.values())
        if not self.errors:
            self.finish(_("status_hidden_done", default="The evaluation is hidden."))


class ShowAgainForm(HidingForm):
    hides = False
    transition = "show"
    page_title = _("title_show_again", default="Show the evaluation again")
    page_help = _(
        "help_show_again",
        default="Everybody with an account will see it again, with everything written there.",
    )
    button_title = _("button_show_again", default="Show again")
    unsent = _("status_not_shown", default="the evaluation is still hidden")

    @button.buttonAndHandler(button_title, name="show")
    def handle_show(self, action):
        self.obey(hiding.show_again, self.context, **self.values())
        if not self.errors:
            self.finish(_("status_shown_done", default="Everybody can see the evaluation again."))
