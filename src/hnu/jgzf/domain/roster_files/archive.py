"""Opening what somebody has packed, without being hurt by it.

Nothing is ever unpacked to a folder, so names that lead elsewhere lead nowhere; what counts is how
much there is. Python's zipfile reads no more of an entry than its directory declares.
"""

from hnu.jgzf import _
from hnu.jgzf.domain.roster_files.tables import BadFile
from zipfile import BadZipFile
from zipfile import LargeZipFile
from zipfile import ZipFile
import lzma
import zlib


# What reading an entry may raise: damaged, of an unknown method, with a password
DAMAGED = (
    BadZipFile,
    EOFError,
    LargeZipFile,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    zlib.error,
)


def open_archive(file, most_entries, most_bytes):
    """``file`` as a ``ZipFile`` of at most so many entries and, unpacked, so many bytes.

    :raises BadFile: unless it is one.
    """
    try:
        archive = ZipFile(file)
        entries = archive.infolist()
    except DAMAGED:
        raise BadFile(
            _("error_zip_damaged", default="The file is damaged or incomplete. Make it anew.")
        )
    if len(entries) > most_entries:
        raise BadFile(
            _(
                "error_zip_entries",
                default="There are more than ${n} files in it. Divide it.",
                mapping={"n": most_entries},
            )
        )
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise BadFile(
            _(
                "error_zip_bytes",
                default="Unpacked it would be larger than ${n} MB. Divide it.",
                mapping={"n": most_bytes // 1024**2},
            )
        )
    return archive


def is_encrypted(entry):
    return bool(entry.flag_bits & 1)


def is_link(entry):
    """Whether the entry is a symbolic link of Unix: its content would be an address."""
    return entry.external_attr >> 16 & 0o170000 == 0o120000
