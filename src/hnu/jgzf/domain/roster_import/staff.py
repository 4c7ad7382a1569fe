"""People of a file, by their employee number; whoever has moved begins anew in the new unit."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.names import is_employee_number
from hnu.jgzf.content.names import why_not
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_import.plan import ADD
from hnu.jgzf.domain.roster_import.plan import CHANGE
from hnu.jgzf.domain.roster_import.plan import Change
from hnu.jgzf.domain.roster_import.plan import DEACTIVATE
from hnu.jgzf.domain.roster_import.plan import differences
from hnu.jgzf.domain.roster_import.snapshot import STAFF_KEYS
from hnu.jgzf.interfaces.errors import Refusal
from plone.dexterity.utils import createContent
from zope.schema import ValidationError


# What goes along with somebody who moves, unless the file says otherwise
TAKEN_ALONG = ("position", "userid")


def compare_staff(plan, table, now, full, found, codes):
    """Enter into ``plan`` what becomes of the people."""
    if table is not None:
        _Staff(plan, table, now, found, codes).compare(full)


class _Staff:
    def __init__(self, plan, table, now, found, codes):
        self.plan = plan
        self.table = table
        self.now = now
        self.found = found
        self.codes = codes
        self.numbers = now.numbers()
        # Without zeros in front -> as it is written here
        self.shortened = {
            number.lstrip("0"): number for number in self.numbers if number[:1] == "0"
        }
        self.in_lower_case = {number.lower(): number for number in self.numbers}
        # (unit, number) -> row, in the order of the file
        self.rows = {}
        # Units where a person of the file is in use
        self.at = {}
        self.empty_unit = None

    def compare(self, full):
        for row in self.table.rows:
            self._take(row)
        for key, row in self.rows.items():
            self._decide(key, row)
        for key, row in self.rows.items():
            self._compare(key, row)
        for key, person in self.now.staff.items():
            if person["active"] and key not in self.rows:
                self._leave(key, person, full)
        self._warn_of_shared_accounts()

    def _take(self, row):
        number, word = row.values.get("employee_number"), row.values.get("unit")
        if not number or not word:
            return
        try:
            code = self.codes.find(word)
            userid = row.values.get("userid")
            stored = self.now.staff.get((code, number), {}).get("userid")
            if userid:
                row.values["userid"] = self._account(row, userid, stored)
        except Refusal as refusal:
            self._refuse(row, "unit", refusal.message)
            return
        row.values["unit"] = code
        key = (code, number)
        if key in self.rows:
            self._refuse(row, "employee_number", _twice(self.rows[key]))
            return
        message = self._why_not(code, number)
        if message:
            self._refuse(row, "employee_number", message)
        self.in_lower_case.setdefault(number.lower(), number)
        self.rows[key] = row

    def _account(self, row, userid, stored):
        try:
            return self.found.resolve(userid, stored)
        except Refusal as refusal:
            self._refuse(row, "userid", refusal.message)
            return None

    def _why_not(self, code, number):
        """Why nobody can be added with this number, or None; also for somebody who is there."""
        if number in self.numbers:
            if (code, number) in self.now.staff:
                return None
            return self._not_in(code, number)
        try:
            is_employee_number(number)
        except ValidationError as error:
            return error.doc()
        there = self.shortened.get(number)
        if there is not None:
            return _(
                "error_roster_zeros",
                default=(
                    "Zeros at the beginning may be lost: ${code} is here. Set the column to the "
                    "format “text” and enter it again."
                ),
                mapping={"code": there},
            )
        there = self.in_lower_case.get(number.lower())
        if there not in (None, number):
            return _(
                "error_roster_case",
                default="${name} is written ${code} here: correct the letters.",
                mapping={"name": number, "code": there},
            )
        return self._not_in(code, number)

    def _not_in(self, code, number):
        """Why that id cannot be in that unit, which may be one that only comes with the file."""
        if number.isdigit():
            # No page is called like that; asking for it would take a minute for thousands.
            return None
        unit = roster.get_unit(code)
        if unit is None:
            if self.empty_unit is None:
                unit = createContent(config.UNIT_TYPE, id="unit")
                self.empty_unit = unit.__of__(roster.get_center())
            unit = self.empty_unit
        return why_not(unit, number)

    def _decide(self, key, row):
        """Whether the person is in use there; only in one unit, unless that is so already."""
        active = row.values.get("active")
        if active is None:
            row.values.pop("active", None)
            old = self.now.staff.get(key)
            active = old is None or old["active"] or self._active_elsewhere(key)
            if old is not None and active and not old["active"]:
                row.values["active"] = True
        if not active:
            return
        there = self.at.setdefault(key[1], [])
        there.append(key)
        if len(there) > 1 and not all(self._is_active(each) for each in there):
            self._refuse(row, "employee_number", _twice(self.rows[there[0]]))

    def _active_elsewhere(self, key):
        """Whether the person is in use in units alone that the file does not name with her."""
        return any(self._is_active(each) and each not in self.rows for each in self.numbers[key[1]])

    def _is_active(self, key):
        return key in self.now.staff and self.now.staff[key]["active"]

    def _compare(self, key, row):
        old = self.now.staff.get(key)
        if old is None:
            self._add(key, row)
            return
        changes = differences(old, row.values, STAFF_KEYS)
        if not changes:
            self.plan.unchanged[sheets.STAFF] += 1
            return
        leaves = [change.key for change in changes] == ["active"] and not row.values["active"]
        note = ""
        if not old["active"] and row.values.get("active"):
            note = self._moved_from(key)
        act = DEACTIVATE if leaves else CHANGE
        self.plan.add(sheets.STAFF, act, key, old["title"], row.number, changes, note)

    def _add(self, key, row):
        values = {**dict.fromkeys(STAFF_KEYS), **row.values}
        values.setdefault("active", True)
        if values["active"] is None:
            values["active"] = True
        source = self._source(key) if values["active"] else None
        if source is not None:
            before = self.now.staff[source]
            for name in TAKEN_ALONG:
                if name not in self.table.keys:
                    values[name] = before[name]
            self.plan.moves[key] = source
        changes = [
            Change(name, None, values[name])
            for name in STAFF_KEYS
            if values[name] not in ("", None)
        ]
        note = self._moved_from(key) if source else ""
        self.plan.add(sheets.STAFF, ADD, key, values["title"] or "", row.number, changes, note)

    def _source(self, key):
        """Where the person comes from: where she is in use now, else where she was."""
        others = [each for each in self.numbers.get(key[1], ()) if each != key]
        return max(others, key=lambda each: (self._is_active(each), each), default=None)

    def _moved_from(self, key):
        source = self._source(key)
        if source is None:
            return ""
        return _(
            "note_roster_from",
            default="Comes from ${unit}; her evaluations so far stay there",
            mapping={"unit": self.now.units[source[0]]["title"]},
        )

    def _leave(self, key, person, full):
        """Somebody in use whom the file does not name in this unit."""
        to = self.at.get(key[1])
        if to:
            title = self.codes.title(to[0][0])
            note = _(
                "note_roster_to",
                default="Moves to ${unit}; her evaluations so far stay here",
                mapping={"unit": title},
            )
        elif full:
            note = _("note_roster_missing", default="Not in the full file")
        else:
            return
        changes = [Change("active", True, False)]
        self.plan.add(sheets.STAFF, DEACTIVATE, key, person["title"], 0, changes, note)

    def _warn_of_shared_accounts(self):
        """By the account a person is known when she deals with a case about herself."""
        numbers = {}
        for (_code, number), row in self.rows.items():
            if row.values.get("userid"):
                numbers.setdefault(row.values["userid"], {})[number] = row
        for userid, rows in numbers.items():
            if len(rows) > 1:
                message = _(
                    "note_roster_shared_account",
                    default="The account ${account} stands with several people: ${numbers}.",
                    mapping={"account": userid, "numbers": "、".join(rows)},
                )
                last = list(rows.values())[-1]
                self.plan.notes.append(self.table.problem(last.number, "userid", message))

    def _refuse(self, row, key, message):
        self.plan.problems.append(self.table.problem(row.number, key, message))


def _twice(row):
    return _(
        "error_roster_twice",
        default="The same as in row ${n}: delete one of them.",
        mapping={"n": row.number},
    )
