"""汇总 (R20): a unit's evaluations of a period as a short report, with proposals to its head."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import unit_summary
from hnu.jgzf.interfaces.errors import InvalidInput
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from z3c.form import button
from z3c.form import field
from zExceptions import NotFound
from zope import schema
from zope.interface import Interface


COUNTS = (
    ("received", _("summary_received", default="Received")),
    ("answered", _("summary_answered", default="Answered")),
    ("in_time", _("summary_in_time", default="First answer in time")),
    ("late", _("summary_late", default="Late (answered late, or due and not answered)")),
    ("waiting", _("summary_waiting", default="Not answered, not due yet")),
    ("open", _("summary_open", default="Not closed")),
    ("overdue", _("summary_overdue", default="Of these an answer is overdue today")),
)


class Figures:
    """``unit_summary.figures`` as lines of text and number."""

    def __init__(self, figures, view):
        self.figures = figures
        self.view = view

    @property
    def counts(self):
        return [{"title": title, "count": self.figures[name]} for name, title in COUNTS]

    @property
    def outcomes(self):
        return [
            {"title": cards.OUTCOME_MARKS[name].title, "count": self.figures["outcomes"][name]}
            for name in config.OUTCOMES
        ]

    @property
    def ratings(self):
        counts = self.figures["satisfaction"]
        return [
            {"title": cards.SATISFACTION_MARKS[level].title, "count": counts[level]}
            for level in config.SATISFACTION_LEVELS
        ] + [
            {
                "title": _("summary_unrated", default="Answered and not rated"),
                "count": self.figures["unrated"],
            }
        ]

    @property
    def categories(self):
        return [{"title": title, "count": count} for title, count in self.figures["categories"]]

    @property
    def groups(self):
        """Dicts of title and lines, those without lines left out."""
        found = (
            (_("heading_figures_counts", default="Dealt with"), self.counts),
            (_("heading_figures_outcomes", default="Outcomes"), self.outcomes),
            (_("heading_figures_ratings", default="Satisfaction"), self.ratings),
            (_("heading_figures_categories", default="By category"), self.categories),
        )
        return [{"title": title, "lines": lines} for title, lines in found if lines]

    @property
    def rate(self):
        """A sentence about the rate of satisfaction, which few ratings do not have."""
        rate = unit_summary.satisfaction_rate(self.figures)
        if rate is None:
            least = {"n": unit_summary.LEAST_FOR_RATE}
            return _(
                "text_no_rate",
                default="Fewer than ${n} ratings: no rate is given.",
                mapping=least,
            )
        return _(
            "text_rate",
            default="Satisfied or very satisfied: ${rate} % of those who rated.",
            mapping={"rate": f"{rate * 100:.1f}"},
        )


class SummarySupport:
    """``summary_macros`` has the report itself."""

    here = "manage"
    summary_macros = ViewPageTemplateFile("templates/summary_macros.pt")
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")

    def __call__(self):
        if not unit_summary.may_read(self.context):
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        return super().__call__()

    @property
    def unit_url(self):
        return self.context.absolute_url()

    def span(self, of):
        """The period in words."""
        return _(
            "text_period",
            default="${first} to ${last}",
            mapping={"first": dates.long_date(of.first), "last": dates.long_date(of.last)},
        )


class ISummaryForm(Interface):
    proposals = schema.Text(
        title=_("label_proposals", default="Proposals to the head"),
        description=_(
            "help_proposals",
            default=(
                "10 to 2000 characters. They are kept with today's figures; the head is told. Do "
                "not write who evaluated."
            ),
        ),
        required=False,
    )


class SummaryForm(SummarySupport, RuleForm):
    fields = field.Fields(ISummaryForm)
    fields["proposals"].widgetFactory = widgets.Area
    index = ViewPageTemplateFile("templates/unit_summary.pt")
    page_title = _("title_summary", default="Summary of the unit")
    unsent = _("status_summary_not_saved", default="nothing was saved")
    period_error = None

    def update(self):
        self.period = self._period()
        super().update()

    def _period(self):
        """What the address, or the form that was sent, says; else the usual period."""
        form = self.request.form
        sent = form.get("period")
        first, _slash, last = sent.partition("/") if isinstance(sent, str) else ("", "", "")
        try:
            return unit_summary.period(
                form.get("from", "") or first or "", form.get("to", "") or last or ""
            )
        except InvalidInput as refusal:
            self.period_error = refusal.message
            return unit_summary.period()

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        if self.request.method != "POST":
            # An address must not be able to fill in what a person is to say.
            self.widgets["proposals"].value = ""

    @cached_property
    def summary(self):
        return unit_summary.sum_up(self.context, self.period)

    @property
    def figures(self):
        return Figures(self.summary.figures, self)

    @property
    def may_write(self):
        return unit_summary.may_write(self.context)

    @property
    def records(self):
        return unit_summary.records(self.context)

    @property
    def day(self):
        return self.long_date(dates.today())

    @property
    def rows(self):
        """Dicts for the list of cases: days only, and of a hidden one no more than is due."""
        return [self._row(brain, hiding.is_withheld(brain)) for brain in self.summary.cases]

    def _row(self, brain, is_withheld):
        return {
            "url": f"{self.unit_url}/{brain.number}",
            "number": brain.number,
            "topic": cards.HIDDEN_MARK.title if is_withheld else brain.topic,
            "person": "" if is_withheld else brain.staff_member_title,
            "received": brain.received.isoformat(),
            "state": cards.STATE_MARKS[brain.state].title,
            "satisfaction": cards.SATISFACTION_MARKS[brain.rating].title
            if brain.rating
            else _("level_unrated", default="Not rated yet"),
        }

    @property
    def period_value(self):
        return f"{self.period.first.isoformat()}/{self.period.last.isoformat()}"

    @button.buttonAndHandler(
        _("button_save_summary", default="Save and tell the head"), name="save"
    )
    def handle_save(self, action):
        record = self.obey(unit_summary.save, self.context, self.period, self.values()["proposals"])
        if not self.errors:
            api.portal.show_message(
                _("status_summary_saved", default="Saved. The unit's head is told in the system."),
                self.request,
            )
            address = urlencode({"number": record.number})
            self.request.response.redirect(f"{self.unit_url}/@@saved-summary?{address}#done")


class SavedSummary(SummarySupport, Page):
    """One record as it was saved."""

    page_title = SummaryForm.page_title

    def update(self):
        self.record = unit_summary.record(self.context, self.request.form.get("number"))
        if self.record is None:
            raise NotFound

    @property
    def figures(self):
        return Figures(self.record.figures, self)

    @property
    def cases_url(self):
        """Where the cases of that period are, as they are today."""
        period = {"from": self.record.first.isoformat(), "to": self.record.last.isoformat()}
        return f"{self.unit_url}/@@summary?{urlencode(period)}"
