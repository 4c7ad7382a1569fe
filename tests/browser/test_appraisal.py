"""考核用表 over HTTP: closed cases of a year, for who may see them."""

from datetime import timedelta
from hnu.jgzf.domain import dates
from tests import factories
import pytest
import transaction


PAGE = "/@@appraisal"


@pytest.fixture
def cases(site):
    """Of jwc six are closed, five of them about a person; one is open, one of the year before."""
    for _number in range(5):
        case = factories.submit("teacher", staff_member="20120356", topic="态度很好")
        factories.bring_to(case, "closed")
    factories.bring_to(factories.submit("teacher"), "closed", "dissatisfied")
    factories.submit("teacher")
    with dates.at(dates.now() - timedelta(days=366)):
        factories.bring_to(factories.submit("teacher"), "closed")
    transaction.commit()


def test_closed_cases_of_the_year_are_counted(site, visit, cases):
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?unit=jwc")
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    year = dates.today().year
    for text in (
        f"{year}年度机关作风评价情况表",
        "考核对象 教务处",
        "收到 7 件，其中已办结 6 件计入，未办结 1 件不计入",
        "满意率 5 / 6 83.3%",
        "口径说明",
        "不足 5 件的只列件数",
    ):
        assert text in page.words
    assert (
        len(page.ours.xpath(".//table[last()]/tbody/tr/th/a[contains(@href, '/jgzf/jwc/')]")) == 6
    )


def test_being_late_with_what_another_unit_has_closed_stands_on_the_sheet(site, visit):
    with dates.at(dates.now() - timedelta(days=30)):
        case = factories.submit("teacher", unit="hqc")
    year = case.received.year
    case = factories.transfer(case, "jwc")
    factories.bring_to(case, "closed")
    transaction.commit()
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?unit=hqc&year={year}")
    assert "收到 0 件，其中已办结 0 件计入" in page.words
    assert "按期反馈率 0 / 1" in page.words
    assert "该年度没有已办结的评价" not in page.words
    assert "/jgzf/jwc/" not in page.text


def test_a_year_before_can_be_asked_for(site, visit, cases):
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?unit=jwc&year={dates.today().year - 1}")
    assert "收到 1 件，其中已办结 1 件计入，未办结 0 件不计入" in page.words
    assert "100.0%" not in page.words
    empty = visit("supervisor").get(site.jgzf, f"{PAGE}?unit=hqc&year=2020")
    assert "该年度没有已办结的评价" in empty.words


@pytest.mark.parametrize("userid", ["supervisor", "clerk"])
def test_a_person_has_a_sheet_for_supervisors_and_her_units_administrators(
    site, visit, cases, userid
):
    page = visit(userid).get(site.jgzf, f"{PAGE}?unit=jwc&staff_member=20120356")
    assert "姜砚秋（20120356，教务处）" in page.words
    assert "收到 5 件，其中已办结 5 件计入" in page.words


@pytest.mark.parametrize(
    ("userid", "query"),
    [
        ("teacher", ""),
        ("teacher", "?unit=jwc"),
        ("evaluated", "?unit=jwc&staff_member=20090417"),
        ("dean", "?unit=jwc"),
        ("student", "?unit=jwc&staff_member=20120356"),
    ],
)
def test_others_are_refused(site, visit, cases, userid, query):
    # A head sees the unit, and none of its people.
    site.jgzf.jwc.head = "student"
    transaction.commit()
    page = visit(userid).get(site.jgzf, f"{PAGE}{query}")
    assert page.status == 403
    assert "姜砚秋" not in page.text
    assert "83.3%" not in page.text


def test_a_head_sees_her_unit_and_is_not_told_whom_cases_are_about(site, visit, cases):
    site.jgzf.jwc.head = "student"
    transaction.commit()
    page = visit("student").get(site.jgzf, f"{PAGE}?unit=jwc")
    assert "满意率 5 / 6 83.3%" in page.words
    assert "姜砚秋" not in page.text


def test_an_administrator_chooses_among_her_units(site, visit, cases):
    page = visit("clerk").get(site.jgzf, PAGE)
    assert page.status == 200
    assert page.ours.xpath(".//select[@name='unit']/option/@value") == ["", "jwc"]
    assert "请选择单位和年度" in page.words


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("unit=none", "请选择单位。"),
        ("unit=jwc&staff_member=0815", "该单位没有此人。"),
        ("unit=jwc&year=1999", "请选择已经开始的年度。"),
        ("unit=jwc&year=99999", "请选择已经开始的年度。"),
        ("unit=jwc&year=abcd", "请选择已经开始的年度。"),
    ],
)
def test_what_there_is_not_is_said(site, visit, cases, query, message):
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?{query}")
    assert page.status == 200
    assert message in page.words
    assert "83.3%" not in page.words


@pytest.mark.parametrize("query", ["unit:list=jwc&unit:list=hqc", "unit=jwc&year:list=2026"])
def test_lists_are_no_texts(site, visit, query):
    assert visit("supervisor").get(site.jgzf, f"{PAGE}?{query}").status == 200


def test_nobody_sees_it_without_a_login(site, visit):
    assert visit(None).get(site.jgzf, f"{PAGE}?unit=jwc").is_refusal


def test_it_does_not_tell_who_evaluated(site, visit, cases):
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?unit=jwc")
    assert "方晓棠" not in page.text
    assert "teacher" not in page.text
