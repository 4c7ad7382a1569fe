"""A row of 评价管理: a case, how far its deadline is, and what to do with it."""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from typing import NamedTuple


class Action(NamedTuple):
    """What to do with a row: ``next_step`` says that it waits for this person."""

    title: str
    url: str
    icon: str | None
    next_step: bool


class Row(cards.Card):
    """A line of the table, a card on a phone."""

    def __init__(self, brain, view):
        super().__init__(brain, view.center_url)
        today = dates.today()
        due = date.fromordinal(brain.due)
        self.badge = self.mark = self.waiting = None
        self.hidden = cards.HIDDEN_MARK if listings.is_hidden(brain) else None
        self.note = ""
        if view.list == "pending":
            self.mark = cards.deadline_mark(due, today, count=True)
            self.note = _due_note(due, today)
            if brain.provisional:
                self.note = cards.estimated(self.note)
            self.badge = cards.satisfaction_mark(brain.satisfaction)
        elif view.list == "answered":
            self.mark = cards.answered_mark(brain.answered, brain.answer_due)
            self.note = dates.short_date(brain.answered)
        else:
            self.badge = cards.satisfaction_mark(brain.satisfaction)
            self.note = "" if self.badge else _("level_unrated", default="Not rated yet")
        if view.list == "dissatisfied":
            days = deadlines.working_days_between(brain.rated, today)
            self.waiting = cards.Mark(
                "bad",
                "alert",
                _("count_working_days", default="${n} working days", mapping={"n": days}),
            )
        if self.mark:
            self.tone = "info" if self.mark.tone == "mute" else self.mark.tone
        self.action = _action(brain, self.url)


def _due_note(due, today):
    """The day itself, below the number of working days."""
    day = {"date": dates.short_date(due)}
    if due < today:
        return _("label_was_due", default="was due ${date}", mapping=day)
    if due == today:
        return day["date"]
    return _("due_before", default="by ${date}", mapping=day)


def _action(brain, url):
    """What the current user can do with this case: the rules are asked, so the case is woken."""
    case = roster.get_unit(brain.unit)[brain.number]
    if lifecycle.refusal(case, lifecycle.ANSWER) is None:
        title = (
            _("button_answer_again", default="Answer again")
            if brain.state == config.RATED
            else _("link_answer", default="Answer")
        )
        return Action(title, f"{url}/@@answer", "talk", True)
    if brain.state == config.RATED and lifecycle.refusal(case, lifecycle.CLOSE) is None:
        return Action(_("button_close", default="Close"), f"{url}/@@close", "done", True)
    return Action(_("button_see", default="See"), url, None, False)
