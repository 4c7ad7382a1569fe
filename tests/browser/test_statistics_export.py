"""导出 over HTTP: to whom, as what, and what it leads to."""

from hnu.jgzf.domain import dates
from openpyxl import load_workbook
from tests import factories
import csv
import io
import pytest
import transaction


EXPORT = "/@@statistics-export"


@pytest.fixture
def cases(site):
    factories.submit("teacher")
    factories.submit("teacher", staff_member="20120356")
    factories.submit("student", unit="hqc")
    transaction.commit()


@pytest.fixture
def download(site, visit):
    def get(userid, page, **options):
        visitor = visit(userid)
        return visitor.session.get(visitor.url(site.jgzf, page), **options)

    return get


def units(answer):
    assert answer.status_code == 200
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return sorted(row["单位"] for row in rows)


def test_a_supervisor_gets_a_workbook_of_all_units(site, cases, download):
    answer = download("supervisor", EXPORT)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    name = answer.headers["Content-Disposition"]
    assert "filename=statistics.xlsx" in name
    assert f"{dates.today():%Y%m%d}.xlsx" in name
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["评价明细", "统计", "口径说明"]


def test_everybody_gets_the_units_that_she_sees(site, cases, download):
    site.jgzf.hqc.head = "student"
    transaction.commit()
    page = f"{EXPORT}?format=csv"
    assert units(download("supervisor", page)) == ["后勤处", "教务处", "教务处"]
    assert units(download("clerk", page)) == ["教务处", "教务处"]
    assert units(download("student", page)) == ["后勤处"]
    assert units(download("supervisor", f"{page}&unit=hqc")) == ["后勤处"]


@pytest.mark.parametrize(
    ("userid", "query"),
    [
        ("teacher", ""),
        ("evaluated", "?unit=jwc&staff_member=20090417"),
        ("editor", ""),
        ("clerk", "?unit=hqc"),
        ("dean", "?unit=jwc&staff_member=20120356"),
    ],
)
def test_what_is_for_others_is_refused(site, cases, download, userid, query):
    answer = download(userid, f"{EXPORT}{query}")
    assert answer.status_code == 403
    assert "您没有权限查看此页" in answer.text


def test_nobody_gets_it_without_a_login(site, visit):
    assert visit(None).get(site.jgzf, EXPORT).is_refusal


@pytest.mark.parametrize("wrong", ["format=pdf", "unit=none", "period=moon", "category=x"])
def test_filters_that_mean_nothing_lead_to_the_page_that_says_so(site, cases, download, wrong):
    answer = download("supervisor", f"{EXPORT}?{wrong}", allow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["Location"].partition("?")[0].endswith("/jgzf/@@statistics")
    if not wrong.startswith("format"):
        assert answer.headers["Location"].endswith(f"?{wrong}")
