"""What happens because a day has come: reminders, closing without a rating, planned days.

Every act looks at the present state and can be repeated: twice in a minute, or after three days
without a worker, it leads to the same; only nothing is closed that its evaluator was not warned of.
A reminder is noted on the case, with the deadline it is about, and so is given once.
"""

from datetime import date
from functools import partial
from hnu.jgzf import config
from hnu.jgzf.domain import clock_user
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.roster_import import uploads
from hnu.jgzf.interfaces.events import CaseFact
from hnu.jgzf.interfaces.events import OrderFact
from hnu.jgzf.interfaces.notifications import INotificationSettings
from plone import api
from zope.event import notify


# Working days before closing without a rating on which the evaluator is told
WARNING = 2

# Working days after the deadline on which it goes to the unit's head and the supervisors
LONG_OVERDUE = 3


def run():
    """Do everything that is due, in the current transaction."""
    for act in acts():
        act()


def acts():
    """Everything that is due today, as functions without arguments, one for each case.

    Each may be called in a transaction of its own.
    """
    yield deadlines.settle_provisional
    yield uploads.forget_old
    for brain in listings.due_until(deadlines.add_working_days(today(), 1)):
        yield partial(_on, brain, remind)
    for order in order_lists.overdue():
        yield partial(remind_of_order, order)
    for brain in listings.planned_until(today()):
        yield partial(_on, brain, lifecycle.resume)
    days = closing_days()
    if days:
        for brain in listings.unrated():
            if today() >= warning_day(brain.answered, days):
                yield partial(_on, brain, close_unrated)


def _on(brain, act):
    case = roster.get_unit(brain.unit)[brain.number]
    with clock_user.acting():
        act(case)


def remind(case):
    """Tell whoever is late or about to be (R14): the working day before, the first and third after.

    On working days only: until the next one nobody is later than before. Nobody is called late for
    a deadline that may still move.
    """
    if not case.pending or not deadlines.is_working_day(today()):
        return
    left = deadlines.working_days_left(case.due, today())
    if left > 1:
        return
    if left >= 0:
        _once(case, config.FACT_DUE_SOON, case.due)
    elif case.provisional:
        return
    elif -left >= LONG_OVERDUE:
        _once(case, config.FACT_LONG_OVERDUE, case.due, days=-left)
        # It says more than this would
        _note(case, config.FACT_OVERDUE, case.due)
    else:
        _once(case, config.FACT_OVERDUE, case.due, days=-left)


def remind_of_order(order):
    """Tell a unit once that a supervision order (R25) is late, on the first working day after."""
    if not order.waits_for_unit or order.due >= today() or not deadlines.is_working_day(today()):
        return
    if _note(order, config.FACT_ORDER_OVERDUE, order.due):
        days = -deadlines.working_days_left(order.due, today())
        notify(OrderFact(config.FACT_ORDER_OVERDUE, order, days=days))


def close_unrated(case):
    """Close what nobody has rated for so many working days, once the evaluator was warned.

    She is told two working days before, and has these two days also where the setting was
    shortened or no worker ran meanwhile. Never a ``deferred`` answer: the matter is not settled
    before its planned day.
    """
    days = closing_days()
    if not days or not lifecycle.is_left_unrated(case):
        return
    answered = case.rounds[-1].day
    if today() < warning_day(answered, days):
        return
    last, promised = closing_day(answered, days), _promised(case, answered)
    if promised is None:
        last = max(last, deadlines.add_working_days(today(), WARNING))
        _once(case, config.FACT_CLOSING_SOON, last)
    elif today() > max(last, promised):
        lifecycle.close(case)


def _promised(case, answered):
    """The last day for a rating that the evaluator was told of after ``answered``, or None."""
    kind = f"{config.FACT_CLOSING_SOON}:"
    days = [
        date.fromisoformat(mark[len(kind) :]) for mark in case.reminders if mark.startswith(kind)
    ]
    return max((day for day in days if day > answered), default=None)


def closing_days():
    """Working days after which an answer without a rating is closed (default 15); 0 is never."""
    field = INotificationSettings["close_after"]
    return api.portal.get_registry_record(
        "close_after", interface=INotificationSettings, default=field.default
    )


def closing_day(answered, days):
    """The last day (``date``) for a rating of what was answered on the day ``answered``."""
    return deadlines.add_working_days(answered, days)


def warning_day(answered, days):
    """The day on which the evaluator is told that it will be closed."""
    return deadlines.add_working_days(answered, max(0, days - WARNING))


def _once(case, kind, day, days=0):
    if _note(case, kind, day):
        notify(CaseFact(kind, case, due=day, days=days))


def _note(item, kind, day):
    """Whether this was not yet noted on the case or order."""
    mark = f"{kind}:{day.isoformat()}"
    if mark in item.reminders:
        return False
    item.reminders = (*item.reminders, mark)
    undo_log.forget_user()
    return True
