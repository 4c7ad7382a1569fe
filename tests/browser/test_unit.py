"""A unit's own page: the ways on for members, roster and people for those in charge."""

from datetime import date
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from tests import factories
import pytest
import transaction


@pytest.fixture
def unit(site):
    return roster.get_unit("jwc")


def change(item, **fields):
    for name, value in fields.items():
        setattr(item, name, value)
    transaction.commit()


def test_members_see_the_name_and_the_two_ways_on(site, unit, visit):
    page = visit("teacher").get(unit)
    assert page.ours.xpath(".//h1")[0].text == "教务处"
    assert page.has_link("/jgzf?unit=jwc")
    assert page.has_link("/jgzf/@@evaluate-unit?unit=jwc")
    for secret in ("柳明溪", "clerk", "13900000000", "10000", "周允礼", "20090417", "单位管理员"):
        assert secret not in page.words


def test_nobody_sees_it_without_an_account(unit, visit):
    assert visit(None).get(unit).is_refusal


@pytest.mark.parametrize("userid", ["clerk", "deputy", "supervisor", "webmaster"])
def test_those_in_charge_see_roster_and_people(unit, visit, userid):
    page = visit(userid).get(unit)
    for word in ("柳明溪", "clerk", "13900000000", "10000", "庄亦诚 代理", "周允礼", "20120356"):
        assert word in page.words
    assert page.has_link("/jgzf/jwc/20090417")


def test_an_administrator_of_another_unit_sees_what_members_see(unit, visit):
    page = visit("dean").get(unit)
    assert "13900000000" not in page.words
    assert "周允礼" not in page.words


def test_administrators_are_those_in_force_today(unit, visit):
    today = dates.today()
    rows = [
        factories.administrator("clerk", until=today),
        factories.administrator("teacher", **{"from": today}),
        factories.administrator("student", until=date(2000, 1, 1)),
        factories.administrator("dean", **{"from": date(2999, 1, 1)}),
    ]
    change(unit, administrators=rows)
    words = visit("supervisor").get(unit).words
    assert f"柳明溪 clerk 13900000000 10000 至{dates.long_date(today)}" in words
    assert f"方晓棠 teacher 13900000000 10000 {dates.long_date(today)}起" in words
    assert "申若谷" not in words
    assert "霍昕澜" not in words


def test_an_account_that_does_not_exist_is_pointed_out(unit, visit):
    change(unit, administrators=[factories.administrator("nobody", name="无名")])
    assert "无名 nobody 没有这个账号" in visit("supervisor").get(unit).words


def test_a_unit_without_administrator_or_people_says_so(site, visit):
    unit = factories.add_unit("xxb", "信息办")
    transaction.commit()
    words = visit("supervisor").get(unit).words
    assert "今天没有管理员负责该单位" in words
    assert "该单位尚未录入工作人员" in words


def test_an_inactive_unit_cannot_be_evaluated_from_here(unit, visit):
    change(unit, active=False)
    page = visit("teacher").get(unit)
    assert "该单位已停用，不能再评价。" in page.words
    assert not page.has_link("/@@evaluate-unit?unit=jwc")
    assert page.has_link("/jgzf?unit=jwc")


def test_administrators_are_not_led_to_evaluate_their_own_unit(unit, visit):
    assert not visit("clerk").get(unit).has_link("/@@evaluate-unit?unit=jwc")
    assert visit("dean").get(unit).has_link("/@@evaluate-unit?unit=jwc")


def test_inactive_people_are_marked(unit, visit):
    change(unit["20120356"], active=False)
    assert "姜砚秋 20120356 考试中心 已停用" in visit("clerk").get(unit).words


def test_attachment_is_shown_on_both_sides(site, unit, visit):
    change(unit, host_unit="hqc")
    assert "挂靠单位 后勤处" in visit("teacher").get(unit).words
    assert "下属挂靠单位 教务处" in visit("teacher").get(roster.get_unit("hqc")).words


def test_only_those_who_may_are_led_to_add_people(unit, visit):
    for userid, may in (("supervisor", True), ("webmaster", True), ("clerk", False)):
        assert visit(userid).get(unit).has_link("/++add++jgzf.StaffMember") == may, userid


def test_the_page_is_kept_in_no_cache(unit, visit):
    assert visit("teacher").get(unit).headers["Cache-Control"] == "private, no-store"


def test_those_in_charge_see_how_many_people_have_no_account(unit, visit):
    for userid in ("clerk", "supervisor", "webmaster"):
        words = visit(userid).get(unit).words
        assert "1 名工作人员未关联账号，系统无法核对利益冲突" in words, userid
        assert "姜砚秋 20120356 考试中心 未关联账号" in words, userid
    for userid in ("teacher", "dean"):
        assert "未关联账号" not in visit(userid).get(unit).words, userid
    change(unit["20120356"], userid="student")
    assert "未关联账号" not in visit("clerk").get(unit).words


def test_the_head_is_shown_by_name_and_a_wrong_account_is_pointed_out(unit, visit):
    change(unit, head="dean")
    assert "霍昕澜 dean" in visit("clerk").get(unit).words
    change(unit, head="nobody-there")
    assert "nobody-there 没有这个账号" in visit("clerk").get(unit).words
