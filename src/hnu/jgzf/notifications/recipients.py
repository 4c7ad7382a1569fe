"""Who is told, and where to reach them: looked up in the moment it is needed.

Nobody judges themselves: the person a case is about, and supervisors who belong to its unit, are
not told about it in an office. Who wrote it makes no difference here, and must make none: who is
missing among the recipients would be the evaluator (docs/privacy.md, rule 13). A case that nobody
administers goes to supervisors.

``item`` is a case or a supervision order; an order is told to everybody in office, whomever its
cases are about.
"""

from hnu.jgzf import config
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.supervision_order import ISupervisionOrder
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.domain import roster_gaps
from hnu.jgzf.domain.conflicts import is_biased_about_order
from hnu.jgzf.domain.conflicts import is_evaluated
from hnu.jgzf.domain.conflicts import is_evaluated_side
from hnu.jgzf.domain.dates import today
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from typing import NamedTuple


class Recipient(NamedTuple):
    """``userid`` and ``name`` are empty for the evaluator, of whom nothing is kept.

    ``mobile`` tells administrators without an account apart, who may have the same name.
    """

    role: str
    userid: str = ""
    name: str = ""
    mobile: str = ""


def of(item, role):
    """Every :class:`Recipient` in ``role`` for a case or an order, today."""
    if role == config.TO_EVALUATOR:
        return [Recipient(role)]
    if role == config.TO_ADMINISTRATORS:
        return administrators(item) or stand_ins(item)
    if role == config.TO_HEAD:
        head = item.__parent__.head
        return [Recipient(role, head)] if head and not _is_subject(item, head) else []
    return [Recipient(role, userid) for userid in _impartial(item)]


def stand_ins(item):
    """Supervisors in the place of administrators whom nobody has reported."""
    role = config.TO_ADMINISTRATORS
    return [
        Recipient(role, userid, api.user.get(userid=userid).getProperty("fullname") or userid)
        for userid in _impartial(item)
    ]


def _impartial(item):
    is_biased = is_biased_about_order if ISupervisionOrder.providedBy(item) else is_evaluated_side
    return sorted(userid for userid in supervisors() if not is_biased(item, userid))


def _is_subject(item, userid):
    """Whether the case is about that person."""
    return not ISupervisionOrder.providedBy(item) and is_evaluated(item, userid)


def administrators(item):
    """Recipients for the rows that are in force today, each person once.

    A row by which nobody can be reached, with neither number nor account, is none.
    """
    found = {}
    for row in active_administrators(item.__parent__, today()):
        userid, name = row.get("userid") or "", row.get("name") or ""
        mobile = "" if userid else _mobile(row)
        if roster_gaps.can_be_reached(row) and not _is_subject(item, userid):
            recipient = Recipient(config.TO_ADMINISTRATORS, userid, name, mobile)
            found.setdefault(userid or (name, mobile), recipient)
    return list(found.values())


def supervisors():
    """User ids of everybody who has the role on the site, by themselves or by a group."""
    users = api.portal.get_tool("acl_users")
    principals = []
    for _id, plugin in users.plugins.listPlugins(IRolesPlugin):
        # Those of other user directories may be unable to say.
        if hasattr(plugin, "listAssignedPrincipals"):
            assigned = plugin.listAssignedPrincipals(config.ROLE_SUPERVISOR)
            principals += [principal for principal, _title in assigned]
    found, groups = set(), set()
    while principals:
        principal = principals.pop()
        group = users.getGroupById(principal)
        if group is None:
            found.add(principal)
        elif principal not in groups:
            groups.add(principal)
            principals += group.getMemberIds()
    return {userid for userid in found if users.getUserById(userid) is not None}


def address(item, message):
    """Mobile number or mail address for a message, empty where there is none any more."""
    if message.role == config.TO_EVALUATOR:
        return _account(evaluator_of(item), message.channel)
    if message.role == config.TO_ADMINISTRATORS:
        return _administrators_address(item, message)
    return _account(message.userid, message.channel)


def _administrators_address(item, message):
    """Empty for somebody who is no longer administrator, and does not stand in for one."""
    # Names are corrected, accounts entered later, numbers changed.
    rows = active_administrators(item.__parent__, today())
    if message.userid:
        rows = [row for row in rows if row.get("userid") == message.userid]
    else:
        rows = [row for row in rows if row.get("name") == message.name]
        rows.sort(key=lambda row: _mobile(row) != message.mobile)
    if rows:
        if message.channel == config.SMS:
            return _mobile(rows[0])
        return _account(message.userid, message.channel)
    if not administrators(item) and message.userid in _impartial(item):
        return _account(message.userid, message.channel)
    return ""


def _account(userid, channel):
    user = api.user.get(userid=userid) if userid else None
    if user is None:
        return ""
    # Portals that know a mobile number keep it in a property of that name.
    return str(user.getProperty("email" if channel == config.MAIL else "mobile", "") or "").strip()


def _mobile(row):
    return (row.get("mobile") or "").strip()


def own_numbers(userid, units):
    """Mobile numbers by which ``userid`` is told about evaluations of ``units`` today, masked."""
    rows = [row for unit in units for row in active_administrators(unit, today())]
    numbers = {_mobile(row) for row in rows if row.get("userid") == userid}
    return sorted(masked(number) for number in numbers if number)


def masked(number):
    """A mobile number as its owner recognizes it: 139****0000."""
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "****"
