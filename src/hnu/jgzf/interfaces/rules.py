"""What content rules of the portal can be told of a case: kinds of events, and what travels.

A rule stores its event's interface: none of these names ever changes.
"""

from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent


class ICaseNews(Interface):
    """What a rule knows of a case. It is not the case: nothing that was written, nobody's name."""

    number = Attribute("The case's number.")
    unit = Attribute("The unit's code.")
    unit_title = Attribute("The unit's name.")
    category = Attribute("The category's title.")
    description = Attribute("The title of the row in that category.")
    state = Attribute("One of config.STATES.")
    due = Attribute("The day (date) it is about: the deadline.")
    days = Attribute("Working days by which that was missed; else 0.")
    link = Attribute("The address of the case's page; words where the portal's address is not set.")


class ICaseEvent(IObjectEvent):
    """Something happened to a case; told by the worker, after it was committed.

    ``object`` is an ``ICaseNews`` whose parent is the case's unit.
    """


class ICaseSubmitted(ICaseEvent):
    """A new case."""


class ICaseAnswered(ICaseEvent):
    """The unit has answered."""


class ICaseDissatisfied(ICaseEvent):
    """The answer was rated worse than 一般."""


class ICaseDueSoon(ICaseEvent):
    """The answer is due on the next working day."""


class ICaseOverdue(ICaseEvent):
    """The first working day after the deadline has come without an answer."""


class ICaseLongOverdue(ICaseEvent):
    """The third."""


class ICaseReturned(ICaseEvent):
    """A supervisor has sent an answer back."""


class ICaseTransferred(ICaseEvent):
    """The case was given to another unit or person."""


class ICaseResumed(ICaseEvent):
    """The planned day of a matter that was put off has come."""


class ICaseClosed(ICaseEvent):
    """The case is closed."""


class ICaseReopened(ICaseEvent):
    """The case was taken up again."""
