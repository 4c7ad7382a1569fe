"""Reading all content one piece after the other, in bounded memory.

Units' trees are read and not their indexes by type, which are among what is checked.
"""

from Acquisition import aq_base
from hnu.jgzf.content.evaluation import Evaluation
from hnu.jgzf.content.staff_member import StaffMember
from hnu.jgzf.content.supervision_order import SupervisionOrder


# So many objects are looked at before the connection forgets what it has read.
EVERY = 500


def units(center):
    """Every unit, in no particular order."""
    for code in list(aq_base(center)._tree):
        yield center[code]


def cases(center):
    """Every case below its unit; what was read is forgotten on the way."""
    yield from _items(center, Evaluation)


def people(center):
    """Every person below her unit."""
    yield from _items(center, StaffMember)


def orders(center):
    """Every supervision order below its unit."""
    yield from _items(center, SupervisionOrder)


def _items(center, kind):
    read = 0
    for unit in units(center):
        tree = aq_base(unit)._tree
        for name in list(tree):
            # The class is known before the object is read.
            if issubclass(type(aq_base(tree[name])), kind):
                yield unit[name]
                read += 1
                if read % EVERY == 0:
                    forget(center)


def forget(center):
    """Give back the memory of what was read; what was changed stays."""
    connection = center._p_jar
    if connection is not None:
        connection.cacheMinimize()
