"""All cases as columns of numbers, kept in memory beside the catalog and never stored.

The catalog's records lie in small buckets of a BTree, each a database record with a serial number
of its own. What was read of a bucket stays true until its serial changes, so a look at the serials
says which few dozen cases have to be read again. A figure is never older than the transaction that
asks for it, no submission waits for a counter, and nothing can be wrong after a crash. The first
look of a thread reads all records once.
"""

from collections import OrderedDict
from hnu.jgzf.content.figures import Figures
from hnu.jgzf.content.site_catalog import get_catalog
from operator import attrgetter
from typing import NamedTuple
import numpy


# Kept on the catalog, by each connection of the database for itself; gone with its cache
ATTRIBUTE = "_v_statistics"

# Columns of the catalog's that hold names; a person's is her unit's code and her number.
NAMES = ("unit", "staff_member", "category", "description", "state", "held_by")
NUMBERS = ("received", *(name for name in Figures._fields if name not in NAMES))
COLUMNS = (*NAMES, *NUMBERS)

# Thousands of pieces are asked for these.
_CHANGED = attrgetter("_p_changed")
_SERIAL = attrgetter("_p_serial")


class Node(NamedTuple):
    """A piece of the tree of records as it was when it was read; ``rids`` of a bucket's cases."""

    piece: object
    serial: bytes
    rids: tuple


class Table:
    """Columns by name: arrays of int32 with one place for each case, in no particular order.

    Names stand in them as numbers, see :meth:`code`. A place that no case has any more has 0 in
    ``received`` and must be left out by whoever selects. ``version`` changes with any change.
    ``kept`` is for what was counted, and empty after each change.
    """

    def __init__(self):
        self.version = 0
        self.kept = OrderedDict()
        # By code; the empty name is 0.
        self.names = [""]
        self.codes = {"": 0}
        self.rids = numpy.zeros(64, dtype=numpy.int32)
        self.columns = {name: numpy.zeros(64, dtype=numpy.int32) for name in COLUMNS}
        self._places = {}
        self._free = []
        self._nodes = []
        self._serials = []
        self._pieces = []
        self._snapshot = None

    def __getitem__(self, name):
        return self.columns[name][: self._used]

    @property
    def _used(self):
        return len(self._places) + len(self._free)

    def code(self, name):
        """The number that stands for ``name`` in the columns; -1 where no case has it."""
        return self.codes.get(name, -1)

    def rids_of(self, mask):
        """Record ids of the cases in ``mask``, an array in no particular order."""
        return self.rids[: self._used][mask]

    def row(self, rid):
        """What stands in the columns for the case of that record id: a dict, or None."""
        place = self._places.get(rid)
        if place is None:
            return None
        values = {name: int(column[place]) for name, column in self.columns.items()}
        return values | {name: self.names[values[name]] for name in NAMES}

    def count(self):
        """How many cases there are in it."""
        return len(self._places)

    def update(self, catalog):
        """Read again what has changed since the last time."""
        tree = catalog._catalog.data
        snapshot = _snapshot(tree)
        if self._is_of(tree) and (
            (snapshot is not None and snapshot == self._snapshot) or self._is_unchanged()
        ):
            self._snapshot = snapshot
            return
        self._snapshot = snapshot
        known = {id(node.piece): node for node in self._nodes}
        nodes, gone, records = [], set(), {}
        for piece, is_bucket in _pieces(tree):
            piece._p_activate()
            node = known.pop(id(piece), None)
            if node is None or node.serial != piece._p_serial:
                if node is not None:
                    gone.update(node.rids)
                found = dict(piece.items()) if is_bucket else {}
                records.update(found)
                node = Node(piece, piece._p_serial, tuple(found))
            nodes.append(node)
        for node in known.values():
            gone.update(node.rids)
        self._nodes = nodes
        self._serials = [node.serial for node in nodes]
        self._pieces = [node.piece for node in nodes]
        self._forget(gone - set(records))
        self._store(records, catalog._catalog.schema)
        self.version += 1
        self.kept.clear()

    def _is_unchanged(self):
        """Whether each piece is what it was.

        What was given back, or changed by somebody else, still has its old serial: it is a ghost
        until it is loaded.
        """
        return (
            None not in map(_CHANGED, self._pieces)
            and list(map(_SERIAL, self._pieces)) == self._serials
        )

    def _is_of(self, tree):
        """Whether it was this tree that was read: a rebuild makes another one."""
        return bool(self._nodes) and self._nodes[0].piece is tree

    def _forget(self, rids):
        for rid in rids:
            place = self._places.pop(rid)
            self.columns["received"][place] = 0
            self._free.append(place)

    def _store(self, records, schema):
        if not records:
            return
        places = [self._place(rid) for rid in records]
        rows = list(records.values())
        figures = list(zip(*(row[schema["figures"]] for row in rows), strict=True))
        values = dict(zip(Figures._fields, figures, strict=True))
        for name in ("unit", "category", "description", "state"):
            values[name] = [row[schema[name]] for row in rows]
        values["staff_member"] = [
            person_key(row[schema["unit"]], row[schema["staff_member"]]) for row in rows
        ]
        values["received"] = [row[schema["received"]].toordinal() for row in rows]
        for name in NAMES:
            values[name] = [self._code(value) for value in values[name]]
        self.rids[places] = list(records)
        for name in COLUMNS:
            self.columns[name][places] = values[name]

    def _place(self, rid):
        place = self._places.get(rid)
        if place is None:
            place = self._free.pop() if self._free else len(self._places)
            self._places[rid] = place
            if place >= len(self.rids):
                self._grow()
        return place

    def _grow(self):
        for name, column in self.columns.items():
            self.columns[name] = numpy.concatenate([column, numpy.zeros_like(column)])
        self.rids = numpy.concatenate([self.rids, numpy.zeros_like(self.rids)])

    def _code(self, name):
        code = self.codes.get(name)
        if code is None:
            code = self.codes[name] = len(self.names)
            self.names.append(name)
        return code


def _snapshot(tree):
    """Which state of the database the connection sees, where its storage tells; else None.

    It stays the same until somebody commits something: then no piece has to be looked at.
    """
    return getattr(getattr(tree._p_jar, "_storage", None), "_start", None)


def person_key(unit, employee_number):
    """What stands for a person in the column ``staff_member``; empty where there is none."""
    return f"{unit}/{employee_number}" if employee_number else ""


def current():
    """The :class:`Table` of the site's cases as the current transaction sees them."""
    catalog = get_catalog()
    if catalog.is_being_changed():
        # What this transaction wrote has no serial yet.
        table = Table()
        table.update(catalog)
        return table
    table = getattr(catalog, ATTRIBUTE, None)
    if table is None:
        table = Table()
        setattr(catalog, ATTRIBUTE, table)
    table.update(catalog)
    return table


def _pieces(node):
    """Every node below ``node`` and itself, as (object, whether it is a bucket)."""
    state = node.__getstate__()
    if state is None or len(state) == 1:
        # Few records: they lie in the node itself.
        yield node, True
        return
    yield node, False
    for child in state[0][::2]:
        if type(child) is type(node):
            yield from _pieces(child)
        else:
            yield child, True
