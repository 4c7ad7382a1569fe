"""5 个工作日: when an answer is due (R14), and how far that is.

Counts Monday to Friday, without public holidays.
"""

from datetime import timedelta
from hnu.jgzf import config


def is_working_day(day):
    """Whether the university works on ``day`` (a ``date``)."""
    return day.weekday() < 5


def due_date(received, working_days=config.WORKING_DAYS_TO_ANSWER):
    """The last day (``date``) on which an answer is in time.

    :param received: the day of submission, rating or reopening, an aware datetime or a ``date``
        in Asia/Shanghai. It does not count itself; the answer is due at the end of the day
        returned.
    """
    day = received.astimezone(config.TIMEZONE).date() if hasattr(received, "hour") else received
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def working_days_between(first, last):
    """Working days after ``first`` up to and including ``last`` (dates); 0 if not later."""
    weeks, days = divmod(max(0, (last - first).days), 7)
    return 5 * weeks + sum(is_working_day(last - timedelta(days=n)) for n in range(days))


def working_days_left(due, today):
    """Working days until the deadline (``date``): 0 on the day itself, negative once it is over.

    A deadline that passed over the weekend is overdue by at least one day.
    """
    if today <= due:
        return working_days_between(today, due)
    return -max(1, working_days_between(due, today))
