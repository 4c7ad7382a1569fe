"""The columns in memory are those of the catalog's records, whatever happened to these."""

from contextlib import contextmanager
from datetime import date
from hnu.jgzf.content.catalog import RecordTree
from hnu.jgzf.content.figures import Figures
from hnu.jgzf.domain.statistics import table
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from types import SimpleNamespace
from ZODB.DB import DB
from ZODB.MappingStorage import MappingStorage
import transaction


FIELDS = ("unit", "staff_member", "category", "description", "state", "received", "figures")
SCHEMA = {name: index for index, name in enumerate(FIELDS)}


def record(number):
    """The columns of a case, made of a number."""
    figures = Figures(
        since=736000 + number,
        due=736007 + number,
        answered=number % 3 and 736005 + number,
        held_by=f"u{number % 5}",
        rounds=number % 4,
        later_in_time=number % 2,
        rating=number % 6,
        rerating=0,
        outcome=number % 3,
        closed=0,
        by_clock=False,
        provisional=False,
    )
    person = str(number % 7) if number % 2 else ""
    day = date.fromordinal(736000 + number)
    return (f"u{number % 4}", person, "c1", "d1", "submitted", day, tuple(figures))


@contextmanager
def catalog_of_records():
    """A catalog, as far as the table reads one, in a database of its own."""
    database = DB(MappingStorage(), cache_size=30_000)
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    connection.root()["tree"] = RecordTree()
    catalog = SimpleNamespace(_catalog=SimpleNamespace(data=None, schema=SCHEMA))
    catalog.manager, catalog.connection = manager, connection
    catalog._catalog.data = connection.root()["tree"]
    manager.commit()
    try:
        yield catalog
    finally:
        manager.abort()
        connection.close()
        database.close()


def content(found):
    """Rows of a table by record id, with names in place of their codes."""
    rows = {}
    for rid in found.rids_of(found["received"] > 0).tolist():
        place = found._places[rid]
        rows[rid] = tuple(
            found.names[found[name][place]] if name in table.NAMES else int(found[name][place])
            for name in table.COLUMNS
        )
    return rows


def fresh(catalog):
    made = table.Table()
    made.update(catalog)
    return made


CHANGES = st.lists(
    st.lists(st.tuples(st.integers(0, 400), st.none() | st.integers(0, 50)), max_size=120),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(changes=CHANGES, evicted=st.booleans())
def test_what_is_read_again_is_what_a_first_look_finds(changes, evicted):
    with catalog_of_records() as catalog:
        kept = fresh(catalog)
        for transaction_of_changes in changes:
            tree = catalog._catalog.data
            for rid, number in transaction_of_changes:
                if number is not None:
                    tree[rid] = record(number)
                else:
                    tree.pop(rid, None)
            catalog.manager.commit()
            if evicted:
                catalog.connection.cacheMinimize()
            kept.update(catalog)
            assert content(kept) == content(fresh(catalog))
            assert len(content(kept)) == len(tree)


@settings(max_examples=20, deadline=None)
@given(changes=CHANGES)
def test_what_another_thread_has_stored_is_seen_in_the_next_transaction(changes):
    with catalog_of_records() as catalog:
        other = transaction.TransactionManager()
        connection = catalog.connection.db().open(other)
        kept = fresh(catalog)
        for transaction_of_changes in changes:
            tree = connection.root()["tree"]
            for rid, number in transaction_of_changes:
                if number is not None:
                    tree[rid] = record(number)
                else:
                    tree.pop(rid, None)
            other.commit()
            catalog.manager.begin()
            kept.update(catalog)
            assert content(kept) == content(fresh(catalog))
        other.abort()
        connection.close()


def test_nothing_is_read_where_nothing_has_changed():
    with catalog_of_records() as catalog:
        catalog._catalog.data.update({rid: record(rid) for rid in range(300)})
        catalog.manager.commit()
        kept = fresh(catalog)
        version = kept.version
        kept.update(catalog)
        assert kept.version == version


def test_a_rebuilt_tree_takes_the_place_of_the_old_one():
    with catalog_of_records() as catalog:
        catalog._catalog.data.update({rid: record(rid) for rid in range(300)})
        catalog.manager.commit()
        kept = fresh(catalog)
        catalog._catalog.data = catalog.connection.root()["tree"] = RecordTree({7: record(7)})
        catalog.manager.commit()
        kept.update(catalog)
        assert set(content(kept)) == {7}
