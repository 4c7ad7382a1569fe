"""Who speaks for a party branch (R28): user ids by the branch's name, kept at the center.

An underscore attribute, as ``content.evaluators``: no URL, WebDAV, XML-RPC or restricted code
reaches it. Which units a branch has is said by the units alone.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree


ATTRIBUTE = "_party_branches"


def prepare(center):
    """Make the table when the center is made."""
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, OOBTree())


def secretaries(center):
    """User ids (a tuple) by the name of the branch: a dict; branches without any are missing."""
    return dict(getattr(aq_base(center), ATTRIBUTE, None) or {})


def set_secretaries(center, branch, userids):
    """From now on these accounts speak for ``branch``; none of them: nobody does."""
    prepare(center)
    table = getattr(aq_base(center), ATTRIBUTE)
    if userids:
        table[branch] = tuple(userids)
    else:
        table.pop(branch, None)
