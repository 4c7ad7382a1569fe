"""The system on the portal's front page (R2): the two entrances, and what waits for the viewer."""

from datetime import date
from functools import cached_property
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.domain import dates
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.component import getMultiAdapter


class Shown(PageSupport, ViewletBase):
    """Base of the viewlets: they are there on the front page only."""

    @cached_property
    def shown(self):
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        return self.center is not None and state.is_navigation_root()

    @cached_property
    def is_anonymous(self):
        return api.user.is_anonymous()


class EntranceResources(Shown):
    """Sits among the HTTP headers, which come before the page's links to style sheets."""

    def update(self):
        if self.shown:
            self.use_bundle()
            if not self.is_anonymous:
                self.keep_private()

    def render(self):
        return ""


class Entrance(Shown):
    """机关作风评价: for everybody the entrances, which ask to log in; for members what waits."""

    def update(self):
        """Everything is read when the template asks for it."""

    def render(self):
        return self.index() if self.shown else ""

    @property
    def offers_doors(self):
        return self.is_anonymous or self.may_submit

    @cached_property
    def waiting(self):
        """Counts of what waits for one's units: a dict of n, overdue, today; None for others."""
        if self.is_anonymous or not self.units or not self.pending:
            return None
        today = dates.today()
        due = [date.fromordinal(brain.due) for brain in self.pending]
        return {
            "n": len(due),
            "overdue": sum(day < today for day in due),
            "today": due.count(today),
        }

    @property
    def waiting_tone(self):
        if self.waiting["overdue"]:
            return "bad"
        return "warn" if self.waiting["today"] else "info"
