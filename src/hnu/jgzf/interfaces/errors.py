"""How a rule says no.

A refusal is raised before anything was written. Each carries its whole meaning in ``args[0]``:
the workflow tool re-raises an exception as ``type(error)(error)``.
"""

from Products.CMFCore.WorkflowCore import WorkflowException
from typing import NamedTuple
from zope.globalrequest import getRequest
from zope.i18n import translate
import zExceptions


class FieldError(NamedTuple):
    """``field`` is the name used in the REST contract, ``message`` an i18n message."""

    field: str
    message: str


class Refusal(WorkflowException):
    """A rule refused an act; ``args[0]`` is an i18n message that says what to do."""

    def __init__(self, reason):
        super().__init__(reason.args[0] if isinstance(reason, Refusal) else reason)

    @property
    def message(self):
        return self.args[0]


class InvalidInput(Refusal):
    """What was sent is incomplete or wrong; ``args[0]`` is a tuple of :class:`FieldError`."""

    @property
    def errors(self):
        return self.args[0]

    @property
    def message(self):
        return self.errors[0].message


class NotPermitted(Refusal):
    """This person may not do this here."""


class NotPossible(Refusal):
    """The state of the case does not allow this now."""


class TooMany(Refusal):
    """A limit against abuse is reached."""


class BadRequest(zExceptions.BadRequest):
    """What guards of objects and of the registry raise: 400, whoever is asked.

    ``args[0]`` is an i18n message; Zope, REST and logs print it in the language of the request.
    The class is called as Zope's own, for the response's status is looked up by that name.
    """

    def __str__(self):
        return translate(self.args[0], context=getRequest())
