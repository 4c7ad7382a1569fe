"""The form above statistics: period, unit, order, and what else narrows them."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser import choices
from hnu.jgzf.browser import statistics_tables as tables
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.statistics import period


PERIOD_TITLES = {
    "month": _("period_month", default="This month"),
    "last_month": _("period_last_month", default="Last month"),
    "term": _("period_term", default="This term"),
    "last_term": _("period_last_term", default="Last term"),
    "year": _("period_year", default="This year"),
    "last_year": _("period_last_year", default="Last year"),
    "custom": _("period_custom", default="Free days"),
}
MORE = ("target", "category", "description")


class FilterForm:
    """Mix-in for a ``StatisticsPage``: the choices of its form, dicts of token, title, selected."""

    @cached_property
    def period_options(self):
        """Each stands for a whole period, so that the form needs no second field for it."""
        today = dates.today()
        values = {kind: kind for kind in period.KINDS}
        for kind, make in period.MAKERS.items():
            values[f"last_{kind}"] = make(today, today).before.token
        present = {kind: make(today, today).token for kind, make in period.MAKERS.items()}
        chosen = self.period.token
        options = [
            {
                "token": values[name],
                "title": title,
                "selected": chosen == present.get(name, values[name]),
            }
            for name, title in PERIOD_TITLES.items()
        ]
        if not any(option["selected"] for option in options):
            options.insert(0, {"token": chosen, "title": self.period.name, "selected": True})
        return [{**option, "selected": option["selected"] or None} for option in options]

    def _options(self, name, pairs):
        return choices.options(pairs, self.chosen.get(name))

    @cached_property
    def unit_options(self):
        """Units to choose from; none for somebody who sees only one."""
        seen = self.units_seen
        units = [unit for unit in roster.all_units() if seen is None or unit.code in seen]
        if len(units) < 2:
            return []
        return choices.units(units, self.chosen.get("unit"))

    @property
    def target_options(self):
        return self._options("target", choices.TARGET_TITLES.items())

    @property
    def category_groups(self):
        return choices.category_groups(self.chosen.get("category"))

    @cached_property
    def description_options(self):
        """Those of the category that was chosen, or that the description chosen is of."""
        chosen = {self.chosen.get("category"), self.chosen.get("description")}
        shown = {
            row["category_token"]
            for row in self._table_rows
            if row["category_token"] in chosen or row["token"] in chosen
        }
        rows = {
            row["token"]: row["description"]
            for row in self._table_rows
            if row["category_token"] in shown
        }
        return self._options("description", rows.items())

    @property
    def more_is_open(self):
        named = {*self.chosen, *(error.field for error in self.errors)}
        return "open" if named.intersection(MORE) else None

    @property
    def sort_options(self):
        names = (tables.NAME, *tables.UNIT_COLUMNS)
        pairs = [(name, self._sort_title(name)) for name in names]
        return choices.options(pairs, self.sort.removeprefix("-"))
