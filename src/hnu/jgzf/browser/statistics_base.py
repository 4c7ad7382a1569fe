"""What the pages of statistics have in common: who may see them, and what was asked for."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import choices
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.statistics_cells import Links
from hnu.jgzf.browser.statistics_markup import Markup
from hnu.jgzf.browser.wall import FILTER_TITLES
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics import query
from hnu.jgzf.interfaces.errors import NotPermitted
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


TITLES = {
    **FILTER_TITLES,
    "period": _("label_period", default="Period"),
    "description": _("label_description_row", default="Description"),
    "measure": _("label_figure", default="Figure"),
}


class StatisticsPage(Page):
    """What the figures and the cases behind them have in common.

    What is not for this person is refused with status 403; what means nothing is left out and
    named.
    """

    here = "statistics"
    statistics_macros = ViewPageTemplateFile("templates/statistics_macros.pt")
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")
    page_title = _("nav_statistics", default="Statistics")

    def __call__(self):
        try:
            self.units_seen = access.units_seen()
            access.check(self.request.form, self.units_seen)
        except NotPermitted:
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        return super().__call__()

    def update(self):
        values = dict(self.request.form)
        if self.units_seen is not None and len(self.units_seen) == 1:
            values["unit"] = values.get("unit") or self.units_seen[0]
        self.query, self.errors = query.read(values, self.units_seen)
        self.period = self.query.period
        self.chosen = dict(self.query.parameters)
        self.links = Links(self.center_url, self.query.parameters)

    @cached_property
    def markup(self):
        return Markup(self)

    @cached_property
    def unit(self):
        """The unit that was chosen, or None."""
        return roster.get_unit(self.query.unit)

    @property
    def person(self):
        """Name of the person that was chosen, or empty."""
        number = self.query.selection.staff_member
        return roster.get_staff_member(self.unit, number).title if number else ""

    @property
    def unit_url(self):
        """The figures of the whole unit of the person that was chosen."""
        return self.links.but(staff_member="").page()

    @property
    def about(self):
        """Whom the figures are about, in words."""
        if self.person:
            return f"{self.person}（{self.unit.title}）"
        if self.unit is not None:
            return self.unit.title
        if self.units_seen is None:
            return self.translate(_("option_all_units", default="All units"))
        return "、".join(roster.get_unit(code).title for code in self.units_seen)

    @property
    def narrowed(self):
        """Target, category and description in words, or empty."""
        target, rows = self.chosen.get("target"), self._table_rows
        words = [self.translate(choices.TARGET_TITLES[target])] if target else []
        for name, token, title in (
            ("category", "category_token", "category"),
            ("description", "token", "description"),
        ):
            chosen = self.chosen.get(name)
            words += [row[title] for row in rows if row[token] == chosen][:1]
        return "、".join(words)

    @cached_property
    def _table_rows(self):
        return [row for target in config.TARGETS for row in categories.rows(target)]

    @property
    def period_name(self):
        return self.translate(self.period.name)

    @property
    def day(self):
        return self.long_date(dates.today())

    def hints(self):
        """What is wrong with the filters: dicts of label and message."""
        return [{"label": TITLES[error.field], "message": error.message} for error in self.errors]
