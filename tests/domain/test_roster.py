from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hypothesis import given
from hypothesis import strategies
from plone import api
from tests import factories
import pytest


def names(items):
    return [item.title for item in items]


@pytest.mark.parametrize(
    "in_order",
    [
        # by the reading, not by strokes or code points
        ["安然", "白露", "陈晨", "丁一", "周周"],
        # syllable by syllable: xi an comes before xian
        ["西安", "西藏", "先锋"],
        ["李安", "李白", "李白水", "李波"],
        # surnames that a dictionary reads ceng, dan, chou, jie, qu, cha, pu, gai, yuan, le
        ["车一", "曾一"],
        ["丁一", "单一", "孙一"],
        ["陈一", "仇一", "任一"],
        ["贾一", "解一"],
        ["刘一", "区一", "潘一"],
        ["陈一", "查一"],
        ["潘一", "朴一", "浦一"],
        ["高一", "盖一", "龚一"],
        ["袁一", "员一"],
        ["李一", "乐一", "张一"],
        # surnames of two characters
        ["尉迟一", "袁一"],
        ["曹一", "单于一", "陈一"],
        ["马一", "万俟一", "牟一"],
        ["王一", "尉一", "翁一"],
        # others
        ["Alice", "bob", "Carol", "李一"],
    ],
)
def test_people_stand_in_the_order_of_the_reading_of_their_names(in_order):
    names = in_order[::-1]
    names.sort(key=roster.pinyin_key)
    assert names == in_order


@given(strategies.lists(strategies.text(max_size=6)))
def test_whatever_names_people_have_they_can_be_put_in_order(names):
    in_order = sorted(names, key=roster.pinyin_key)
    assert [roster.pinyin_key(f" {name} ") for name in in_order] == sorted(
        roster.pinyin_key(name) for name in names
    )


def test_active_people_of_the_same_name_stand_in_the_order_of_their_numbers(university):
    unit = roster.get_unit("jwc")
    factories.add_person(unit, "3", "安然")
    factories.add_person(unit, "2", "安然")
    factories.add_person(unit, "1", "曾一")
    factories.add_person(unit, "0", "白露", active=False)
    found = [(person.title, person.employee_number) for person in roster.active_staff(unit)]
    assert found == [
        ("安然", "2"),
        ("安然", "3"),
        ("姜砚秋", "20120356"),
        ("曾一", "1"),
        ("周允礼", "20090417"),
    ]
    assert "白露" in names(roster.all_staff(unit))


def test_units_stand_in_the_order_of_the_reading_of_their_names(university):
    factories.add_unit("dsgy", "单身公寓管理办公室")
    factories.add_unit("jfl", "解放路校区办公室")
    factories.add_unit("zzz", "教务处")
    factories.add_unit("old", "安全处", active=False)
    in_order = ["安全处", "单身公寓管理办公室", "后勤处", "教务处", "教务处", "解放路校区办公室"]
    assert names(roster.all_units()) == in_order
    assert [unit.code for unit in roster.all_units()][3:5] == ["jwc", "zzz"]
    assert names(roster.active_units()) == in_order[1:]


def test_what_is_no_unit_and_no_person_is_not_found(university, case):
    unit = roster.get_unit("jwc")
    for code in ("", None, "20090417", "manage_main", "_evaluators", "nowhere", "../jwc"):
        assert roster.get_unit(code) is None
    for number in ("", None, "jwc", case.getId(), "title", "20100001"):
        assert roster.get_staff_member(unit, number) is None
    assert roster.get_staff_member(unit, "20090417").title == "周允礼"


def test_nothing_is_found_before_the_center_is_made(portal):
    portal._delObject(config.CENTER_ID)
    assert roster.get_center() is None
    assert roster.all_units() == []
    assert roster.get_unit("jwc") is None
    assert roster.administered_units("clerk") == []


def test_one_account_can_administer_several_units_each_in_its_own_time(university):
    hqc = roster.get_unit("hqc")
    hqc.administrators = [
        factories.administrator("clerk", **{"from": date(2026, 12, 1), "until": date(2026, 12, 31)})
    ]
    for day, units in (
        (datetime(2026, 11, 30, 23, 59, tzinfo=config.TIMEZONE), ["教务处"]),
        (datetime(2026, 12, 1, 0, 0, tzinfo=config.TIMEZONE), ["后勤处", "教务处"]),
        (datetime(2026, 12, 31, 23, 59, tzinfo=config.TIMEZONE), ["后勤处", "教务处"]),
        (datetime(2027, 1, 1, 0, 0, tzinfo=config.TIMEZONE), ["教务处"]),
    ):
        with dates.at(day):
            assert names(roster.administered_units("clerk")) == units
    assert roster.administered_units("student") == []
    assert roster.administered_units(None) == []
    assert roster.administered_units("") == []


def test_a_supervisor_is_in_charge_of_every_unit_an_administrator_of_her_own(university):
    for userid, units in (
        ("supervisor", ["后勤处", "教务处"]),
        ("clerk", ["教务处"]),
        ("deputy", ["教务处"]),
        ("dean", ["后勤处"]),
        ("student", []),
        ("webmaster", []),
    ):
        with api.env.adopt_user(username=userid):
            assert names(roster.units_in_charge()) == units
