from AccessControl.Permissions import search_zcatalog
from Acquisition import aq_base
from BTrees.IIBTree import IITreeSet
from hnu.jgzf import config
from hnu.jgzf.content.catalog import COLUMNS
from hnu.jgzf.content.catalog import Entry
from hnu.jgzf.content.catalog import INDEXES
from hnu.jgzf.content.catalog import RecordSet
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from plone import api
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from tests import factories
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.intid.interfaces import IIntIds
import pytest
import transaction


def catalogued_cases():
    """Paths of cases and answers in portal_catalog."""
    catalog = api.portal.get_tool("portal_catalog")
    catalog.unrestrictedSearchResults()  # which works the queue off
    types = {config.EVALUATION_TYPE, config.FEEDBACK_TYPE}
    return [brain.getPath() for brain in catalog.getAllBrains() if brain.portal_type in types]


def test_cases_and_answers_are_never_in_portal_catalog(university, portal):
    case = factories.bring_to(factories.submit("teacher"), config.CLOSED)
    unit = case.__parent__
    catalog = portal.portal_catalog
    for change in (
        case.reindexObject,
        case["1"].reindexObject,
        case.indexObject,
        case["1"].indexObject,
        case.reindexObjectSecurity,
        unit.reindexObjectSecurity,
        unit.reindexObject,
        portal.reindexObjectSecurity,
        catalog.refreshCatalog,
        catalog.clearFindAndRebuild,
    ):
        change()
        assert catalogued_cases() == []
    assert catalog.unrestrictedSearchResults(portal_type=config.UNIT_TYPE), "units are"
    assert catalog_upkeep.check() == []


def test_cases_and_answers_are_in_no_intid_catalog(case):
    factories.answer(case)
    intids = getUtility(IIntIds)
    assert intids.queryId(case) is None
    assert intids.queryId(case["1"]) is None


def test_every_index_is_a_field_index_and_none_is_about_people_or_texts(university):
    catalog = get_catalog()
    assert set(catalog.indexes()) == set(INDEXES)
    assert set(catalog.schema()) == set(COLUMNS)
    assert all(isinstance(aq_base(catalog.index(name)), FieldIndex) for name in INDEXES)
    for name in (*INDEXES, *COLUMNS):
        assert not {"evaluator", "author", "creator", "owner", "user", "content"} & {
            *name.lower().split("_")
        }


def test_no_entry_tells_who_wrote_the_case_or_when_to_other_than_its_order(case):
    factories.answer(case)
    factories.rate(case, "satisfied")
    values = vars(Entry(case))
    assert "teacher" not in repr(values)
    assert {*INDEXES, *COLUMNS} - {"unsettled", "concealed"} == set(values)
    for name in ("received", "answered", "rated", "answer_due"):
        assert type(values[name]).__name__ == "date"


def test_only_a_provisional_deadline_has_an_entry_in_the_index_of_those(case):
    index = get_catalog().index("unsettled")
    assert (len(index._index), len(index._unindex)) == (0, 0)
    case.estimated_from = (case.received.date(), 5)
    case.reindexObject()
    assert [brain.number for brain in listings.provisional()] == [case.getId()]
    assert catalog_upkeep.check() == []
    del case.estimated_from
    case.reindexObject()
    assert listings.provisional() == []
    assert (len(index._index), len(index._unindex)) == (0, 0)


def test_only_managers_may_search_it(university):
    catalog = get_catalog()
    for userid in ("teacher", "supervisor", "webmaster", "reviewer", "editor", None):
        with factories.acting_as(userid):
            assert not api.user.has_permission(search_zcatalog, obj=catalog)
    with factories.acting_as("admin"):
        assert api.user.has_permission(search_zcatalog, obj=catalog)


def test_a_case_is_indexed_as_a_whole_or_not_at_all(case):
    case.topic = "另一个主题"
    case.reindexObject(idxs=["Title", "review_state", "topic"])
    assert listings.find(case.getId()).topic != "另一个主题"
    case.reindexObject()
    assert listings.find(case.getId()).topic == "另一个主题"
    assert len(get_catalog()) == 1


def test_what_is_rolled_back_leaves_no_row(university):
    savepoint = transaction.savepoint()
    number = factories.submit("teacher").getId()
    savepoint.rollback()
    assert listings.find(number) is None
    assert listings.of_evaluator("teacher") == []
    assert catalog_upkeep.check() == []


def test_an_unindexed_case_is_gone_and_comes_back(case):
    case.unindexObject()
    assert listings.wall().total == 0
    case.indexObject()
    assert listings.wall().total == 1
    assert catalog_upkeep.check() == []


def test_there_is_no_catalog_outside_of_a_site_or_without_the_add_on(case, portal):
    portal._delObject(config.CATALOG_ID)
    assert get_catalog() is None
    case.unindexObject()
    assert listings.count_of_unit("jwc") == 0
    assert listings.used_descriptions("unit") == {}
    setSite(None)
    try:
        assert get_catalog() is None
    finally:
        setSite(portal)


def test_times_are_whole_milliseconds_and_days_whole_days(case):
    entry = Entry(case)
    assert isinstance(entry.newest_first, int)
    assert isinstance(entry.due, int)
    assert entry.newest_first == -int(case.received.timestamp() * 1000)
    assert entry.newest_day == -case.received.date().toordinal()


@pytest.mark.parametrize("clear", [0, 1])
def test_zopes_own_refresh_finds_every_case(case, clear):
    other = factories.submit("student", unit="hqc")
    case.topic = "另一个主题"
    get_catalog().refreshCatalog(clear=clear)
    assert listings.find(case.getId()).topic == "另一个主题"
    assert listings.find(other.getId()) is not None
    assert catalog_upkeep.check() == []


def test_a_unit_that_is_renamed_keeps_the_words_of_its_cases(case):
    unit = roster.get_unit("jwc")
    unit.title = "教务部"
    unit.reindexObject()
    assert listings.find(case.getId()).unit_title == "教务处"
    assert catalog_upkeep.check() == []


@pytest.mark.parametrize(("kind", "conflicts"), [(RecordSet, 0), (IITreeSet, 1)])
def test_who_fills_a_bucket_of_a_value_is_in_nobodys_way(kind, conflicts):
    """Each connection has a run of record ids of its own; stock sets are the control."""
    database = DB(DemoStorage())
    first, second = 0, 1_000_000
    with database.transaction() as connection:
        connection.root()["set"] = kind([*range(first, first + 600), *range(second, second + 600)])
    met = 0
    managers = []
    for run, number in ((first, 200), (second, 1)):
        manager = transaction.TransactionManager()
        found = database.open(manager).root()["set"]
        found.update(range(run + 600, run + 600 + number))
        managers.append(manager)
    for manager in managers:
        try:
            manager.commit()
        except ConflictError:
            met += 1
    assert met == conflicts


def test_the_sets_of_an_index_are_such(case):
    index = get_catalog().index("state")
    assert {type(found) for found in index._index.values()} == {RecordSet}
    assert len(index) == 1
