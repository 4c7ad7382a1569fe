"""Does what a plan says, in the current transaction: all of it, or the caller aborts."""

from hnu.jgzf import config
from hnu.jgzf.content.photo import copied
from hnu.jgzf.content.staff_member import IStaffMember
from hnu.jgzf.content.unit import IUnit
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_import.plan import ADD
from plone.dexterity.utils import createContent
from zope.container.contained import notifyContainerModified
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectAddedEvent
from zope.lifecycleevent import ObjectModifiedEvent


# Fields that are the id, or where the person stands
FIXED = ("code", "employee_number", "unit")


def apply(plan):
    """Add, change and deactivate; what stays the same is not touched.

    :raises interfaces.errors.BadRequest: where a guard of the content refuses; abort then.
    """
    _apply_units(plan)
    _apply_staff(plan)


def set_administrators(unit, rows):
    """Give ``unit`` that table, as the edit form would."""
    _change(unit, IUnit, {"administrators": rows})


def _apply_units(plan):
    center = roster.get_center()
    tables = dict(plan.administrators)
    changed = {}
    for item in plan.items:
        if item.sheet != sheets.UNITS:
            continue
        (code,) = item.key
        if item.act == ADD:
            values = {name: value for name, value in item.values.items() if name not in FIXED}
            rows = tables.pop(code, [])
            unit = createContent(config.UNIT_TYPE, id=code, administrators=rows, **values)
            center._setObject(code, unit)
        else:
            changed[code] = item.values
    for code, rows in tables.items():
        changed.setdefault(code, {})["administrators"] = rows
    for code, values in changed.items():
        _change(roster.get_unit(code), IUnit, values)


def _apply_staff(plan):
    filled = {}
    for item in plan.items:
        if item.sheet != sheets.STAFF:
            continue
        code, number = item.key
        unit = roster.get_unit(code)
        if item.act == ADD:
            filled[code] = unit
            _add(unit, number, item.values, plan.moves.get(item.key))
        else:
            _change(unit[number], IStaffMember, item.values)
    for unit in filled.values():
        notifyContainerModified(unit)


def _add(unit, number, values, source):
    values = {name: value for name, value in values.items() if name not in FIXED}
    person = createContent(config.STAFF_MEMBER_TYPE, id=number, **values)
    if source is not None:
        before = roster.get_unit(source[0])[source[1]]
        if before.photo is not None:
            person.photo = copied(before.photo)
    # The unit is told of all its new people at once, which is a third of the time for thousands;
    # the plan has asked the guard of their ids.
    unit._setObject(number, person, suppress_events=True)
    person = unit[number]
    notify(ObjectAddedEvent(person, unit, number))


def _change(item, schema, values):
    for name, value in values.items():
        setattr(item, name, value)
    notify(ObjectModifiedEvent(item, Attributes(schema, *values)))
