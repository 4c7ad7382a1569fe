"""Roles that follow from content and are stored nowhere.

``getAllRoles`` yields nothing in each provider: what it yields ends in
``allowedRolesAndUsers``, by which anybody may sort, and a change of administrator would have to
re-index every case.
"""

from borg.localrole.interfaces import ILocalRoleProvider
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.staff_member import account_of_person
from hnu.jgzf.content.staff_member import accounts_of_evaluated
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.content.unit import IUnit
from zope.component import adapter
from zope.interface import implementer


def evaluated_account(case):
    """User id of the staff member the case is about; None without one or when not recorded."""
    return account_of_person(case.__parent__, case.staff_member)


@implementer(ILocalRoleProvider)
class DynamicRoles:
    def __init__(self, context):
        self.context = context

    def getAllRoles(self):
        return ()


@adapter(IUnit)
class UnitRoles(DynamicRoles):
    """The rows in force today make the unit's administrators."""

    def getRoles(self, principal_id):
        if is_administrator(self.context, principal_id, clock.now().date()):
            return (config.ROLE_UNIT_ADMINISTRATOR,)
        return ()


@adapter(IEvaluation)
class EvaluationRoles(DynamicRoles):
    """The evaluator; and the unit's administrators, unless they would judge themselves.

    A case takes over no local roles from its unit, so what is said here is all: whoever wrote
    the case, or is the person it is about or was about before a transfer, does not administer it
    (DESIGN: nobody judges themselves).
    """

    def getRoles(self, principal_id):
        case = self.context
        if principal_id and principal_id == evaluator_of(case):
            return (config.ROLE_EVALUATOR,)
        if principal_id and principal_id in accounts_of_evaluated(case):
            return ()
        return UnitRoles(case.__parent__).getRoles(principal_id)
