"""The way from a person to her cases, behind 个人中心: one BTree at the center.

An underscore attribute: neither URL, WebDAV, XML-RPC nor restricted code reach it.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet


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


def remember(center, userid, number):
    """Enter the case ``number`` for ``userid``."""
    tree = _tree(center)
    if userid not in tree:
        tree[userid] = OOTreeSet()
    tree[userid].insert(number)


def numbers_of(center, userid):
    """Case numbers of ``userid``, a list without meaning in its order."""
    tree = getattr(aq_base(center), ATTRIBUTE, None)
    return list(tree.get(userid, ())) if tree is not None else []
