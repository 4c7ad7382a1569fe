"""Blobs: photos and their small pictures, and the Word files of bulletins, as the log knows them.

A database that was restored without its blobs looks whole until somebody opens one.
"""

from hnu.jgzf import config
from hnu.jgzf.content import bulletins
from hnu.jgzf.content import supervision_log
from hnu.jgzf.domain import photos
from hnu.jgzf.domain.integrity import reading
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding
from ZODB.POSException import POSKeyError
import hashlib


AREA = "files"
NO_FILE = "Restore the blobs together with the database: docs/operations.md, Backup."


class Files(Check):
    def at_end(self):
        for person in reading.people(self.center):
            yield from _photo(person)
        yield from self._bulletins()

    def _bulletins(self):
        digests = {
            entry.number: dict(entry.details).get("sha256")
            for entry in supervision_log.entries(self.center)
            if entry.act == config.ACT_ISSUE_BULLETIN
        }
        for key, each in self.kept(bulletins).items():
            if not each.is_issued:
                continue
            try:
                digest = hashlib.sha256(each.file).hexdigest()
            except (POSKeyError, OSError):
                yield Finding(AREA, key, "the file of this bulletin cannot be read", (), NO_FILE)
                continue
            if digest != digests.get(key):
                yield Finding(AREA, key, "the file is another than the one the log has sealed")


def _photo(person):
    name = f"{person.__parent__.getId()}/{person.getId()}"
    try:
        if person.photo is not None:
            person.photo.open().close()
    except (POSKeyError, OSError):
        yield Finding(AREA, name, "the photo cannot be read", (), NO_FILE)
        return
    try:
        small = photos.thumbnail(person)
        if small is not None:
            small.open().close()
    except (POSKeyError, OSError):
        problem = "the small picture of the photo cannot be read"
        yield Finding(AREA, name, problem, ("picture", person.__parent__.getId(), person.getId()))
