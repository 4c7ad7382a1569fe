"""The people of a unit, for members (R5): a unit at a time, and not the whole university."""

from collections import defaultdict
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import TooMany
from plone import api
from threading import Lock
from time import monotonic


# Account -> unit code -> when it was listed. In memory, for each process: a page that is only
# read writes nothing.
_listed = defaultdict(dict)
_lock = Lock()
HOUR = 3600

# Who may list a unit's folder sees all people anyway.
UNLIMITED_PERMISSION = "List folder contents"


def people_of(unit):
    """The unit's people who can be evaluated, by the reading of their names.

    :raises TooMany: as in :func:`look_into`.
    """
    look_into(unit)
    return roster.active_staff(unit)


def look_into(unit):
    """Count that the current user is shown people of ``unit``: all of them, or a single one.

    Otherwise who tries one employee number after the other would have a list of everybody.

    :raises TooMany: for a member who looked into ``config.STAFF_LISTS_PER_HOUR`` other units within
        the last hour. The same unit again costs nothing.
    """
    if not api.user.has_permission(UNLIMITED_PERMISSION, obj=unit):
        _count(api.user.get_current().getId(), unit.getId())


def _count(userid, code):
    hour_ago = monotonic() - HOUR
    with _lock:
        recent = {listed: moment for listed, moment in _listed[userid].items() if moment > hour_ago}
        _listed[userid] = recent
        if code not in recent and len(recent) >= config.STAFF_LISTS_PER_HOUR:
            raise TooMany(
                _(
                    "error_staff_lists",
                    default="You opened the people of many units. Please go on in an hour.",
                )
            )
        recent.setdefault(code, monotonic())
