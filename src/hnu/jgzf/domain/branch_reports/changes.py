"""What a report changes in a unit: by the rules of the roster's import.

A row that began is ended and never rewritten: it stays on record who was responsible when. So
nobody begins before the report is accepted, and nobody has ended earlier than the day before.
"""

from datetime import date
from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf.domain.branch_reports import rows as report_rows
from hnu.jgzf.domain.roster_import.administrators import MEETS
from hnu.jgzf.domain.roster_import.plan import Change
from hnu.jgzf.domain.roster_import.plan import differences
from hnu.jgzf.interfaces.errors import FieldError
from typing import NamedTuple


ADD = "add"
CHANGE = "change"
END = "end"
ACTS = (ADD, CHANGE, END)


class RowChange(NamedTuple):
    """``act`` is one of ``ACTS``; ``changes`` those of single fields, by the keys of a row."""

    act: str
    name: str
    changes: tuple


class UnitChanges(NamedTuple):
    """``rows``: the whole table that the unit would have; ``errors``: FieldErrors of the rows."""

    code: str
    rows: list
    changes: list
    errors: list

    def count(self, act):
        return sum(change.act == act for change in self.changes)


def current(rows, day):
    """Rows that are in force on ``day`` (a ``date``) or will be: what a report speaks about."""
    return [row for row in rows or () if (row.get("until") or date.max) >= day]


def compare(code, rows, reported, day):
    """The :class:`UnitChanges` of a unit on ``day`` (a ``date``).

    :param rows: the unit's table.
    :param reported: (place, values) pairs, see ``rows.read``.
    """
    unit = _Unit(code, rows, day)
    unit.compare(reported)
    unit.check_whole()
    return UnitChanges(code, [row for row in unit.new if row], unit.changes, unit.errors)


class _Unit:
    def __init__(self, code, rows, day):
        self.code = code
        self.day = day
        self.old = [{key: row.get(key) for key in report_rows.KEYS} for row in rows or ()]
        self.new = [dict(row) for row in self.old]
        # Places that no reported row has met yet
        self.free = [
            place for place, row in enumerate(self.old) if (row["until"] or date.max) >= day
        ]
        self.changes = []
        self.errors = []

    def compare(self, reported):
        self._check_twice(reported)
        left = list(reported)
        for meets in MEETS:
            left = [pair for pair in left if not self._meet(*pair, meets)]
        for number, values in left:
            self._add(number, values)
        for place in self.free:
            self._end(place)

    def check_whole(self):
        """R29: for each unit somebody answers today, who is no deputy."""
        in_force = [
            row
            for row in self.new
            if row and (row["from"] or date.min) <= self.day <= (row["until"] or date.max)
        ]
        if not any(not row["deputy"] for row in in_force):
            message = _(
                "error_report_nobody",
                default=(
                    "Nobody answers for this unit: it needs an administrator who is in office "
                    "today and no deputy."
                ),
            )
            self.errors.append(FieldError(self.code, message))

    def _check_twice(self, reported):
        seen = {}
        for number, values in reported:
            mark = (values["userid"] or values["name"], values["from"])
            if mark in seen:
                message = _(
                    "error_report_twice",
                    default="The same as in row ${n}: clear one of them.",
                    mapping={"n": seen[mark] + 1},
                )
                self._refuse(number, "name", message)
            seen.setdefault(mark, number)

    def _meet(self, number, values, meets):
        for place in self.free:
            if meets(self.old[place], values):
                self.free.remove(place)
                self._change(number, values, place)
                return True
        return False

    def _has_begun(self, row):
        return (row["from"] or date.min) <= self.day

    @property
    def yesterday(self):
        return self.day - timedelta(days=1)

    def _change(self, number, values, place):
        old, values = self.old[place], dict(values)
        if self._has_begun(old):
            if values["from"] not in (None, old["from"]):
                message = _(
                    "error_report_begun",
                    default="In office already: the first day cannot be changed.",
                )
                self._refuse(number, "from", message)
            values["from"] = old["from"]
            if values["until"]:
                earliest = max(old["from"] or date.min, self.yesterday)
                self._check_dates(number, values)
                values["until"] = max(values["until"], earliest)
        else:
            values["from"] = max(values["from"] or self.day, self.day)
            self._check_dates(number, values)
        changes = differences(old, values, report_rows.KEYS)
        if not changes:
            return
        self.new[place].update({change.key: change.new for change in changes})
        has_ended = (self.new[place]["until"] or date.max) < self.day
        self.changes.append(RowChange(END if has_ended else CHANGE, old["name"], tuple(changes)))

    def _add(self, number, values):
        values = {**values, "from": max(values["from"] or self.day, self.day)}
        self._check_dates(number, values)
        self.new.append(values)
        changes = [Change(key, None, values[key]) for key in report_rows.KEYS if values[key]]
        self.changes.append(RowChange(ADD, values["name"], tuple(changes)))

    def _end(self, place):
        old = self.old[place]
        if not self._has_begun(old):
            # She was never responsible: nothing is lost.
            self.new[place] = None
            changes = [Change(key, old[key], None) for key in ("from", "until") if old[key]]
            self.changes.append(RowChange(END, old["name"], tuple(changes)))
            return
        last = max(old["from"] or date.min, self.yesterday)
        if last == old["until"]:
            return
        self.new[place]["until"] = last
        self.changes.append(RowChange(END, old["name"], (Change("until", old["until"], last),)))

    def _check_dates(self, number, values):
        first, last = values["from"], values["until"]
        if first and last and last < first:
            message = _(
                "error_dates_order",
                default="${name}: the last day lies before the first.",
                mapping={"name": values["name"] or ""},
            )
            self._refuse(number, "until", message)

    def _refuse(self, number, key, message):
        self.errors.append(FieldError(report_rows.field(self.code, number, key), message))
