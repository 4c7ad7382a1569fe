"""The figures of some cases: counts, rates and times, for all of them or in groups."""

from dataclasses import dataclass
from functools import lru_cache
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain.statistics.measures import MEASURES
from hnu.jgzf.domain.statistics.measures import RATES
from math import sqrt
from typing import NamedTuple
import numpy


# Of fewer cases no rate is shown: one of them more or less would change it by a fifth and more.
LEAST_FOR_RATE = 5
# Standard normal quantile of 97.5 %: intervals of 95 %
Z = 1.959963984540054


class Share(NamedTuple):
    """``part`` of ``whole``, as counts."""

    part: int
    whole: int

    @property
    def is_shown(self):
        return self.whole >= LEAST_FOR_RATE

    @property
    def rate(self):
        """Between 0 and 1; None where there are too few cases for a rate."""
        return self.part / self.whole if self.is_shown else None

    @property
    def interval(self):
        """The 95 % interval of Wilson (1927) as (low, high), between 0 and 1; or None."""
        if not self.is_shown:
            return None
        n, p = self.whole, self.part / self.whole
        middle = p + Z * Z / (2 * n)
        reach = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        scale = 1 + Z * Z / n
        # It contains the rate, which floats miss by a hair at 0 and at 1.
        low, high = (middle - reach) / scale, (middle + reach) / scale
        return max(0.0, min(p, low)), min(1.0, max(p, high))


@dataclass(frozen=True)
class Times:
    """反馈用时 in working days, from the day of receipt to the first answer; None without any.

    ``percentile_90``: nine of ten answers took no longer.
    """

    mean: float | None
    median: float | None
    percentile_90: float | None


NO_TIMES = Times(None, None, None)


@dataclass(frozen=True)
class Figures:
    """``counts`` by the names of ``MEASURES``; ``times``; ``oldest_open`` in working days."""

    counts: dict
    times: Times
    oldest_open: int | None

    def share(self, name):
        """The :class:`Share` of one of ``RATES``."""
        part, whole = RATES[name]
        return Share(self.counts[part], self.counts[whole])


class Cases:
    """Columns of the cases in ``mask`` of a table, on the day ``today`` (an ordinal)."""

    def __init__(self, table, mask, today):
        self.table = table
        self.mask = mask
        self.today = today
        self._columns = {}
        self._counted = {}

    def counted(self, name):
        """How often each of them counts for the measure ``name``."""
        if name not in self._counted:
            self._counted[name] = MEASURES[name].count(self)
        return self._counted[name]

    def __getitem__(self, name):
        if name not in self._columns:
            self._columns[name] = self.table[name][self.mask]
        return self._columns[name]

    def places(self, mask):
        """Record ids and days of receipt of those in ``mask``, which is over these cases alone."""
        return self.table.rids_of(self.mask)[mask], self["received"][mask]


def figures(cases_by):
    """The :class:`Figures` of some cases.

    :param cases_by: :class:`Cases` by each name that ``Measure.by`` has: those that a unit has now,
        and those that it had when they were due.
    """
    counts = {
        name: int(cases_by[measure.by].counted(name).sum()) for name, measure in MEASURES.items()
    }
    cases = cases_by["unit"]
    return Figures(counts, times(cases), oldest_open(cases))


def groups(cases_by, column):
    """The :class:`Figures` of each group of cases that have the same code in ``column``: a dict.

    In groups of units a case stands where ``Measure.by`` says.
    """
    length = len(cases_by["unit"].table.names)
    counts = {}
    for name, measure in MEASURES.items():
        cases = cases_by[measure.by]
        key = measure.by if column == "unit" else column
        counts[name] = tally(cases[key], cases.counted(name), length)
    present = numpy.flatnonzero(sum(found > 0 for found in counts.values())).tolist()
    taken, waiting = _times_by(cases_by["unit"], column), _oldest_by(cases_by["unit"], column)
    return {
        code: Figures(
            {name: int(found[code]) for name, found in counts.items()},
            taken.get(code, NO_TIMES),
            waiting.get(code),
        )
        for code in present
    }


