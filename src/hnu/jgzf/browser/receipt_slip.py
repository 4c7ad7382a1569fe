"""回执: number and code on paper, for somebody without an account; shown once, after an entry."""

from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.browser.close import ReasonForm
from hnu.jgzf.domain import receipts
from hnu.jgzf.notifications import settings
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import NamedTuple
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class Slip(NamedTuple):
    """``again``: an earlier code of this case has ended. ``address``: of the public page."""

    case: object
    code: str
    again: bool
    address: str


class SlipSupport:
    """Mix-in for forms that end with a receipt."""

    slip = None
    slip_page = ViewPageTemplateFile("templates/receipt_slip.pt")

    def show_slip(self, case, code, again):
        # Paper is for people outside, whatever address the office itself came by.
        site = settings.site_address()
        center = f"{site}/{self.center.getId()}" if site else self.center_url
        self.slip = Slip(case, code, again, f"{center}/@@receipt")
        self.page_title = _("title_receipt_slip", default="Receipt")


class IRenewalForm(Interface):
    reason = schema.Text(
        title=_("label_reason", default="Reason"),
        description=_(
            "help_renewal_reason",
            default="10 to 500 characters, for the supervisors' log. Nothing about the person.",
        ),
        required=False,
    )


class RenewReceiptForm(SlipSupport, ReasonForm):
    """A new code in place of one that was lost."""

    transition = "renew"
    fields = field.Fields(IRenewalForm)
    fields["reason"].widgetFactory = widgets.Area
    page_title = _("title_renew_receipt", default="Issue a new receipt")
    page_help = _(
        "help_renew_receipt",
        default="The code on the earlier receipt ends. Ask first who it is that asks for it.",
    )
    button_title = _("button_renew_receipt", default="Issue a receipt")
    unsent = _("status_not_renewed", default="no receipt was issued")

    def refusal(self):
        return receipts.refusal(self.context)

    def updateWidgets(self, prefix=None):
        # Always with a reason
        CaseForm.updateWidgets(self, prefix)
        self.widgets["reason"].rows = 3

    @button.buttonAndHandler(button_title, name="renew")
    def handle_renew(self, action):
        code = self.obey(receipts.renew, self.context, **self.values())
        if code is not None:
            self.show_slip(self.context, code, again=True)

    def page(self):
        return self.slip_page() if self.slip else super().page()
