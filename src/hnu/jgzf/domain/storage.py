"""What it means for a person that the database or a disk refuses, whichever error says so.

Nothing of a refused request is stored. The words say what to do, and whether it helps to wait.
"""

from hnu.jgzf import _
from transaction.interfaces import TransientError
from typing import NamedTuple
from ZODB.POSException import POSKeyError
from ZODB.POSException import ReadOnlyError
from ZODB.POSException import StorageError
import errno


class Trouble(NamedTuple):
    """``message``: an i18n message. ``retry_after``: seconds until another try makes sense."""

    name: str
    message: str
    retry_after: int


BUSY = Trouble(
    "busy",
    _("error_busy", default="Many people are writing now. Please send it again in a while."),
    5,
)
READ_ONLY = Trouble(
    "read-only",
    _(
        "error_read_only",
        default=(
            "The system is being maintained: everything can be read, and nothing can be sent. "
            "Send it again later."
        ),
    ),
    300,
)
AWAY = Trouble(
    "away",
    _(
        "error_storage",
        default=(
            "The system cannot store anything at the moment. Send it again in a few minutes. If it "
            "still does not work, tell the webmaster."
        ),
    ),
    60,
)
DAMAGED = Trouble(
    "damaged",
    _(
        "error_damaged",
        default=(
            "Something that belongs to this page cannot be read. Tell the webmaster, and try it "
            "again later."
        ),
    ),
    300,
)

FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

# Of psycopg2, which is only there with RelStorage on PostgreSQL. The second is what a standby says
# to a transaction that would write, before it has written anything.
_READ_ONLY_SQL = ("ReadOnlySqlTransaction", "FeatureNotSupported")
_SQL = ("OperationalError", "InterfaceError", "InternalError")


def trouble_of(error):
    """The :class:`Trouble` that an exception, or one that led to it, stands for; or None."""
    while error is not None:
        found = _trouble(error)
        if found is not None:
            return found
        error = error.__cause__
    return None


def _trouble(error):
    names = {cls.__name__ for cls in type(error).__mro__ if cls.__module__.startswith("psycopg2")}
    if isinstance(error, ReadOnlyError) or names.intersection(_READ_ONLY_SQL):
        return READ_ONLY
    if isinstance(error, POSKeyError):
        return DAMAGED
    if isinstance(error, StorageError) or names.intersection(_SQL):
        # Before conflicts: a client that lost its server raises what is both.
        return AWAY
    if isinstance(error, TransientError):
        return BUSY
    if isinstance(error, OSError) and error.errno == errno.EROFS:
        return READ_ONLY
    if isinstance(error, OSError) and error.errno in FULL_DISK:
        return AWAY
    return None
