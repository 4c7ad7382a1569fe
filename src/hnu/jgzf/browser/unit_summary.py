"""汇总 (R20): a unit's evaluations of a period as a short report, with proposals to its head."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import statistics_tables as tables
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.browser.statistics_cells import Links
from hnu.jgzf.browser.statistics_cells import NoLinks
from hnu.jgzf.browser.statistics_markup import Markup
from hnu.jgzf.content.figures import Figures as CaseFigures
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import unit_summary
from hnu.jgzf.domain.statistics import period
from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.definitions import FEW
from hnu.jgzf.domain.statistics.figures import Figures
from hnu.jgzf.domain.statistics.figures import NO_TIMES
from hnu.jgzf.domain.statistics.pictures import LEVEL_TITLES
from hnu.jgzf.domain.statistics.pictures import UNRATED
from hnu.jgzf.interfaces.errors import InvalidInput
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from z3c.form import button
from z3c.form import field
from zExceptions import NotFound
from zope import schema
from zope.interface import Interface


# By the names of statistics
DEALT_WITH = (
    "received",
    "answered",
    "due_there",
    "in_time",
    "in_time_rate",
    "overdue",
    "open",
    "closed",
)
RATED = ("rated", "satisfaction_rate", "dissatisfaction_rate")


class Report:
    """The figures of ``unit_summary``, in groups of lines.

    :param figures: as in ``Summary.figures``.
    :param links: ``statistics_cells.Links`` to the cases, or ``NoLinks``.
    """

    few = FEW

    def __init__(self, figures, links, view):
        self.figures = Figures(figures["counts"], NO_TIMES, None)
        self.by_category = figures["categories"]
        self.links = links
        self.markup = Markup(view)

    @property
    def groups(self):
        """Dicts of title and lines, those without lines left out."""
        levels = [(f"rated_{name}", title) for name, title in LEVEL_TITLES.items()]
        found = (
            (_("heading_figures_counts", default="Dealt with"), self._lines(DEALT_WITH)),
            (
                _("heading_figures_outcomes", default="Outcomes"),
                [
                    self._number(f"outcome_{name}", cards.OUTCOME_MARKS[name].title)
                    for name in config.OUTCOMES
                ],
            ),
            (
                _("heading_figures_ratings", default="Satisfaction"),
                [
                    *(self._number(name, title) for name, title in levels),
                    self._number("unrated", UNRATED),
                    *self._lines(RATED),
                ],
            ),
            (_("heading_figures_categories", default="By category"), self._categories()),
        )
        return [{"title": title, "lines": lines} for title, lines in found if lines]

    def _lines(self, names):
        cells = {name: tables.cell(name, self.figures, self.links) for name in names}
        return [self._line(DEFINITIONS[name].title, cell) for name, cell in cells.items()]

    def _number(self, name, title):
        number = self.links.number(name, self.figures.counts[name])
        return self._line(title, tables.Cell(number=number))

    def _categories(self):
        return [
            self._line(
                title,
                tables.Cell(number=self.links.but(category=token).number("received", count)),
            )
            for token, title, count in self.by_category
        ]

    def _line(self, title, cell):
        return {"title": title, "number": self.markup.cell(cell)}


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

    @cached_property
    def links(self):
        """To statistics of the same cases; every reader of the summary sees those of the unit."""
        days = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        parameters = {"period": period.CUSTOM, **days, "unit": self.context.code}
        return Links(self.center_url, parameters.items())

    @property
    def statistics_url(self):
        return self.links.page()

    @property
    def figures(self):
        return Report(self.summary.figures, self.links, self)

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
            "satisfaction": _rating(CaseFigures(*brain.figures)),
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
            self.finish(
                _("status_summary_saved", default="Saved. The unit's head is told in the system."),
                f"{self.unit_url}/@@saved-summary?{urlencode({'number': record.number})}",
            )


class SavedSummary(SummarySupport, Page):
    """One record as it was saved."""

    page_title = SummaryForm.page_title

    def update(self):
        self.record = unit_summary.record(self.context, self.request.form.get("number"))
        if self.record is None:
            raise NotFound

    @property
    def figures(self):
        # The cases of today are not those that were counted.
        return Report(self.record.figures, NoLinks(self.center_url, ()), self)

    @property
    def cases_url(self):
        """Where the cases of that period are, as they are today."""
        period = {"from": self.record.first.isoformat(), "to": self.record.last.isoformat()}
        return f"{self.unit_url}/@@summary?{urlencode(period)}"


def _rating(figures):
    """What the evaluator said last, an i18n message."""
    if not figures.rating:
        return UNRATED
    return LEVEL_TITLES[config.SATISFACTION_LEVELS[figures.rating - 1]]
