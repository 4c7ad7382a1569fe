"""Both entrances (R3): the form, the question before sending (R6), the thanks after it (R7).

With JavaScript the question is a dialog; without it a page of its own with the same words.
"""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import staff_directory
from hnu.jgzf.domain import submission
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.notifications import settings
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface
import secrets


class IEvaluationForm(Interface):
    """The fields that both entrances have in common."""

    category = schema.Text(title=_("label_category", default="Category"), required=False)
    description = schema.Text(
        title=_("label_description_row", default="Description"),
        description=_(
            "help_description",
            default="Once you have chosen a category, only its descriptions are listed here.",
        ),
        required=False,
    )
    topic = schema.Text(
        title=_("label_topic", default="Topic"),
        description=_(
            "help_topic",
            default=(
                "In one sentence of at most 60 characters. Everybody can read it: do not write "
                "your name or phone number."
            ),
        ),
        required=False,
    )
    content = schema.Text(
        title=_("label_content", default="Content"),
        description=_(
            "help_content",
            default="When, where, what was it about, what do you propose? 10 to 2000 characters.",
        ),
        required=False,
    )
    contact_consent = schema.Text(
        title=_("label_contact_consent", default="The unit may contact me"),
        description=_(
            "help_contact_consent",
            default="Only the unit's administrators and supervisors see how to reach you.",
        ),
        required=False,
    )
    contact = schema.Text(
        title=_("label_contact", default="How to reach me"),
        description=_(
            "help_contact",
            default="Phone or mail. Left empty, the mail address of your account is used.",
        ),
        required=False,
    )
    contact.setTaggedValue("optional", True)


class IUnitEvaluationForm(IEvaluationForm):
    """评价单位 has its unit among the fields."""

    unit = schema.Text(title=_("label_unit_evaluated", default="Unit"), required=False)


WIDGETS = {
    "unit": widgets.Options,
    "category": widgets.Options,
    "description": widgets.Options,
    "topic": widgets.Line,
    "content": widgets.Area,
    "contact_consent": widgets.Tick,
    "contact": widgets.Line,
}


class SubmissionForm(RuleForm):
    """What the two forms share; a subclass says what is evaluated."""

    target = None
    unsent = _("status_not_submitted", default="the evaluation was not submitted")
    confirm = ViewPageTemplateFile("templates/submission_confirm.pt")
    asks = False
    # What the question repeats
    repeated = ("unit", "category", "description", "topic")

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        offered = categories.active_categories(self.target)
        self.widgets["category"].groups = [
            ("", "", [(category.token, category.title) for category in offered])
        ]
        self.widgets["category"].marks = {"data-jz-category": "1"}
        self.widgets["description"].groups = [
            (category.token, category.title, category.descriptions) for category in offered
        ]
        self.widgets["description"].marks = {"data-jz-description": "1"}

    def page(self):
        return self.confirm() if self.asks else self.index()

    @button.buttonAndHandler(_("button_submit", default="Submit evaluation"), name="submit")
    def handle_submit(self, action):
        sent = self.submission()
        if self.request.form.get("confirmed"):
            done = self.obey(self.send, sent)
            if done is not None:
                self.arrived(done)
        elif self.obey(self.check, sent) is not None:
            self.asks = True

    @button.buttonAndHandler(_("button_revise", default="Back to the form"), name="revise")
    def handle_revise(self, action):
        """The form again, as it was filled in."""

    def check(self, sent):
        return submission.check(sent, self.userid)

    def send(self, sent):
        return submission.submit(sent)

    def arrived(self, case):
        """What comes after :meth:`send` has answered."""
        self.request.response.redirect(f"{case.absolute_url()}/@@thanks")

    def submission(self):
        values = self.values()
        values["contact_consent"] = values["contact_consent"] == "on"
        return submission.Submission(**values, token=self.token)

    @cached_property
    def token(self):
        """Drawn with the form: what is sent twice with it is one evaluation."""
        sent = self.request.form.get("token")
        return sent if isinstance(sent, str) and sent else secrets.token_urlsafe(12)

    @property
    def prompt(self):
        """R6, as the webmaster has it."""
        return api.portal.get_registry_record("confirmation_prompt", interface=ISettings)

    def hidden(self):
        """Every value once more, for the page that asks: (name, value) pairs."""
        return [(widget.name, widget.value) for widget in self.widgets.values() if widget.value]

    def facts(self):
        """What the question repeats: dicts of label, value, and the field that holds it."""
        return [
            {
                "label": self.widgets[name].label,
                "value": self._title(self.widgets[name]),
                "field": self.widgets[name].name,
            }
            for name in self.repeated
            if name in self.widgets
        ]

    def _title(self, widget):
        for _token, _title, options in getattr(widget, "groups", ()):
            for token, title in options:
                if token == widget.value:
                    return title
        return widget.value


class EvaluateUnitForm(SubmissionForm):
    """评价单位入口 (R4). ``?unit=CODE`` preselects: the address on posters."""

    here = "unit"
    target = config.TARGET_UNIT
    fields = widgets.with_widgets(field.Fields(IUnitEvaluationForm).select(*WIDGETS), WIDGETS)
    index = ViewPageTemplateFile("templates/evaluate_unit.pt")
    page_title = _("nav_evaluate_unit", default="Evaluate a unit")

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        units = roster.active_units()
        widget = self.widgets["unit"]
        widget.groups = [("", "", [(unit.code, unit.title) for unit in units])]
        preselected = self.request.form.get("unit")
        if not widget.value and self.request.method == "GET" and isinstance(preselected, str):
            widget.value = preselected


class EvaluateStaffForm(SubmissionForm):
    """The last of the three steps of 评价个人 (R5), on the person's own address."""

    here = "staff"
    target = config.TARGET_STAFF
    fields = widgets.with_widgets(field.Fields(IEvaluationForm), WIDGETS)
    index = ViewPageTemplateFile("templates/evaluate.pt")

    def __init__(self, person, request):
        # The page is drawn around the unit: members may not view the person, and the portal's
        # header and navigation would be missing.
        super().__init__(person.__parent__, request)
        self.person = person

    def __call__(self):
        try:
            staff_directory.look_into(self.context)
        except TooMany:
            # There it is said why.
            unit = self.context.getId()
            self.request.response.redirect(f"{self.center_url}/@@evaluate-staff?unit={unit}")
            return ""
        return super().__call__()

    @property
    def page_title(self):
        return _(
            "title_evaluate_person",
            default="Evaluate ${name}",
            mapping={"name": self.person.title},
        )

    @property
    def action(self):
        return f"{self.person.absolute_url()}/@@{self.__name__}"

    def submission(self):
        sent = super().submission()
        sent.unit = self.context.getId()
        sent.staff_member = self.person.getId()
        return sent

    def facts(self):
        target = {
            "label": _("label_staff_evaluated", default="Person"),
            "value": f"{self.context.title} {self.person.title}（{self.person.getId()}）",
            "field": "",
        }
        return [target, *super().facts()]


class ThanksPage(Page):
    """R7, once the case is stored; only its evaluator reaches it."""

    page_title = _("title_thanks", default="Evaluation submitted")

    @property
    def prompt(self):
        return api.portal.get_registry_record("thanks_prompt", interface=ISettings)

    @property
    def told_by_sms(self):
        """Whether the unit's administrators get an SMS about it."""
        return settings.sends_sms(config.FACT_SUBMITTED, config.TO_ADMINISTRATORS)
