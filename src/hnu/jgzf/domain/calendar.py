"""Which day is a working day (R14): China's calendar with 调休, and the university's own days.

The national calendar is that of the library ``holidays``. The State Council announces a year in
November of the one before; until the library has it, it only estimates, and says so nowhere but
in its table of moved days. What is counted with such a year is provisional.
"""

from bisect import bisect_left
from datetime import date
from datetime import timedelta
from functools import cache
from functools import lru_cache
from hnu.jgzf import config
from hnu.jgzf.interfaces.working_days import IWorkingDays
from holidays import country_holidays
from plone.registry.interfaces import IRegistry
from zope.component import queryUtility


# From this day of December on, the announcement of the next year may move days: New Year's Day
# is joined to a weekend before it. The earliest so far was the 29th.
NEW_YEAR_REACHES_BACK_TO = (12, 28)

# So far ahead supervisors and webmasters hear of a year that is not known yet.
WARN_DAYS = 30

_SETTINGS = [
    f"{IWorkingDays.__identifier__}.{name}"
    for name in ("days", "complete_years", "vacations_stop_the_clock")
]


def is_working_day(day):
    """Whether the university works on ``day`` (a ``date``)."""
    year, index = current().place(day)
    return year.before[index + 1] > year.before[index]


def working_days_between(first, last):
    """Working days after ``first`` up to and including ``last`` (dates); 0 if not later."""
    if last <= first:
        return 0
    calendar = current()
    begin, begin_index = calendar.place(first)
    end, end_index = calendar.place(last)
    count = end.before[end_index + 1] - begin.before[begin_index + 1]
    return count + sum(calendar.year(number).before[-1] for number in range(first.year, last.year))


def add_working_days(day, count):
    """The day (``date``) that is the ``count``-th working day after ``day``; 0: ``day`` itself.

    A negative ``count`` goes back: -1 is the last working day before ``day``.
    """
    if not count:
        return day
    calendar = current()
    number = day.year
    year, index = calendar.place(day)
    # The working day that is asked for, counted from the beginning of the year
    nth = count + (year.before[index + 1] if count > 0 else year.before[index] + 1)
    while nth > year.before[-1]:
        nth -= year.before[-1]
        number += 1
        year = calendar.year(number)
    while nth < 1:
        number -= 1
        year = calendar.year(number)
        nth += year.before[-1]
    return year.first + timedelta(days=bisect_left(year.before, nth) - 1)


def is_known(day):
    """Whether the announcement that decides about ``day`` is there, in the library or in rows."""
    calendar = current()
    return all(calendar.is_announced(year) for year in _deciding_years(day))


def is_known_between(first, last):
    """The same of every day after ``first`` up to and including ``last`` (dates)."""
    return all(is_known(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def missing_years(today):
    """Years (numbers) that are not announced, and that deadlines of these weeks reach.

    :param today: a ``date``.
    """
    calendar = current()
    years = {
        year for day in (today, today + timedelta(days=WARN_DAYS)) for year in _deciding_years(day)
    }
    return sorted(year for year in years if not calendar.is_announced(year))


def in_library(year):
    """Whether ``holidays`` has the announcement of ``year`` (a number), and not only an estimate.

    Every announcement since 2001 moves some days; the library keeps those in a table by year.
    """
    return year in _announced()


def current():
    """The :class:`Calendar` of the site, as the panel's settings are now.

    It is found by the settings' values alone, so what another process saved counts at once.
    """
    registry = queryUtility(IRegistry)
    if registry is None:
        return _calendar((), frozenset(), False)
    days, years, vacations_stop = map(registry.get, _SETTINGS)
    rows = [(row["from"], row["until"] or row["from"], row["kind"]) for row in days or ()]
    return _calendar(tuple(rows), frozenset(years or ()), bool(vacations_stop))


class Year:
    """``before[n]``: how many working days are among the first ``n`` days; its last is all."""

    __slots__ = ("before", "first")

    def __init__(self, first, working):
        self.first = first
        self.before = [0]
        for is_working in working:
            self.before.append(self.before[-1] + is_working)


class Calendar:
    """Counts by year, made when somebody asks for the year.

    :param rows: tuples of first day, last day and kind (one of ``config.DAY_KINDS``).
    :param complete_years: numbers of years that are entered in full.
    """

    def __init__(self, rows, complete_years, vacations_stop):
        self.rows = rows
        self.complete_years = complete_years
        self.vacations_stop = vacations_stop
        self._years = {}

    def is_announced(self, year):
        return in_library(year) or year in self.complete_years

    def place(self, day):
        """The :class:`Year` of ``day``, and how many of its days lie before ``day``."""
        year = self._years.get(day.year) or self.year(day.year)
        return year, day.toordinal() - year.first.toordinal()

    def years_between(self, first, last):
        """The :class:`Year` of each year from that of ``first`` to that of ``last`` (ordinals)."""
        numbers = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        return [self.year(number) for number in numbers]

    def year(self, number):
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._make(number)
        return year

    def _make(self, number):
        first = date(number, 1, 1)
        if in_library(number) or number not in self.complete_years:
            working = list(_national(number))
        else:
            # Its rows say all; an estimate would only disagree with them.
            days = range(len(_national(number)))
            working = [(first + timedelta(days=n)).weekday() < 5 for n in days]
        # What is said of single days goes before vacations.
        if self.vacations_stop:
            self._set(working, first, config.DAY_VACATION, False)
        self._set(working, first, config.DAY_OFF, False)
        self._set(working, first, config.DAY_WORKING, True)
        return Year(first, working)

    def _set(self, working, first, kind, value):
        for begin, end, its_kind in self.rows:
            if its_kind == kind:
                start = max(0, (begin - first).days)
                stop = min(len(working), (end - first).days + 1)
                if start < stop:
                    working[start:stop] = [value] * (stop - start)


def _deciding_years(day):
    """Numbers of the years whose announcements decide about ``day``."""
    if (day.month, day.day) >= NEW_YEAR_REACHES_BACK_TO:
        return (day.year, day.year + 1)
    return (day.year,)


# One for each site of the process and each state of its settings that is still in use
@lru_cache(maxsize=16)
def _calendar(rows, complete_years, vacations_stop):
    return Calendar(rows, complete_years, vacations_stop)


@cache
def _announced():
    return frozenset(country_holidays("CN").special_public_holidays)


@cache
def _national(number):
    """For each day of the year whether the nation works, as a tuple of bools."""
    nation = country_holidays("CN", years=number, expand=False)
    first = date(number, 1, 1)
    length = 366 if (first + timedelta(days=365)).year == number else 365
    return tuple(nation.is_working_day(first + timedelta(days=n)) for n in range(length))
