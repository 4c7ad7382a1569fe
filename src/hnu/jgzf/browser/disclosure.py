"""评价人身份 (R19): who wrote a case, for a reason that stays on record, in one answer only."""

from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case import CasePage
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.domain import disclosure
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class IDisclosureForm(Interface):
    reason = schema.Text(
        title=_("label_disclosure_reason", default="Why you must see it"),
        description=_(
            "help_disclosure_reason",
            default="At least 10 characters. The evaluator will read this text.",
        ),
        required=False,
    )


class DisclosureForm(CaseForm):
    """Shown as part of the case's page; no redirect, so that the answer is the only place.

    ``person`` is a ``domain.disclosure.Person`` once the reason is on record.
    """

    fields = field.Fields(IDisclosureForm)
    fields["reason"].widgetFactory = widgets.Area
    unsent = _("status_not_disclosed", default="nothing was disclosed")
    person = None
    # Whether the viewer came for this form, not for the page around it
    asked = False

    def refusal(self):
        return disclosure.refusal(self.context)

    def index(self):
        self.asked = True
        return CasePage(self.context, self.request, disclosing=self)()

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["reason"].rows = 3

    @button.buttonAndHandler(_("button_disclose", default="Show me"), name="disclose")
    def handle_disclose(self, action):
        self.person = self.obey(disclosure.disclose, self.context, **self.values())
