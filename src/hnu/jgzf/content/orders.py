"""Where the supervision orders are: one BTree at the center, by year and serial number.

An underscore attribute, as ``content.evaluators``. It is the counter as well: two orders that are
issued at the same time conflict, and the one that is tried again gets the next number.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from typing import NamedTuple


ATTRIBUTE = "_orders"


class Entry(NamedTuple):
    """``id``: of the order; ``unit``: the code; ``cases``: the numbers it is about, a tuple."""

    id: str
    unit: str
    cases: tuple


def prepare(center):
    """Make the tree when the center is made."""
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, OOBTree())


def draw(center, year, unit, cases):
    """Enter a new order of ``unit`` about ``cases``, under the next number of ``year``.

    :return: its :class:`Entry`.
    """
    prepare(center)
    tree = getattr(aq_base(center), ATTRIBUTE)
    # Serials begin with 1.
    earlier = tree.keys((year, 0), (year + 1, 0), excludemax=True)
    serial = earlier[-1][1] + 1 if earlier else 1
    entry = Entry(f"order-{year}-{serial}", unit, tuple(cases))
    tree[(year, serial)] = entry
    return entry


def entries(center):
    """Every :class:`Entry`, newest first, a list."""
    return list(reversed(_tree(center).values()))


def _tree(center):
    return getattr(aq_base(center), ATTRIBUTE, None) or OOBTree()
