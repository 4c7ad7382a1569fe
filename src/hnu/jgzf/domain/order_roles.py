"""Who reads a supervision order, and who answers it: roles that follow from content alone.

An order takes over no roles from its unit, and its workflow shows it to the role of a reader only:
the unit's administrators and head, and supervisors who would not judge themselves. Who wrote one
of its cases makes no difference: it would tell who that is.
"""

from AccessControl import getSecurityManager
from hnu.jgzf import config
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain.dates import today
from plone import api


def roles_of(order, userid):
    """The roles of ``userid`` on ``order`` today, a tuple."""
    unit = order.__parent__
    if is_administrator(unit, userid, today()):
        return (config.ROLE_UNIT_ADMINISTRATOR, config.ROLE_ORDER_READER)
    if userid and (unit.head == userid or is_impartial_supervisor(order, userid)):
        return (config.ROLE_ORDER_READER,)
    return ()


def is_impartial_supervisor(order, userid):
    """Whether ``userid`` is a supervisor on whose side nobody has to answer."""
    return _is_supervisor(userid) and not conflicts.is_biased_about_order(order, userid)


def _is_supervisor(userid):
    user = getSecurityManager().getUser()
    if not userid or user.getId() != userid:
        user = api.portal.get_tool("acl_users").getUserById(userid) if userid else None
    return user is not None and config.ROLE_SUPERVISOR in user.getRoles()
