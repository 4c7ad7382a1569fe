"""Ids that are taken from what the person in charge entered: unit codes, employee numbers."""

from hnu.jgzf import _
from zExceptions import BadRequest
from zope import schema
import re


class InvalidCode(schema.ValidationError):
    __doc__ = _(
        "error_code_characters",
        default="Use letters, digits and hyphens only, beginning with a letter or digit.",
    )


def is_code(value):
    """Constraint: ``value`` can stand in a URL as it is."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}", value):
        raise InvalidCode(value)
    return True


class IdFromField:
    """A schema field that *is* the id: set once, before the object is added."""

    def __get__(self, obj, owner=None):
        return self if obj is None else obj.id

    def __set__(self, obj, value):
        if not obj.id:
            obj.id = value
        elif value != obj.id:
            raise BadRequest(
                _(
                    "error_code_fixed",
                    default="The code cannot be changed. Add a new entry and deactivate this one.",
                )
            )


class ChooseOwnId:
    """``INameChooser`` of a folder whose items bring their id along."""

    def __init__(self, context):
        self.context = context

    def checkName(self, name, obj):
        if name in self.context:
            raise BadRequest(
                _(
                    "error_code_taken",
                    default="${code} exists already. Choose another code.",
                    mapping={"code": name},
                )
            )
        return True

    def chooseName(self, name, obj):
        """The item's own id, or ``name`` where it has none.

        :raises BadRequest: when there is an item of that id.
        """
        name = getattr(obj, "id", None) or name
        self.checkName(name, obj)
        return name
