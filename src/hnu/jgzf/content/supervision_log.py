"""The supervisors' log: entries that are only ever added, each sealed with the one before it.

One BTree at the center, by serial number; an underscore attribute, as ``content.evaluators``. Two
requests that add an entry at the same time conflict, and one of them is tried again: that keeps
the chain one chain.
"""

from Acquisition import aq_base
from BTrees.IOBTree import IOBTree
from typing import NamedTuple
import hashlib
import json


ATTRIBUTE = "_supervision_log"

# What stands before the first entry
BEGINNING = "0" * 64


class Entry(NamedTuple):
    """One act: who did what to which case or unit, and why.

    ``serial`` counts from 1. ``at`` is an aware datetime; ``act`` one of ``config.ACTS``;
    ``userid``, ``name`` and ``role`` are those of the person who acted, empty for somebody without
    an account. ``unit`` is a code; ``number`` that of a case or an order, or empty. ``details`` is
    a tuple of (name, text) pairs. ``previous`` and ``seal`` are SHA-256 digests in hexadecimal.
    """

    serial: int
    at: object
    act: str
    userid: str
    name: str
    role: str
    unit: str
    number: str
    reason: str
    details: tuple
    previous: str
    seal: str = ""

    def digest(self):
        """What ``seal`` has to be: over everything else, in the order and spelling of JSON."""
        values = self._asdict() | {"at": self.at.isoformat()}
        del values["seal"]
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        # Half characters were refused where they came in; nothing here may fail for one.
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def prepare(center):
    """Make the tree when the center is made."""
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, IOBTree())


def append(center, **values):
    """Add an entry of these values (all but serial, previous and seal), and return it."""
    prepare(center)
    log = getattr(aq_base(center), ATTRIBUTE)
    last = head(center)
    serial, previous = (last.serial + 1, last.seal) if last is not None else (1, BEGINNING)
    entry = Entry(serial=serial, previous=previous, **values)
    entry = entry._replace(seal=entry.digest())
    log[serial] = entry
    return entry


def head(center):
    """The newest :class:`Entry`, or None."""
    log = _log(center)
    return log[log.maxKey()] if log else None


def entries(center, start=0):
    """Entries, newest first, from the offset ``start`` on; no more is loaded than is asked for.

    By number, since a tree that is read backwards is read as a whole first.
    """
    log, last = _log(center), head(center)
    for serial in range(last.serial - start if last is not None else 0, 0, -1):
        entry = log.get(serial)
        if entry is not None:
            yield entry


def broken(center):
    """Serial number of the first entry that is not as it was written, or that is missing; or None.

    Entries that were cut off at the end leave no trace here: only the head that somebody noted
    elsewhere tells.
    """
    previous, expected = BEGINNING, 1
    for serial, entry in _log(center).items():
        as_written = entry.previous == previous and entry.seal == entry.digest()
        if serial != expected or entry.serial != serial or not as_written:
            return expected
        previous, expected = entry.seal, expected + 1
    return None


def _log(center):
    return getattr(aq_base(center), ATTRIBUTE, None) or {}
