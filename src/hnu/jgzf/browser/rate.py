"""满意度反馈 (R21, R22): the evaluator's rating, at the end of the page that has the answer."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case import CasePage
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.browser.submission import IEvaluationForm
from hnu.jgzf.domain import lifecycle
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class IRatingForm(Interface):
    level = schema.Text(title=_("label_satisfaction", default="Satisfaction"), required=False)
    comment = schema.Text(
        title=_("label_rating_comment", default="Comment"),
        description=_(
            "help_rating_comment",
            default="If you are dissatisfied, say why: the unit will settle it with you.",
        ),
        required=False,
    )
    comment.setTaggedValue("optional", True)


def offer_levels(widgets):
    """Give the widgets of a rating the five levels, and the comment its size."""
    level = widgets["level"]
    level.klass = "jz-choices jz-levels"
    level.options = [
        {"token": name, "title": mark.title, "icon": mark.icon}
        for name in config.SATISFACTION_LEVELS
        for mark in [cards.satisfaction_mark(name)]
    ]
    widgets["comment"].rows = 3


def rating_of(values):
    """What ``lifecycle.rate`` takes, from the values of a form."""
    names = ("level", "comment", "contact")
    rating = {name: values[name] for name in names if name in values}
    return {**rating, "contact_consent": values.get("contact_consent") == "on"}


def thanks(case):
    """What to say once an answer of ``case`` is rated."""
    if not case.dissatisfied:
        return _("status_rated_thanks", default="Thank you for your rating.")
    return _(
        "status_rated_dissatisfied",
        default="Noted. ${unit} will settle it with you and answer once more.",
        mapping={"unit": case.unit_title},
    )


class RateForm(CaseForm):
    """Shown as part of the case's page, whether it is sent with errors or opened by itself."""

    transition = lifecycle.RATE
    fields = field.Fields(IRatingForm) + field.Fields(IEvaluationForm).select(
        "contact_consent", "contact"
    )
    fields["level"].widgetFactory = widgets.Radios
    fields["comment"].widgetFactory = widgets.Area
    fields["contact_consent"].widgetFactory = widgets.Tick
    fields["contact"].widgetFactory = widgets.Line
    unsent = _("status_rating_not_sent", default="the rating was not sent")

    def index(self):
        return CasePage(self.context, self.request, rating=self)()

    @property
    def answering_unit(self):
        """Name of the unit that gave the answer; the case may be another's by now."""
        case, rounds = self.context, self.context.rounds
        # Who comes too late may find none.
        return case.holder_at(rounds[-1].answered).unit_title if rounds else case.unit_title

    def updateWidgets(self, prefix=None):
        if self.context.contact_consent:
            self.fields = self.fields.omit("contact_consent", "contact")
        super().updateWidgets(prefix)
        offer_levels(self.widgets)

    @button.buttonAndHandler(_("button_rate", default="Send rating"), name="rate")
    def handle_rate(self, action):
        self.obey(lifecycle.rate, self.context, **rating_of(self.values()))
        if not self.errors:
            self.finish(thanks(self.context))
