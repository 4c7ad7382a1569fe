"""Options of drop-downs."""

from hnu.jgzf.browser import choices
from hnu.jgzf.domain import roster
from tests import factories
import pytest


def chosen(options):
    return [option["token"] for option in options if option["selected"] == "selected"]


def test_of_options_only_the_one_that_was_chosen_is_selected():
    assert choices.options([("a", "甲"), ("b", "乙")], "b") == [
        {"token": "a", "title": "甲", "selected": None},
        {"token": "b", "title": "乙", "selected": "selected"},
    ]


@pytest.mark.parametrize("nothing", ["", None, "c"])
def test_what_is_not_offered_selects_nothing(nothing):
    assert chosen(choices.options([("a", "甲"), ("b", "乙")], nothing)) == []


def test_units_are_known_by_their_codes_and_keep_their_order(portal):
    factories.university(portal)
    found = roster.all_units()
    options = choices.units(found, "jwc")
    assert [(option["token"], option["title"]) for option in options] == [
        (unit.code, unit.title) for unit in found
    ]
    assert chosen(options) == ["jwc"]


def test_categories_stand_once_each_in_the_groups_of_their_tables(portal):
    units, people = choices.category_groups(None)
    assert [len(group["options"]) for group in (units, people)] == [6, 3]
    tokens = [option["token"] for group in (units, people) for option in group["options"]]
    assert len(set(tokens)) == 9
    units, people = choices.category_groups(tokens[-1])
    assert (chosen(units["options"]), chosen(people["options"])) == ([], [tokens[-1]])
