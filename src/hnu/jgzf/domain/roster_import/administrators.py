"""A unit's administrators in a file, by account, or by name where they have none."""

from collections import Counter
from datetime import date
from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf.domain.dates import long_date
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files.tables import Problem
from hnu.jgzf.domain.roster_import.plan import ADD
from hnu.jgzf.domain.roster_import.plan import CHANGE
from hnu.jgzf.domain.roster_import.plan import Change
from hnu.jgzf.domain.roster_import.plan import DEACTIVATE
from hnu.jgzf.domain.roster_import.plan import differences
from hnu.jgzf.domain.roster_import.snapshot import ROW_KEYS
from hnu.jgzf.interfaces.errors import Refusal


def compare_administrators(plan, table, now, full, found, codes):
    """Enter into ``plan`` what becomes of the administrators of every unit the file names."""
    if table is None:
        return
    by_unit = {}
    for row in table.rows:
        values = dict(row.values)
        if not values.get("unit") or not values.get("name"):
            continue
        try:
            code = codes.find(values.pop("unit"))
        except Refusal as refusal:
            plan.problems.append(table.problem(row.number, "unit", refusal.message))
            continue
        by_unit.setdefault(code, []).append((row, values))
    for code in now.administrators if full else ():
        by_unit.setdefault(code, [])
    for code, rows in by_unit.items():
        _Unit(plan, table, code, now.administrators.get(code, []), found).compare(rows, full)


class _Unit:
    def __init__(self, plan, table, code, old, found):
        self.plan = plan
        self.table = table
        self.code = code
        self.old = old
        self.found = found
        self.new = [dict(row) for row in old]
        # Places in ``old`` that no row of the file has met yet
        self.free = list(range(len(old)))
        self.touched = False

    def compare(self, rows, full):
        rows = [(row, self._resolved(row, values)) for row, values in rows]
        self._check_twice(rows)
        for meets in MEETS:
            rows = [pair for pair in rows if not self._meet(*pair, meets)]
        for row, values in rows:
            self._add(row, values)
        if full:
            for place in self.free:
                self._end(self.old[place], place)
        if self.touched:
            self.plan.administrators[self.code] = self.new

    def _resolved(self, row, values):
        if values.get("deputy") is None:
            values.pop("deputy", None)
        stored = {old.get("userid") for old in self.old}
        try:
            if values.get("userid") and values["userid"] not in stored:
                values["userid"] = self.found.resolve(values["userid"], None)
        except Refusal as refusal:
            self._refuse(row, "userid", refusal.message)
        return values

    def _check_twice(self, rows):
        there = Counter(_mark(old) for old in self.old)
        lines = {}
        for row, values in rows:
            mark = _mark(values)
            lines.setdefault(mark, []).append(row.number)
            if len(lines[mark]) > max(1, there[mark]):
                message = _(
                    "error_roster_twice",
                    default="The same as in row ${n}: delete one of them.",
                    mapping={"n": lines[mark][0]},
                )
                self._refuse(row, "name", message)

    def _meet(self, row, values, meets):
        """Whether ``row`` is one of those that are there."""
        for place in self.free:
            if meets(self.old[place], values):
                self.free.remove(place)
                self._change(row, values, place)
                return True
        return False

    def _change(self, row, values, place):
        old = self.old[place]
        changes = differences(old, values, ROW_KEYS)
        if not changes:
            self.plan.unchanged[sheets.ADMINISTRATORS] += 1
            return
        self.new[place].update({change.key: change.new for change in changes})
        self._check_dates(row, self.new[place])
        self._note(CHANGE, old["name"], row.number, changes)

    def _add(self, row, values):
        new = {**dict.fromkeys(ROW_KEYS), "deputy": False}
        new.update({key: value for key, value in values.items() if value != ""})
        self._check_dates(row, new)
        self.new.append(new)
        changes = [Change(key, None, new[key]) for key in ROW_KEYS if new[key] not in (None, False)]
        self._note(ADD, new["name"], row.number, changes)

    def _end(self, old, place):
        """Whoever is missing in a full file: yesterday was her last day."""
        if (old.get("until") or date.max) < today():
            return
        first = old.get("from") or date.min
        if first > today():
            message = _(
                "note_roster_later",
                default="${name} begins on ${date} and is not in the file: change it at the unit.",
                mapping={"name": old["name"], "date": long_date(first)},
            )
            self.plan.notes.append(Problem(self.table.sheet.title, 0, "", message))
            return
        last = max(first, today() - timedelta(days=1))
        if last == old.get("until"):
            return
        self.new[place]["until"] = last
        changes = [Change("until", old.get("until"), last)]
        note = _("note_roster_missing", default="Not in the full file")
        self._note(DEACTIVATE, old["name"], 0, changes, note)

    def _note(self, act, name, number, changes, note=""):
        self.touched = True
        self.plan.add(sheets.ADMINISTRATORS, act, (self.code, name), name, number, changes, note)

    def _check_dates(self, row, values):
        first, last = values.get("from"), values.get("until")
        if first and last and last < first:
            message = _(
                "error_dates_order",
                default="${name}: the last day lies before the first.",
                mapping={"name": values["name"]},
            )
            self._refuse(row, "until" if "until" in self.table.keys else "from", message)

    def _refuse(self, row, key, message):
        self.plan.problems.append(self.table.problem(row.number, key, message))


def _mark(values):
    """By this a line is the same as another."""
    return values.get("userid") or values["name"], values.get("from")


def _is_same(old, values):
    return not differences(old, values, ROW_KEYS)


def _has_account_and_day(old, values):
    return _has_account(old, values) and old.get("from") == values.get("from")


def _has_account(old, values):
    return bool(values.get("userid")) and old.get("userid") == values["userid"]


def _has_name(old, values):
    """The same name, where not both have an account, which then would be different ones."""
    no_account = not values.get("userid") or not old.get("userid")
    return no_account and old.get("name") == values["name"]


# By these, in this order, a line is one of those that are there. Who is the same in everything
# goes first, so that two lines of one person keep apart.
MEETS = (_is_same, _has_account_and_day, _has_account, _has_name)
