"""What somebody finds in 个人中心 or 评价管理 until she has read it: one BTree at the center.

An underscore attribute, as ``content.evaluators``, and as confidential: a person's entry tells
which cases she has to do with.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from typing import NamedTuple
import secrets


ATTRIBUTE = "_notices"

# More than this nobody reads: the oldest give way.
MOST = 200


class Notice(NamedTuple):
    """``role`` is the reader's in the matter, one of ``config.RECIPIENTS``.

    ``at`` is an aware datetime, ``due`` a ``date``; see ``content.outbox.Fact``.
    """

    id: str
    kind: str
    role: str
    unit: str
    number: str
    at: object
    due: object
    days: int

    @classmethod
    def of(cls, fact, role):
        """What ``role`` reads of a fact; its id tells nothing, not even when."""
        return cls(
            secrets.token_hex(8),
            fact.kind,
            role,
            fact.unit,
            fact.number,
            fact.at,
            fact.due,
            fact.days,
        )


def prepare(center):
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, OOBTree())


def add(center, userid, notice):
    """Give ``userid`` something to read."""
    tree = getattr(aq_base(center), ATTRIBUTE)
    if userid not in tree:
        tree[userid] = PersistentMapping()
    entry = tree[userid]
    entry[notice.id] = notice
    for old in sorted(entry.values(), key=_moment)[:-MOST]:
        del entry[old.id]


def unread(center, userid):
    """Notices of ``userid``, newest first."""
    tree = getattr(aq_base(center), ATTRIBUTE, None)
    entry = tree.get(userid, {}) if tree is not None else {}
    return sorted(entry.values(), key=_moment, reverse=True)


def forget(center, userid, ids):
    """What ``userid`` has read is gone; ids that are not hers are no error."""
    entry = getattr(aq_base(center), ATTRIBUTE).get(userid, {})
    for key in set(ids) & set(entry):
        del entry[key]


def forget_case(center, userid, number, role):
    """Remove what ``userid`` has not read of the case ``number`` in ``role``.

    Without any notice left nothing tells that she ever had one.
    """
    tree = getattr(aq_base(center), ATTRIBUTE, None)
    entry = tree.get(userid) if tree is not None else None
    if entry is None:
        return
    forget(
        center,
        userid,
        [each.id for each in entry.values() if (each.number, each.role) == (number, role)],
    )
    if not entry:
        # Written as well, so that a notice that is added meanwhile conflicts.
        entry._p_changed = True
        del tree[userid]


def _moment(notice):
    return notice.at
