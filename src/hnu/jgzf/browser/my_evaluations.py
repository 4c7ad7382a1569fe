"""个人中心 (R21): what needs the evaluator first, then what is under way, and who looked at her."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import paging
from hnu.jgzf.browser.branch_report import query
from hnu.jgzf.browser.branch_report import STATES
from hnu.jgzf.browser.case import ROLE_TITLES
from hnu.jgzf.browser.notices import NoticesPage
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import party_branches
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.branch_reports import reporting


class MyEvaluations(NoticesPage):
    here = "me"
    page_title = _("nav_mine", default="My evaluations")

    def update(self):
        self.rating_cards = self._cards(self.to_rate)
        # Rated as dissatisfied, a case waits for the unit: it is under way again.
        self.open_cards = self._cards(brain for brain in self.mine if brain.pending)
        done = [
            brain
            for brain in self.mine
            if not brain.pending and brain.state in (config.RATED, config.CLOSED)
        ]
        page = paging.within(
            lambda start, size: listings.Page(done[start : start + size], len(done), start, size),
            *paging.requested(self.request.form),
        )
        self.done_cards = self._cards(page)
        self.done_count = len(done)
        self.paging = paging.Paging(page, f"{self.center_url}/@@my-evaluations")

    @cached_property
    def branches(self):
        """Party branches for which this person speaks, with her last report: dicts."""
        found = []
        for branch in party_branches.of_secretary(self.userid):
            report = reporting.latest(branch)
            found.append(
                {
                    "title": branch.name,
                    "url": f"{self.center_url}/@@branch-report{query(branch.name)}",
                    "mark": STATES[report.state] if report is not None else None,
                }
            )
        return found

    def _cards(self, brains):
        return [self._card(brain) for brain in brains]

    def _card(self, brain):
        card = cards.Card(brain, self.center_url, own=True)
        if listings.is_hidden(brain):
            card.hiding = cards.hidden_since(roster.get_unit(brain.unit)[brain.number])
        return card

    @cached_property
    def looks(self):
        """Every look at the evaluator's identity, newest first: dicts of texts."""
        return [
            {
                "at": dates.minute(look.disclosure.at),
                "unit": look.unit_title
                if look.disclosure.role == config.ROLE_UNIT_ADMINISTRATOR
                else "",
                "role": ROLE_TITLES[look.disclosure.role],
                "name": look.disclosure.name,
                "url": f"{self.center_url}/{look.unit}/{look.number}",
                "number": look.number,
                "reason": look.disclosure.reason,
            }
            for look in disclosure.log_of(self.userid)
        ]
