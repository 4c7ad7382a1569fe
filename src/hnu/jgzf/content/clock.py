"""The present moment, for everything in this package: rules, dynamic roles, workflow history."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from datetime import timezone
from hnu.jgzf import config


_set = ContextVar("hnu.jgzf.clock", default=None)


def now():
    """The present moment, an aware datetime in Asia/Shanghai.

    With the offset in place of the zone: ZODB cannot store a ``ZoneInfo``.
    """
    moment = _set.get() or datetime.now(config.TIMEZONE)
    return moment.replace(tzinfo=timezone(moment.utcoffset()))


@contextmanager
def at(moment):
    """Inside the block, and in this thread alone, it is ``moment``.

    For what is entered as of another time than it happens: the demonstration's past five weeks,
    tests. The clock stands still there; blocks can be nested.

    :param moment: an aware datetime.
    :raises ValueError: for a naive one, which would depend on the process's TZ.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone.")
    token = _set.set(moment.astimezone(config.TIMEZONE))
    try:
        yield
    finally:
        _set.reset(token)
