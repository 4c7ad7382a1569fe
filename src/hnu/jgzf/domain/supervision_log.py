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
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import NotPermitted
from itertools import islice
from itertools import takewhile
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


NAMES = ("act", "unit", "number")
NUMBER_MAX_LENGTH = 40


def read_filters(values):
    """What ``values`` (a mapping with text under ``NAMES``) narrow the log to.

    :return: keyword arguments of :func:`read`, and a list of :class:`FieldError`, one for each
        value that means nothing and is left out. Other keys are ignored.
    """
    checks = {
        "act": config.ACTS.__contains__,
        "unit": lambda value: roster.get_unit(value) is not None,
        # Of a case or of an order: one that does not exist has no entries.
        "number": lambda value: len(value) <= NUMBER_MAX_LENGTH and value.isprintable(),
    }
    found, errors = {}, []
    for name, check in checks.items():
        value = values.get(name) or ""
        value = value.strip() if isinstance(value, str) else value
        if value and isinstance(value, str) and check(value):
            found[name] = value
        elif value:
            errors.append(FieldError(name, _("error_filter", default="There is no such choice.")))
    return found, errors


def may_read():
    """Whether the current user reads the log."""
    return api.user.has_permission(PERMISSION, obj=roster.get_center())


def read(act="", unit="", number="", start=0, size=50):
    """Lines of the log, newest first, and how many there are: ``(lines, total)``.

    Without a filter no more of it is loaded than the page that is asked for.

    :param act: only these acts; ``unit`` and ``number`` likewise; empty for all.
    :raises NotPermitted: for anybody who may not read it.
    """
    _check_permission()
    center = roster.get_center()
    wanted = {"act": act, "unit": unit, "number": number}
    wanted = {name: value for name, value in wanted.items() if value}
    if wanted:
        found = [
            entry
            for entry in supervision_log.entries(center)
            if all(getattr(entry, name) == value for name, value in wanted.items())
        ]
        page, total = found[start : start + size], len(found)
    else:
        page = islice(supervision_log.entries(center, start), size)
        newest = head()
        total = newest.serial if newest is not None else 0
    return lines(page), total


def since(moment, act):
    """Entries of one act that were made at ``moment`` or later, newest first; no older ones are
    loaded.

    For who may read the log; :func:`lines` says what she may read of each.

    :raises NotPermitted: for anybody else.
    """
    _check_permission()
    recent = takewhile(
        lambda entry: entry.at >= moment, supervision_log.entries(roster.get_center())
    )
    return [entry for entry in recent if entry.act == act]


def lines(entries):
    """Each of ``entries`` as the current user may read it, a list of :class:`Line`."""
    userid = api.user.get_current().getId()
    return [Line(entry, _is_biased(entry, userid)) for entry in entries]


def head():
    """The newest entry, or None: its serial number and seal stand for the whole log."""
    return supervision_log.head(roster.get_center())


def broken():
    """See ``content.supervision_log.broken``."""
    return supervision_log.broken(roster.get_center())


def _check_permission():
    if not may_read():
        raise NotPermitted(
            _("error_supervision_log", default="Only supervisors read the supervisors' log.")
        )


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
