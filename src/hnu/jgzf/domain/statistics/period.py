"""统计时段: the days of receipt that are counted, and the period to compare them with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.statistics import terms


MONTH = "month"
TERM = "term"
YEAR = "year"
CUSTOM = "custom"
KINDS = (MONTH, TERM, YEAR, CUSTOM)

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days of receipt from ``first`` to ``last``, both included.

    ``kind`` is one of ``KINDS``. ``end`` is the last day of the whole month, term or year; where
    that is running, ``last`` is today. ``name``: a text or an i18n message; of free days empty.
    """

    kind: str
    first: date
    last: date
    end: date
    name: object = ""

    @property
    def is_running(self):
        """Whether more cases of it may still come."""
        return self.last < self.end

    @property
    def words(self):
        """``2026年9月1日至11月24日``."""
        return dates.span(self.first, self.last)

    @property
    def token(self):
        """What stands for this period in an address, today and later; see :func:`named`."""
        return self.kind if self.kind == CUSTOM else f"{self.kind}-{self.first.isoformat()}"

    @property
    def before(self):
        """The period before of the same kind; of free days, as many days before them.

        Of one that is running, only as much of the one before as is over of this.
        """
        if self.kind == MONTH:
            whole = month(self.first - _DAY)
            last = _same_day(whole.first, self.last.day) if self.is_running else whole.end
        elif self.kind == YEAR:
            whole = year(date(self.first.year - 1, 1, 1))
            same_month = date(whole.first.year, self.last.month, 1)
            last = _same_day(same_month, self.last.day) if self.is_running else whole.end
        elif self.kind == TERM:
            whole = term(self.first - _DAY)
            last = whole.end
            if self.is_running:
                last = min(last, whole.first + (self.last - self.first))
        else:
            return custom(self.first - (self.last - self.first) - _DAY, self.first - _DAY)
        return Period(self.kind, whole.first, last, whole.end, whole.name)


def month(day, today=None):
    """The month of ``day`` (a ``date``), until ``today`` where that lies in it."""
    first = day.replace(day=1)
    name = f"{day.year}年{day.month}月"
    return _until(today, MONTH, first, _same_day(first, 31), name)


def term(day, today=None):
    """The same of a term, see ``terms``; its gap after it does not belong to it."""
    found = terms.term_of(day)
    return _until(today, TERM, found.first, found.last, found.name)


def year(day, today=None):
    """The same of a calendar year."""
    return _until(today, YEAR, date(day.year, 1, 1), date(day.year, 12, 31), f"{day.year}年")


def custom(first, last, today=None):
    """Free days, both included."""
    return _until(today, CUSTOM, first, last, "")


MAKERS = {MONTH: month, TERM: term, YEAR: year}


def _until(today, kind, first, end, name):
    is_running = today is not None and first <= today < end
    return Period(kind, first, today if is_running else end, end, name)


def _same_day(first, number):
    """The day of that number in the month that begins with ``first``, or its last one."""
    return first.replace(day=min(number, monthrange(first.year, first.month)[1]))
