"""评价管理 over HTTP."""

from datetime import timedelta
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import dates
from tests import factories
from tests.browser.visitor import last_write
from tests.browser.visitor import Visitor
import pytest
import transaction


PAGE = "/@@manage-evaluations"


@pytest.fixture
def clerk(site):
    return Visitor(site, "clerk")


def submit(days=None, state="submitted", level="satisfied", **values):
    """A case in ``state`` that is due in ``days`` from today."""
    case = factories.bring_to(factories.submit("teacher", **values), state, level=level)
    if days is not None:
        case.due = dates.today() + timedelta(days=days)
        get_catalog().catalog_object(case)
    transaction.commit()
    return case


def rows(page):
    return {
        row.xpath(".//span[contains(@class, 'jz-num')]")[0].text_content(): row
        for row in page.ours.xpath(".//tbody/tr")
    }


def button(row):
    (link,) = row.xpath(".//a[contains(@class, 'btn')]")
    return link.text_content().partition("：")[0].strip(), link.get("href")


def tabs(page):
    (nav,) = page.ours.xpath(".//nav[@aria-label='评价管理分类']")
    return [link.text_content().split()[:2] for link in nav.xpath("./a")]


def stats(page):
    pairs = page.ours.xpath(".//dl[@class='jz-stats']/div")
    return {pair.findtext("dt"): pair.find("dd").text for pair in pairs}


@pytest.mark.parametrize("userid", ["teacher", "evaluated", "reviewer", "editor", "webmaster"])
def test_who_answers_for_no_unit_is_refused(site, userid):
    case = submit()
    answer = Visitor(site, userid).get(site.jgzf, PAGE)
    assert answer.status == 403
    assert "您没有权限查看此页。如有疑问，请联系机关党委。" in answer.words
    assert case.getId() not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_administrator_whose_time_is_over_is_refused(site, clerk):
    yesterday = dates.today() - timedelta(days=1)
    assert clerk.get(site.jgzf, PAGE).status == 200
    site.jgzf.jwc.administrators = [factories.administrator("clerk", until=yesterday)]
    transaction.commit()
    assert clerk.get(site.jgzf, PAGE).status == 403


def test_what_waits_stands_due_soonest_first(site, clerk):
    far, late, today = submit(7), submit(-9), submit(0)
    foreign = submit(unit="hqc")
    page = clerk.get(site.jgzf, PAGE)
    assert list(rows(page)) == [late.getId(), today.getId(), far.getId()]
    assert foreign.getId() not in page.text
    assert "您管理的单位：教务处。以下按反馈期限从近到远排列。" in page.words
    assert "今天到期" in rows(page)[today.getId()].text_content()
    assert button(rows(page)[today.getId()]) == ("反馈", f"{today.absolute_url()}/@@answer")


def test_cards_and_tabs_count_what_there_is(site, clerk):
    for days in (-9, -8, 0, 7):
        submit(days)
    submit(state="answered")
    submit(days=0, state="rated", level="dissatisfied")
    submit(state="rated")
    submit(state="closed")
    page = clerk.get(site.jgzf, PAGE)
    assert stats(page) == {"已超期": "2", "今天到期": "2", "期限内": "1", "不满意待沟通": "1"}
    assert tabs(page) == [
        ["待处理评价", "5"],
        ["已反馈", "1"],
        ["不满意", "1"],
        ["已评价", "1"],
        ["已办结", "1"],
    ]


def test_every_list_has_its_own_address_order_and_button(site, clerk):
    waiting = submit()
    answered = submit(state="answered")
    unsettled = submit(state="rated", level="very_dissatisfied")
    rated = submit(state="rated", level="neutral")
    closed = submit(state="closed")
    for name, cases, said, label, path in (
        ("pending", [waiting, unsettled], "以下按反馈期限从近到远排列。", "反馈", "/@@answer"),
        ("answered", [answered], "以下按提交时间从新到旧排列。", "查看", ""),
        ("dissatisfied", [unsettled], "另行沟通解决", "再次反馈", "/@@answer"),
        ("rated", [rated], "以下按提交时间从新到旧排列。", "办结", "/@@close"),
        ("closed", [closed], "以下按提交时间从新到旧排列。", "查看", ""),
    ):
        page = clerk.get(site.jgzf, f"{PAGE}?list={name}")
        assert set(rows(page)) == {case.getId() for case in cases}, name
        assert said in page.words
        row = rows(page)[cases[0].getId()]
        assert button(row) == (label, cases[0].absolute_url() + path)
    assert button(rows(clerk.get(site.jgzf, PAGE))[unsettled.getId()])[0] == "再次反馈"


