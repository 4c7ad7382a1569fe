"""个人中心 over HTTP."""

from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from tests import factories
from tests.browser.visitor import Visitor
import transaction


PAGE = "/@@my-evaluations"
REASON = "需与评价人核对出差审批日期并当面说明补助标准。"


def sections(page):
    """Numbers of the cases below each heading, headings in the order of the page."""
    return {
        section.xpath(".//h2")[0].text_content().split()[0]: [
            number.text_content() for number in section.xpath(".//li//span[@class='jz-num']")
        ]
        for section in page.ours.xpath(".//section")
    }


def look(case, by):
    with factories.acting_as(by):
        disclosure.disclose(case, REASON)
    transaction.commit()


def test_what_needs_the_evaluator_comes_first(site):
    cases = {
        state: factories.bring_to(factories.submit("teacher"), state)
        for state in ("submitted", "answered", "rated", "closed")
    }
    unsettled = factories.bring_to(factories.submit("teacher"), "rated", level="dissatisfied")
    factories.submit("student")
    transaction.commit()
    page = Visitor(site, "teacher").get(site.jgzf, PAGE)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert list(sections(page).items()) == [
        ("请您评价满意度", [cases["answered"].getId()]),
        ("办理中", [unsettled.getId(), cases["submitted"].getId()]),
        ("谁查看了我的身份", []),
        ("已评价和已办结", [cases["closed"].getId(), cases["rated"].getId()]),
    ]
    assert page.words.count("本人") == 5
    assert "匿名展示" not in page.words


def test_one_click_leads_to_the_rating(site):
    case = factories.bring_to(factories.submit("teacher"), "answered")
    transaction.commit()
    page = Visitor(site, "teacher").get(site.jgzf, PAGE)
    (button,) = page.ours.xpath(".//a[contains(@class, 'btn-primary')]")
    assert button.text_content() == f"点击反馈：{case.getId()}"
    assert button.get("href") == f"{case.absolute_url()}#satisfaction"
    (count,) = page.ours.xpath(".//nav//a[@aria-current='page']/span[@class='jz-count']")
    assert count.text_content().split() == ["1", "件等您评价满意度"]


def test_nobody_reaches_another_persons_page(site):
    case = factories.submit("teacher")
    look(case, "clerk")
    for userid in ("student", "clerk", "supervisor", "webmaster"):
        for query in ("", "?userid=teacher", "?evaluator=teacher", "?user=teacher"):
            page = Visitor(site, userid).get(site.jgzf, PAGE + query)
            assert case.getId() not in page.text
            assert "您还没有提交过评价" in page.words
            assert "目前没有人查看过您的身份。" in page.words


def test_who_has_nothing_is_told_how_to_begin(site):
    page = Visitor(site, "student").get(site.jgzf, PAGE)
    assert "您还没有提交过评价" in page.words
    assert page.ours.xpath(".//a[contains(@class, 'btn-primary')]/@href") == [
        f"{site.jgzf.absolute_url()}/@@evaluate-unit",
        f"{site.jgzf.absolute_url()}/@@evaluate-staff",
    ]


def test_every_look_at_her_identity_is_shown_to_the_evaluator(site):
    first, second = factories.submit("teacher"), factories.submit("teacher", unit="hqc")
    look(first, "clerk")
    look(second, "supervisor")
    site.jgzf.contact_phone = "0000-8888211"
    transaction.commit()
    page = Visitor(site, "teacher").get(site.jgzf, PAGE)
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        for row in page.ours.xpath(".//tbody/tr")
    ]
    day = dates.now().strftime("%Y-%m-%d")
    assert [(row[0][:10], *row[1:]) for row in rows] == [
        (day, "机关党委 祁望舒", second.getId(), REASON),
        (day, "教务处 单位管理员 柳明溪", first.getId(), REASON),
    ]
    assert "认为查看不当的，请联系机关党委：0000-8888211。" in page.words
    assert "方晓棠" not in page.ours.text_content()


def test_many_finished_cases_come_in_pages(site):
    for _n in range(23):
        factories.bring_to(factories.submit("teacher"), "rated")
    transaction.commit()
    teacher = Visitor(site, "teacher")
    first = sections(teacher.get(site.jgzf, PAGE))["已评价和已办结"]
    rest = sections(teacher.get(site.jgzf, PAGE + "?b_start=20"))["已评价和已办结"]
    assert (len(first), len(rest), len({*first, *rest})) == (20, 3, 23)


def test_the_window_is_named_after_the_page(site):
    page = Visitor(site, "student").get(site.jgzf, PAGE)
    assert " ".join(page.tree.findtext(".//head/title").split()).startswith("个人中心 — ")
