from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from AccessControl.Permission import getPermissionIdentifier
from DateTime import DateTime
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content.hiding import check_visitor
from hnu.jgzf.content.hiding import UnlessHidden
from hnu.jgzf.content.nameless import Nameless
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.content.staff_member import accounts_of_evaluated
from hnu.jgzf.interfaces.workflow import ITransitionGuard
from plone.dexterity.content import Container
from plone.dexterity.content import FTIAwareSpecification
from plone.supermodel import model
from typing import NamedTuple
from zope import schema
from zope.interface import implementer


class Holder(NamedTuple):
    """Whom a case was about, and whose it was to answer, ``until`` it was transferred.

    Code and name of the unit, number and name of the person (empty for a case about a unit) as
    they read then; they stay when the unit is deleted. ``until`` is an aware datetime, None for
    the present holder. ``reason`` is that of the transfer; ``after`` how many entries the
    workflow's history had by then.
    """

    unit: str
    unit_title: str
    staff_member: str
    staff_member_title: str
    until: object = None
    reason: str = ""
    after: int = 0


class IEvaluation(model.Schema):
    """机关作风评价: one case. Its id is its number, ``YYYYMMDD-XXXXXX``.

    What was sent never changes. Who sent it is no field: see ``content.identity``.
    """

    unit_title = schema.TextLine(title=_("label_unit", default="Unit"))
    staff_member = schema.ASCIILine(
        title=_("label_employee_number", default="Employee number"), required=False
    )
    staff_member_title = schema.TextLine(
        title=_("label_staff_member", default="Staff member"), required=False
    )
    category = schema.ASCIILine(title=_("label_category_token", default="Category token"))
    category_title = schema.TextLine(title=_("label_category", default="Category"))
    description_token = schema.ASCIILine(title=_("label_row_token", default="Row token"))
    description_title = schema.Text(title=_("label_description_row", default="Description"))
    topic = schema.TextLine(title=_("label_topic", default="Topic"))
    content = schema.Text(title=_("label_content", default="Content"))
    received = schema.Datetime(title=_("label_received", default="Received"))
    due = schema.Date(title=_("label_due", default="Due"))
    contact_consent = schema.Bool(
        title=_("label_contact_consent", default="The unit may contact me"), default=False
    )


