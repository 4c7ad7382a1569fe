"""Lines of tables in the registry, as fields."""

from collective.z3cform.datagridfield.interfaces import IRow
from collective.z3cform.datagridfield.registry import DictRow
from copy import copy
from datetime import date
from plone.registry.interfaces import IPersistentField
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IFromUnicode
import json


class IRegistryRow(IRow):
    """A line of a table in the registry, as a field."""


@implementer(IRegistryRow, IFromUnicode)
class RegistryRow(DictRow):
    """Read from and written to GenericSetup's registry XML as one JSON object a line."""

    def __conform__(self, interface):
        """A copy for each registry.

        A field that is persistent is stored as it is, and this one belongs to the schema: it
        would go into the first database connection that meets it and be refused by all others.
        """
        return copy(self) if interface is IPersistentField else None

    def fromUnicode(self, value):
        row = json.loads(value)
        for name, field in getFieldsInOrder(self.schema):
            if IDate.providedBy(field) and row.get(name):
                row[name] = date.fromisoformat(row[name])
        self.validate(row)
        return row


class RegistryRowToText:
    """``IToUnicode`` of :class:`RegistryRow`, for registry exports."""

    def __init__(self, field):
        self.field = field

    def toUnicode(self, value):
        return json.dumps(value, ensure_ascii=False, default=date.isoformat)
