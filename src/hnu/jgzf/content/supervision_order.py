from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from DateTime import DateTime
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content.nameless import Nameless
from hnu.jgzf.content.names import ORDER_ID
from hnu.jgzf.interfaces.workflow import ITransitionGuard
from plone.dexterity.content import FTIAwareSpecification
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import NamedTuple
from zope import schema
from zope.interface import implementer
import re


class ISupervisionOrder(model.Schema):
    """督办单 (R25): what 机关党委 demands of a unit about some of its evaluations, until when."""

    cases = schema.Tuple(
        title=_("label_cases", default="Evaluations"),
        value_type=schema.ASCIILine(title=_("label_number", default="Number")),
    )
    text = schema.Text(title=_("label_order_text", default="What is demanded"))
    due = schema.Date(title=_("label_order_due", default="Deadline"))
    issued = schema.Datetime(title=_("label_order_issued", default="Issued"))
    acknowledged = schema.Datetime(
        title=_("label_order_acknowledged", default="Acknowledged"), required=False
    )
    acknowledged_by = schema.TextLine(
        title=_("label_order_acknowledged_by", default="Acknowledged by"), required=False
    )
    answer = schema.Text(title=_("label_order_answer", default="The unit's answer"), required=False)
    answered = schema.Datetime(title=_("label_answered", default="Answered"), required=False)
    answered_by = schema.TextLine(
        title=_("label_order_answered_by", default="Answered by"), required=False
    )
    end_reason = schema.Text(
        title=_("label_order_end_reason", default="Reason of ending"), required=False
    )
    ended = schema.Datetime(title=_("label_order_ended", default="Ended"), required=False)


class Returned(NamedTuple):
    """An answer that was sent back: what it said, and why. Times are aware datetimes."""

    answer: str
    answered: object
    answered_by: str
    reason: str
    at: object


@implementer(ISupervisionOrder)
class SupervisionOrder(Nameless, Item):
    """In its unit, with an id such as ``order-2026-3``; in no catalog.

    Not for members: see ``domain.order_roles`` for who reads it. ``cases`` are the numbers as they
    were when it was issued, wherever the cases are by now. Times are aware datetimes in
    Asia/Shanghai, ``due`` is a ``date``. ``returned`` has every :class:`Returned` answer, oldest
    first; ``answer`` is the one that counts, empty while there is none.
    """

    __providedBy__ = FTIAwareSpecification()
    meta_type = "jgzf Supervision Order"
    security = ClassSecurityInfo()
    # See Evaluation: attributes have addresses too.
    security.declarePrivate(
        "issued", "acknowledged", "answered", "ended", "returned", "workflow_history"
    )

    acknowledged = None
    acknowledged_by = ""
    answer = ""
    answered = None
    answered_by = ""
    end_reason = ""
    ended = None
    returned = ()
    # Which reminders were given, and for which day: see domain.clock
    reminders = ()

    @property
    def day(self):
        return self.issued.date()

    @property
    def number(self):
        """As people call it: 督办〔2026〕3号."""
        return official_number(self.getId())

    @property
    def title(self):
        return self.number

    @title.setter
    def title(self, value):
        """The number is the title."""

    @property
    def state(self):
        """One of ``config.ORDER_STATES``."""
        return self.workflow_history[config.ORDER_WORKFLOW_ID][-1]["review_state"]

    @property
    def step_time(self):
        """The present moment as a ``DateTime``: what the workflow notes of each step."""
        return DateTime(clock.now())

    @property
    def waits_for_unit(self):
        """Whether the unit has something to do: to acknowledge it, or to answer."""
        return self.state in (config.ORDER_ISSUED, config.ORDER_ACKNOWLEDGED)

    # For the guards of the workflow, also for somebody who may not read the order. No docstring: it
    # is not published.
    @security.public
    def allows(self, transition):
        return ITransitionGuard(self).allows(transition)

    def _getCatalogTool(self):
        return None

    def indexObject(self):
        """Orders are in no catalog."""

    def unindexObject(self):
        """Orders are in no catalog."""

    def reindexObject(self, idxs=(), update_metadata=1, uid=None):
        """Orders are in no catalog."""


InitializeClass(SupervisionOrder)


def official_number(name):
    """督办〔2026〕3号 for ``order-2026-3``; any other id as it is."""
    found = re.fullmatch(ORDER_ID, name)
    return f"督办〔{found[1]}〕{found[2]}号" if found else name
