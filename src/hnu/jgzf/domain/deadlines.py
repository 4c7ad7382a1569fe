"""When an answer is due (R14), and how far that is.

An answer is due at the end of the fifth working day (a setting) after the submission, rating or
reopening, in Asia/Shanghai. A deadline is set once. Only one that was counted with a year that is
not announced yet is provisional, and set again when it is, never to an earlier day.
"""

from hnu.jgzf import config
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.calendar import add_working_days
from hnu.jgzf.domain.calendar import is_known_between
from hnu.jgzf.domain.calendar import is_working_day
from hnu.jgzf.domain.calendar import working_days_between
from hnu.jgzf.interfaces.working_days import IWorkingDays
from plone.registry.interfaces import IRegistry
from typing import NamedTuple
from zope.component import queryUtility


__all__ = [
    "add_working_days",
    "deadline",
    "is_working_day",
    "keep_deadline",
    "set_deadline",
    "settle_provisional",
    "working_days_between",
    "working_days_left",
    "working_days_to_answer",
]


class Deadline(NamedTuple):
    """``due`` is the last day (``date``) in time; ``provisional``: an estimate of that."""

    due: object
    provisional: bool


def working_days_to_answer():
    """The setting: how many working days a unit has for an answer."""
    registry = queryUtility(IRegistry)
    name = f"{IWorkingDays.__identifier__}.working_days_to_answer"
    setting = registry.get(name) if registry is not None else None
    return setting or config.WORKING_DAYS_TO_ANSWER


def deadline(received, working_days):
    """The :class:`Deadline` of what came in on that day.

    :param received: the day of submission, rating or reopening, an aware datetime or a ``date``
        in Asia/Shanghai. It does not count itself.
    :param working_days: how many working days there are for the answer.
    """
    day = _day(received)
    due = add_working_days(day, working_days)
    return Deadline(due, not is_known_between(day, due))


def set_deadline(case, received):
    """Give the round of ``case`` that begins with ``received`` its deadline."""
    _set(case, received, working_days_to_answer())


def keep_deadline(case, received, working_days):
    """Keep the deadline of ``case``, unless less than ``working_days`` from ``received`` are left.

    Then it is so many working days from that day.
    """
    if deadline(received, working_days).due > case.due:
        _set(case, received, working_days)


def settle_provisional():
    """Set provisional deadlines again whose year is announced by now, to later or equal days.

    To be called as often as one likes: it costs nothing where there are none.

    :return: the cases that have a final deadline now, a list.
    """
    settled = []
    for brain in listings.provisional():
        case = roster.get_unit(brain.unit)[brain.number]
        due, provisional = deadline(*case.estimated_from)
        if provisional:
            continue
        # The round may have been answered meanwhile: whether in time, is to be said of this day.
        if not case.pending:
            case.rounds[-1].due = max(case.due, due)
        case.due = max(case.due, due)
        _settle(case)
        undo_log.forget_user()
        case.reindexObject()
        settled.append(case)
    return settled


def working_days_left(due, today):
    """Working days until the deadline (``date``): 0 on the day itself, negative once it is over.

    A deadline that passed over the weekend is overdue by at least one day. On a last day that is
    followed by days off, 0 is still "today is the last day": ask ``due == today`` for that.
    """
    if today <= due:
        return working_days_between(today, due)
    return -max(1, working_days_between(due, today))


def _set(case, received, working_days):
    case.due, provisional = deadline(received, working_days)
    if provisional:
        case.estimated_from = (_day(received), working_days)
    else:
        _settle(case)


def _settle(case):
    if case.provisional:
        del case.estimated_from


def _day(moment):
    return moment.astimezone(config.TIMEZONE).date() if hasattr(moment, "hour") else moment
