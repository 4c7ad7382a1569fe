from BTrees.IIBTree import IITreeSet
from hnu.jgzf import config
from hnu.jgzf.content.catalog import COLUMNS
from hnu.jgzf.content.catalog import INDEXES
from hnu.jgzf.content.hiding import Hiding
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import listings
from tests import factories
import pytest


@pytest.fixture
def cases(university):
    """Cases in every state, of two units and of a person."""
    made = [factories.bring_to(factories.submit("teacher"), state) for state in config.STATES]
    made.append(factories.submit("student", unit="hqc"))
    person = factories.submit("student", staff_member="20090417")
    made.append(factories.bring_to(person, config.RATED, level="dissatisfied", by="student"))
    return made


def rid_of(case):
    return get_catalog()._catalog.uids[case.getId()]


def lists():
    """What the catalog is there for, without the rows' own numbers."""
    return (
        [brain.number for brain in listings.wall(size=100)],
        {name: sorted(b.number for b in listings.queue(name, ["jwc"])) for name in listings.QUEUES},
    )


def test_a_catalog_that_followed_every_step_agrees_with_content(cases):
    assert catalog_upkeep.check() == []


def test_a_rebuilt_catalog_is_the_same(cases):
    before = lists()
    assert catalog_upkeep.rebuild() == len(cases)
    assert catalog_upkeep.check() == []
    assert lists() == before


def test_an_emptied_catalog_is_noticed_and_rebuilt(cases):
    before = lists()
    get_catalog().manage_catalogClear()
    problems = catalog_upkeep.check()
    assert [line for line in problems if line.endswith("not indexed")]
    assert "rows: 0 entries for 6 cases" in problems
    catalog_upkeep.rebuild()
    assert catalog_upkeep.check() == []
    assert lists() == before


def test_a_catalog_can_be_rebuilt_before_there_is_anything(portal):
    assert catalog_upkeep.rebuild() == 0
    assert catalog_upkeep.check() == []


def lose_row(case):
    get_catalog().uncatalog_object(case.getId())
    return f"{case.getId()}: not indexed"


def lose_number(case):
    del get_catalog()._catalog.paths[rid_of(case)]
    return f"{case.getId()}: not indexed"


def lose_columns(case):
    del get_catalog()._catalog.data[rid_of(case)]
    return f"{case.getId()}: not indexed"


def forget_to_index(case):
    case.due = case.due.replace(year=2030)
    return f"{case.getId()}: due is stale"


def give_another_number(case):
    catalog = get_catalog()._catalog
    rid = rid_of(case)
    del catalog.uids[case.getId()]
    catalog.uids["20200101-000000"] = rid
    catalog.paths[rid] = "20200101-000000"
    return "20200101-000000: indexed, but not there"


def count_wrongly(case):
    get_catalog()._catalog._length.change(1)
    return "rows: 7 entries for 6 cases"


def leave_a_ghost(case):
    """A record id that no row has any more, in one direction of one index."""
    get_catalog().index("unit")._index["jwc"].insert(4711)
    return "index unit: 7 entries for 6 cases"


def leave_a_ghost_under_another_value(case):
    get_catalog().index("state")._index["withdrawn"] = IITreeSet([rid_of(case)])
    return "index state: 7 entries for 6 cases"


def leave_a_ghost_backwards(case):
    get_catalog().index("unit")._unindex[4711] = "jwc"
    return "index unit, backwards: 7 entries for 6 cases"


@pytest.mark.parametrize(
    "damage",
    [
        lose_row,
        lose_number,
        lose_columns,
        forget_to_index,
        give_another_number,
        count_wrongly,
        leave_a_ghost,
        leave_a_ghost_under_another_value,
        leave_a_ghost_backwards,
    ],
)
def test_damage_is_noticed_and_mended(cases, damage):
    expected = damage(cases[0])
    assert any(line.endswith(expected) for line in catalog_upkeep.check())
    catalog_upkeep.rebuild()
    assert catalog_upkeep.check() == []


def noticed(case, problem):
    """Whether the check reports ``problem``; the case is indexed anew after it."""
    found = any(line.endswith(problem) for line in catalog_upkeep.check())
    get_catalog().catalog_object(case)
    return found


def test_a_case_that_an_index_lost_in_either_direction_is_noticed(cases):
    case = cases[0]
    case.estimated_from = (case.received.date(), 5)
    case.hidings = (Hiding(True, case.received, "理由"),)
    catalog_upkeep.rebuild()
    rid = rid_of(case)
    for name in INDEXES:
        index = get_catalog().index(name)
        index._index[index._unindex[rid]].remove(rid)
        assert noticed(case, f"index {name} is stale")
        catalog_upkeep.rebuild()
        rid = rid_of(case)
        del index._unindex[rid]
        assert noticed(case, f"index {name} is stale")


def test_every_stale_column_is_noticed(cases):
    case, catalog = cases[0], get_catalog()._catalog
    for name in COLUMNS:
        values = list(catalog.data[rid_of(case)])
        values[catalog.schema[name]] = "something else"
        catalog.data[rid_of(case)] = tuple(values)
        assert noticed(case, f": {name} is stale")


def test_no_line_names_the_evaluator(cases):
    get_catalog().manage_catalogClear()
    for line in catalog_upkeep.check():
        assert "teacher" not in line
        assert "student" not in line
