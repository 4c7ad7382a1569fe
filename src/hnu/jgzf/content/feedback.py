from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.nameless import Nameless
from plone.dexterity.content import FTIAwareSpecification
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IFeedback(model.Schema):
    """反馈: one round of a case: the unit's answer, and what the evaluator thinks of it.

    The answer never changes; the rating is set once (R21). That a supervisor sent it back is no
    field, for fields are what exports print.
    """

    content = schema.Text(title=_("label_feedback_content", default="Answer"))
    outcome = schema.Choice(title=_("label_outcome", default="Outcome"), values=config.OUTCOMES)
    planned = schema.Date(title=_("label_planned", default="Planned day"), required=False)
    answered = schema.Datetime(title=_("label_answered", default="Answered"))
    due = schema.Date(title=_("label_due", default="Due"))
    satisfaction = schema.Choice(
        title=_("label_satisfaction", default="Satisfaction"),
        values=config.SATISFACTION_LEVELS,
        required=False,
    )
    rating_comment = schema.Text(title=_("label_rating_comment", default="Comment"), required=False)
    rated = schema.Datetime(title=_("label_rated", default="Rated"), required=False)


@implementer(IFeedback)
class Feedback(Nameless, Item):
    """``answered``, ``rated`` and ``returned`` are aware datetimes in Asia/Shanghai; ``due`` is a
    ``date``, as is ``planned``: the day on which a matter that was put off is taken up again.

    ``returned``: when a supervisor sent the answer back to be written anew (R17), None for one
    that stands; ``return_reason`` why, for the unit's administrators and supervisors.
    """

    __providedBy__ = FTIAwareSpecification()
    meta_type = "jgzf Feedback"
    # Who has a part in the case has it in its answers; the case itself takes over none.
    __ac_local_roles_block__ = False
    security = ClassSecurityInfo()
    # See Evaluation: no time of day by URL.
    security.declarePrivate("answered", "rated", "returned", "return_reason")

    planned = None
    satisfaction = None
    rating_comment = ""
    rated = None
    returned = None
    return_reason = ""

    @property
    def day(self):
        return self.answered.date()

    @property
    def in_time(self):
        """R14: answered on the last day or before."""
        return self.answered.date() <= self.due

    def _getCatalogTool(self):
        return None

    def indexObject(self):
        """Feedback is in no catalog."""

    def unindexObject(self):
        """Feedback is in no catalog."""

    def reindexObject(self, idxs=(), update_metadata=1, uid=None):
        """Feedback is in no catalog."""


InitializeClass(Feedback)
