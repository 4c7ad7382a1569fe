"""名册缺漏 over HTTP."""

from datetime import timedelta
from hnu.jgzf.domain import dates
from tests import factories
from tests.browser import visitor
import pytest
import transaction


PAGE = "/@@roster-gaps"
MANAGE = "/@@manage-evaluations"


@pytest.fixture
def gaps(site):
    """Something of every kind, in ``jwc`` and in ``below``, which is attached to it."""
    until = dates.today() + timedelta(days=3)
    site.jgzf.jwc.administrators = [
        factories.administrator("clerk", until=until),
        {**factories.administrator("clerk"), "userid": "left-jwc", "name": "甲", "deputy": True},
    ]
    site.jgzf.jwc.head = "no-head"
    factories.add_unit(
        "below",
        "考试中心",
        host_unit="jwc",
        head="gone-head",
        administrators=[
            {**factories.administrator("clerk"), "userid": "left-below", "name": "乙", "mobile": ""}
        ],
    )
    yesterday = dates.today() - timedelta(days=1)
    factories.add_unit(
        "empty",
        "审计处",
        party_branch="联合支部",
        administrators=[factories.administrator("student", until=yesterday)],
    )
    site.jgzf.hqc.party_branch = "联合支部"
    transaction.commit()


def links(page):
    return {
        link.get("href").rpartition("/jgzf/")[2] for link in page.ours.xpath(".//tbody//a[@href]")
    }


def test_supervisors_see_what_all_units_lack_and_come_to_the_forms(site, visit, gaps):
    page = visit("supervisor").get(site.jgzf, PAGE)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    for text in (
        "没有在任管理员的单位 1",
        "申若谷的任期已于",
        "联合党支部“联合支部”的每个单位都要有管理员",
        "14 天内任期届满、没有接替人员的管理员 1",
        "柳明溪，截止日期",
        "没有这个账号：left-jwc",
        "没有这个账号：left-below",
        "没有这个账号：gone-head",
        "没有手机号码的管理员 1",
        "没有代理管理员的单位 3",
        "没有录入负责人的单位 2",
        "未关联账号的工作人员 2",
        "1 人",
    ):
        assert text in page.words
    assert links(page) >= {"empty/edit", "jwc/edit", "below/edit", "hqc/edit", "jwc", "hqc"}


def test_an_administrator_sees_hers_and_those_below_without_their_accounts(site, visit, gaps):
    page = visit("clerk").get(site.jgzf, PAGE)
    assert page.status == 200
    assert "left-jwc" in page.words
    assert "考试中心 乙；没有这个账号" in page.words
    for secret in ("left-below", "gone-head", "13900000000", "后勤处", "审计处"):
        assert secret not in page.words
    # She has no form to correct them in.
    assert links(page) == {"jwc", "below"}


@pytest.mark.parametrize("userid", ["teacher", "evaluated", "reviewer", "editor"])
def test_others_are_refused(site, visit, gaps, userid):
    page = visit(userid).get(site.jgzf, PAGE)
    assert page.status == 403
    assert "您没有权限查看此页" in page.words
    assert "考试中心" not in page.text


def test_nobody_sees_it_without_a_login(site, visit, gaps):
    assert visit(None).get(site.jgzf, PAGE).is_refusal


def test_nothing_missing_is_said_in_one_line(site, visit):
    rows = [factories.administrator("dean"), factories.administrator("deputy", deputy=True)]
    site.jgzf.hqc.administrators = rows
    site.jgzf.hqc.head = "student"
    site.jgzf.hqc["20100001"].userid = "evaluated"
    transaction.commit()
    page = visit("dean").get(site.jgzf, PAGE)
    assert "名册没有缺漏" in page.words
    assert not page.ours.xpath(".//table")


def test_details_stand_only_where_there_are_some(site, visit):
    page = visit("supervisor").get(site.jgzf, PAGE)
    cells = {
        section.get("id"): len(section.xpath(".//tbody/tr[1]/*"))
        for section in page.ours.xpath(".//section")
    }
    assert cells == {"no-deputy": 1, "no-head": 1, "staff-without-account": 2}


def test_the_page_writes_nothing(site, visit, gaps):
    supervisor = visit("supervisor")
    supervisor.get(site.jgzf, PAGE)
    before = visitor.last_write(site)
    supervisor.get(site.jgzf, PAGE)
    assert visitor.last_write(site) == before


@pytest.mark.parametrize("userid", ["supervisor", "clerk"])
def test_it_is_reached_from_the_evaluations(site, visit, userid):
    assert visit(userid).get(site.jgzf, MANAGE).has_link(PAGE)


def test_supervisors_are_warned_of_units_without_administrator(site, visit):
    warning = "个单位没有在任管理员"
    supervisor = visit("supervisor")
    assert warning not in supervisor.get(site.jgzf, MANAGE).words
    site.jgzf.hqc.administrators = []
    transaction.commit()
    page = supervisor.get(site.jgzf, MANAGE)
    assert f"今天有 1 {warning}" in page.words
    assert page.has_link(f"{PAGE}#no-administrator")
    assert warning not in visit("clerk").get(site.jgzf, MANAGE).words
