"""What units have summed up for their heads (R20): records that are only added to.

One BTree at the center, by the unit's code and the record's number; an underscore attribute, as
``content.evaluators``. A record has figures and what its writer proposes, and of the evaluations
neither topics nor texts: what is redacted or hidden later stands nowhere else.
"""

from Acquisition import aq_base
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from typing import NamedTuple


ATTRIBUTE = "_unit_summaries"


class Record(NamedTuple):
    """``first`` and ``last``: the period (``date``), both included. ``figures``: plain numbers, as
    ``domain.unit_summary`` found them then. ``userid`` and ``name`` are the writer's, who saved it
    on ``day``.
    """

    number: int
    unit_title: str
    first: object
    last: object
    figures: dict
    proposals: str
    userid: str
    name: str
    day: object


def prepare(center):
    """Make the tree when the center is made."""
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, OOBTree())


def add(center, code, **values):
    """Keep a record of the unit, with the next number; returns the :class:`Record`."""
    prepare(center)
    tree = getattr(aq_base(center), ATTRIBUTE)
    if code not in tree:
        tree[code] = IOBTree()
    number = tree[code].maxKey() + 1 if tree[code] else 1
    record = Record(number=number, **values)
    tree[code][number] = record
    return record


def records(center, code):
    """Every :class:`Record` of the unit, newest first."""
    found = (getattr(aq_base(center), ATTRIBUTE, None) or {}).get(code) or {}
    return sorted(found.values(), key=lambda record: -record.number)
