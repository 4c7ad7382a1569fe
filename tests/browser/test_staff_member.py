"""A staff member's own page, for those who keep the roster."""

from hnu.jgzf.domain import roster
import pytest
import transaction


@pytest.fixture
def person(site):
    return roster.get_unit("jwc")["20090417"]


@pytest.mark.parametrize("userid", [None, "teacher", "dean", "evaluated", "reviewer", "editor"])
def test_members_meet_people_elsewhere(person, visit, userid):
    page = visit(userid).get(person)
    assert page.is_refusal
    assert "教学运行科" not in page.text


@pytest.mark.parametrize("userid", ["clerk", "supervisor", "webmaster"])
def test_those_in_charge_see_who_it_is(person, visit, userid):
    page = visit(userid).get(person)
    for word in ("周允礼", "工号 20090417", "单位 教务处", "岗位 教学运行科", "账号 evaluated"):
        assert word in page.words
    assert page.ours.xpath(".//img[contains(@src, '/jgzf/jwc/20090417/@@photo')]")
    assert page.has_link("/jgzf?unit=jwc&staff_member=20090417")


def test_a_missing_account_is_pointed_out(person, visit):
    words = visit("clerk").get(person.__parent__["20120356"]).words
    assert "账号 未关联账号，无法核对利益冲突" in words
    assert "未关联账号" not in visit("clerk").get(person).words


def test_an_account_that_does_not_exist_is_pointed_out(person, visit):
    assert "没有这个账号" not in visit("clerk").get(person).words
    person.userid = "nobody-there"
    transaction.commit()
    assert "nobody-there 没有这个账号" in visit("clerk").get(person).words


def test_an_inactive_person_cannot_be_evaluated_from_here(person, visit):
    person.active = False
    transaction.commit()
    page = visit("supervisor").get(person)
    assert "该人员已停用，不能再评价。" in page.words
    assert not page.has_link("/20090417/@@evaluate")


def test_only_those_who_may_are_led_to_evaluate(person, visit):
    assert visit("webmaster").get(person).has_link("/20090417/@@evaluate")
    assert not visit("clerk").get(person).has_link("/20090417/@@evaluate")


def test_the_photo_of_somebody_inactive_is_for_those_in_charge(person, visit):
    url = f"{person.absolute_url()}/@@photo"
    assert visit("teacher").session.get(url).status_code == 200
    person.active = False
    transaction.commit()
    assert visit("teacher").session.get(url).status_code == 404
    assert visit("clerk").session.get(url).status_code == 200
