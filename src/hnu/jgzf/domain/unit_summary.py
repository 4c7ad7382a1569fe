"""定期汇总 (R20): what came in for a unit within a period, and what became of it.

Nothing is counted here: the figures are those of ``domain.statistics`` for the unit and the period,
so that a number of a summary is the one that the page of statistics has.
"""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import unit_summaries
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import filters
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.statistics import cases
from hnu.jgzf.domain.statistics.overview import overview
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.events import UnitSummedUp
from plone import api
from typing import NamedTuple
from zope.event import notify


_NOT_YOU = _(
    "error_summary_not_you",
    default="Only the unit's administrators, its head and supervisors see this.",
)


class Period(NamedTuple):
    """Days (``date``) of receipt, both included."""

    first: object
    last: object


class Summary(NamedTuple):
    """``figures``: what is kept in a record, see :func:`_plain`; ``cases``: brains of what was
    received, by day, then by number.
    """

    figures: dict
    cases: list


# For whom, and of when


def may_read(unit):
    """Whether the current user may: administrator today, head, or supervisor."""
    userid = api.user.get_current().getId()
    return bool(userid) and (may_write(unit) or unit.head == userid or roster.is_supervisor())


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
    selection = Selection(of.first, of.last, (unit.code,))
    found = overview(selection, today())
    count = found.figures.counts["received"]
    brains = cases.behind(selection, today(), "received", size=count)
    return Summary(_plain(found), sorted(brains, key=lambda each: (each.received, each.number)))


def _plain(found):
    """An ``overview.Overview`` as plain numbers, by the names of ``statistics.measures``.

    ``counts``: of all ``MEASURES``, of each rating and outcome, and of those not rated.
    ``categories``: (token, title, how many were received) of those with cases, most first.
    """
    ratings = ("unrated", *(f"rated_{level}" for level in config.SATISFACTION_LEVELS))
    outcomes = (f"outcome_{name}" for name in config.OUTCOMES)
    categories = ((row.token, row.title, row.counts["received"]) for row in found.categories)
    return {
        "counts": {
            **found.figures.counts,
            **dict(zip(ratings, found.ratings, strict=True)),
            **dict(zip(outcomes, found.outcomes, strict=True)),
        },
        "categories": sorted((row for row in categories if row[2]), key=lambda row: -row[2]),
    }


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
