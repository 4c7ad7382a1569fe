"""The catalog of evaluations: the only index in which a case stands.

Read through ``domain.listings`` alone; Manager is the only role that may query it by URL. No text
index, nothing about the evaluator, and nothing that depends on who may see what.
"""

from AccessControl.Permissions import search_zcatalog
from BTrees.IIBTree import IITreeSet
from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from hnu.jgzf import config
from hnu.jgzf.content.figures import figures_of
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.ZCatalog.Catalog import Catalog
from Products.ZCatalog.ZCatalog import ZCatalog
from zope.component.hooks import getSite
import transaction


class Entry:
    """What the catalog keeps of a case: its indexes and columns are attributes of this."""

    def __init__(self, case):
        rounds = case.rounds
        last = rounds[-1] if rounds else None
        self.number = case.getId()
        self.unit = case.__parent__.getId()
        self.unit_title = case.unit_title
        self.target = config.TARGET_STAFF if case.staff_member else config.TARGET_UNIT
        self.staff_member = case.staff_member
        self.staff_member_title = case.staff_member_title
        self.category = case.category
        self.category_title = case.category_title
        self.description = case.description_token
        self.topic = case.topic
        self.state = case.state
        self.satisfaction = case.satisfaction
        self.pending = case.pending
        self.due = case.due.toordinal()
        self.provisional = case.provisional
        if case.provisional:
            # In the index of that name stand only these, which are few or none.
            self.unsettled = True
        self.hidden = case.hidden
        if case.hidden:
            # Likewise
            self.concealed = True
        self.received = case.received.date()
        # Days are indexed, for an index of moments would have a set for each case, a database
        # record each, and all who submit would be in each other's way at its end. Negative, so
        # that the index is walked forwards, from the newest day on.
        self.newest_day = -self.received.toordinal()
        # The order within a day, in whole milliseconds
        self.newest_first = -int(case.received.timestamp() * 1000)
        self.rounds = len(rounds)
        self.answered = last.answered.date() if last is not None else None
        self.answer_due = last.due if last is not None else None
        self.rated = last.rated.date() if last is not None and last.rated else None
        # When the matter was promised to be taken up again
        self.planned = last.planned if last is not None and not case.pending else None
        # Plain, for a class in every record would take as much space again.
        self.figures = tuple(figures_of(case))


INDEXES = (
    "unit",
    "target",
    "staff_member",
    "category",
    "description",
    "state",
    "satisfaction",
    "pending",
    "newest_day",
    "unsettled",
    "concealed",
)
COLUMNS = (
    "number",
    "unit",
    "unit_title",
    "target",
    "staff_member",
    "staff_member_title",
    "category",
    "category_title",
    "description",
    "topic",
    "state",
    "satisfaction",
    "pending",
    "due",
    "provisional",
    "hidden",
    "newest_first",
    "received",
    "rounds",
    "answered",
    "answer_due",
    "rated",
    "planned",
    "figures",
)


class RecordTree(IOBTree):
    """By record id, with small inner nodes.

    Who fills a bucket writes the node above it, and whoever entered a case below that node in the
    same moment has to do it again. Stock trees have one such node for ten thousand cases.
    """

    max_internal_size = 8


class NumberTree(OIBTree):
    """By case number; small inner nodes as in :class:`RecordTree`."""

    max_internal_size = 8


class RecordSet(IITreeSet):
    """Record ids with the same value; small inner nodes as in :class:`RecordTree`."""

    max_internal_size = 8


class Cases(Catalog):
    def clear(self):
        super().clear()
        self.data, self.paths, self.uids = RecordTree(), RecordTree(), NumberTree()


class Index(FieldIndex):
    def clear(self):
        super().clear()
        self._unindex = RecordTree()

    def insertForwardIndexEntry(self, entry, documentId):
        if entry not in self._index:
            self._index[entry] = RecordSet()
            self._length.change(1)
        super().insertForwardIndexEntry(entry, documentId)

    def renew(self):
        """Make sets that are older than :class:`RecordSet` into such."""
        for entry, records in list(self._index.items()):
            if not isinstance(records, RecordSet):
                self._index[entry] = RecordSet(records)


class EvaluationCatalog(ZCatalog):
    """Cases by number. Indexes of one value each, no text: text indexes bring write conflicts."""

    id = config.CATALOG_ID
    meta_type = "hnu.jgzf evaluation catalog"
    title = "Evaluations (hnu.jgzf)"

    def __init__(self):
        super().__init__(config.CATALOG_ID)
        self._catalog = Cases()
        for name in INDEXES:
            self.addIndex(name, Index(name))
        for name in COLUMNS:
            self.addColumn(name)
        # By default Anonymous may query a ZCatalog by URL.
        self.manage_permission(search_zcatalog, ("Manager",), 0)

    # The transaction in which something was written here last
    _v_changed_in = None

    def is_being_changed(self):
        """Whether the current transaction has written here."""
        return self._v_changed_in is transaction.get()

    def uncatalog_object(self, uid):
        self._v_changed_in = transaction.get()
        super().uncatalog_object(uid)

    def catalog_object(self, obj, uid=None, idxs=None, update_metadata=1, pghandler=None):
        """Index a case, always all of it."""
        self._v_changed_in = transaction.get()
        super().catalog_object(Entry(obj), obj.getId())

    def resolve_path(self, path):
        """The case of a number, or None: how the ZMI indexes anew."""
        center = getSite()[config.CENTER_ID]
        return next((unit[path] for unit in center.objectValues() if path in unit), None)

    def index(self, name):
        return self._catalog.getIndex(name)
