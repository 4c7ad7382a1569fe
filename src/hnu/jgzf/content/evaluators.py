"""The way from a person to her cases, behind 个人中心: one BTree at the center.

An underscore attribute: neither URL, WebDAV, XML-RPC nor restricted code reach it. What is kept for
one person is one small object: two requests of the same person that enter a case conflict, and the
one that is tried again finds what the other did.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping


ATTRIBUTE = "_evaluators"


def _tree(center):
    tree = getattr(aq_base(center), ATTRIBUTE, None)
    if tree is None:
        tree = OOBTree()
        setattr(center, ATTRIBUTE, tree)
    return tree


def prepare(center):
    """Make the tree when the center is made, so that the first submissions do not compete."""
    _tree(center)


def remember(center, userid, number, receipt=""):
    """Enter the case ``number`` for ``userid``; ``receipt`` tells a repeated request."""
    tree = _tree(center)
    if userid not in tree:
        tree[userid] = PersistentMapping()
    tree[userid][number] = receipt


def forget(center, userid, number):
    """Let nothing lead from ``userid`` to the case ``number``; what is not there is no error.

    The mapping is written before it goes, so that who enters another case of hers meanwhile
    conflicts.
    """
    entry = _entry(center, userid)
    if number in entry:
        del entry[number]
        if not entry:
            del _tree(center)[userid]


def numbers_of(center, userid):
    """Case numbers of ``userid``, a list without meaning in its order."""
    return list(_entry(center, userid))


def number_with(center, userid, receipt):
    """The number of the case that ``userid`` submitted with ``receipt``, or None."""
    for number, known in _entry(center, userid).items():
        if known == receipt:
            return number
    return None


def _entry(center, userid):
    tree = getattr(aq_base(center), ATTRIBUTE, None)
    return tree.get(userid, {}) if tree is not None else {}
