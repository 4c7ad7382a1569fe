"""评价展示: the system's home, every case newest first, narrowed by what stands in the URL."""

from functools import cached_property
from functools import partial
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import choices
from hnu.jgzf.browser import paging
from hnu.jgzf.browser.base import Page
from hnu.jgzf.domain import filters
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster


FILTER_TITLES = {
    "unit": _("label_unit", default="Unit"),
    "staff_member": _("label_employee_number", default="Employee number"),
    "target": _("label_target", default="About"),
    "category": _("label_category", default="Category"),
    "state": _("label_state", default="State"),
    "satisfaction": _("label_satisfaction", default="Satisfaction"),
    "from": _("label_submitted_from", default="Submitted from"),
    "to": _("label_submitted_to", default="Submitted until"),
}
# They stand in a part of the form that is folded away while none of them is set.
MORE = ("category", "satisfaction", "from", "to")


class Wall(Page):
    """Invalid filters are left out and named; unknown parameters are ignored."""

    here = "wall"

    @property
    def page_title(self):
        return self.context.title

    def update(self):
        form = self.request.form
        self.filters, self.errors = filters.read(form)
        page = paging.within(partial(listings.wall, self.filters), *paging.requested(form))
        self.cards = [cards.Card(brain, self.center_url) for brain in page]
        self.paging = paging.Paging(page, self.center_url, self.values.items())

    @cached_property
    def values(self):
        """The filters in force as they stand in a URL: text by parameter name, empty ones not."""
        chosen = self.filters
        values = {
            "unit": chosen.unit,
            "staff_member": chosen.staff_member,
            "state": chosen.state,
            "target": chosen.target,
            "category": chosen.category,
            "satisfaction": chosen.satisfaction,
            "from": chosen.first_day and chosen.first_day.isoformat(),
            "to": chosen.last_day and chosen.last_day.isoformat(),
        }
        return {name: value for name, value in values.items() if value}

    @property
    def more_is_open(self):
        named = {*self.values, *(error.field for error in self.errors)}
        return "open" if named.intersection(MORE) else None

    def hints(self):
        """Label and message of each filter that was left out."""
        return [
            {"label": FILTER_TITLES[error.field], "message": error.message} for error in self.errors
        ]

    # What can be chosen

    def _options(self, name, pairs):
        return choices.options(pairs, self.values.get(name))

    @cached_property
    def unit_options(self):
        found = roster.units_where(lambda unit: unit.active or listings.has_on_wall(unit.code))
        return choices.units(found, self.values.get("unit"))

    @cached_property
    def state_options(self):
        return self._options(
            "state", [(state, cards.state_mark(state).title) for state in config.STATES]
        )

    @cached_property
    def target_options(self):
        return self._options("target", choices.TARGET_TITLES.items())

    @cached_property
    def category_groups(self):
        return choices.category_groups(self.values.get("category"))

    @cached_property
    def satisfaction_options(self):
        pairs = [
            (level, cards.satisfaction_mark(level).title) for level in config.SATISFACTION_LEVELS
        ]
        pairs.append((listings.UNRATED, _("level_unrated", default="Not rated yet")))
        return self._options("satisfaction", pairs)

    @property
    def summary(self):
        """The filters in words, one after the other; empty without any."""
        selects = (
            self.unit_options,
            self.state_options,
            self.target_options,
            *(group["options"] for group in self.category_groups),
            self.satisfaction_options,
        )
        words = [option["title"] for options in selects for option in options if option["selected"]]
        chosen = self.filters
        if chosen.staff_member:
            words.insert(
                1 if chosen.unit else 0,
                _(
                    "label_employee_number_of",
                    default="No. ${number}",
                    mapping={"number": chosen.staff_member},
                ),
            )
        if chosen.first_day:
            words.append(
                _(
                    "label_from_day",
                    default="from ${date}",
                    mapping={"date": self.long_date(chosen.first_day)},
                )
            )
        if chosen.last_day:
            words.append(
                _(
                    "label_until_day",
                    default="until ${date}",
                    mapping={"date": self.long_date(chosen.last_day)},
                )
            )
        return "、".join(self.translate(word) for word in words)

    @property
    def count(self):
        """The line above the list."""
        pages = self.paging
        values = {"n": pages.total, "a": pages.first, "b": pages.last, "list": self.summary}
        if values["list"] and pages.pages:
            return _(
                "count_filtered_pages",
                default="Filtered by: ${list}. ${n} in all, here ${a} to ${b}.",
                mapping=values,
            )
        if values["list"]:
            return _("count_filtered", default="Filtered by: ${list}. ${n} in all.", mapping=values)
        return _(
            "count_wall",
            default="${n} in all, newest first, here ${a} to ${b}.",
            mapping=values,
        )
