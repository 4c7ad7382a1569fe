"""What the panel ``@@jgzf-settings`` holds, whoever saves it: all of it, or nothing.

Prompts, limits and groups are records of the registry; the contact block is the center's, which
can be missing. The rules of each value are those of its field.
"""

from hnu.jgzf import _
from hnu.jgzf.content.center import IContactBlock
from hnu.jgzf.domain import fields
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from zope import schema
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


CONTACT = dict(schema.getFieldsInOrder(IContactBlock))
RECORDS = dict(schema.getFieldsInOrder(ISettings))
FIELDS = {**RECORDS, **CONTACT}


def read():
    """Every value by its name; without a center none of the contact block."""
    center = roster.get_center()
    values = {
        name: api.portal.get_registry_record(name, interface=ISettings, default=field.default)
        for name, field in RECORDS.items()
    }
    if center is not None:
        values.update({name: getattr(center, name) for name in CONTACT})
    return values


def save(values):
    """Store ``values``, some or all of :data:`FIELDS` by name.

    :raises InvalidInput: one error for each value that is not right; nothing is stored then.
    """
    checked = check(values)
    before = read()
    changed = {name: value for name, value in checked.items() if before[name] != value}
    for name in RECORDS.keys() & changed.keys():
        api.portal.set_registry_record(name, changed[name], interface=ISettings)
    contact = [name for name in CONTACT if name in changed]
    if contact:
        center = roster.get_center()
        for name in contact:
            setattr(center, name, changed[name])
        notify(ObjectModifiedEvent(center, Attributes(IContactBlock, *contact)))


def check(values):
    """``values`` as they can be stored: texts cleaned, blank ones None, lists as tuples.

    :raises InvalidInput: for any that breaks the rule of its field, and for a contact block
        without a center.
    """
    has_center = roster.get_center() is not None
    checked, found = {}, []
    for name, value in values.items():
        if name in CONTACT and not has_center:
            found.append(FieldError(name, NO_CENTER))
            continue
        checked[name] = fields.checked(name, FIELDS[name], value, found)
    if found:
        raise InvalidInput(tuple(found))
    return checked


NO_CENTER = _(
    "error_no_center",
    default="The home page of the evaluations was deleted: there is no contact block.",
)
