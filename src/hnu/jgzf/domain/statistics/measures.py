"""What is counted, one definition each (docs/metrics.md has the same in words).

A measure takes the columns of some cases and answers for each of them how often it counts: an
array of bools, or of small numbers where answers and not cases are counted. A rate is one measure
over another. Whoever lists the cases behind a figure asks the same measure.
"""

from hnu.jgzf import config
from typing import NamedTuple
import numpy


# The first of a case's rating that is no longer 满意, and the first that is worse than 一般
NEUTRAL = 3
DISSATISFIED = 4


def received(cases):
    """受理: every case."""
    return numpy.ones(len(cases["received"]), dtype=bool)


def about_units(cases):
    """Of a unit as a whole."""
    return cases["staff_member"] == 0


def about_people(cases):
    """Of one of its people."""
    return cases["staff_member"] > 0


def answered(cases):
    """已反馈: has an answer that stands; one that was sent back does not."""
    return cases["answered"] > 0


def past_due(cases):
    """Whose day for the first answer is over, which nobody can say while it is provisional."""
    return (cases["due"] < cases.today) & (cases["provisional"] == 0)


def answered_past_due(cases):
    """已到期且已反馈."""
    return answered(cases) & past_due(cases)


def in_time(cases):
    """按时反馈: the day is over, and the first answer was given on it or before."""
    return past_due(cases) & answered(cases) & (cases["answered"] <= cases["due"])


def overdue(cases):
    """逾期未反馈: the day is over, and there is no answer."""
    return past_due(cases) & ~answered(cases)


def open_cases(cases):
    """未办结."""
    return cases["closed"] == 0


def closed(cases):
    """办结, by people or by the clock."""
    return cases["closed"] > 0


def closed_by_clock(cases):
    """期满办结: closed by the clock, for nobody rated the answer."""
    return cases["by_clock"] > 0


def rated(cases):
    """已评价满意度: the evaluator rated an answer; her latest rating is the case's."""
    return cases["rating"] > 0


def satisfied(cases):
    """满意, strict: 非常满意 or 满意."""
    return rated(cases) & (cases["rating"] < NEUTRAL)


def satisfied_widely(cases):
    """满意, wide: 一般 as well."""
    return rated(cases) & (cases["rating"] < DISSATISFIED)


def dissatisfied(cases):
    """不满意: 不满意 or 非常不满意."""
    return cases["rating"] >= DISSATISFIED


def unsettled(cases):
    """待沟通: those of them that nobody has answered again or closed yet."""
    return dissatisfied(cases) & (cases["state"] == cases.table.code(config.RATED))


def answered_again(cases):
    """重办: two or more answers that stand."""
    return cases["rounds"] >= 2


def later_answers(cases):
    """重办的反馈: the answers after the first, each with a deadline of its own."""
    return numpy.maximum(cases["rounds"] - 1, 0)


def later_in_time(cases):
    """Those of them that were in time."""
    return cases["later_in_time"]


def rated_again(cases):
    """再评: rated once more after a rating of 不满意 or worse."""
    return cases["rerating"] > 0


def satisfied_again(cases):
    """再评满意: and now with 一般 or better."""
    return rated_again(cases) & (cases["rerating"] < DISSATISFIED)


def unrated(cases):
    """Answered, and not rated: in no rate of satisfaction."""
    return answered(cases) & ~rated(cases)


def oldest_open(cases):
    """The one that has waited longest of those that are not closed, or several of one day."""
    waiting = open_cases(cases)
    since = cases["since"]
    return waiting & (since == since[waiting].min()) if waiting.any() else waiting


def rated_as(level):
    """Those whose latest rating is ``level``, 1 (very satisfied) to 5."""
    return lambda cases: cases["rating"] == level


def came_to(outcome):
    """Those whose last answer has that outcome (R16), from 1 in the order of the form."""
    return lambda cases: cases["outcome"] == outcome


class Measure(NamedTuple):
    """``count`` as above. ``by``: the column that says whose figure it is.

    A case counts for the unit that has it now; whether it was late, for the unit that had it on
    the day on which it was due.
    """

    count: object
    by: str = "unit"


MEASURES = {
    "received": Measure(received),
    "about_units": Measure(about_units),
    "about_people": Measure(about_people),
    "answered": Measure(answered),
    "past_due": Measure(past_due),
    "answered_past_due": Measure(answered_past_due),
    "due_there": Measure(past_due, by="held_by"),
    "in_time": Measure(in_time, by="held_by"),
    "overdue": Measure(overdue, by="held_by"),
    "open": Measure(open_cases),
    "closed": Measure(closed),
    "closed_by_clock": Measure(closed_by_clock),
    "rated": Measure(rated),
    "satisfied": Measure(satisfied),
    "satisfied_widely": Measure(satisfied_widely),
    "dissatisfied": Measure(dissatisfied),
    "unsettled": Measure(unsettled),
    "answered_again": Measure(answered_again),
    "later_answers": Measure(later_answers),
    "later_in_time": Measure(later_in_time),
    "rated_again": Measure(rated_again),
    "satisfied_again": Measure(satisfied_again),
}

# What can be listed: what is counted, and what stands beside it
LISTED = {
    **MEASURES,
    "unrated": Measure(unrated),
    "oldest_open": Measure(oldest_open),
    **{
        f"rated_{name}": Measure(rated_as(level))
        for level, name in enumerate(config.SATISFACTION_LEVELS, 1)
    },
    **{
        f"outcome_{name}": Measure(came_to(outcome))
        for outcome, name in enumerate(config.OUTCOMES, 1)
    },
}

# Rates by name: the measure that is counted, and the one of which it is a part
RATES = {
    "answer_rate": ("answered_past_due", "past_due"),
    "in_time_rate": ("in_time", "due_there"),
    "closing_rate": ("closed", "received"),
    "rating_rate": ("rated", "answered"),
    "satisfaction_rate": ("satisfied", "rated"),
    "wide_satisfaction_rate": ("satisfied_widely", "rated"),
    "dissatisfaction_rate": ("dissatisfied", "rated"),
    "repeat_rate": ("answered_again", "answered"),
    "repeat_in_time_rate": ("later_in_time", "later_answers"),
    "second_satisfaction_rate": ("satisfied_again", "rated_again"),
}
