from datetime import date
from datetime import timedelta
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import roster_gaps
from hnu.jgzf.interfaces.errors import NotPermitted
from tests import factories
import pytest


DAY = timedelta(days=1)


def administrator(userid="clerk", **row):
    return factories.administrator(userid, **row)


def kinds(unit):
    return [gap.kind for gap in roster_gaps.gaps([unit])]


def gap_of(kind, unit):
    (gap,) = [gap for gap in roster_gaps.gaps([unit]) if gap.kind == kind]
    return gap


@pytest.fixture
def whole(university):
    """A unit that lacks nothing: everybody has an account, a number, no end."""
    unit = factories.add_unit(
        "whole",
        "财务处",
        head="dean",
        administrators=[administrator(), administrator("deputy", deputy=True)],
    )
    factories.add_person(unit, "1", "安然", userid="evaluated")
    return unit


def test_a_unit_that_lacks_nothing_has_no_gap(whole):
    assert kinds(whole) == []


@pytest.mark.parametrize("rows", [[], None])
def test_a_unit_without_rows_has_neither_administrator_nor_deputy(whole, rows):
    whole.administrators = rows
    assert kinds(whole) == ["no_administrator", "no_deputy"]
    assert gap_of("no_administrator", whole).name == ""


def test_dates_take_effect_by_themselves(whole):
    today = dates.today()
    whole.administrators = [
        administrator(until=today - 3 * DAY),
        administrator("dean", until=today - DAY),
        administrator("deputy", deputy=True, **{"from": today + DAY}),
    ]
    gap = gap_of("no_administrator", whole)
    # Whoever left last is named: that is whose successor is missing.
    assert (gap.name, gap.userid, gap.day) == ("霍昕澜", "dean", today - DAY)
    assert "no_deputy" in kinds(whole)
    with dates.at(dates.now() + DAY):
        assert kinds(whole) == []


def test_without_deputy_is_a_gap_also_with_several_administrators(whole):
    whole.administrators = [administrator(), administrator("dean")]
    assert kinds(whole) == ["no_deputy"]


@pytest.mark.parametrize(
    ("days", "missing"), [(0, True), (14, True), (15, False), (None, False), (-1, False)]
)
def test_who_ends_soon_is_told_in_time(whole, days, missing):
    until = None if days is None else dates.today() + days * DAY
    whole.administrators = [
        administrator("dean", until=until),
        administrator("deputy", deputy=True),
    ]
    assert ("ending" in kinds(whole)) is missing
    if missing:
        gap = gap_of("ending", whole)
        assert (gap.name, gap.day) == ("霍昕澜", until)


@pytest.mark.parametrize(
    ("first", "deputy", "found"),
    [
        (None, False, True),
        (6, False, True),
        # A day on which nobody is there
        (7, False, False),
        # Who stands in is no successor.
        (None, True, False),
    ],
)
def test_a_successor_holds_the_same_office_on_the_day_after(whole, first, deputy, found):
    today = dates.today()
    begins = today + first * DAY if first else None
    whole.administrators = [
        administrator(until=today + 5 * DAY),
        administrator("dean", deputy=deputy, **{"from": begins}),
        administrator("deputy", deputy=True),
    ]
    assert ("ending" not in kinds(whole)) is found


def test_accounts_that_nobody_has_are_gaps_and_so_are_missing_ones(whole):
    whole.administrators = [
        {**administrator(), "userid": "left", "name": "甲"},
        {**administrator(), "userid": None, "name": "乙"},
        administrator("deputy", deputy=True),
    ]
    found = [(gap.name, gap.userid) for gap in roster_gaps.gaps([whole])]
    assert kinds(whole) == ["account_missing"] * 2
    assert found == [("甲", "left"), ("乙", "")]


@pytest.mark.parametrize("mobile", [None, "", "  "])
def test_an_administrator_without_number_gets_no_sms(whole, mobile):
    whole.administrators = [
        administrator(mobile=mobile),
        administrator("deputy", deputy=True),
    ]
    assert kinds(whole) == ["no_mobile"]


