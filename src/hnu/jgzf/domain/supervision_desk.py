"""督办: what a supervisor has to follow up today, as lists, the most urgent first.

Lists of cases are made of the catalog's columns; only what an answer had promised, and what one may
do with the cases that are shown, is asked of the cases themselves.
"""

from collections import Counter
from datetime import timedelta
from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.outbox import FAILED
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import roster_gaps
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import NotPermitted
from plone import api
from typing import NamedTuple


PERMISSION = "hnu.jgzf: View supervision"

# Working days
DUE_WITHIN = 2
LOOKS_WITHIN = timedelta(days=30)
MANY_LOOKS = 3
# What failed longer ago is history.
FAILED_WITHIN = timedelta(days=7)

OVERDUE = "overdue"
DUE_SOON = "due_soon"
DISSATISFIED = "dissatisfied"
DEFERRED = "deferred"
UNATTENDED = "unattended"
MANY = "many_looks"
LOOKS = "looks"
CASES = (OVERDUE, DUE_SOON, DISSATISFIED, DEFERRED)
LISTS = (*CASES, UNATTENDED, MANY, LOOKS)


class Unattended(NamedTuple):
    """A unit for which nobody answers; ``gap`` is a ``roster_gaps.Gap``, ``waiting`` how many of
    its cases wait: supervisors answer them in its place.
    """

    gap: object
    waiting: int


class Looks(NamedTuple):
    """Who looked often: a person by ``userid`` and ``name``, in a ``role``; or, where these are
    empty, the administrators of the unit (a code) together.
    """

    count: int
    unit: str
    userid: str = ""
    name: str = ""
    role: str = ""


class Desk:
    """The day of one supervisor, read once.

    :raises NotPermitted: for anybody else.
    """

    def __init__(self):
        if not api.user.has_permission(PERMISSION, obj=roster.get_center()):
            raise NotPermitted(
                _("error_supervision", default="Only supervisors open the supervisors' desk.")
            )
        self.today = dates.today()

    def page(self, name, start=0, size=20):
        """A ``listings.Page`` of one of ``LISTS``.

        Catalog brains for one of ``CASES``; else :class:`Unattended`, :class:`Looks`, and for
        ``LOOKS`` a ``supervision_log.Line`` each.
        """
        found = getattr(self, name)
        items = found[start : start + size]
        if name == LOOKS:
            items = supervision_log.lines(items)
        return listings.Page(items, len(found), start, size)

    @cached_property
    def pending(self):
        """Brains of all cases that wait for their unit, due soonest first."""
        return listings.pending([unit.code for unit in roster.all_units()])

    @property
    def overdue(self):
        """Not answered in time, or not again after a bad rating; the longest first."""
        late = [brain for brain in self.pending if brain.due < self.today.toordinal()]
        return sorted(late, key=lambda brain: (brain.due, -brain.newest_first))

    @property
    def due_today(self):
        return [brain for brain in self.pending if brain.due == self.today.toordinal()]

    @property
    def in_time(self):
        """Not answered yet, and still in time."""
        return [brain for brain in self.pending if brain.due >= self.today.toordinal()]

    @property
    def due_soon(self):
        """Due today or within two working days."""
        last = deadlines.add_working_days(self.today, DUE_WITHIN).toordinal()
        return [brain for brain in self.in_time if brain.due <= last]

    @property
    def dissatisfied(self):
        """R23: rated worse than 一般 and not answered again; the longest waiting first."""
        return sorted(
            (brain for brain in self.pending if brain.state == config.RATED),
            key=lambda brain: (brain.rated, brain.newest_first),
        )

    @cached_property
    def deferred(self):
        """Put off to a day that is over, and not answered since; the longest ago first."""
        found = listings.planned_until(self.today - timedelta(days=1))
        days = {brain.number: brain.planned for brain in found}
        # Taken up again or rated badly: the column is empty, and what was promised is not over.
        for brain in self.pending:
            if brain.rounds:
                day = planned_day(brain)
                if day is not None and day < self.today:
                    days[brain.number] = day
                    found.append(brain)
        return sorted(found, key=lambda brain: (days[brain.number], brain.newest_first))

    @cached_property
    def unattended(self):
        """Units in use, or with cases that wait, for which nobody answers; most cases first."""
        waiting = Counter(brain.unit for brain in self.pending)
        units = [unit for unit in roster.all_units() if unit.active or waiting[unit.code]]
        found = [Unattended(gap, waiting[gap.unit.code]) for gap in roster_gaps.unattended(units)]
        return sorted(found, key=lambda unit: -unit.waiting)

    @cached_property
    def looks(self):
        """Entries of the log about looks at identities in the last 30 days, newest first.

        None of it for somebody who does not read the log.
        """
        if not supervision_log.may_read():
            return []
        return supervision_log.since(dates.now() - LOOKS_WITHIN, config.ACT_DISCLOSE)

    @cached_property
    def many_looks(self):
        """Persons, and units' administrators together, with many looks; the most first."""
        # Names change: the newest counts.
        names = {look.userid: look.name for look in reversed(self.looks)}
        persons = Counter((look.userid, look.role) for look in self.looks)
        in_office = [look for look in self.looks if look.role == config.ROLE_UNIT_ADMINISTRATOR]
        units = Counter(look.unit for look in in_office)
        found = [Looks(count, unit) for unit, count in units.items()]
        found += [
            Looks(count, _only_unit(self.looks, userid, role), userid, names[userid], role)
            for (userid, role), count in persons.items()
        ]
        return sorted(
            (entry for entry in found if entry.count >= MANY_LOOKS),
            key=lambda entry: (-entry.count, entry.unit, entry.userid),
        )

    @cached_property
    def failed_messages(self):
        """How many messages of the last seven days could not be sent."""
        outbox = get_outbox(roster.get_center())
        return outbox.made_since(FAILED, dates.now() - FAILED_WITHIN) if outbox is not None else 0

    @property
    def counts(self):
        """How many there are of everything, a dict by name."""
        return {
            **{name: len(getattr(self, name)) for name in LISTS},
            "due_today": len(self.due_today),
            "in_time": len(self.in_time),
            "failed_messages": self.failed_messages,
        }


def get_case(brain):
    """The case of a catalog brain, woken."""
    return roster.get_unit(brain.unit)[brain.number]


def planned_day(brain):
    """The day (``date``) to which the last answer put the matter off, or None."""
    return brain.planned or get_case(brain).rounds[-1].planned


def _only_unit(looks, userid, role):
    """Code of the unit for which she looked as its administrator; empty where not of one only."""
    units = {look.unit for look in looks if (look.userid, look.role) == (userid, role)}
    return units.pop() if len(units) == 1 and role == config.ROLE_UNIT_ADMINISTRATOR else ""
