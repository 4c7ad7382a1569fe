"""The roster as plain values, as it is now: what a plan is made from and what is exported."""

from dataclasses import dataclass
from dataclasses import field
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_files import sheets


ROW_KEYS = tuple(column.key for column in sheets.SHEETS[sheets.ADMINISTRATORS].columns)[1:]
UNIT_KEYS = tuple(column.key for column in sheets.SHEETS[sheets.UNITS].columns)
STAFF_KEYS = tuple(column.key for column in sheets.SHEETS[sheets.STAFF].columns)


@dataclass
class Roster:
    """``units`` by code; ``administrators`` by code, rows in their order; ``staff`` by
    (code of the unit, employee number). Values are dicts by the keys of ``roster_files.sheets``."""

    units: dict = field(default_factory=dict)
    administrators: dict = field(default_factory=dict)
    staff: dict = field(default_factory=dict)

    def numbers(self):
        """Employee number -> keys in ``staff``, in any order."""
        found = {}
        for key in self.staff:
            found.setdefault(key[1], []).append(key)
        return found


def take():
    """The roster of this site, inactive units and people included."""
    result = Roster()
    for unit in roster.all_units():
        code = unit.getId()
        result.units[code] = {
            "code": code,
            "title": unit.title,
            "party_branch": unit.party_branch,
            "host_unit": unit.host_unit,
            "head": unit.head,
            "active": bool(unit.active),
        }
        result.administrators[code] = [
            {key: row.get(key) for key in ROW_KEYS} for row in unit.administrators or ()
        ]
        for person in roster.all_staff(unit):
            result.staff[code, person.getId()] = {
                "employee_number": person.getId(),
                "title": person.title,
                "unit": code,
                "position": person.position,
                "userid": person.userid,
                "active": bool(person.active),
            }
    return result


def tables(now):
    """A :class:`Roster` as pairs of sheet and rows, in the order in which people read."""
    administrators = [
        {**row, "unit": code, "deputy": bool(row.get("deputy"))}
        for code, rows in now.administrators.items()
        for row in rows
    ]
    order = {code: place for place, code in enumerate(now.units)}
    people = sorted(
        now.staff.values(), key=lambda row: (order[row["unit"]], row["employee_number"])
    )
    return [
        (sheets.SHEETS[sheets.UNITS], list(now.units.values())),
        (sheets.SHEETS[sheets.ADMINISTRATORS], administrators),
        (sheets.SHEETS[sheets.STAFF], people),
    ]
