"""定期汇总 (R20): what came in for a unit within a period, and what became of it.

The figures are plain functions over brains of the catalog: no case is woken. Each says what it
counts. They are of the cases that the unit has now, being late included, so that in time, late and
waiting add up to those received; statistics (docs/metrics.md) count being late for the unit that
had the case on its last day. A case belongs to the period in which it was received.
"""

from collections import Counter
from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import unit_summaries
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import filters
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.events import UnitSummedUp
from plone import api
from typing import NamedTuple
from zope.event import notify


# Of fewer ratings no rate is shown: one more or less would change it by a fifth and more.
LEAST_FOR_RATE = 5

_NOT_YOU = _(
    "error_summary_not_you",
    default="Only the unit's administrators, its head and supervisors see this.",
)


class Period(NamedTuple):
    """Days (``date``) of receipt, both included."""

    first: object
    last: object


class Summary(NamedTuple):
    """``figures``: see :func:`figures`; ``cases``: brains, by day of receipt, then by number."""

    figures: dict
    cases: list


# One figure each


def answered(brain):
    """已反馈: has an answer that stands."""
    return brain.first_answered is not None


def in_time(brain):
    """按时反馈: the first answer was given on its last day or before."""
    return answered(brain) and brain.first_answered <= brain.first_due


def late(brain, day):
    """逾期: the first answer came after its last day, or that is over on ``day`` without one.

    Nobody is late while a deadline is provisional.
    """
    if answered(brain):
        return brain.first_answered > brain.first_due
    return brain.first_due < day and not brain.provisional


def waits(brain, day):
    """待反馈: no answer yet, and its last day is not over on ``day``."""
    return not answered(brain) and not late(brain, day)


def is_open(brain):
    """未办结."""
    return brain.state != config.CLOSED


def overdue(brain, day):
    """超期未反馈: waits for an answer, a further one included, whose last day is over."""
    return bool(brain.pending) and brain.due < day.toordinal() and not brain.provisional


def rating(brain):
    """满意度: what the evaluator said last, empty while she has not; silence is no rating."""
    return brain.rating


def outcome(brain):
    """办理结果 of the last answer; None without one."""
    return brain.outcome


def satisfaction_rate(found):
    """满意率: 非常满意 and 满意 of all ratings, 0 to 1; None under :data:`LEAST_FOR_RATE`.

    :param found: the figures of :func:`figures`.
    """
    counts = found["satisfaction"]
    rated = sum(counts.values())
    if rated < LEAST_FOR_RATE:
        return None
    return (counts["very_satisfied"] + counts["satisfied"]) / rated


def figures(brains, day):
    """What is kept in a record: plain numbers, and pairs of category and number.

    :param brains: a list.
    :param day: the day (``date``) as of which is counted.
    """
    outcomes = Counter(map(outcome, brains))
    ratings = Counter(map(rating, brains))
    categories = Counter(brain.category_title for brain in brains)
    return {
        "received": len(brains),
        "answered": sum(map(answered, brains)),
        "in_time": sum(map(in_time, brains)),
        "late": sum(late(brain, day) for brain in brains),
        "waiting": sum(waits(brain, day) for brain in brains),
        "open": sum(map(is_open, brains)),
        "overdue": sum(overdue(brain, day) for brain in brains),
        "outcomes": {name: outcomes[name] for name in config.OUTCOMES},
        "satisfaction": {level: ratings[level] for level in config.SATISFACTION_LEVELS},
        "unrated": sum(answered(brain) and not rating(brain) for brain in brains),
        "categories": sorted(categories.items(), key=lambda pair: (-pair[1], pair[0])),
    }


# For whom, and of when


def may_read(unit):
    """Whether the current user may: administrator today, head, or supervisor."""
    userid = api.user.get_current().getId()
    return bool(userid) and (
        may_write(unit) or unit.head == userid or config.ROLE_SUPERVISOR in api.user.get_roles()
    )


def may_write(unit):
    """Whether the current user sums up: R20 leaves that to the unit's administrators."""
    return is_administrator(unit, api.user.get_current().getId(), today())


def default_period(day):
    """From the beginning of the quarter to ``day`` (a ``date``)."""
    return Period(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), day)


def period(first="", last=""):
    """The :class:`Period` of two days in ISO form; what is empty is as in the default.

    :raises InvalidInput: at ``from`` or ``to``.
    """
    found, errors = filters.read({"from": first, "to": last})
    if errors:
        raise InvalidInput(tuple(errors))
    usual = default_period(found.last_day or today())
    result = Period(found.first_day or usual.first, found.last_day or usual.last)
    if result.last < result.first:
        message = _("error_period", default="The last day lies before the first.")
        raise InvalidInput((FieldError("to", message),))
    return result


def sum_up(unit, of):
    """The :class:`Summary` of a unit, its people included, for a :class:`Period`.

    :raises NotPermitted: for who may not read it.
    """
    if not may_read(unit):
        raise NotPermitted(_NOT_YOU)
    wanted = listings.Filters(unit=unit.code, first_day=of.first, last_day=of.last)
    brains = listings.wall(wanted, 0, listings.count_of_unit(unit.code))
    cases = sorted(brains, key=lambda brain: (brain.received, brain.number))
    return Summary(figures(cases, today()), cases)


def save(unit, of, proposals):
    """Keep the figures of today with what the administrator proposes, and tell the head.

    :param of: a :class:`Period`.
    :return: a ``content.unit_summaries.Record``.
    :raises InvalidInput: for ``proposals`` that are missing, too short or too long.
    :raises NotPermitted: for everybody but the unit's administrators.
    """
    if not may_write(unit):
        raise NotPermitted(
            _("error_summary_writer", default="Only the unit's administrators sum up.")
        )
    proposals = _proposals(proposals)
    user = api.user.get_current()
    undo_log.forget_user()
    record = unit_summaries.add(
        roster.get_center(),
        unit.code,
        unit_title=unit.title,
        first=of.first,
        last=of.last,
        figures=sum_up(unit, of).figures,
        proposals=proposals,
        userid=user.getId(),
        name=user.getProperty("fullname") or user.getId(),
        day=today(),
    )
    notify(UnitSummedUp(unit, record))
    return record


def _proposals(value):
    errors = []
    value = text.check_text(
        "proposals",
        value,
        errors,
        least=config.TEXT_MIN_LENGTH,
        most=config.TEXT_MAX_LENGTH,
        missing=_("error_proposals", default="Enter what you propose to the head."),
        too_short=_(
            "error_proposals_short", default="The text is too short: at least ${least} characters."
        ),
        too_long=_("error_proposals_long", default="The text is too long by ${n} characters."),
    )
    if errors:
        raise InvalidInput(tuple(errors))
    return value


def records(unit):
    """What was saved for the unit, newest first.

    :raises NotPermitted: for who may not read it.
    """
    if not may_read(unit):
        raise NotPermitted(_NOT_YOU)
    return unit_summaries.records(roster.get_center(), unit.code)


def record(unit, number):
    """The record of that number (text or int), or None; errors as for :func:`records`."""
    return next((each for each in records(unit) if str(each.number) == str(number)), None)
