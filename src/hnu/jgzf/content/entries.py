"""What supervisors entered for people without an account: so that a form sent twice is one case.

One BTree at the center, an underscore attribute as ``content.evaluators``, and as confidential: it
tells which cases are an outsider's.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree


ATTRIBUTE = "_entries"


def prepare(center):
    """Make the tree when the center is made."""
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, OOBTree())


def remember(center, fingerprint, number):
    """Enter that what has this fingerprint became the case ``number``."""
    prepare(center)
    getattr(aq_base(center), ATTRIBUTE)[fingerprint] = number


def forget(center, numbers):
    """Forget which forms became the cases of these ``numbers``."""
    tree = getattr(aq_base(center), ATTRIBUTE, None)
    for mark in [mark for mark, number in (tree or {}).items() if number in numbers]:
        del tree[mark]


def number_with(center, fingerprint):
    """The number of the case that was entered with ``fingerprint``, or None."""
    tree = getattr(aq_base(center), ATTRIBUTE, None)
    return tree.get(fingerprint) if tree is not None else None
