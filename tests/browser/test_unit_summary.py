"""汇总 over HTTP: who sees it, what is saved, and that the head is told."""

from hnu.jgzf.content import unit_summaries
from hnu.jgzf.domain import dates
from tests import factories
from tests import statistics_cases
from tests.browser import visitor
from tests.browser.visitor import Answer
from tests.browser.visitor import even
from tests.browser.visitor import latest
from urllib.parse import urlencode
import pytest
import transaction


PAGE = "/@@summary"
SAVED = "/@@saved-summary?number=1"
# A single level of a rating is called as the figure of two of them.
LEVELS = {"满意", "不满意"}
PROPOSALS = "建议把成绩证明改为线上申请，\n当日办结。"


@pytest.fixture
def cases(site):
    site.jgzf.jwc.head = "student"
    found = [
        factories.bring_to(factories.submit("teacher"), "rated"),
        factories.submit("teacher", staff_member="20120356"),
        factories.submit("teacher", unit="hqc", topic="别的单位的事情"),
    ]
    transaction.commit()
    return found


def test_an_administrator_sums_up(site, visit, cases):
    clerk = visit("clerk")
    assert clerk.get(site.jgzf, "/@@manage-evaluations").has_link("/jgzf/jwc/@@summary")
    page = clerk.get(site.jgzf.jwc, PAGE)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    for words in (
        "教务处评价情况汇总",
        "收到评价 2",
        "立行解决 1",
        "满意 1",
        "满意率 不足 5 件",
        "尚未评价 0",
        "姜砚秋",
        cases[0].getId(),
    ):
        assert words in page.words
    assert cases[2].getId() not in page.text
    # Days only
    assert dates.minute(dates.now())[-5:-2] not in page.words


def lines(page):
    """Texts of the numbers by their titles, and the links in them."""
    rows = page.ours.xpath(".//table[contains(@class, 'jz-form')]/tbody/tr")
    found = {even(row.xpath("td")[0]): even(row.xpath("td")[1]) for row in rows}
    links = {link.get("href"): link.text_content() for row in rows for link in row.xpath(".//a")}
    return found, links


def test_numbers_are_those_of_statistics_and_lead_to_their_cases(site, visit):
    statistics_cases.make()
    site.jgzf.jwc.head = "student"
    transaction.commit()
    days = statistics_cases.period()
    for userid in ("clerk", "student", "supervisor"):
        visitor = visit(userid)
        address = urlencode({"from": days["from"], "to": days["to"]})
        page = visitor.get(site.jgzf.jwc, f"{PAGE}?{address}")
        found, links = lines(page)
        assert found["收到评价"] == "9"
        assert found["满意率"].startswith("66.7% 4/6 ")
        (url,) = page.ours.xpath(".//a[text()='统计口径和该时段的全部指标']/@href")
        statistics = Answer(visitor.session.get(url))
        rows = {
            row.xpath("th/text()")[0]: even(row.xpath("td")[0])
            for row in statistics.heading("全部指标与口径说明").xpath(".//tbody/tr")
        }
        same = set(found) & set(rows)
        assert {"收到评价", "按期反馈率", "超期未反馈", "已办结", "满意率", "不满意率"} <= same
        assert {title: found[title] for title in same - LEVELS} == {
            title: rows[title] for title in same - LEVELS
        }
        assert len(links) > 12
        for url, number in links.items():
            assert f"共 {number} 件" in Answer(visitor.session.get(url)).words, url


def test_a_period_can_be_chosen(site, visit, cases):
    page = visit("clerk").get(site.jgzf.jwc, f"{PAGE}?from=2020-01-01&to=2020-12-31")
    assert "2020年1月1日至2020年12月31日" in page.words
    assert "该时段没有收到评价" in page.words
    page = visit("clerk").get(site.jgzf.jwc, f"{PAGE}?from=2026-99-99")
    assert "日期" in page.words
    assert "收到评价 2" in page.words


@pytest.mark.parametrize("userid", ["supervisor", "student"])
def test_head_and_supervisors_read_and_do_not_write(site, visit, cases, userid):
    page = visit(userid).get(site.jgzf.jwc, PAGE)
    assert page.status == 200
    assert page.form("save") is None
    assert visit(userid).get(site.jgzf, "/jwc").has_link("/jwc/@@summary")


@pytest.mark.parametrize("userid", ["teacher", "dean", "evaluated", "editor"])
def test_others_are_refused(site, visit, cases, userid):
    for path in (PAGE, SAVED):
        page = visit(userid).get(site.jgzf.jwc, path)
        assert page.status == 403
        assert "您没有权限查看此页" in page.words
    assert not visit(userid).get(site.jgzf, "/jwc").has_link("/jwc/@@summary")


def test_nobody_sees_it_without_a_login(site, visit, cases):
    assert visit(None).get(site.jgzf.jwc, PAGE).is_refusal


def test_it_is_saved_with_proposals_and_the_head_finds_it(site, visit, cases):
    clerk = visit("clerk")
    page = clerk.get(site.jgzf.jwc, f"{PAGE}?from=2020-01-01")
    before = visitor.last_write(site)
    refused = clerk.send(page, "save", proposals="太短")
    assert refused.status == 400
    assert visitor.last_write(site) == before
    answer = clerk.send(refused, "save", proposals=PROPOSALS)
    assert "已保存，系统将告知单位负责人。" in answer.message
    assert "2020年1月1日至" in answer.words
    assert "当日办结。" in answer.words
    (record,) = unit_summaries.records(latest(site).jgzf, "jwc")
    assert record.proposals == PROPOSALS
    assert record.figures["counts"]["received"] == 2
    head = visit("student")
    assert head.get(site.jgzf, "/@@my-evaluations").has_link("/jwc/@@saved-summary?number=1")
    found = head.get(site.jgzf.jwc, SAVED)
    assert "柳明溪" in found.words
    assert "当日办结。" in found.words
    assert head.get(site.jgzf.jwc, PAGE).has_link("/@@saved-summary?number=1")


def test_what_was_never_saved_is_not_found(site, visit, cases):
    for number in ("1", "x", ""):
        page = visit("clerk").get(site.jgzf.jwc, f"/@@saved-summary?number={number}")
        assert page.status == 404


def test_looking_writes_nothing(site, visit, cases):
    clerk = visit("clerk")
    clerk.get(site.jgzf.jwc, PAGE)
    before = visitor.last_write(site)
    clerk.get(site.jgzf.jwc, PAGE)
    assert visitor.last_write(site) == before
