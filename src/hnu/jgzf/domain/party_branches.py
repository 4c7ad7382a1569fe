"""Party branches (R28–R30): which units a branch reports for, and who speaks for it.

A branch is what units in use say in ``party_branch``. A joint branch has several (R29); with its
own units a branch reports those that are attached to them (R30).
"""

from hnu.jgzf import _
from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import Refusal
from plone import api
from typing import NamedTuple
import re


MANAGE_ROSTER = "hnu.jgzf: Manage roster"

# Between several accounts in one field
BETWEEN = re.compile(r"[、，,；;\r\n]")


class Branch(NamedTuple):
    """``units``: those in use that name the branch, none where the last of them has gone.

    ``attached``: units in use that are attached to one of them and name another branch or none.
    ``secretaries``: user ids, a tuple.
    """

    name: str
    units: tuple
    attached: tuple
    secretaries: tuple

    @property
    def is_joint(self):
        return len(self.units) > 1

    @property
    def all_units(self):
        """Units whose administrators the branch reports."""
        return (*self.units, *self.attached)

    @property
    def unknown(self):
        """Those of its secretaries who have no account."""
        return accounts.unknown(self.secretaries)


def branch_of(unit):
    """The name of the unit's branch, as it is compared: empty for none."""
    return text.clean(unit.party_branch, newlines=False)


def branches():
    """Every :class:`Branch`, by the reading of the names.

    With those that have secretaries and no unit any more, so that somebody takes them away.
    """
    units = roster.active_units()
    speakers = party_branches.secretaries(roster.get_center())
    own = {name: [] for name in speakers}
    for unit in units:
        own.setdefault(branch_of(unit), []).append(unit)
    own.pop("", None)
    found = []
    for name, members in own.items():
        codes = {unit.code for unit in members}
        attached = [u for u in units if u.host_unit in codes and u.code not in codes]
        found.append(Branch(name, tuple(members), tuple(attached), speakers.get(name, ())))
    return sorted(found, key=lambda branch: (roster.pinyin_key(branch.name), branch.name))


def units_without_branch():
    """Units in use of which nobody knows who reports their administrators."""
    return [unit for unit in roster.active_units() if not branch_of(unit)]


def find(name):
    """The :class:`Branch` of that name that has units; or None."""
    return next((branch for branch in branches() if branch.name == name and branch.units), None)


def of_secretary(userid):
    """Branches with units for which the account speaks."""
    if not userid or not any(
        userid in each for each in party_branches.secretaries(roster.get_center()).values()
    ):
        return []
    return [branch for branch in branches() if branch.units and userid in branch.secretaries]


def own(name=""):
    """The branch of that name if the current user speaks for it; without a name her first one.

    :raises NotPermitted: for everybody else, whether there is such a branch or not.
    """
    found = of_secretary(api.user.get_current().getId())
    branch = next((each for each in found if each.name == name or not name), None)
    if branch is None:
        raise NotPermitted(
            _(
                "error_not_secretary",
                default="Only the secretary of a branch reports for it. Ask a supervisor.",
            )
        )
    return branch


def save(entered):
    """Say who speaks for which branch; branches that are not named stay as they are.

    :param entered: by the branch's name what was typed: ids, logins or names of accounts in one
        text, or a list of them.
    :return: accounts that the portal does not know (yet), a list of user ids.
    :raises NotPermitted: for who does not keep the roster.
    :raises InvalidInput: with the branch's name as the field: for a branch that is not there, and
        for what means no account or several.
    """
    if not api.user.has_permission(MANAGE_ROSTER, obj=roster.get_center()):
        raise NotPermitted(_("error_roster_keeper", default="Only supervisors keep the roster."))
    if not isinstance(entered, dict):
        message = _("error_secretaries", default="Send accounts by the name of the branch.")
        raise InvalidInput((FieldError("secretaries", message),))
    there = {branch.name: branch for branch in branches()}
    errors, found = [], {}
    for name, typed in entered.items():
        branch = there.get(name)
        if branch is None:
            errors.append(FieldError(name, _("error_branch", default="There is no such branch.")))
            continue
        userids = _resolved(name, typed, branch, errors)
        if not branch.units and set(userids) - set(branch.secretaries):
            message = _(
                "error_branch_empty", default="This branch has no unit in use: clear this field."
            )
            errors.append(FieldError(name, message))
        found[name] = userids
    if errors:
        raise InvalidInput(tuple(errors))
    center = roster.get_center()
    for name, userids in found.items():
        if userids != there[name].secretaries:
            party_branches.set_secretaries(center, name, userids)
    return accounts.unknown([userid for userids in found.values() for userid in userids])


def _resolved(name, typed, branch, errors):
    parts = BETWEEN.split(typed) if isinstance(typed, str) else typed
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        errors.append(
            FieldError(name, _("error_accounts_list", default="Send a list of accounts."))
        )
        return ()
    userids = []
    for part in parts:
        try:
            userids.append(accounts.resolve(part, branch.secretaries))
        except Refusal as refusal:
            errors.append(FieldError(name, refusal.message))
    return tuple(dict.fromkeys(filter(None, userids)))
