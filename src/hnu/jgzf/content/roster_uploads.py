"""What a supervisor has sent and not yet confirmed: kept at the center for a day at most.

An underscore attribute, as ``content.outbox``: no URL, WebDAV, XML-RPC or restricted code reaches
it. One table and one archive of photos for each account; the next one takes the place of the last.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from datetime import timedelta
from hnu.jgzf.content import clock
from persistent import Persistent
from ZODB.blob import Blob
import secrets
import shutil


ATTRIBUTE = "_roster_uploads"
KEPT_FOR = timedelta(days=1)


class Upload(Persistent):
    """``token`` tells one upload of a person from her next one; ``stored`` is an aware datetime."""

    def __init__(self, file_name):
        self.token = secrets.token_hex(8)
        self.file_name = file_name
        self.stored = clock.now()

    @property
    def is_old(self):
        return clock.now() - self.stored > KEPT_FOR


class TablesUpload(Upload):
    """``data`` is what ``roster_files.tables.dump`` made of the file, which itself is not kept;
    ``notes`` what was left out of it."""

    def __init__(self, file_name, data, notes, full):
        super().__init__(file_name)
        self.data = data
        self.notes = tuple(notes)
        self.full = full


class PhotosUpload(Upload):
    """An archive, and how far it was worked off: ``entries`` are (name, unit code, number).

    ``position`` is how many of them are done; ``problems`` pairs of a name and an i18n message.
    """

    position = 0
    replaced = 0
    unchanged = 0

    def __init__(self, file_name, file, entries, problems):
        super().__init__(file_name)
        self.entries = tuple(entries)
        self.problems = tuple(problems)
        self.blob = Blob()
        with self.blob.open("w") as target:
            shutil.copyfileobj(file, target, 1024 * 1024)

    @property
    def is_done(self):
        return self.position >= len(self.entries)


class Uploads(Persistent):
    """``tables`` and ``photos`` by user id."""

    def __init__(self):
        self.tables = OOBTree()
        self.photos = OOBTree()

    def forget_old(self):
        """Remove what nobody has come back for; writes nothing where there is nothing."""
        for store in (self.tables, self.photos):
            for userid in [userid for userid, upload in store.items() if upload.is_old]:
                del store[userid]


def get_uploads(center):
    """The uploads, or None where there were none yet."""
    return getattr(aq_base(center), ATTRIBUTE, None) if center is not None else None


def prepare(center):
    """The uploads, made where there are none."""
    if get_uploads(center) is None:
        setattr(center, ATTRIBUTE, Uploads())
    return get_uploads(center)


def forget(center):
    """Remove all there is."""
    if get_uploads(center) is not None:
        delattr(center, ATTRIBUTE)
