"""Party branches: their units and who speaks for them, for those who keep the roster."""

from hnu.jgzf.domain import party_branches
from hnu.jgzf.serializers.unit import unit_reference
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service


class PartyBranchesGet(Service):
    permission = party_branches.MANAGE_ROSTER

    def reply(self):
        return {
            "@id": f"{self.context.absolute_url()}/@party-branches",
            "items": [serialize(branch) for branch in party_branches.branches()],
            "units_without_branch": [
                unit_reference(unit.code, unit.title)
                for unit in party_branches.units_without_branch()
            ],
        }


class PartyBranchesPost(PartyBranchesGet):
    """``{"secretaries": {NAME: [ACCOUNT, …]}}``: branches that are not named stay as they are."""

    def reply(self):
        sent = body.read_object(self.request).get("secretaries")
        unknown = party_branches.save(sent)
        return {**super().reply(), "unknown_accounts": unknown}


def serialize(branch):
    return {
        "name": branch.name,
        "units": [unit_reference(unit.code, unit.title) for unit in branch.units],
        "attached_units": [unit_reference(unit.code, unit.title) for unit in branch.attached],
        "secretaries": list(branch.secretaries),
        "unknown_accounts": branch.unknown,
    }