def test_rows_that_are_not_in_force_lack_nothing(whole):
    past = {**administrator(), "userid": "left", "mobile": "", "until": date(2020, 1, 1)}
    whole.administrators = [past, *whole.administrators]
    assert kinds(whole) == []


@pytest.mark.parametrize(
    ("head", "kind"), [(None, "no_head"), ("left", "head_account_missing"), ("dean", None)]
)
def test_a_head_is_missing_or_without_account(whole, head, kind):
    whole.head = head
    assert kinds(whole) == ([kind] if kind else [])


def test_people_without_account_are_counted_while_they_are_in_use(whole):
    factories.add_person(whole, "2", "乙")
    factories.add_person(whole, "3", "丙")
    factories.add_person(whole, "4", "丁", active=False)
    assert gap_of("staff_without_account", whole).count == 2


def test_each_unit_of_a_joint_branch_needs_its_own_administrator(whole):
    """R29: an administrator of one of them is none of the other."""
    whole.party_branch = "机关第一党支部"
    second = factories.add_unit("second", "审计处", party_branch=" 机关第一党支部 ")
    alone = factories.add_unit("alone", "档案馆", party_branch="档案馆党支部")
    assert gap_of("no_administrator", second).branch == "机关第一党支部"
    assert gap_of("no_administrator", alone).branch == ""
    assert "no_administrator" not in kinds(whole)
    whole.active = False
    assert gap_of("no_administrator", second).branch == ""


def test_units_out_of_use_lack_nothing(university):
    factories.add_unit("old", "安全处", active=False)
    with factories.acting_as("supervisor"):
        assert "old" not in {unit.code for unit in roster_gaps.units_in_view()}
    assert roster_gaps.units_without_administrator() == []
    new = factories.add_unit("new", "安保处")
    assert roster_gaps.units_without_administrator() == [new]


def codes(userid):
    with factories.acting_as(userid):
        return {unit.code for unit in roster_gaps.units_in_view()}


def test_the_host_sees_what_lacks_below_and_nobody_above(university):
    """R30"""
    below = factories.add_unit(
        "below", "考试中心", host_unit="jwc", administrators=[administrator("student")]
    )
    assert codes("clerk") == codes("deputy") == {"jwc", "below"}
    assert codes("student") == {"below"}
    assert codes("dean") == {"hqc"}
    below.active = False
    assert codes("clerk") == {"jwc"}
    for userid in ("supervisor", "webmaster"):
        assert codes(userid) == {"jwc", "hqc"}


@pytest.mark.parametrize("userid", ["teacher", "evaluated", "reviewer", "editor", None])
def test_others_see_nothing(university, userid):
    with factories.acting_as(userid), pytest.raises(NotPermitted):
        roster_gaps.report()


def test_an_administrator_whose_time_is_over_sees_nothing_more(university):
    until = dates.today() - DAY
    roster.get_unit("jwc").administrators = [administrator(until=until)]
    with factories.acting_as("clerk"), pytest.raises(NotPermitted):
        roster_gaps.report()


def test_accounts_of_an_attached_unit_are_not_for_the_host(university):
    below = factories.add_unit("below", "考试中心", host_unit="jwc")
    with factories.acting_as("clerk"):
        assert not roster_gaps.may_see_accounts(below)
        assert roster_gaps.may_see_accounts(roster.get_unit("jwc"))
    with factories.acting_as("supervisor"):
        assert roster_gaps.may_see_accounts(below)


def test_the_report_is_by_kind_and_writes_nothing(university, portal):
    with factories.acting_as("supervisor"), factories.nothing_written(portal):
        report = roster_gaps.report()
    assert list(report) == ["no_deputy", "no_head", "staff_without_account"]
    assert [gap.unit.code for gap in report["no_deputy"]] == ["hqc"]
    assert [gap.unit.code for gap in report["no_head"]] == ["hqc", "jwc"]
