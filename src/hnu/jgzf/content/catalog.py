"""The catalog of evaluations: the only index in which a case stands.

Read through ``domain.listings`` alone; Manager is the only role that may query it by URL. No text
index, nothing about the evaluator, and nothing that depends on who may see what.
"""

from AccessControl.Permissions import search_zcatalog
from hnu.jgzf import config
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.ZCatalog.ZCatalog import ZCatalog
from zope.component.hooks import getSite


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
        # Integer milliseconds: a DateIndex resolves minutes. Negative, so that the index is
        # walked forwards, lazily, from the newest case on.
        self.newest_first = -int(case.received.timestamp() * 1000)
        self.received = case.received.date()
        self.rounds = len(rounds)
        self.answered = last.answered.date() if last is not None else None
        self.answer_due = last.due if last is not None else None
        self.rated = last.rated.date() if last is not None and last.rated else None


INDEXES = (
    "number",
    "unit",
    "target",
    "staff_member",
    "category",
    "description",
    "state",
    "satisfaction",
    "pending",
    "due",
    "newest_first",
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
    "topic",
    "state",
    "satisfaction",
    "pending",
    "due",
    "newest_first",
    "received",
    "rounds",
    "answered",
    "answer_due",
    "rated",
)


class EvaluationCatalog(ZCatalog):
    """Indexes of one value a case, no text index: text indexes bring write conflicts."""

    id = config.CATALOG_ID
    meta_type = "hnu.jgzf evaluation catalog"
    title = "Evaluations (hnu.jgzf)"

    def __init__(self):
        super().__init__(config.CATALOG_ID)
        for name in INDEXES:
            self.addIndex(name, FieldIndex(name))
        for name in COLUMNS:
            self.addColumn(name)
        # By default Anonymous may query a ZCatalog by URL.
        self.manage_permission(search_zcatalog, ("Manager",), 0)

    def catalog_object(self, obj, uid=None, idxs=None, update_metadata=1, pghandler=None):
        """Index a case, always all of it."""
        path = "/".join(obj.getPhysicalPath())
        super().catalog_object(Entry(obj), path)

    def index(self, name):
        return self._catalog.getIndex(name)


def get_catalog():
    """The site's catalog of evaluations, or None where the add-on is not installed."""
    site = getSite()
    return getattr(site, config.CATALOG_ID, None) if site is not None else None
