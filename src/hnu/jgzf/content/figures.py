"""What statistics know of one case: a few numbers, kept in the catalog beside its other columns.

Nothing here is about the evaluator, and nothing is a moment: days only, as ordinals
(``date.toordinal``), 0 where there is none.
"""

from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from typing import NamedTuple


class Figures(NamedTuple):
    """Days and levels of one case.

    ``since``: the day from which the time to answer counts. ``due``: the last day for the first
    answer. ``answered``: the day of the first answer that stands. ``held_by``: the code of the
    unit that had the case on its ``due`` day, or has it now if that has not come. ``rounds``: how
    many answers stand; ``later_in_time``: how many of them, without the first, were in time.
    ``rating``: the latest that the evaluator gave, 1 (very satisfied) to 5, 0 for none;
    ``rerating``: the same where an earlier answer was rated worse than 一般, else 0.
    ``outcome``: of the last answer, from 1 in the order of ``config.OUTCOMES``, 0 for none.
    ``closed``: the day of the last closing, while the case is closed. ``by_clock``: closed because
    nobody rated it. ``provisional``: ``due`` may still move.
    """

    since: int
    due: int
    answered: int
    held_by: str
    rounds: int
    later_in_time: int
    rating: int
    rerating: int
    outcome: int
    closed: int
    by_clock: bool
    provisional: bool


def figures_of(case):
    """The :class:`Figures` of a case."""
    rounds = case.rounds
    first = rounds[0] if rounds else None
    due = first.due if first is not None else case.due
    ratings = [_level(each.satisfaction) for each in rounds if each.satisfaction]
    again = any(_is_bad(level) for level in ratings[:-1])
    closing = _closing(case)
    return Figures(
        since=_counted_from(case).toordinal(),
        due=due.toordinal(),
        answered=first.day.toordinal() if first is not None else 0,
        held_by=case.holder_on(due),
        rounds=len(rounds),
        later_in_time=sum(each.in_time for each in rounds[1:]),
        rating=ratings[-1] if ratings else 0,
        rerating=ratings[-1] if again else 0,
        outcome=config.OUTCOMES.index(rounds[-1].outcome) + 1 if rounds else 0,
        closed=_day(closing["time"]) if closing is not None else 0,
        by_clock=closing is not None and not closing["comments"] and not rounds[-1].satisfaction,
        provisional=case.provisional and _is_in_first_round(case, rounds),
    )


def _counted_from(case):
    """The day (``date``) from which the first deadline counts: for an outsider, of hearing it."""
    outsider = get_identity(case).outsider
    return outsider.received if outsider is not None else case.day


def _is_in_first_round(case, rounds):
    """Whether the case's deadline is still that of the first answer."""
    return not rounds or (len(rounds) == 1 and not case.pending)


def _level(satisfaction):
    return config.SATISFACTION_LEVELS.index(satisfaction) + 1


def _is_bad(level):
    return config.SATISFACTION_LEVELS[level - 1] in config.DISSATISFIED_LEVELS


def _closing(case):
    """The entry of the workflow's history by which the case is closed now, or None."""
    if case.state != config.CLOSED:
        return None
    return case.workflow_history[config.WORKFLOW_ID][-1]


def _day(time):
    return time.asdatetime().astimezone(config.TIMEZONE).date().toordinal()
