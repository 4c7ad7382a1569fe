"""What a database or a disk raises is one of four troubles, or none of ours."""

from hnu.jgzf.domain import storage
from transaction.interfaces import TransientError
from ZEO.Exceptions import ClientDisconnected
from ZODB.POSException import ConflictError
from ZODB.POSException import POSKeyError
from ZODB.POSException import ReadConflictError
from ZODB.POSException import ReadOnlyError
from ZODB.POSException import StorageError
import errno
import pytest


def of_psycopg2(*names):
    """A class of that name with these bases, as psycopg2 has them, which is not installed here."""
    cls = Exception
    for name in reversed(names):
        cls = type(name, (cls,), {"__module__": "psycopg2.errors"})
    return cls()


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (ConflictError(), storage.BUSY),
        (ReadConflictError(), storage.BUSY),
        (TransientError(), storage.BUSY),
        (ReadOnlyError(), storage.READ_ONLY),
        (OSError(errno.EROFS, "Read-only file system"), storage.READ_ONLY),
        (of_psycopg2("ReadOnlySqlTransaction", "InternalError"), storage.READ_ONLY),
        (of_psycopg2("FeatureNotSupported", "NotSupportedError"), storage.READ_ONLY),
        (StorageError(), storage.AWAY),
        (ClientDisconnected(), storage.AWAY),
        (OSError(errno.ENOSPC, "No space left on device"), storage.AWAY),
        (OSError(errno.EDQUOT, "Quota exceeded"), storage.AWAY),
        (of_psycopg2("DiskFull", "OperationalError"), storage.AWAY),
        (of_psycopg2("AdminShutdown", "OperationalError"), storage.AWAY),
        (of_psycopg2("InterfaceError"), storage.AWAY),
        (POSKeyError(b"12345678"), storage.DAMAGED),
        (KeyError("teacher"), None),
        (OSError(errno.ENOENT, "No such file"), None),
        (of_psycopg2("UniqueViolation", "IntegrityError"), None),
    ],
)
def test_each_error_is_the_trouble_it_means(error, trouble):
    assert storage.trouble_of(error) is trouble


def test_an_error_that_came_of_a_full_disk_is_one():
    error = ValueError("cannot write")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert storage.trouble_of(error) is storage.AWAY
