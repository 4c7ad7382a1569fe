"""催办 on a case's own page: what it does, and a button."""

from hnu.jgzf import _
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.domain import reminding
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button


class RemindForm(CaseForm):
    here = "supervision"
    # The name of the button, in the template
    transition = "remind"
    index = ViewPageTemplateFile("templates/close.pt")
    page_title = _("button_remind", default="Remind the unit")
    page_help = _(
        "help_remind",
        default="The unit's administrators are told at once, by SMS too, and it is noted on the "
        "evaluation. Once a day.",
    )
    button_title = page_title
    unsent = _("status_not_reminded", default="nobody was reminded")

    def refusal(self):
        return reminding.refusal(self.context)

    @button.buttonAndHandler(button_title, name="remind")
    def handle_remind(self, action):
        self.obey(reminding.remind, self.context)
        if not self.errors:
            self.finish(
                _("status_reminded", default="The unit's administrators are being reminded.")
            )
