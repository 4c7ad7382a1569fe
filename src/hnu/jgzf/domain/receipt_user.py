"""Whoever rates with a receipt: a technical user who is the evaluator of one case and nothing else.

A receipt is what somebody without an account has (``domain.receipts``).
"""

from AccessControl import getSecurityManager
from AccessControl.users import SimpleUser
from Acquisition import aq_base
from contextlib import contextmanager
from hnu.jgzf import config
from plone import api


# Any evaluator has an account, too: the workflow's guards ask for View.
OF_THE_EVALUATOR = ("Authenticated", config.ROLE_EVALUATOR)


class ReceiptUser(SimpleUser):
    """In no user folder; nobody can log in as it."""

    def __init__(self, case):
        super().__init__("the holder of a receipt (hnu.jgzf)", "", (), ())
        self._case = aq_base(case)

    def getId(self):
        """No account: it administers nothing and belongs to no unit."""

    def holds(self, obj):
        """Whether ``obj`` is the case of this receipt."""
        return aq_base(obj) is aq_base(self._case)

    def getRoles(self):
        return ("Anonymous",)

    def getRolesInContext(self, obj):
        # Of a method, whose it is
        holds = self.holds(getattr(obj, "__self__", obj))
        return [*self.getRoles(), *(OF_THE_EVALUATOR if holds else ())]

    def allowed(self, obj, object_roles=None):
        if object_roles is None:
            return 1
        return int(not set(object_roles).isdisjoint(self.getRolesInContext(obj)))


@contextmanager
def acting(case):
    """The body runs with the rights of the evaluator of ``case``, and with no others."""
    user = ReceiptUser(case).__of__(api.portal.get_tool("acl_users"))
    with api.env.adopt_user(user=user):
        yield


def is_acting_for(case):
    """Whether it is the holder of this case's receipt who acts."""
    user = aq_base(getSecurityManager().getUser())
    return isinstance(user, ReceiptUser) and user.holds(case)
