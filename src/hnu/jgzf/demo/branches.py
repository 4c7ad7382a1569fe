"""A party branch whose secretary has reported a new deputy: it waits for the supervisor."""

from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import party_branches as branches
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.branch_reports import reporting
from plone import api


SECRETARY = "secretary"
UNIT = "tsg"
# Of the unit and of the one that is attached to it (R30)
DEPUTY = {
    "userid": SECRETARY,
    "name": "闻笛",
    "mobile": "13900000015",
    "qq": "800000015",
    "deputy": True,
}


def add_report():
    """Make ``SECRETARY`` the one of the branch of ``UNIT``, and let her report."""
    name = roster.get_unit(UNIT).party_branch
    party_branches.set_secretaries(roster.get_center(), name, (SECRETARY,))
    with api.env.adopt_user(username=SECRETARY):
        rows = reporting.proposed(branches.own(name), None)
        reporting.submit(name, {code: [*found, DEPUTY] for code, found in rows.items()})
