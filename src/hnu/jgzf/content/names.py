"""Ids that are taken from what the person in charge entered: unit codes, employee numbers."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import BadRequest
from plone.base.utils import check_id
from zope import schema
from zope.component import queryMultiAdapter
from zope.globalrequest import getRequest
import re


CODE = r"[A-Za-z0-9][A-Za-z0-9-]{0,31}"

# 20261124-7KQ2MD, see ``domain.submission``: it stands beside people in a unit
CASE_NUMBER = r"[0-9]{8}-[0-9A-Za-z]{6}"

# order-2026-3, see ``content.orders``: it stands there, too
ORDER_ID = r"order-([0-9]{4})-([1-9][0-9]*)"


class InvalidCode(schema.ValidationError):
    __doc__ = _(
        "error_code_characters",
        default="Use letters, digits and hyphens only, beginning with a letter or digit.",
    )


class LooksLikeCaseNumber(schema.ValidationError):
    __doc__ = _(
        "error_code_case_number",
        default="An employee number cannot look like the number of an evaluation.",
    )


class LooksLikeOrder(schema.ValidationError):
    __doc__ = _(
        "error_code_order",
        default="An employee number cannot look like the number of a supervision order.",
    )


def is_code(value):
    """Constraint: ``value`` can stand in a URL as it is."""
    if not re.fullmatch(CODE, value):
        raise InvalidCode(value)
    return True


def is_employee_number(value):
    """Constraint: :func:`is_code`, and nobody takes it for a case or an order."""
    if is_case_number(value):
        raise LooksLikeCaseNumber(value)
    if re.fullmatch(ORDER_ID, value):
        raise LooksLikeOrder(value)
    return is_code(value)


def is_case_number(value):
    """Whether ``value`` has the form of a case's number."""
    return bool(re.fullmatch(CASE_NUMBER, value))


def why_not(container, name):
    """Why nothing in ``container`` can have the id ``name``: an i18n message, or None.

    It is taken, Plone keeps it for itself, or a page of the container has that name, which could
    not be opened any more.
    """
    if name in container:
        return _(
            "error_code_taken",
            default="${code} exists already. Choose another code.",
            mapping={"code": name},
        )
    request = getRequest()
    if check_id(container, name, contained_by=container) or (
        request is not None and queryMultiAdapter((container, request), name=name) is not None
    ):
        return _(
            "error_code_reserved",
            default="${code} is the name of a page here. Choose another code.",
            mapping={"code": name},
        )
    return None


class IdFromField:
    """A schema field that *is* the id: set once, before the object is added.

    plone.restapi gives an object an id of its own to begin with, which is no code.
    """

    def __get__(self, obj, owner=None):
        return self if obj is None else obj.id

    def __set__(self, obj, value):
        if not obj.id or not re.fullmatch(CODE, obj.id):
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
        message = why_not(self.context, name)
        if message:
            raise BadRequest(message)
        return True

    def chooseName(self, name, obj):
        """The item's own id, or ``name`` where it has none.

        :raises BadRequest: when nothing here can have that id.
        """
        name = getattr(obj, "id", None) or name
        self.checkName(name, obj)
        return name