def test_an_empty_list_says_so(site, clerk):
    for query, said in (
        ("", "没有待处理的评价"),
        ("?list=dissatisfied", "没有待沟通的评价"),
        ("?list=closed", "还没有已办结的评价"),
        ("?list=nonsense", "没有待处理的评价"),
    ):
        page = clerk.get(site.jgzf, PAGE + query)
        assert page.status == 200
        assert said in page.words
        assert "短信" not in page.words


def test_with_several_units_one_can_be_chosen(site, clerk):
    first = submit()
    assert clerk.get(site.jgzf, PAGE).ours.xpath(".//select") == []
    site.jgzf.hqc.administrators = [factories.administrator("clerk")]
    second = submit(unit="hqc")
    both = clerk.get(site.jgzf, PAGE)
    assert set(rows(both)) == {first.getId(), second.getId()}
    assert both.ours.xpath(".//select[@name='unit']/option/@value") == ["", "hqc", "jwc"]
    one = clerk.get(site.jgzf, f"{PAGE}?unit=hqc")
    assert list(rows(one)) == [second.getId()]
    assert tabs(one)[0] == ["待处理评价", "1"]
    assert stats(one)["期限内"] == "1"
    (closed,) = one.ours.xpath(".//nav//a[contains(., '已办结')]/@href")
    assert closed.endswith("?list=closed&unit=hqc")


@pytest.mark.parametrize("query", ["unit=hqc", "unit=nope", "unit=jwc&unit=hqc", "unit:int=3"])
def test_a_foreign_unit_cannot_be_chosen(site, clerk, query):
    own, foreign = submit(), submit(unit="hqc")
    page = clerk.get(site.jgzf, f"{PAGE}?{query}")
    assert page.status == 200
    assert "这不是您管理的单位，没有用于筛选。" in page.words
    assert set(rows(page)) == {own.getId()}
    assert foreign.getId() not in page.text


def test_a_supervisor_sees_all_units(site):
    cases = [submit(), submit(unit="hqc")]
    page = Visitor(site, "supervisor").get(site.jgzf, PAGE)
    assert set(rows(page)) == {case.getId() for case in cases}
    assert "您以机关党委身份查看全部单位。" in page.words


def test_nobody_is_offered_to_judge_herself(site, clerk):
    site.jgzf.jwc["20090417"].userid = "clerk"
    about_her = submit(staff_member="20090417")
    page = clerk.get(site.jgzf, PAGE)
    assert button(rows(page)[about_her.getId()]) == ("查看", about_her.absolute_url())
    deputy = Visitor(site, "deputy").get(site.jgzf, PAGE)
    assert button(rows(deputy)[about_her.getId()])[0] == "反馈"


def test_long_lists_come_in_pages(site, clerk):
    for _n in range(23):
        factories.submit("teacher")
    transaction.commit()
    first = clerk.get(site.jgzf, PAGE)
    (following,) = first.ours.xpath(".//a[@rel='next']/@href")
    assert following.endswith("/@@manage-evaluations?b_start=20")
    rest = clerk.get(site.jgzf, f"{PAGE}?b_start=20")
    assert (len(rows(first)), len(rows(rest))) == (20, 3)
    assert not set(rows(first)) & set(rows(rest))


def test_no_evaluator_is_named_and_no_time_told(site):
    submit(contact_consent=True, contact="13912345678")
    for userid in ("clerk", "supervisor"):
        page = Visitor(site, userid).get(site.jgzf, PAGE)
        for trace in ("teacher", "方晓棠", "13912345678"):
            assert trace not in page.text
        assert ":" not in page.words


def test_looking_writes_nothing(site, clerk):
    submit()
    # Plone itself stores something when the first page of all is shown.
    clerk.get(site)
    before = last_write(site)
    clerk.get(site.jgzf, PAGE)
    clerk.get(site.jgzf)
    clerk.get(site.jgzf, "/@@my-evaluations")
    assert last_write(site) == before


def test_the_window_names_the_list(site, clerk):
    for query, title in (("", "评价管理"), ("?list=dissatisfied", "评价管理：不满意")):
        page = clerk.get(site.jgzf, PAGE + query)
        assert " ".join(page.tree.findtext(".//head/title").split()).startswith(f"{title} — ")
