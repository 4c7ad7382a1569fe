"""通报 (R25): the list, a form for the next one, and the texts that each begins with."""

from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.domain.bulletins import texts
from hnu.jgzf.domain.statistics import period
from hnu.jgzf.interfaces.bulletins import IBulletinTexts
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


TEXT_WIDGETS = {
    **dict.fromkeys(("university", "title", "recipients", "signature"), widgets.Line),
    "requirements": widgets.Area,
}


class ITextsForm(Interface):
    """The fields of the settings as plain text: what is wrong with them the rules say."""

    university = schema.TextLine(
        title=IBulletinTexts["university"].title,
        description=IBulletinTexts["university"].description,
        required=False,
    )
    university.setTaggedValue("optional", True)
    title = schema.TextLine(
        title=IBulletinTexts["title"].title,
        description=IBulletinTexts["title"].description,
        required=False,
    )
    recipients = schema.TextLine(title=IBulletinTexts["recipients"].title, required=False)
    requirements = schema.Text(
        title=IBulletinTexts["requirements"].title,
        description=IBulletinTexts["requirements"].description,
        required=False,
    )
    requirements.setTaggedValue("optional", True)
    signature = schema.TextLine(
        title=IBulletinTexts["signature"].title,
        description=IBulletinTexts["signature"].description,
        required=False,
    )


class IMakeForm(Interface):
    period = schema.TextLine(
        title=_("label_period", default="Period"),
        description=_(
            "help_bulletin_period",
            default="Counted are evaluations received in it, as they are at this moment.",
        ),
        required=False,
    )
    first = schema.TextLine(
        title=_("label_first_day", default="First day"),
        description=_("help_bulletin_days", default="Only for days of your own choice."),
        required=False,
    )
    first.setTaggedValue("optional", True)
    last = schema.TextLine(title=_("label_last_day", default="Last day"), required=False)
    last.setTaggedValue("optional", True)


class Filled(RuleForm):
    """A form that begins with what there is."""

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        # Of what another account has typed nothing is left: then it begins again.
        if self.request.method != "POST" or not self.request.form:
            for name, value in self.present().items():
                if name in self.widgets:
                    self.widgets[name].value = value

    def present(self):
        """Texts by the names of fields."""
        return {}

    def lead_to(self, page, message):
        self.finish(message, f"{self.center_url}/@@{page}")


class Bulletins(Filled):
    """What was issued, what is being prepared, and a button for the next one."""

    here = "statistics"
    page_title = _("title_bulletins", default="Bulletins")
    fields = widgets.with_widgets(
        field.Fields(IMakeForm),
        {"period": widgets.Options, "first": widgets.Day, "last": widgets.Day},
    )
    field_names = {"from": "first", "to": "last"}
    unsent = _("status_bulletin_not_made", default="no bulletin was made")
    index = ViewPageTemplateFile("templates/bulletins.pt")

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["period"].groups = [("", "", self.periods())]

    def periods(self):
        """(token, title) of the periods that a bulletin is usually about."""
        today = dates.today()
        options = []
        for make in (period.term, period.month, period.year):
            now = make(today, today)
            # Not the part of it that is compared: all of it
            before = make(now.before.first)
            options += [(each.token, self.words(each)) for each in (now, before)]
        custom = _("option_custom_days", default="Days of my own choice")
        return [*options, (period.CUSTOM, self.translate(custom))]

    def words(self, chosen):
        return f"{self.translate(chosen.name)}（{chosen.words}）"

    def present(self):
        """The period of the page of statistics from which somebody comes, or this term."""
        form = self.request.form
        sent = {name: form.get(name) for name in ("period", "from", "to")}
        sent = {name: value for name, value in sent.items() if isinstance(value, str)}
        tokens = [token for token, _title in self.periods()]
        chosen = sent.get("period")
        if chosen not in tokens:
            chosen = tokens[0]
        return {"period": chosen, "first": sent.get("from", ""), "last": sent.get("to", "")}

    @button.buttonAndHandler(_("button_make_bulletin", default="Make a bulletin"), name="make")
    def handle_make(self, action):
        sent = self.values()
        values = {"period": sent["period"] or "?"}
        if sent["period"] == period.CUSTOM:
            values.update({"from": sent["first"], "to": sent["last"]})
        made = self.obey(register.make, values)
        if not self.errors:
            message = _(
                "status_bulletin_made",
                default="This is a draft. Check it, change its texts, and issue it.",
            )
            self.lead_to(f"bulletin?id={made.id}", message)

    def rows(self, bulletins):
        """Dicts for the lists: url, number, title, words, made, issued."""
        return [
            {
                "url": f"{self.center_url}/@@bulletin?id={each.id}",
                "download": f"{self.center_url}/@@bulletin-download?id={each.id}",
                "number": number_of(each),
                "title": each.texts["title"],
                "words": each.figures["period"]["words"],
                "made_on": self.long_date(each.made_on),
                "made_by": each.made_by,
                "issued_on": self.long_date(each.issued_on) if each.is_issued else "",
                "issued_by": each.issued_by,
            }
            for each in bulletins
        ]

    @property
    def issued(self):
        return self.rows(register.issued())

    @property
    def drafts(self):
        return self.rows(register.drafts())


class BulletinTexts(Filled):
    """Texts that every new bulletin begins with; those that there are stay as they are."""

    here = "statistics"
    page_title = _("title_bulletin_texts", default="Texts of bulletins")
    page_help = _(
        "help_bulletin_texts",
        default="New bulletins begin with these. Drafts and issued ones stay as they are.",
    )
    back = "bulletins"
    fields = widgets.with_widgets(field.Fields(ITextsForm), TEXT_WIDGETS)
    unsent = _("status_not_saved", default="nothing was saved")
    index = ViewPageTemplateFile("templates/bulletin_form.pt")
    # For forms that are about one bulletin
    id = None

    def present(self):
        return texts.read()

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def handle_save(self, action):
        self.obey(self.save, self.values())
        if not self.errors:
            self.lead_to(self.back, _("status_texts_saved", default="The texts are saved."))

    def save(self, values):
        """Store texts by name; raises a Refusal."""
        register.check_permission()
        texts.save(values)


def number_of(bulletin):
    """``2026年第3期``, or that it is a draft: text or an i18n message."""
    if bulletin.is_issued:
        return f"{bulletin.year}年第{bulletin.number}期"
    return _("status_draft", default="Draft")
