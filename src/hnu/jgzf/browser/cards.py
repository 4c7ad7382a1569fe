"""How a case is shown in short: its state, its rating, and the one date that matters now.

Badges and chips are an icon, a word and a tone, never a tone alone. A card needs no more than the
columns of a catalog brain: no object is woken. Other members see days, never a time.
"""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import listings
from typing import NamedTuple


# From this many working days on a deadline is nothing to mention.
FAR = 3


class Mark(NamedTuple):
    """A badge or chip: macros ``badge`` and ``chip`` of templates/macros.pt.

    ``tone`` is one of ``info ok warn bad mute``, ``icon`` a name of static/icons.svg, ``title`` an
    i18n message; ``kind`` another one that only screen readers read before it, or None.
    """

    tone: str
    icon: str
    title: str
    kind: str | None = None


STATE_MARKS = {
    config.SUBMITTED: Mark("info", "wait", _("status_submitted", default="Waits for an answer")),
    config.ANSWERED: Mark("info", "talk", _("status_answered", default="Answered")),
    config.RATED: Mark("info", "done", _("status_rated", default="Rated")),
    config.CLOSED: Mark("mute", "done", _("status_closed", default="Closed")),
}

_SATISFACTION = _("label_satisfaction_is", default="Satisfaction:")
SATISFACTION_MARKS = {
    "very_satisfied": Mark(
        "ok", "f5", _("level_very_satisfied", default="Very satisfied"), _SATISFACTION
    ),
    "satisfied": Mark("ok", "f4", _("level_satisfied", default="Satisfied"), _SATISFACTION),
    "neutral": Mark("mute", "f3", _("level_neutral", default="Neutral"), _SATISFACTION),
    "dissatisfied": Mark(
        "bad", "f2", _("level_dissatisfied", default="Dissatisfied"), _SATISFACTION
    ),
    "very_dissatisfied": Mark(
        "bad", "f1", _("level_very_dissatisfied", default="Very dissatisfied"), _SATISFACTION
    ),
}

HIDDEN_MARK = Mark("warn", "lock", _("status_hidden", default="Hidden"))

_OUTCOME = _("label_outcome_is", default="Outcome:")
OUTCOME_MARKS = {
    config.RESOLVED: Mark("ok", "done", _("outcome_resolved", default="Solved"), _OUTCOME),
    config.EXPLAINED: Mark("info", "file", _("outcome_explained", default="Explained"), _OUTCOME),
    config.DEFERRED: Mark(
        "warn", "clock", _("outcome_deferred", default="Not possible yet"), _OUTCOME
    ),
}


def state_mark(state):
    """Badge of one of ``config.STATES``."""
    return STATE_MARKS[state]


def satisfaction_mark(level):
    """Badge of one of ``config.SATISFACTION_LEVELS``; None for what is not rated."""
    return SATISFACTION_MARKS.get(level)


def outcome_mark(outcome):
    """Badge of one of ``config.OUTCOMES``."""
    return OUTCOME_MARKS[outcome]


def deadline_mark(due, today, count=False, provisional=False):
    """Chip of a case that waits for its unit (R14), ``due`` and ``today`` are dates.

    Far away it says the day, near it says how many working days are left; with ``count`` always
    the number, for pages that print the day beside it. A ``provisional`` deadline is called one.
    """
    mark = _deadline_mark(due, today, count)
    return mark._replace(title=estimated(mark.title)) if provisional else mark


def estimated(title):
    """``title`` (an i18n message or text), marked as an estimate."""
    return _("status_estimated", default="${title} (estimate)", mapping={"title": title})


def _deadline_mark(due, today, count):
    left = deadlines.working_days_left(due, today)
    if left < 0:
        return Mark(
            "bad",
            "alert",
            _("status_overdue", default="${n} working days overdue", mapping={"n": -left}),
        )
    if due == today:
        return Mark("warn", "clock", _("status_due_today", default="Due today"))
    if left >= FAR and not count:
        return Mark("mute", "clock", before(due))
    return Mark(
        "mute" if left >= FAR else "warn",
        "clock",
        _("status_days_left", default="${n} working days left", mapping={"n": left}),
    )


