"""Photos from an archive, each called as the employee number of whom it shows: 20090001.jpg.

The archive is checked when it is received, and worked off in batches: one that breaks off leaves
all before it stored, and the next one goes on behind them.
"""

from hnu.jgzf import _
from hnu.jgzf.content.photo import MAX_BYTES
from hnu.jgzf.content.photo import neutral
from hnu.jgzf.content.photo import PhotoTooLarge
from hnu.jgzf.content.roster_uploads import PhotosUpload
from hnu.jgzf.content.staff_member import IStaffMember
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import text
from hnu.jgzf.domain.roster_files.archive import DAMAGED
from hnu.jgzf.domain.roster_files.archive import is_encrypted
from hnu.jgzf.domain.roster_files.archive import is_link
from hnu.jgzf.domain.roster_files.archive import open_archive
from hnu.jgzf.domain.roster_files.tables import BadFile
from hnu.jgzf.domain.roster_import.uploads import FILE_NAME_LENGTH
from hnu.jgzf.domain.roster_import.uploads import open_uploads
from hnu.jgzf.domain.roster_import.uploads import still_waiting
from hnu.jgzf.interfaces.errors import NotPossible
from plone.namedfile.file import NamedBlobImage
from time import monotonic
from typing import NamedTuple
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import ValidationError
import os


# An archive: 5,000 photos of 120 KB are 600 MB.
MOST_BYTES = 900 * 1024 * 1024
MOST_ENTRIES = 20_000
MOST_UNPACKED = 2 * 1024**3
ENDINGS = (".jpg", ".jpeg", ".png")
ARCHIVES = (".zip", ".rar", ".7z")
# What systems put into archives by themselves
SYSTEM_FILES = ("thumbs.db", "desktop.ini", ".ds_store")

# A batch ends with whichever comes first.
MOST_PHOTOS = 200
MOST_SECONDS = 12


class Entry(NamedTuple):
    """A photo in the archive, by its name there, and the person it is for."""

    name: str
    unit: str
    number: str


class Contents(NamedTuple):
    """``entries`` that can be stored, and (name, i18n message) of what cannot."""

    entries: list
    problems: list


def receive(userid, file, file_name):
    """Keep an archive for ``userid``, who works it off by :func:`store_batch`.

    :param file: a binary file that can be read from any place.
    :raises BadFile: where it is no archive, or has no photo that anybody's number names.
    """
    uploads = open_uploads()
    uploads.forget_old()
    uploads.photos.pop(userid, None)
    found = contents(file)
    if not found.entries:
        message = _(
            "error_photos_none",
            default=(
                "None of the files in it is called as the employee number of anybody in use, such "
                "as 20090001.jpg."
            ),
        )
        raise BadFile(found.problems[0][1] if len(found.problems) == 1 else message)
    file.seek(0)
    name = text.clean(file_name, newlines=False)[:FILE_NAME_LENGTH]
    upload = PhotosUpload(name, file, found.entries, found.problems)
    uploads.photos[userid] = upload
    return upload


def contents(file):
    """What is in an archive: :class:`Contents`; nothing is unpacked.

    :raises BadFile: where it is none, or too large.
    """
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    if size > MOST_BYTES:
        raise BadFile(
            _(
                "error_roster_file_large",
                default="The file is larger than ${n} MB. Divide it.",
                mapping={"n": MOST_BYTES // 1024**2},
            )
        )
    people = {}
    for unit in roster.all_units():
        for person in roster.all_staff(unit):
            people.setdefault(person.getId(), []).append((person.active, unit.getId()))
    result = Contents([], [])
    seen = set()
    with opened(file) as archive:
        for entry in archive.infolist():
            name = _shown(entry)
            base = name.replace("\\", "/").rpartition("/")[2]
            if entry.is_dir() or "__MACOSX" in name or base.lower() in SYSTEM_FILES:
                continue
            number, ending = os.path.splitext(base)
            message = _why_not(entry, number, ending.lower(), people, seen)
            if message:
                result.problems.append((name[:FILE_NAME_LENGTH], message))
                continue
            seen.add(number)
            units = [unit for active, unit in people[number] if active]
            result.entries.extend((entry.filename, unit, number) for unit in units)
    return result


def opened(file):
    """The archive in a binary file, as a ``ZipFile``.

    :raises BadFile: where it is none, or too large.
    """
    return open_archive(file, MOST_ENTRIES, MOST_UNPACKED)


def _shown(entry):
    """The entry's name; Chinese systems write it in GB18030 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _why_not(entry, number, ending, people, seen):
    if is_link(entry):
        return _("error_photo_link", default="This is a link and no picture.")
    if is_encrypted(entry):
        return _("error_photo_password", default="It has a password. Pack it without one.")
    if ending in ARCHIVES:
        return _("error_photo_archive", default="An archive in the archive: pack the photos alone.")
    if ending not in ENDINGS:
        return _("error_photo_type", default="Upload a picture in the format JPEG or PNG.")
    if entry.file_size > MAX_BYTES:
        return PhotoTooLarge.__doc__
    if number not in people:
        return _(
            "error_photo_nobody", default="Nobody has this employee number. Import people first."
        )
    if not any(active for active, _unit in people[number]):
        return _("error_photo_inactive", default="This person is not in use any more.")
    if number in seen:
        return _("error_photo_twice", default="There is another photo with this number before it.")
    return None


def waiting(userid):
    """The archive that this account has not finished or not looked at, or None."""
    return still_waiting("photos", userid)


def store_batch(userid, token):
    """Store the next photos; what the archive holds twice in the same way changes nothing.

    :return: the upload, of which so much is done.
    :raises NotPossible: where there is no such upload any more.
    """
    upload = waiting(userid)
    if upload is None or upload.token != token:
        raise NotPossible(
            _(
                "error_photos_gone",
                default="These photos are no longer there. Choose the archive again.",
            )
        )
    start = monotonic()
    problems = []
    done = upload.position
    counts = {True: 0, False: 0}
    with upload.blob.open("r") as file, opened(file) as archive:
        for entry in upload.entries[done : done + MOST_PHOTOS]:
            entry = Entry(*entry)
            message = store(archive, entry, counts)
            if message:
                problems.append((entry.name[:FILE_NAME_LENGTH], message))
            done += 1
            if monotonic() - start > MOST_SECONDS:
                break
    upload.position = done
    upload.replaced += counts[True]
    upload.unchanged += counts[False]
    upload.problems += tuple(problems)
    return upload


def store(archive, entry, counts):
    """Store one photo.

    :param counts: a dict whose True counts photos that were new, and False those that were not.
    :return: why it could not be stored, an i18n message, or None.
    """
    unit = roster.get_unit(entry.unit)
    person = roster.get_staff_member(unit, entry.number) if unit is not None else None
    if person is None or not person.active:
        return _("error_photo_inactive", default="This person is not in use any more.")
    try:
        with archive.open(entry.name) as packed:
            data = packed.read(MAX_BYTES + 1)
    except DAMAGED:
        return _("error_photo_broken", default="The picture is damaged. Upload it anew.")
    try:
        photo = neutral(NamedBlobImage(data=data, filename="photo.jpg"))
    except ValidationError as error:
        return error.doc()
    is_new = person.photo is None or person.photo.data != photo.data
    if is_new:
        person.photo = photo
        notify(ObjectModifiedEvent(person, Attributes(IStaffMember, "photo")))
    counts[is_new] += 1
    return None
