"""Roles on a supervision order; stored and indexed nowhere, as those of ``content.local_roles``."""

from hnu.jgzf.content.local_roles import DynamicRoles
from hnu.jgzf.content.supervision_order import ISupervisionOrder
from hnu.jgzf.domain import order_roles
from zope.component import adapter


@adapter(ISupervisionOrder)
class OrderRoles(DynamicRoles):
    def getRoles(self, principal_id):
        return order_roles.roles_of(self.context, principal_id)
