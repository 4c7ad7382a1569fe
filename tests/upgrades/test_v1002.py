"""Trees of sites that were made before those who write in one moment were kept apart."""

from BTrees.IIBTree import IITreeSet
from BTrees.LOBTree import LOBTree
from hnu.jgzf.content import outbox
from hnu.jgzf.content.catalog import RecordSet
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import roster
from hnu.jgzf.upgrades import v1002
from plone import api
from tests import factories


def test_old_trees_become_new_ones_that_hold_the_same(case):
    factories.submit("student")
    box = outbox.get_outbox(roster.get_center())
    facts = box.all_facts()
    box.facts = LOBTree({key: fact for key, fact in box.facts.items() if fact is not None})
    index = get_catalog().index("unit")
    records = list(index._index["jwc"])
    index._index["jwc"] = IITreeSet(records)
    v1002.upgrade(api.portal.get_tool("portal_setup"))
    assert isinstance(box.facts, outbox.FactTree)
    assert box.all_facts() == facts
    assert len(facts) == 2
    assert isinstance(index._index["jwc"], RecordSet)
    assert list(index._index["jwc"]) == records
    assert catalog_upkeep.check() == []


def test_new_trees_stay_what_they_are(case):
    box = outbox.get_outbox(roster.get_center())
    index = get_catalog().index("unit")
    trees = box.facts, index._index["jwc"]
    v1002.upgrade(api.portal.get_tool("portal_setup"))
    assert (box.facts, index._index["jwc"]) == trees
    assert index._index["jwc"] is trees[1]