def before(due):
    """``12月1日前反馈`` as an i18n message."""
    return _(
        "status_answer_before",
        default="Answer by ${date}",
        mapping={"date": dates.short_date(due)},
    )


def answered_mark(answered, due):
    """Chip that says whether an answer was in time; both are dates."""
    late = -deadlines.working_days_left(due, answered)
    if late > 0:
        return Mark(
            "warn",
            "clock",
            _(
                "status_answered_late",
                default="Answered ${n} working days late",
                mapping={"n": late},
            ),
        )
    return Mark("ok", "done", _("status_answered_in_time", default="Answered in time"))


def round_mark(number):
    """Chip of a case whose answer number ``number`` waits for a rating."""
    return Mark(
        "mute",
        "clock",
        _(
            "status_round_waits",
            default="Answer ${n}, waits for a rating",
            mapping={"n": number},
        ),
    )


def your_turn_mark(number, answered):
    """The same for its evaluator: which answer, and its day (a ``date``)."""
    day = dates.short_date(answered)
    if number > 1:
        title = _(
            "status_round_answered",
            default="Answer ${n}, ${date}",
            mapping={"n": number, "date": day},
        )
    else:
        title = _("status_answered_on", default="Answered ${date}", mapping={"date": day})
    return Mark("warn", "clock", title)


def followup_mark(rated=None, today=None):
    """Chip of a case whose evaluator is dissatisfied (R23); with dates, since how long."""
    title = _("status_followup", default="To be settled with the evaluator")
    days = deadlines.working_days_between(rated, today) if rated is not None else 0
    if days:
        title = _(
            "status_followup_since",
            default="To be settled with the evaluator, for ${n} working days",
            mapping={"n": days},
        )
    return Mark("bad", "alert", title)


def hidden_since(case):
    """Since when and why the case is hidden, as an i18n message; for its parties."""
    hiding = case.hidings[-1]
    return _(
        "text_hidden_since",
        default="Hidden since ${date}. Reason: ${reason}",
        mapping={"date": dates.long_date(hiding.at), "reason": hiding.reason},
    )


class Card:
    """One case in a list: attributes for the macro ``case_card``.

    :param brain: of the catalog of evaluations.
    :param center_url: address of the center.
    :param own: whether the list is the viewer's own (个人中心). Everywhere else her own case looks
        like anybody's.
    """

    def __init__(self, brain, center_url, own=False):
        today = dates.today()
        self.number = brain.number
        self.url = f"{center_url}/{brain.unit}/{brain.number}"
        self.topic = brain.topic
        self.unit = brain.unit_title
        self.staff_member = brain.staff_member_title
        self.category = brain.category_title
        self.received = dates.short_date(brain.received)
        self.evaluator = (
            _("label_myself", default="myself")
            if own
            else _("label_anonymous", default="anonymous")
        )
        self.badges = [state_mark(brain.state)]
        if brain.satisfaction:
            self.badges.append(satisfaction_mark(brain.satisfaction))
        if listings.is_hidden(brain):
            self.badges.append(HIDDEN_MARK)
        # Since when and why it is hidden, where that can be read
        self.hiding = ""
        self.to_rate = own and brain.state == config.ANSWERED
        self.chip = _chip(brain, today, own)
        self.tone = _tone(brain, self.chip, self.to_rate)


def _chip(brain, today, own):
    if brain.state == config.SUBMITTED:
        due = date.fromordinal(brain.due)
        return deadline_mark(due, today, provisional=brain.provisional)
    if brain.pending:
        return followup_mark()
    if brain.state == config.ANSWERED:
        if own:
            return your_turn_mark(brain.rounds, brain.answered)
        if brain.rounds > 1:
            return round_mark(brain.rounds)
    if brain.rounds and not own:
        return answered_mark(brain.answered, brain.answer_due)
    return None


def _tone(brain, chip, to_rate):
    """The edge of the card: whether it asks for something, else how it ended."""
    if brain.state == config.CLOSED:
        return "mute"
    if to_rate:
        return "warn"
    if brain.pending and chip.tone != "mute":
        return chip.tone
    if brain.state == config.RATED and brain.satisfaction != "neutral":
        return satisfaction_mark(brain.satisfaction).tone
    return "info"
