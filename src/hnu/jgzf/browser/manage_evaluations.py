"""评价管理 (R13, R24): what waits for one's units, due soonest first, and what came of the rest."""

from datetime import date
from functools import cached_property
from functools import partial
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import choices
from hnu.jgzf.browser import paging
from hnu.jgzf.browser.manage_rows import Row
from hnu.jgzf.browser.notices import NoticesPage
from hnu.jgzf.browser.order_base import WaitingOrders
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster_gaps
from hnu.jgzf.domain.branch_reports import reviewing
from hnu.jgzf.notifications import recipients
from hnu.jgzf.notifications import settings
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


# In the order of the tabs.
TITLES = {
    "pending": _("list_pending", default="Waiting"),
    "answered": _("status_answered", default="Answered"),
    "dissatisfied": _("level_dissatisfied", default="Dissatisfied"),
    "rated": _("status_rated", default="Rated"),
    "closed": _("status_closed", default="Closed"),
}
# These ask for something.
URGENT = ("pending", "dissatisfied")
ORDERS = {
    "pending": _("order_due", default="Due soonest first."),
    "dissatisfied": _("order_rated", default="Longest waiting first."),
}
NEWEST_FIRST = _("order_newest", default="Newest first.")
EMPTY = {
    "pending": _("empty_pending", default="No evaluation waits for you"),
    "answered": _("empty_answered", default="No answer waits for a rating"),
    "dissatisfied": _("empty_dissatisfied", default="Nobody is dissatisfied"),
    "rated": _("empty_rated", default="No rated evaluation is still open"),
    "closed": _("empty_closed", default="No evaluation is closed yet"),
}
# The first column, and the fourth
FIRST_COLUMN = {
    "pending": _("label_due_answer", default="Answer due"),
    "answered": _("label_answered_in", default="Answered"),
}
SATISFACTION_COLUMN = _("label_satisfaction", default="Satisfaction")
WAITING_COLUMN = _("label_waiting_for", default="Waiting for")
CATEGORY_COLUMN = _("label_category", default="Category")


class ManageEvaluations(WaitingOrders, NoticesPage):
    """For administrators of a unit and for supervisors; to others it says no, with status 403.

    ``?list=`` is one of ``listings.QUEUES``, ``?unit=`` the code of one of one's units.
    """

    here = "manage"
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")

    def __call__(self):
        if not (self.units or self.is_supervisor):
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        return super().__call__()

    @property
    def page_title(self):
        title = _("nav_manage", default="Manage evaluations")
        if self.list == "pending" or not self.units:
            return title
        return f"{self.translate(title)}：{self.translate(TITLES[self.list])}"

    @cached_property
    def list(self):
        """Name of the queue that is shown; the first one for a name that means nothing."""
        name = self.request.form.get("list")
        return name if isinstance(name, str) and name in TITLES else "pending"

    @cached_property
    def unit(self):
        """Code of the unit that is shown alone, or empty for all."""
        code = self.request.form.get("unit")
        return code if code in [unit.code for unit in self.units] else ""

    @property
    def unit_unknown(self):
        return bool(self.request.form.get("unit")) and not self.unit

    @cached_property
    def codes(self):
        return [self.unit] if self.unit else [unit.code for unit in self.units]

    def update(self):
        page = paging.within(
            partial(listings.queue, self.list, self.codes), *paging.requested(self.request.form)
        )
        self.rows = [Row(brain, self) for brain in page]
        self.paging = paging.Paging(page, self.url, self._query(self.list))
        self.count = page.total

    @cached_property
    def url(self):
        return f"{self.center_url}/@@manage-evaluations"

    def _query(self, name):
        query = [("list", name)] if name != "pending" else []
        return [*query, ("unit", self.unit)] if self.unit else query

    @property
    def order(self):
        return ORDERS.get(self.list, NEWEST_FIRST)

    @property
    def empty(self):
        return EMPTY[self.list]

    @property
    def sms_numbers(self):
        """Where news of evaluations comes by SMS, to be checked while nothing waits."""
        if not settings.sends_sms(config.FACT_SUBMITTED, config.TO_ADMINISTRATORS):
            return ""
        return "、".join(recipients.own_numbers(self.userid, self.units))

    @property
    def title(self):
        return TITLES[self.list]

    @property
    def unit_titles(self):
        return "、".join(unit.title for unit in self.units)

    @property
    def summaries(self):
        """Where an administrator sums up her units: dicts of url and title."""
        if self.is_supervisor:
            return []
        return [
            {"url": f"{unit.absolute_url()}/@@summary", "title": unit.title} for unit in self.units
        ]

    @property
    def waiting_reports(self):
        """How many branches' reports wait for supervisors."""
        return reviewing.count_pending() if self.is_supervisor else 0

    @property
    def unit_options(self):
        """Units to choose from, as dicts; none for somebody who has only one."""
        if len(self.units) < 2:
            return []
        return choices.units(self.units, self.unit)

    @cached_property
    def lengths(self):
        """How many cases each tab holds."""
        return listings.queue_lengths(self.codes)

    @property
    def is_new(self):
        """Whether no case of these units was ever answered: then the steps are unfolded."""
        return not any(n for name, n in self.lengths.items() if name != "pending")

    @cached_property
    def tabs(self):
        return [
            {
                "title": title,
                "url": paging.address(self.url, self._query(name)),
                "current": "page" if name == self.list else None,
                "count": self.lengths[name],
                "tone": "" if self.lengths[name] and name in URGENT else "is-mute",
            }
            for name, title in TITLES.items()
        ]

    @cached_property
    def stats(self):
        """What waits, by deadline: dicts of tone, title, count, note."""
        today = dates.today()
        waiting = listings.pending(self.codes) if self.unit else self.pending
        due = [date.fromordinal(brain.due) for brain in waiting]
        overdue = sum(day < today for day in due)
        later = [day for day in due if day > today]
        unsettled = sum(brain.state == config.RATED for brain in waiting)
        return [
            {
                "tone": "bad" if overdue else "mute",
                "title": _("stat_overdue", default="Overdue"),
                "count": overdue,
                "note": _("stat_overdue_note", default="Answer today") if overdue else "",
            },
            {
                "tone": "warn" if today in due else "mute",
                "title": _("status_due_today", default="Due today"),
                "count": due.count(today),
                "note": "",
            },
            {
                "tone": "info",
                "title": _("stat_in_time", default="In time"),
                "count": len(later),
                "note": _(
                    "stat_next",
                    default="next ${date}",
                    mapping={"date": dates.short_date(min(later))},
                )
                if later
                else "",
            },
            {
                "tone": "bad" if unsettled else "mute",
                "title": _("stat_unsettled", default="Dissatisfied, to be settled"),
                "count": unsettled,
                "note": _("stat_unsettled_note", default="among those before") if unsettled else "",
            },
        ]

    @property
    def missing_years(self):
        """Years whose holidays are not known although deadlines reach them, as a text."""
        if not self.is_supervisor:
            return ""
        return "、".join(map(str, calendar.missing_years(dates.today())))

    @property
    def without_administrator(self):
        """How many units nobody answers for today; for supervisors, who do it in their place."""
        return len(roster_gaps.units_without_administrator()) if self.is_supervisor else 0

    @property
    def first_column(self):
        return FIRST_COLUMN.get(self.list, SATISFACTION_COLUMN)

    @property
    def fourth_column(self):
        return WAITING_COLUMN if self.list == "dissatisfied" else CATEGORY_COLUMN
