"""What importing a file would do: a comparison, without writing anything."""

from dataclasses import dataclass
from dataclasses import field
from hnu.jgzf.domain import text
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files.writing import shown
from typing import NamedTuple
import hashlib
import json


ADD = "add"
CHANGE = "change"
DEACTIVATE = "deactivate"
ACTS = (ADD, CHANGE, DEACTIVATE)


class Change(NamedTuple):
    """A field's value before and after."""

    key: str
    old: object
    new: object


class Item(NamedTuple):
    """One thing that would be done. ``key`` is (code,) or (code of the unit, number or name);
    ``row`` the line of the file, 0 for what is missing there; ``note`` an i18n message or ""."""

    sheet: str
    act: str
    key: tuple
    title: str
    row: int
    changes: tuple
    note: str = ""

    @property
    def values(self):
        """New values by key."""
        return {change.key: change.new for change in self.changes}


@dataclass
class Plan:
    """``administrators``: the whole new table of each unit in which a row is touched.

    ``moves``: key of a new person -> key of the old one, whose photo she keeps. ``problems`` and
    ``notes`` are those of ``roster_files.tables``.
    """

    items: list = field(default_factory=list)
    administrators: dict = field(default_factory=dict)
    moves: dict = field(default_factory=dict)
    unchanged: dict = field(default_factory=lambda: dict.fromkeys(sheets.SHEETS, 0))
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def of(self, sheet, act):
        return [item for item in self.items if (item.sheet, item.act) == (sheet, act)]

    def add(self, sheet, act, key, title, row, changes, note=""):
        self.items.append(Item(sheet, act, key, title, row, tuple(changes), note))

    @property
    def fingerprint(self):
        """Differs as soon as anything else would be done."""
        done = [
            (item.sheet, item.act, item.key, [list(change) for change in item.changes])
            for item in self.items
        ]
        told = [done, self.administrators, sorted(self.moves.items()), today()]
        dumped = json.dumps(told, default=str, sort_keys=True)
        return hashlib.sha256(dumped.encode()).hexdigest()


def same(old, new):
    """Whether a file that says ``new`` agrees with what is stored.

    What no table can hold, such as blanks at the end, makes no difference.
    """
    if isinstance(old, str) or isinstance(new, str):
        return text.clean(shown(old), newlines=False) == text.clean(shown(new), newlines=False)
    return (old or None) == (new or None)


def differences(old, new, keys):
    """Changes of those ``keys`` that ``new`` has."""
    return [
        Change(key, old.get(key), new[key] or None if new[key] == "" else new[key])
        for key in keys
        if key in new and not same(old.get(key), new[key])
    ]
