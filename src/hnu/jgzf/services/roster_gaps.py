from hnu.jgzf.domain import roster_gaps
from hnu.jgzf.services.base import Service


class RosterGapsGet(Service):
    """What the roster lacks: all of it for who keeps it, for an administrator what is hers."""

    def reply(self):
        report = roster_gaps.report()
        return {
            "@id": f"{self.context.absolute_url()}/@roster-gaps",
            "gaps": {kind: [serialize(gap) for gap in found] for kind, found in report.items()},
            "items_total": sum(map(len, report.values())),
        }


def serialize(gap):
    """A gap, without its account where that is not for the current user."""
    seen = gap.userid and roster_gaps.may_see_accounts(gap.unit)
    return {
        "unit": {"code": gap.unit.code, "title": gap.unit.title},
        "name": gap.name or None,
        "userid": gap.userid if seen else None,
        "until": gap.day.isoformat() if gap.day else None,
        "count": gap.count or None,
        "joint_party_branch": gap.branch or None,
    }
