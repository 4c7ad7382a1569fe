"""Ids of units and people are checked for scripts as they are for forms."""

from Acquisition import aq_base
from hnu.jgzf.content import names
from hnu.jgzf.interfaces.errors import BadRequest
from zope.schema import ValidationError


def check_unit_code(unit, event):
    _check(unit, event, names.is_code)


def check_employee_number(person, event):
    _check(person, event, names.is_employee_number)


def _check(item, event, constraint):
    # Not when it leaves, nor when it comes with the folder it was checked for.
    if event.newParent is None or aq_base(event.object) is not aq_base(item):
        return
    try:
        constraint(event.newName)
    except ValidationError as error:
        raise BadRequest(error.doc())
    names.ChooseOwnId(event.newParent).checkName(event.newName, item)