def tally(keys, counted, length):
    """How often each key below ``length`` counts: an array of integers."""
    if counted.dtype == bool:
        return numpy.bincount(keys[counted], minlength=length)
    return numpy.bincount(keys, counted, length).astype(int)


def numbered(keys):
    """The keys that occur, in order, and for each of ``keys`` its place among them."""
    present = numpy.flatnonzero(numpy.bincount(keys))
    places = numpy.zeros(present[-1] + 1 if len(present) else 0, dtype=int)
    places[present] = numpy.arange(len(present))
    return present, places[keys]


def _times_by(cases, column):
    """The :class:`Times` of each group with answers, by its code."""
    is_answered = cases["answered"] > 0
    codes, places = numbered(cases[column][is_answered])
    return dict(zip(codes.tolist(), times_of(_taken(cases), places), strict=True))


def _oldest_by(cases, column):
    """``oldest_open`` of each group that has any, by its code."""
    is_open = cases["closed"] == 0
    codes, places = numbered(cases[column][is_open])
    oldest = numpy.full(len(codes), numpy.iinfo(numpy.int32).max)
    numpy.minimum.at(oldest, places, cases["since"][is_open])
    waiting = working_days(oldest, numpy.full(len(oldest), cases.today))
    return dict(zip(codes.tolist(), waiting.tolist(), strict=True))


def times(cases):
    """The :class:`Times` of those that were answered."""
    days = _taken(cases)
    return times_of(days, numpy.zeros(len(days), dtype=int))[0] if len(days) else NO_TIMES


def _taken(cases):
    """Working days until the first answer, of those that have one."""
    is_answered = cases["answered"] > 0
    return working_days(cases["since"][is_answered], cases["answered"][is_answered])


def times_of(days, places):
    """The :class:`Times` of each place: a list.

    :param days: how many days each took, ``places`` whose it was, from 0 on: arrays.
    """
    if not len(days):
        return []
    width, height = int(days.max()) + 1, int(places.max()) + 1
    # How many took so many days, by place: sorting all of them would take ten times as long.
    table = numpy.bincount(places * width + days, minlength=width * height).reshape(height, width)
    number = table.sum(axis=1)
    mean = table @ numpy.arange(width) / number
    up_to = table.cumsum(axis=1)

    def ranked(rank):
        return (up_to < rank[:, None]).sum(axis=1)

    median = (ranked((number + 1) // 2) + ranked(number // 2 + 1)) / 2
    # The value of an answer that was given, never one between two
    nine_of_ten = ranked(-(-9 * number // 10)).astype(float)
    rows = zip(mean.tolist(), median.tolist(), nine_of_ten.tolist(), strict=True)
    return [Times(*row) for row in rows]


def oldest_open(cases):
    """Working days since the oldest case that is not closed was received; None without one."""
    since = cases["since"][cases["closed"] == 0]
    if not len(since):
        return None
    oldest = since.min(keepdims=True)
    return int(working_days(oldest, numpy.array([cases.today]))[0])


def working_days(first, last):
    """Working days after ``first`` up to and including ``last``: arrays of ordinals."""
    if not len(first):
        return numpy.zeros(0, dtype=int)
    least, most = int(min(first.min(), last.min())), int(max(first.max(), last.max()))
    begin, before = _working_days_before(calendar.current(), least, most)
    return numpy.maximum(before[last - begin] - before[first - begin], 0)


@lru_cache(maxsize=32)
def _working_days_before(the_calendar, first, last):
    """How many working days there are up to each day of whole years; the first day's ordinal."""
    years = the_calendar.years_between(first, last)
    counts = numpy.concatenate([numpy.diff(year.before) for year in years])
    return years[0].first.toordinal(), numpy.cumsum(counts)
