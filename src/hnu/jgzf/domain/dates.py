"""Now, and dates in words, in Asia/Shanghai whatever the process's TZ is.

``now`` and ``at``, which sets the clock, live in ``content.clock``: dynamic roles need them too.
"""

from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content.clock import at
from hnu.jgzf.content.clock import now


__all__ = [
    "at",
    "long_date",
    "minute",
    "now",
    "read_day",
    "short_date",
    "span",
    "today",
    "weekday",
]


def today():
    """The present day in Asia/Shanghai, a ``date``."""
    return now().date()


def read_day(value):
    """The ``date`` that somebody sent, as one or as text in ISO form; None for anything else."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def long_date(day):
    """``2026年11月24日`` for a ``date`` or an aware datetime."""
    day = _day(day)
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day):
    """``11月24日``; with the year when it is not this one."""
    day = _day(day)
    return f"{day.month}月{day.day}日" if day.year == today().year else long_date(day)


def weekday(day):
    """``星期二`` for a ``date``."""
    return f"星期{'一二三四五六日'[day.weekday()]}"


def span(first, last):
    """``2026年9月1日至11月24日`` for two dates: what they have in common is said once."""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{long_date(first)}至{last.day}日"
    if first.year == last.year:
        return f"{long_date(first)}至{last.month}月{last.day}日"
    return f"{long_date(first)}至{long_date(last)}"


def minute(moment):
    """``2026-11-24 10:12`` for an aware datetime: for records, never for other members."""
    return moment.astimezone(config.TIMEZONE).strftime("%Y-%m-%d %H:%M")


def _day(value):
    if isinstance(value, datetime):
        return value.astimezone(config.TIMEZONE).date()
    return value
