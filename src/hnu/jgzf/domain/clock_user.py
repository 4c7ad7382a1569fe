"""Whoever acts when the clock does: a technical user with a role of its own, never a Manager."""

from AccessControl import getSecurityManager
from AccessControl.users import SimpleUser
from Acquisition import aq_base
from contextlib import contextmanager
from hnu.jgzf import config
from plone import api


class ClockUser(SimpleUser):
    """In no user folder; nobody can log in as it."""

    def __init__(self):
        super().__init__("the clock (hnu.jgzf)", "", (config.ROLE_CLOCK,), ())

    def getId(self):
        """No account: it administers nothing and wrote nothing."""


@contextmanager
def acting():
    """The body runs with the rights of the clock."""
    user = ClockUser().__of__(api.portal.get_tool("acl_users"))
    with api.env.adopt_user(user=user):
        yield


def is_acting():
    """Whether it is the clock that acts, and not somebody who was given its role."""
    return isinstance(aq_base(getSecurityManager().getUser()), ClockUser)
