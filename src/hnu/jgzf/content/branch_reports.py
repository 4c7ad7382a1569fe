"""What a party branch has reported (R28): its latest report, until the next one takes its place.

One BTree at the center, by the branch's name; an underscore attribute, as ``content.evaluators``.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from hnu.jgzf.content import clock
from persistent import Persistent
import secrets


ATTRIBUTE = "_branch_reports"

PENDING = "pending"
ACCEPTED = "accepted"
DECLINED = "declined"
STATES = (PENDING, ACCEPTED, DECLINED)


class Report(Persistent):
    """``rows``: by the unit's code the administrators that it shall have, those who have left
    aside. ``before``: by the same codes what the unit was when the report was made, to be compared.
    Both hold plain values only.

    ``made`` and ``decided`` are aware datetimes. ``userid`` and ``name`` are the secretary's.
    """

    state = PENDING
    reason = ""
    decided = None

    def __init__(self, branch, userid, name, rows, before):
        self.id = secrets.token_hex(8)
        self.branch = branch
        self.userid = userid
        self.name = name
        self.rows = rows
        self.before = before
        self.made = clock.now()

    def decide(self, state, reason=""):
        self.state = state
        self.reason = reason
        self.decided = clock.now()


def prepare(center):
    """Make the tree when the center is made."""
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, OOBTree())


def put(center, report):
    """Keep a report in place of the branch's last one."""
    prepare(center)
    getattr(aq_base(center), ATTRIBUTE)[report.branch] = report


def latest(center, branch):
    """The :class:`Report` of the branch of that name, whatever became of it; or None."""
    return _reports(center).get(branch)


def all_reports(center):
    """Every branch's latest report, in the order of the branches' names."""
    return list(_reports(center).values())


def _reports(center):
    return getattr(aq_base(center), ATTRIBUTE, None) or {}
