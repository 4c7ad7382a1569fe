"""The present moment, for everything in this package: rules, dynamic roles, workflow history."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from hnu.jgzf import config


_set = ContextVar("hnu.jgzf.clock", default=None)


def now():
    """The present moment, an aware datetime in Asia/Shanghai."""
    return _set.get() or datetime.now(config.TIMEZONE)


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
