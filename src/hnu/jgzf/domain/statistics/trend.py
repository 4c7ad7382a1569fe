"""The course of a period: its figures by week, month or year of receipt."""

from datetime import date
from datetime import timedelta
from hnu.jgzf.domain import dates
from typing import NamedTuple


WEEK = "week"
MONTH = "month"
YEAR = "year"

# What is counted for each step
MEASURES = ("received", "answered", "rated", "satisfied", "dissatisfied")

# More steps would have no room for their numbers in a picture as wide as a phone.
STEPS_AT_MOST = 24


class Step(NamedTuple):
    """``first`` and ``last``: its days (``date``) within the period. ``start``: the day with which
    the whole week (a Monday), month or year begins. ``is_complete``: all its days are over and in
    the period. ``counts`` by the names of ``MEASURES``.
    """

    kind: str
    start: date
    first: date
    last: date
    is_complete: bool
    counts: dict

    @property
    def short(self):
        """``9/14`` (the Monday), ``9月`` or ``2026``, for an axis."""
        if self.kind == WEEK:
            return f"{self.start.month}/{self.start.day}"
        return f"{self.start.month}月" if self.kind == MONTH else str(self.start.year)

    @property
    def words(self):
        """``2026年9月14日至20日``."""
        return dates.span(self.first, self.last)


def steps(by_day, first, last, today):
    """The steps (:class:`Step`) of the days from ``first`` to ``last``, a tuple.

    :param by_day: counts by ordinals of days, by the names of ``MEASURES``.
    :param first: a ``date``, or None for the day of the first case; ``last`` the same.
    :param today: a ``date``; no step lies after it.
    """
    days = by_day["received"]
    if not days and (first is None or last is None):
        return ()
    first = first or date.fromordinal(min(days))
    last = min(last or date.fromordinal(max(days)), max(today, first))
    kind, starts = _starts(first, last)
    ends = [start - timedelta(days=1) for start in starts[1:]]
    return tuple(
        Step(
            kind,
            start,
            max(first, start),
            min(last, end),
            first <= start and end <= last and end < today,
            {name: _sum(by_day[name], max(first, start), min(last, end)) for name in MEASURES},
        )
        for start, end in zip(starts, ends, strict=False)
    )


def _starts(first, last):
    """The widest that is not too many: kind, and the days with which its steps begin.

    One more than there are steps, for the end of the last one.
    """
    for kind in (WEEK, MONTH, YEAR):
        starts = [_start(kind, first)]
        while starts[-1] <= last:
            starts.append(_next(kind, starts[-1]))
        if len(starts) - 1 <= STEPS_AT_MOST:
            break
    return kind, starts


def _start(kind, day):
    if kind == WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if kind == MONTH else date(day.year, 1, 1)


def _next(kind, start):
    if kind == WEEK:
        return start + timedelta(days=7)
    if kind == YEAR:
        return date(start.year + 1, 1, 1)
    return (start + timedelta(days=31)).replace(day=1)


def _sum(counts, first, last):
    days = range(first.toordinal(), last.toordinal() + 1)
    return sum(counts.get(day, 0) for day in days)
