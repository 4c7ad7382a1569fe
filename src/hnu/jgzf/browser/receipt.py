"""凭回执查询 (R10): somebody without an account sees her case by number and code, and rates it.

The one page that writes without a login. Number and code travel with each request and are kept by
nobody, so that nothing of the case stays at a browser that others use, too.
"""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case_base import check_seen
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.browser.rate import IRatingForm
from hnu.jgzf.browser.rate import offer_levels
from hnu.jgzf.browser.rate import rating_of
from hnu.jgzf.browser.rate import thanks
from hnu.jgzf.browser.submission import IEvaluationForm
from hnu.jgzf.browser.timeline import timeline
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import receipts
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import alsoProvides
from zope.interface import Interface


class IReceiptForm(Interface):
    number = schema.Text(
        title=_("label_receipt_number", default="Number of the evaluation"),
        description=_("help_receipt_number", default="As on the receipt, such as 20261124-7KQ2MD."),
        required=False,
    )
    code = schema.Text(
        title=_("label_receipt_code", default="Code"),
        description=_(
            "help_receipt_code",
            default="12 letters and digits; capitals, spaces and hyphens do not matter.",
        ),
        required=False,
    )


class IReceiptContact(Interface):
    contact = schema.Text(
        title=_("label_contact", default="How to reach me"),
        description=_(
            "help_receipt_contact",
            default="Phone or mail. Left empty, what you told the office is used.",
        ),
        required=False,
    )
    contact.setTaggedValue("optional", True)


RATING = ("level", "comment", "contact_consent", "contact")


class ReceiptPage(RuleForm):
    """Number and code; once they are right, the case and the form for a rating.

    Whoever is logged in makes no difference: what somebody may do here follows from the code.
    """

    page_title = _("title_receipt", default="Look up by receipt")
    index = ViewPageTemplateFile("templates/receipt.pt")
    case_macros = ViewPageTemplateFile("templates/case_macros.pt")
    fields = (
        field.Fields(IReceiptForm)
        + field.Fields(IRatingForm)
        + field.Fields(IEvaluationForm).select("contact_consent")
        + field.Fields(IReceiptContact)
    )
    fields = widgets.with_widgets(
        fields,
        {
            "number": widgets.Line,
            "code": widgets.Line,
            "level": widgets.Radios,
            "comment": widgets.Area,
            "contact_consent": widgets.Tick,
            "contact": widgets.Line,
        },
    )
    # A receipts.Opened, once number and code are right
    opened = None
    # What to say on top about what was just done
    done = None
    # Nobody opened a form here with an account.
    is_sent_again = False
    account_mark = None
    # For the macros of a case: nobody's identity was shown here.
    shown = None

    def __call__(self):
        # The portal's header and navigation ask for View on what they are drawn around.
        if not api.user.has_permission("View", obj=self.context):
            self.context = api.portal.get()
        return super().__call__()

    @property
    def action(self):
        return f"{self.center_url}/@@{self.__name__}"

    def navigation(self):
        """Two entries: the others ask for a login."""
        entries = [
            (f"@@{self.__name__}", self.page_title, "page"),
            ("@@help-evaluators", _("title_help_evaluators", default="Guide for evaluators"), None),
        ]
        return [
            {
                "id": name,
                "url": f"{self.center_url}/{name}",
                "title": title,
                "current": current,
                "count": 0,
                "count_unit": "",
            }
            for name, title, current in entries
        ]

    def check_token(self):
        """What lets somebody in is the code in this very request, never the login of the browser.

        Another site does not know the code, so there is nothing that it could do in somebody's
        name; and for Anonymous, a token of plone.protect is the same for everybody.
        """
        alsoProvides(self.request, IDisableCSRFProtection)

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        if self.request.method != "POST":
            # A code does not belong into an address, which logs keep.
            for widget in self.widgets.values():
                widget.value = ""
        offer_levels(self.widgets)

    @button.buttonAndHandler(_("button_receipt", default="Show"), name="look")
    def handle_look(self, action):
        self.open()

    @button.buttonAndHandler(_("button_rate", default="Send rating"), name="rate")
    def handle_rate(self, action):
        self.open()
        if self.opened is not None:
            rating = rating_of(self.values())
            self.obey(self.rate, self.opened, rating)
            if not self.errors:
                self.done = thanks(self.opened.case)

    def open(self):
        values = self.values()
        address = self.request.getClientAddr()
        self.opened = self.obey(receipts.open_case, values["number"], values["code"], address)

    def rate(self, opened, rating):
        check_seen(self.request, len(opened.case.answers))
        opened.rate(**rating)

    # What the page shows of the case

    @cached_property
    def file(self):
        return self.opened.file

    @property
    def steps(self):
        return timeline(self.file, self.request)

    @property
    def round(self):
        return len(self.opened.case.rounds)

    @property
    def seen(self):
        return len(self.opened.case.answers)

    @property
    def badges(self):
        case = self.opened.case
        marks = (cards.state_mark(case.state), cards.satisfaction_mark(case.satisfaction))
        return [mark for mark in marks if mark is not None]

    @property
    def hidden_since(self):
        """Since when and why the case is hidden; None where it is not."""
        case = self.opened.case
        return cards.hidden_since(case) if case.hidden else None

    @property
    def due_today(self):
        case = self.opened.case
        return case.pending and case.due == dates.today()

    @property
    def may_rate(self):
        return lifecycle.RATE in self.file.transitions

    def rating_widgets(self):
        """The fields of the rating: without a consent that was given before."""
        given = self.opened.case.contact_consent
        return [self.widgets[name] for name in (RATING[:2] if given else RATING)]

    def secrets(self):
        """What the next request has to bring again: (name, value) pairs."""
        return [(self.widgets[name].name, self.widgets[name].value) for name in ("number", "code")]
