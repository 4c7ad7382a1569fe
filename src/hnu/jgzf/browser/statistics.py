"""统计分析 (R25): figures of a period, for supervisors of all units, for others of their own."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import statistics_tables as tables
from hnu.jgzf.browser.statistics_base import StatisticsPage
from hnu.jgzf.browser.statistics_base import TITLES
from hnu.jgzf.browser.statistics_cells import NoLinks
from hnu.jgzf.browser.statistics_documents import DocumentLinks
from hnu.jgzf.browser.statistics_form import FilterForm
from hnu.jgzf.browser.wall import FILTER_TITLES
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics import pictures
from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.definitions import FEW
from hnu.jgzf.domain.statistics.overview import overview


# Where tables of groups begin, and what they are called
_BY_NAME = _("caption_by_person", default="In the order of their names")
_BY_TABLE = _("caption_by_category", default="In the order of the table of categories")

# Long parts that are shown when they are asked for
PARTS = ("categories", "figures")


class Statistics(DocumentLinks, FilterForm, StatisticsPage):
    """``?sort=`` is the name of a column of the table of units, with ``-`` the other way.

    ``?categories=1`` shows the categories and their descriptions, of which there are dozens, and
    ``?figures=1`` all figures with their definitions. Unasked they are shown where there is no
    table of units, but the descriptions: these of a chosen category.
    """

    person_heading = _("label_staff_member", default="Staff member")
    person_caption = _BY_NAME
    category_heading = FILTER_TITLES["category"]
    category_caption = _BY_TABLE
    description_heading = TITLES["description"]

    def update(self):
        super().update()
        self.may_see_people = bool(self.unit) and access.sees_people(self.unit.code)
        self.found = overview(
            self.query.selection, dates.today(), self.period.before, self.may_see_people
        )

    @cached_property
    def is_empty(self):
        # Of what a unit had and gave away only its lateness counts.
        return not any(self.found.figures.counts.values())

    # The figures

    @cached_property
    def cards(self):
        """Dicts of figure, title, tone, cell, and the same of the period before."""
        counts = self.found.figures.counts
        tones = {
            "received": "info",
            "in_time_rate": "ok",
            "overdue": "bad" if counts["overdue"] else "mute",
            "satisfaction_rate": "ok",
            "dissatisfied": "bad" if counts["dissatisfied"] else "mute",
        }
        return [
            {
                "id": name,
                "title": DEFINITIONS[name].title,
                "tone": tone,
                "cell": tables.cell(name, self.found.figures, self.links),
                "parts": [
                    {"title": tables.heading(part), "number": self.links.number(part, counts[part])}
                    for part in CARD_PARTS.get(name, ())
                ],
                "before": tables.cell(name, self.found.before, self.before_links),
            }
            for name, tone in tones.items()
        ]

    @property
    def before_links(self):
        before = self.period.before
        return self.links.in_days(before.first, before.last)

    @property
    def overdue_units(self):
        return sum(unit.counts["overdue"] > 0 for unit in self.found.units)

    @cached_property
    def trend_chart(self):
        return pictures.trend_chart(self.found.trend, self.translate)

    @property
    def trend_title(self):
        return pictures.TREND_TITLES[self.found.trend[0].kind]

    @property
    def trend_rows(self):
        """One for each step."""
        rows = []
        for step in self.found.trend:
            links = self.links.in_days(step.first, step.last)
            cells = [
                tables.Cell(number=links.number(name, number))
                for name, number in step.counts.items()
            ]
            rows.append(tables.Row(step.words, None, cells))
        return rows

    @property
    def trend_headings(self):
        return [tables.heading(name) for name in self.found.trend[0].counts]

    @cached_property
    def ratings_chart(self):
        return pictures.ratings_chart(self.found.ratings, self.translate)

    @property
    def rating_rows(self):
        names = [*(f"rated_{level}" for level in config.SATISFACTION_LEVELS), "unrated"]
        rows = pictures.rating_rows(self.found.ratings)
        return [
            {"title": title, "words": words, "number": self.links.number(name, number)}
            for name, (title, number, words) in zip(names, rows, strict=True)
        ]

    # Units

    @cached_property
    def sort(self):
        order = self.request.form.get("sort")
        known = (tables.NAME, *tables.UNIT_COLUMNS)
        is_known = isinstance(order, str) and order.removeprefix("-") in known
        return order if is_known else tables.BY_DEFAULT

    @property
    def unit_headings(self):
        """Dicts of title, url to sort by it, and how it is sorted for screen readers."""
        result = []
        for name in (tables.NAME, *tables.UNIT_COLUMNS):
            is_current = name == self.sort.removeprefix("-")
            turned = self.sort.startswith("-")
            ascending = (name in tables.SMALLEST_FIRST) != turned
            order = f"-{name}" if is_current and not turned else name
            result.append(
                {
                    "title": self._sort_title(name),
                    "url": f"{self.links.page(sort=order, **self.asked)}#jz-units",
                    "sort": ("ascending" if ascending else "descending") if is_current else None,
                    "arrow": ("↑" if ascending else "↓") if is_current else "",
                }
            )
        return result

    def _sort_title(self, name):
        return _("label_unit", default="Unit") if name == tables.NAME else tables.heading(name)

    @cached_property
    def has_units(self):
        """Of a single unit or person the figures stand above."""
        return len(self.found.units) > 1

    @property
    def unit_rows(self):
        groups = tables.sorted_groups(self.found.units, self.sort)
        return tables.group_rows(
            groups,
            tables.UNIT_COLUMNS,
            lambda group: self.links.but(unit=group.token),
            lambda group: self.links.but(unit=group.token).page(),
        )

    @property
    def total_rows(self):
        total = tables.total_row(
            _("label_total", default="Total"),
            self.found,
            tables.UNIT_COLUMNS,
            self.links,
        )
        title = _("label_unit_mean", default="Mean of the university's units")
        return [total, tables.mean_row(title, self.found, tables.UNIT_COLUMNS)]

    @property
    def heat(self):
        titles, rows = tables.heat(self.found, self.links)
        return {"titles": [title for _token, title in titles], "rows": rows}

    @property
    def legend(self):
        return tables.legend(self.found)

    # People and categories

    @property
    def people_rows(self):
        groups = [(group, None) for group in self.found.people]
        return tables.group_rows(
            groups,
            tables.COLUMNS,
            lambda group: self.links.but(staff_member=group.token),
            lambda group: self.links.but(staff_member=group.token).page(),
            {group.token: group.token for group, _place in groups},
        )

    @property
    def headings(self):
        return [tables.heading(name) for name in tables.COLUMNS]

    @property
    def category_rows(self):
        return self._rows_by("category", self.found.categories, tables.COLUMNS)

    @property
    def asked(self):
        """What was asked for beside the filters, as parameters."""
        return {name: "1" for name in PARTS if self.request.form.get(name) == "1"}

    @property
    def shows_categories(self):
        return self.shows_descriptions or not self.has_units

    @property
    def shows_descriptions(self):
        chosen = self.query.selection
        return bool("categories" in self.asked or chosen.category or chosen.description)

    @property
    def categories_url(self):
        return f"{self._url_with('categories')}#jz-categories"

    @property
    def descriptions_url(self):
        return f"{self._url_with('categories')}#jz-descriptions"

    @property
    def shows_figures(self):
        return "figures" in self.asked or not self.has_units

    @cached_property
    def figures_url(self):
        """Where the definitions are: on this page, or on the same with all figures."""
        return "" if self.shows_figures else self._url_with("figures")

    def _url_with(self, part):
        return self.links.page(**{**self.asked, part: "1"})

    @property
    def description_rows(self):
        return self._rows_by("description", self.found.descriptions, tables.DESCRIPTION_COLUMNS)

    @property
    def description_headings(self):
        return [tables.heading(name) for name in tables.DESCRIPTION_COLUMNS]

    def _rows_by(self, name, groups, columns):
        return tables.group_rows(
            [(group, None) for group in groups],
            columns,
            lambda group: self.links.but(**{name: group.token}),
            lambda group: self.links.but(**{name: group.token}).page(),
        )

    # Everything

    @property
    def figure_headings(self):
        titles = [tables.NOW, tables.BEFORE]
        return titles if self.found.selection.units is None else [*titles, tables.UNIVERSITY]

    @property
    def figure_rows(self):
        links = self.links.but(unit="", staff_member="")
        if self.units_seen is not None:
            links = NoLinks(self.center_url, ())
        return tables.figure_rows(self.found, self.links, self.before_links, links)

    @property
    def few(self):
        return FEW


# What stands below a card's number
CARD_PARTS = {"received": ("about_units", "about_people"), "dissatisfied": ("unsettled",)}
