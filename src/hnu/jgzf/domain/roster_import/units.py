"""Units of a file, by their code."""

from hnu.jgzf import _
from hnu.jgzf.content.names import is_code
from hnu.jgzf.content.names import why_not
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_import.plan import ADD
from hnu.jgzf.domain.roster_import.plan import CHANGE
from hnu.jgzf.domain.roster_import.plan import Change
from hnu.jgzf.domain.roster_import.plan import DEACTIVATE
from hnu.jgzf.domain.roster_import.plan import differences
from hnu.jgzf.domain.roster_import.snapshot import UNIT_KEYS
from hnu.jgzf.interfaces.errors import Refusal
from zope.schema import ValidationError


class Codes:
    """Units that are there or come with the file, found by code or by name."""

    def __init__(self, now, table):
        self.titles = {}
        self.codes = {}
        rows = [row.values for row in table.rows] if table is not None else ()
        new = {row["code"]: row["title"] for row in rows if row.get("code") and row.get("title")}
        known = {code: unit["title"] for code, unit in now.units.items()}
        for code, title in {**known, **new}.items():
            self.codes.setdefault(code.lower(), code)
            self.titles.setdefault(title.strip(), set()).add(code)
        self.all = {**known, **new}

    def title(self, code):
        return self.all[code]

    def find(self, word):
        """The code that is meant.

        :raises Refusal: with what to do.
        """
        if word in self.all:
            return word
        named = self.titles.get(word, ())
        if len(named) == 1:
            return next(iter(named))
        if len(named) > 1:
            raise Refusal(
                _(
                    "error_roster_units",
                    default="Several units are called ${name}: enter the unit's code.",
                    mapping={"name": word},
                )
            )
        if word.lower() in self.codes:
            raise _other_case(word, self.codes[word.lower()])
        raise Refusal(
            _(
                "error_roster_unit",
                default="There is no unit ${name}: add it to the sheet 单位, or correct the code.",
                mapping={"name": word},
            )
        )


def compare_units(plan, table, now, full, found):
    """Enter into ``plan`` what becomes of the units; returns the :class:`Codes`."""
    codes = Codes(now, table)
    if table is None:
        return codes
    rows = {}
    for row in table.rows:
        code = row.values.get("code")
        if not code:
            continue
        if code in rows:
            message = _(
                "error_roster_twice",
                default="The same as in row ${n}: delete one of them.",
                mapping={"n": rows[code].number},
            )
            plan.problems.append(table.problem(row.number, "code", message))
            continue
        rows[code] = row
        _compare(plan, table, row, now, codes, found)
    if full:
        for code, unit in now.units.items():
            if code not in rows and unit["active"]:
                plan.add(
                    sheets.UNITS,
                    DEACTIVATE,
                    (code,),
                    unit["title"],
                    0,
                    [Change("active", True, False)],
                    _("note_roster_missing", default="Not in the full file"),
                )
    return codes


def _compare(plan, table, row, now, codes, found):
    values = dict(row.values)
    code = values["code"]
    old = now.units.get(code)
    if old is None:
        message = _why_not(code, codes)
        if message:
            plan.problems.append(table.problem(row.number, "code", message))
    if values.get("active") is None:
        values.pop("active", None)
    checks = (
        ("host_unit", lambda word: _host(word, code, codes)),
        ("head", lambda word: found.resolve(word, old and old["head"])),
    )
    for key, check in checks:
        try:
            if values.get(key):
                values[key] = check(values[key])
        except Refusal as refusal:
            plan.problems.append(table.problem(row.number, key, refusal.message))
            values.pop(key)
    if old is None:
        values.setdefault("active", True)
        filled = [key for key in UNIT_KEYS if values.get(key) not in ("", None)]
        changes = [Change(key, None, values[key]) for key in filled]
        plan.add(sheets.UNITS, ADD, (code,), values.get("title", ""), row.number, changes)
        return
    changes = differences(old, values, UNIT_KEYS)
    if not changes:
        plan.unchanged[sheets.UNITS] += 1
        return
    leaves = [change.key for change in changes] == ["active"] and not values["active"]
    act = DEACTIVATE if leaves else CHANGE
    plan.add(sheets.UNITS, act, (code,), old["title"], row.number, changes)


def _why_not(code, codes):
    try:
        is_code(code)
    except ValidationError as error:
        return error.doc()
    first = codes.codes.get(code.lower(), code)
    if first != code:
        return _other_case(code, first).message
    return why_not(roster.get_center(), code)


def _other_case(word, code):
    return Refusal(
        _(
            "error_roster_case",
            default="${name} is written ${code} here: correct the letters.",
            mapping={"name": word, "code": code},
        )
    )


def _host(word, code, codes):
    host = codes.find(word)
    if host == code:
        raise Refusal(
            _("error_roster_own_host", default="A unit cannot be attached to itself: clear this.")
        )
    return host
