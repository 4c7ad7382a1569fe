"""The supervisors' log (督办, R25): every act in an office that somebody may have to account for.

Append-only, with a chain of hashes; its head is printed where nobody can change it any more, and
``scripts/verify_log.py`` compares. Nothing about the evaluator stands here.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import supervision_log
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import NotPermitted
from itertools import islice
from plone import api
from typing import NamedTuple


PERMISSION = "hnu.jgzf: View supervision log"


class Line(NamedTuple):
    """An entry as one viewer may read it.

    ``sealed``: reason and details are left out, for the viewer would judge herself.
    """

    entry: supervision_log.Entry
    sealed: bool


def record(act, unit, number="", reason="", role=config.ROLE_SUPERVISOR, **details):
    """Note what the current user does now; the transaction of the act carries it.

    :param act: one of ``config.ACTS``.
    :param unit: a unit's code; ``number`` is a case's or an order's, or empty.
    :param role: in which she does it, one of ``config.ROLES``; empty for somebody without an
        account, of whom nothing is noted.
    :param details: further facts, as text. Never anything about the evaluator.
    """
    if act not in config.ACTS:
        raise ValueError(act)
    user = api.user.get_current() if role else None
    undo_log.forget_user()
    return supervision_log.append(
        roster.get_center(),
        at=now(),
        act=act,
        userid=user.getId() or "" if user is not None else "",
        name=(user.getProperty("fullname") or user.getId() or "") if user is not None else "",
        role=role,
        unit=unit,
        number=number,
        reason=reason,
        details=tuple(sorted((name, str(value)) for name, value in details.items())),
    )


def read(act="", unit="", number="", start=0, size=50):
    """Lines of the log, newest first, and how many there are: ``(lines, total)``.

    :param act: only these acts; ``unit`` and ``number`` likewise; empty for all.
    :raises NotPermitted: for anybody who may not read it.
    """
    center = roster.get_center()
    if not api.user.has_permission(PERMISSION, obj=center):
        raise NotPermitted(
            _("error_supervision_log", default="Only supervisors read the supervisors' log.")
        )
    wanted = {"act": act, "unit": unit, "number": number}
    wanted = {name: value for name, value in wanted.items() if value}
    found = [
        entry
        for entry in supervision_log.entries(center)
        if all(getattr(entry, name) == value for name, value in wanted.items())
    ]
    userid = api.user.get_current().getId()
    page = islice(found, start, start + size)
    return [Line(entry, _is_biased(entry, userid)) for entry in page], len(found)


def head():
    """The newest entry, or None: its serial number and seal stand for the whole log."""
    return supervision_log.head(roster.get_center())


def broken():
    """See ``content.supervision_log.broken``."""
    return supervision_log.broken(roster.get_center())


def _is_biased(entry, userid):
    """Whether the entry is about the viewer's own case or unit, and not her own act."""
    if entry.userid == userid:
        return False
    brain = listings.find(entry.number) if entry.number else None
    if brain is not None:
        case = roster.get_unit(brain.unit)[brain.number]
        return conflicts.is_biased(case, userid)
    unit = roster.get_unit(entry.unit)
    return unit is not None and conflicts.belongs_to_unit(unit, userid)
