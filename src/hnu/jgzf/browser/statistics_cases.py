"""The cases behind a figure of statistics, newest first."""

from functools import partial
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import paging
from hnu.jgzf.browser.statistics_base import StatisticsPage
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain.statistics import cases
from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.measures import LISTED
from hnu.jgzf.domain.statistics.pictures import LEVEL_TITLES
from hnu.jgzf.domain.statistics.pictures import UNRATED
from hnu.jgzf.interfaces.errors import FieldError


# What can be listed and is no figure of its own
_TITLES = {
    "unrated": UNRATED,
    **{f"rated_{level}": LEVEL_TITLES[level] for level in config.SATISFACTION_LEVELS},
    **{f"outcome_{name}": cards.OUTCOME_MARKS[name].title for name in config.OUTCOMES},
}


class StatisticsCases(StatisticsPage):
    """``?measure=`` is one of ``measures.LISTED``; the other parameters are those of figures."""

    page_title = _("title_statistics_cases", default="Evaluations counted")

    def update(self):
        super().update()
        form = self.request.form
        self.measure = form.get("measure") or "received"
        if not isinstance(self.measure, str) or self.measure not in LISTED:
            message = _("error_filter", default="There is no such choice.")
            self.errors.append(FieldError("measure", message))
            self.measure = "received"
        listed = partial(cases.behind, self.query.selection, dates.today(), self.measure)
        page = paging.within(listed, *paging.requested(form))
        self.cards = [self._card(brain) for brain in page]
        parameters = [("measure", self.measure), *self.query.parameters]
        url = f"{self.center_url}/@@statistics-cases"
        self.paging = paging.Paging(page, url, parameters)
        self.count = page.total

    def _card(self, brain):
        card = cards.Card(brain, self.center_url)
        if hiding.is_withheld(brain):
            card.topic, card.staff_member = cards.HIDDEN_MARK.title, ""
        return card

    @property
    def title(self):
        """What is counted, an i18n message."""
        found = DEFINITIONS.get(self.measure)
        return found.title if found is not None else _TITLES[self.measure]

    @property
    def words(self):
        """How it is counted, an i18n message, or empty."""
        found = DEFINITIONS.get(self.measure)
        return found.words if found is not None else ""

    @property
    def back_url(self):
        return self.links.page()

    @property
    def count_words(self):
        return _(
            "count_wall",
            default="${n} in all, newest first, here ${a} to ${b}.",
            mapping={"n": self.count, "a": self.paging.first, "b": self.paging.last},
        )
