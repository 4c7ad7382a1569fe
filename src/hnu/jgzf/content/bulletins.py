"""通报: the bulletins of a center, drafts and those that were issued.

One BTree at the center by id, an underscore attribute as ``content.outbox``. A bulletin knows
figures, texts and days; nothing in it is about an evaluator. Two who issue at the same time write
the same id, so one of them is tried again and gets the next number.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from ZODB.blob import Blob
import secrets


ATTRIBUTE = "_bulletins"
DRAFT = "draft-"


class Bulletin(Persistent):
    """``id``: ``2026-3``, or ``draft-…`` before it is issued.

    ``parameters``: pairs that ask the page of statistics for the same selection. ``figures``: what
    was counted, as plain data (``domain.bulletins.snapshot``). ``texts``: a dict by the names in
    ``domain.bulletins.texts.NAMES``. ``made_on`` and ``issued_on`` are dates, ``made_by`` and
    ``issued_by`` names as they were. ``head``: serial number and seal of the supervisors' log at
    the time of issue, or None. ``blocks``: the document as it was issued (``composing``), of which
    ``blob`` holds the Word file.
    """

    year = None
    number = None
    issued_on = None
    issued_by = ""
    head = None
    blocks = ()
    blob = None

    def __init__(self, parameters, figures, texts, made_on, made_by):
        self.id = f"{DRAFT}{secrets.token_hex(4)}"
        self.parameters = tuple(parameters)
        self.figures = figures
        self.texts = dict(texts)
        self.made_on = made_on
        self.made_by = made_by

    @property
    def is_issued(self):
        return self.issued_on is not None

    @property
    def file(self):
        """The bytes of the Word file; only of what was issued."""
        with self.blob.open("r") as source:
            return source.read()

    @file.setter
    def file(self, data):
        self.blob = Blob()
        with self.blob.open("w") as target:
            target.write(data)


def prepare(center):
    """The tree, made where there is none."""
    if getattr(aq_base(center), ATTRIBUTE, None) is None:
        setattr(center, ATTRIBUTE, OOBTree())
    return getattr(aq_base(center), ATTRIBUTE)


def get_all(center):
    """Every :class:`Bulletin`, in no particular order."""
    return list(_tree(center).values())


def get(center, name):
    """The :class:`Bulletin` of that id, or None."""
    return _tree(center).get(name)


def add(center, bulletin):
    prepare(center)[bulletin.id] = bulletin


def remove(center, bulletin):
    del _tree(center)[bulletin.id]


def _tree(center):
    return getattr(aq_base(center), ATTRIBUTE, None) or {}