@implementer(IEvaluation)
class Evaluation(Nameless, Container):
    """Holds one Feedback for each answer, ``1``, ``2``, … in order.

    ``received`` is an aware datetime in Asia/Shanghai; ``due`` the last day (``date``) on which
    an answer of the current round is in time. While that is an estimate, ``estimated_from`` is
    what it was made from: the day from which the working days count, and how many of them.
    ``hidings`` are ``content.hiding.Hiding`` objects, oldest first: the last one is in force.
    """

    __providedBy__ = FTIAwareSpecification()
    meta_type = "jgzf Evaluation"
    _ordering = "unordered"
    security = ClassSecurityInfo()
    # Attributes have addresses too, and these would tell every member the time of day.
    security.declarePrivate("received", "reminded", "workflow_history", "hidings")
    security.declarePrivate("holders", "holder_now", "holder_at", "holder_on")

    staff_member = ""
    staff_member_title = ""
    contact_consent = False
    estimated_from = None
    # Which reminders were given, and for which day: see domain.clock
    reminders = ()
    # When supervisors reminded the unit (aware datetimes, oldest first): see domain.reminding
    reminded = ()
    # Each Holder before the present one, oldest first: see domain.transfer
    holders = ()
    hidings = ()

    def __before_publishing_traverse__(self, published, request=None):
        """A hidden case is there for its parties alone."""
        if self.hidden:
            check_visitor(self, accounts_of_evaluated(self), request or published)
        super().__before_publishing_traverse__(published, request)

    @property
    def hidden(self):
        """Whether only the parties see it."""
        return bool(self.hidings) and self.hidings[-1].hidden

    @property
    def provisional(self):
        """Whether ``due`` was counted with a year whose holidays were not announced yet."""
        return self.estimated_from is not None

    @property
    def day(self):
        return self.received.date()

    @property
    def title(self):
        return self.topic

    @title.setter
    def title(self, value):
        """The topic is the title."""

    @property
    def state(self):
        """One of ``config.STATES``."""
        return self.workflow_history[config.WORKFLOW_ID][-1]["review_state"]

    @property
    def step_time(self):
        """The present moment as a ``DateTime``: what the workflow notes of each step."""
        return DateTime(clock.now())

    @property
    def answers(self):
        """Feedback objects, first one first, those that were sent back included."""
        return sorted(self.objectValues(), key=lambda feedback: int(feedback.getId()))

    @property
    def rounds(self):
        """The answers that stand, first round first: none that a supervisor sent back."""
        return [feedback for feedback in self.answers if feedback.returned is None]

    @property
    def satisfaction(self):
        """The level of the current round, empty while it is not rated.

        A case that was reopened, or whose answer was sent back, is in a round without one.
        """
        rounds = self.rounds if self.state != config.SUBMITTED else ()
        return (rounds[-1].satisfaction if rounds else None) or ""

    @property
    def dissatisfied(self):
        """Rated worse than 一般, and not answered again."""
        return self.state == config.RATED and self.satisfaction in config.DISSATISFIED_LEVELS

    @property
    def pending(self):
        """待处理: waits for the unit (DESIGN §4): not answered, or rated worse than 一般."""
        return self.state == config.SUBMITTED or self.dissatisfied

    def holder_now(self):
        """The present :class:`Holder`."""
        return Holder(
            self.__parent__.getId(),
            self.unit_title,
            self.staff_member,
            self.staff_member_title,
        )

    def holder_at(self, moment):
        """The :class:`Holder` at ``moment`` (aware datetime)."""
        return next((h for h in self.holders if moment < h.until), self.holder_now())

    def holder_on(self, day):
        """Code of the unit that held the case at the end of ``day`` (a ``date``).

        Being late is that unit's whose the case was when the answer was due.
        """
        return next((h.unit for h in self.holders if day < h.until.date()), self.__parent__.getId())

    # For the guards of the workflow, whoever acts: the clock does not see a hidden case.
    # No docstring: it is not published.
    @security.public
    def allows(self, transition):
        return ITransitionGuard(self).allows(transition)

    def _getCatalogTool(self):
        return get_catalog()

    def indexObject(self):
        get_catalog().catalog_object(self)

    def unindexObject(self):
        catalog = get_catalog()
        if catalog is not None:
            catalog.uncatalog_object(self.getId())

    def reindexObject(self, idxs=(), update_metadata=1, uid=None):
        """Without ``idxs`` all; Plone's own names of indexes mean nothing here."""
        if not idxs:
            get_catalog().catalog_object(self)


# The workflow's map of the first state, as defaults of the class: a case stores only what differs
# from them. With all of it written into it, a case would take half as much space again.
for permission, roles in {
    "hnu.jgzf: Answer evaluation": (config.ROLE_UNIT_ADMINISTRATOR, config.ROLE_SUPERVISOR),
    "hnu.jgzf: Disclose identity": (config.ROLE_UNIT_ADMINISTRATOR, config.ROLE_SUPERVISOR),
    "hnu.jgzf: View disclosures": (config.ROLE_EVALUATOR, config.ROLE_SUPERVISOR),
    "hnu.jgzf: View own evaluations": (config.ROLE_EVALUATOR,),
    "Review portal content": (config.ROLE_UNIT_ADMINISTRATOR, config.ROLE_SUPERVISOR),
    "hnu.jgzf: Rate evaluation": (),
    "hnu.jgzf: Return answer": (),
    "hnu.jgzf: Close evaluation": (),
    "hnu.jgzf: Close dissatisfied evaluation": (),
    "hnu.jgzf: Reopen evaluation": (),
    "hnu.jgzf: Resume evaluation": (),
    "Modify portal content": (),
    "Add portal content": (),
    "Delete objects": (),
    "Copy or Move": (),
    "List folder contents": (),
    "Sharing page: Delegate roles": (),
    "Modify view template": (),
    "CMFEditions: Access previous versions": (),
    "Change local roles": (),
}.items():
    setattr(Evaluation, getPermissionIdentifier(permission), roles)

# These two the workflow does not decide alone.
for permission in ("View", "Access contents information"):
    name = getPermissionIdentifier(permission)
    setattr(Evaluation, name, UnlessHidden(name, ("Authenticated",)))

InitializeClass(Evaluation)
