"""代录评价 (R10): a supervisor enters what somebody without an account has said.

One form for units and one for people, with the question before sending as everywhere. What comes
after it is the receipt: in that answer alone, for the code is kept nowhere.
"""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.receipt_slip import SlipSupport
from hnu.jgzf.browser.submission import IEvaluationForm
from hnu.jgzf.browser.submission import IUnitEvaluationForm
from hnu.jgzf.browser.submission import SubmissionForm
from hnu.jgzf.browser.submission import WIDGETS
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import on_behalf
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import field
from zope import schema
from zope.interface import Interface


CHANNEL_TITLES = {
    "phone": _("heard_by_phone", default="Phone"),
    "mail": _("heard_by_mail", default="Mail"),
    "visit": _("heard_by_visit", default="Visit"),
    "letter": _("heard_by_letter", default="Letter"),
}


class IPersonForm(Interface):
    """Who was heard, and when."""

    channel = schema.Text(title=_("label_heard_by", default="Heard by"), required=False)
    received = schema.Text(
        title=_("label_received_day", default="Came in on"),
        description=_(
            "help_received_day",
            default="The days for an answer count from here. At most 60 days back.",
        ),
        required=False,
    )
    name = schema.Text(
        title=_("label_outsider_name", default="Name of the person"),
        description=_(
            "help_outsider_name",
            default="As confidential as the name of any evaluator.",
        ),
        required=False,
    )
    contact = schema.Text(
        title=_("label_outsider_contact", default="How to reach her"),
        description=_("help_outsider_contact", default="Phone, mail or postal address."),
        required=False,
    )
    contact_consent = schema.Text(
        title=_(
            "label_outsider_consent", default="The person agrees that the unit may contact her"
        ),
        description=_(
            "help_outsider_consent",
            default="Then the unit's administrators see how to reach her, but not her name.",
        ),
        required=False,
    )


class IEntryForm(Interface):
    staff_member = schema.Text(
        title=_("label_employee_number", default="Employee number"),
        description=_(
            "help_entry_staff_member",
            default="Of the person evaluated, who belongs to this unit.",
        ),
        required=False,
    )
    topic = schema.Text(
        title=_("label_topic", default="Topic"),
        description=_(
            "help_entry_topic",
            default=(
                "In one sentence of at most 60 characters. Everybody can read it: neither name "
                "nor phone number of the person."
            ),
        ),
        required=False,
    )


FIELDS = (
    field.Fields(IPersonForm)
    + field.Fields(IUnitEvaluationForm).select("unit")
    + field.Fields(IEntryForm).select("staff_member")
    + field.Fields(IEvaluationForm).select("category", "description")
    + field.Fields(IEntryForm).select("topic")
    + field.Fields(IEvaluationForm).select("content")
)


class EnterForm(SlipSupport, SubmissionForm):
    """``?target=staff`` is the form for people; the hidden field says which one was sent."""

    here = "manage"
    page_title = _("title_enter_evaluation", default="Enter an evaluation for somebody")
    fields = widgets.with_widgets(
        FIELDS,
        {
            **WIDGETS,
            "channel": widgets.Radios,
            "received": widgets.Day,
            "name": widgets.Line,
            "staff_member": widgets.Line,
        },
    )
    field_names = {f"on_behalf.{name}": name for name in ("channel", "name", "contact", "received")}
    index = ViewPageTemplateFile("templates/enter_evaluation.pt")
    prompt = _(
        "text_enter_prompt",
        default=(
            "Compare it with what the person has said. It cannot be changed later, and the unit "
            "is told at once."
        ),
    )
    repeated = (
        "name",
        "contact",
        "received",
        "unit",
        "staff_member",
        "category",
        "description",
        "topic",
    )

    @cached_property
    def target(self):
        names = ("form.widgets.target", "target")
        wanted = next((self.request.form[name] for name in names if name in self.request.form), "")
        return config.TARGET_STAFF if wanted == config.TARGET_STAFF else config.TARGET_UNIT

    @property
    def action(self):
        # An own address for each, by which static/jgzf.js tells their drafts apart
        return super().action + ("?target=staff" if self.target == config.TARGET_STAFF else "")

    def targets(self):
        """The two forms: dicts of url, title, current."""
        titles = {
            config.TARGET_UNIT: _("nav_evaluate_unit", default="Evaluate a unit"),
            config.TARGET_STAFF: _("nav_evaluate_staff", default="Evaluate a person"),
        }
        url = f"{self.center_url}/@@{self.__name__}"
        return [
            {
                "url": url + ("?target=staff" if target == config.TARGET_STAFF else ""),
                "title": title,
                "current": "page" if target == self.target else None,
            }
            for target, title in titles.items()
        ]

    def updateWidgets(self, prefix=None):
        if self.target == config.TARGET_UNIT:
            self.fields = self.fields.omit("staff_member")
        super().updateWidgets(prefix)
        self.widgets["channel"].options = [
            {"token": token, "title": CHANNEL_TITLES[token]} for token in config.HEARD_BY
        ]
        units = roster.active_units()
        self.widgets["unit"].groups = [("", "", [(unit.code, unit.title) for unit in units])]
        if self.request.method != "POST":
            # An address must not be able to fill in what somebody has said.
            for widget in self.widgets.values():
                widget.value = ""
            self.widgets["received"].value = dates.today().isoformat()

    def submission(self):
        values = self.values()
        self.person = on_behalf.Person(
            **{name: values.pop(name) for name in ("channel", "name", "contact", "received")}
        )
        values["contact_consent"] = values["contact_consent"] == "on"
        return submission.Submission(**values, token=self.token)

    def check(self, sent):
        return self._unless_nobody(on_behalf.check, sent)

    def send(self, sent):
        return self._unless_nobody(on_behalf.enter, sent)

    def _unless_nobody(self, rule, sent):
        # An empty number would be an evaluation of the unit.
        if self.target == config.TARGET_STAFF:
            sent.staff_member = sent.staff_member.strip() or "-"
        return rule(sent, self.person)

    def arrived(self, entered):
        self.show_slip(entered.case, entered.code, again=entered.again)

    def page(self):
        return self.slip_page() if self.slip else super().page()

    def hidden(self):
        return [("form.widgets.target", self.target), *super().hidden()]

    def _title(self, widget):
        if widget.__name__ == "staff_member":
            unit = roster.get_unit(self.widgets["unit"].value)
            number = widget.value.strip()
            found = roster.get_staff_member(unit, number) if unit is not None else None
            return f"{found.title}（{number}）" if found is not None else number
        return super()._title(widget)
