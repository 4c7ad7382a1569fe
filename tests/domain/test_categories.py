"""Category tables (R8): tokens that stay, rows that stay, words that stay."""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.interfaces.errors import InvalidInput
from tests import factories
import copy
import pytest


UNIT, STAFF = config.TARGETS


@pytest.fixture
def table(portal):
    """A copy of the table for units, to change."""
    return copy.deepcopy(categories.rows(UNIT))


def fields_of(refusal):
    return [error.field for error in refusal.value.errors]


def check(new_rows, target=UNIT):
    categories.check_table(target, categories.rows(target), new_rows)


@pytest.mark.parametrize(("target", "categories_", "rows"), [(UNIT, 6, 25), (STAFF, 3, 19)])
def test_default_tables_have_the_customers_rows(portal, target, categories_, rows):
    table = categories.rows(target)
    assert len(table) == rows
    assert len({row["category"] for row in table}) == categories_
    assert all(row["active"] for row in table)


def test_no_token_stands_in_both_tables(portal):
    tokens = [row["token"] for target in config.TARGETS for row in categories.rows(target)]
    assert len(tokens) == len(set(tokens)) == 44


def test_a_row_keeps_its_token_when_its_texts_change(table):
    table[0]["description"] = "未按时办理"
    assert categories.with_tokens(UNIT, table)[0]["token"] == "u01"


def test_rows_keep_their_tokens_when_they_are_moved(table):
    moved = categories.with_tokens(UNIT, list(reversed(table)))
    assert moved == list(reversed(table))


def test_a_new_row_gets_a_token_that_nobody_has(table):
    table.append({"token": None, "category": "执行能力", "description": "新", "active": True})
    new = categories.with_tokens(UNIT, table)[-1]
    others = {row["token"] for target in config.TARGETS for row in categories.rows(target)}
    assert new["token"]
    assert new["token"] not in others
    assert new["category_token"] == "uc1"


@pytest.mark.parametrize("forged", ["zzz", "s01", "uc1", "", None])
def test_a_token_that_is_not_in_the_table_is_not_believed(table, forged):
    table.append({"token": forged, "category": "新类别", "description": "新", "active": True})
    new = categories.with_tokens(UNIT, table)[-1]
    assert new["token"] != forged
    assert new["category_token"] not in {row["category_token"] for row in table[:-1]}


def test_a_row_with_the_token_of_another_row_is_refused(table):
    table.append({"token": "u01", "category": "执行能力", "description": "新", "active": True})
    with pytest.raises(InvalidInput) as refusal:
        check(categories.with_tokens(UNIT, table))
    assert fields_of(refusal) == ["row-1", "row-26"]


def test_the_token_of_a_category_is_not_taken_from_what_was_sent(table):
    table[0]["category_token"] = "uc3"
    assert categories.with_tokens(UNIT, table)[0]["category_token"] == "uc1"


def test_a_category_that_is_renamed_in_all_its_rows_keeps_its_token(table):
    for row in table:
        if row["category"] == "执行能力":
            row["category"] = "执行力"
    new = categories.with_tokens(UNIT, table)
    assert {row["category_token"] for row in new if row["category"] == "执行力"} == {"uc1"}


def test_a_category_that_is_renamed_in_some_rows_becomes_another_one(table):
    table[0]["category"] = "执行力"
    new = categories.with_tokens(UNIT, table)
    assert new[1]["category_token"] == "uc1"
    assert new[0]["category_token"] not in {row["category_token"] for row in table}


def test_a_category_cannot_leave_its_token_to_two_others(table):
    for number, row in enumerate(row for row in table if row["category"] == "执行能力"):
        row["category"] = f"执行{number}"
    new = categories.with_tokens(UNIT, table)[:4]
    assert len({row["category_token"] for row in new}) == 4


@pytest.mark.parametrize("blank", ["", "  ", "\u3000"])
@pytest.mark.parametrize("cell", ["category", "description"])
def test_an_empty_cell_is_refused_with_its_row(table, cell, blank):
    table[6][cell] = blank
    with pytest.raises(InvalidInput) as refusal:
        check(categories.with_tokens(UNIT, table))
    assert fields_of(refusal) == [f"row-7-{cell}"]
    assert refusal.value.errors[0].message.mapping == {"n": 7}


def test_the_same_line_twice_is_refused(table):
    table[6]["category"], table[6]["description"] = table[2]["category"], table[2]["description"]
    with pytest.raises(InvalidInput) as refusal:
        check(categories.with_tokens(UNIT, table))
    assert fields_of(refusal) == ["row-7"]
    assert refusal.value.errors[0].message.mapping == {"n": 7, "m": 3}


@pytest.mark.parametrize(
    "changes",
    [
        {"token": None},
        {"token": "u02"},
        {"token": "s01"},
        {"category_token": None},
        {"category_token": "sc1"},
        {"category_token": "uc2"},
        {"category_token": "ucx"},
        {"category": "别的类别"},
    ],
)
def test_tokens_that_do_not_fit_are_refused(table, changes):
    table[3].update(changes)
    with pytest.raises(InvalidInput) as refusal:
        check(table)
    assert "row-4" in fields_of(refusal)


def test_an_unused_row_can_be_deleted(case, table):
    del table[1]
    check(table)


def test_a_used_row_cannot_be_deleted_and_the_refusal_says_how_often_it_was_used(case, table):
    factories.submit("student")
    del table[0]
    with pytest.raises(InvalidInput) as refusal:
        check(table)
    message = refusal.value.errors[0].message
    assert fields_of(refusal) == [UNIT]
    assert message.mapping["n"] == 2
    assert message.mapping["description"] == case.description_title


def test_a_row_used_for_a_person_does_not_bind_the_table_for_units(university, table):
    factories.submit("teacher", staff_member="20120356")
    check(table[1:])


def test_a_used_row_can_be_deactivated_moved_and_reworded(case, table):
    table[0].update(active=False, description="新的文字")
    check([*table[1:], table[0]])


def test_a_used_row_that_the_table_lost_comes_back_inactive(case, table):
    from hnu.jgzf.interfaces.settings import ICategoryTables
    from plone.registry.interfaces import IRegistry
    from zope.component import getUtility
    from zope.globalrequest import getRequest

    registry = getUtility(IRegistry)
    registry.records._values[f"{ICategoryTables.__identifier__}.{UNIT}"] = table[1:]
    getRequest().other.pop("_plone_registry_cache")
    assert categories.rows(UNIT) == table[1:]
    categories.take_back()
    assert categories.rows(UNIT) == [*table[1:], {**table[0], "active": False}]


def test_old_evaluations_keep_their_words(case, table):
    from hnu.jgzf.interfaces.settings import ICategoryTables
    from plone import api

    words = case.category_title, case.description_title
    for row in table:
        row.update(category="新类别", description=row["description"] + "（新）", active=False)
    table[-1]["active"] = True
    new = categories.with_tokens(UNIT, table)
    api.portal.set_registry_record(UNIT, new, interface=ICategoryTables)
    assert categories.rows(UNIT)[0]["description"].endswith("（新）")
    assert (case.category_title, case.description_title) == words
    assert case.description_token == categories.rows(UNIT)[0]["token"]
