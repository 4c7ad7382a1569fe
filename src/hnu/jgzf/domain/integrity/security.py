"""Who may do what with a case in its state: as the workflow says, whatever happened on the way."""

from AccessControl.Permission import getPermissionIdentifier
from Acquisition import aq_base
from hnu.jgzf import config
from hnu.jgzf.content.hiding import UnlessHidden
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding
from plone import api


AREA = "permissions"


class Security(Check):
    """The map of permissions that the workflow has written into each case."""

    def __init__(self, center, known):
        super().__init__(center, known)
        self.workflow = api.portal.get_tool("portal_workflow")[config.WORKFLOW_ID]
        self.expected = {}

    def of_case(self, case):
        if case.state not in self.workflow.states:
            return
        wrong = [
            permission
            for permission, roles in self._roles(case.state).items()
            if _as_set(stored(case, permission)) != roles
        ]
        if wrong:
            number = case.getId()
            yield Finding(
                AREA,
                number,
                f"the workflow gives “{wrong[0]}” to others in the state {case.state}",
                ("permissions", case.__parent__.getId(), number),
            )

    def _roles(self, state):
        """What the workflow says of that state: by permission whether it acquires, and roles."""
        if state not in self.expected:
            roles = self.workflow.states[state].permission_roles
            self.expected[state] = {
                permission: _as_set(roles.get(permission, []))
                for permission in self.workflow.permissions
            }
        return self.expected[state]


def stored(case, permission):
    """Roles that have ``permission`` on a case: a tuple, or a list where more is acquired."""
    name = getPermissionIdentifier(permission)
    default = getattr(type(aq_base(case)), name, ())
    if isinstance(vars(type(aq_base(case))).get(name), UnlessHidden):
        # A hidden case is its parties' alone, whatever is written in it.
        return vars(aq_base(case)).get(name, default)
    return getattr(aq_base(case), name, default)


def _as_set(roles):
    return (isinstance(roles, list), frozenset(roles))


def mend(case):
    """Write the workflow's map into the case once more."""
    workflow = api.portal.get_tool("portal_workflow")[config.WORKFLOW_ID]
    workflow.updateRoleMappingsFor(case)
