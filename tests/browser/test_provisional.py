"""A deadline in a year that nobody has announced is called an estimate wherever it stands."""

from hnu.jgzf.domain import dates
from tests import factories
from tests.domain.calendars import know_years
import pytest
import transaction


@pytest.fixture
def unknown(site, monkeypatch):
    """No year is announced."""
    know_years(monkeypatch)


def submitted():
    case = factories.submit("teacher")
    transaction.commit()
    return case


def test_everybody_reads_that_the_deadline_is_an_estimate(site, visit, unknown):
    case = submitted()
    due = dates.long_date(case.due)
    page = visit("student").get(case)
    assert f"{due}前（预计，该年的放假安排尚未收录）" in page.words
    assert f"{due}到期（预计）" in page.words
    assert "前反馈（预计）" in page.words
    assert "前反馈（预计）" in visit("student").get(site.jgzf).words
    assert "（预计，该年的放假安排尚未收录）" in visit("teacher").get(case, "/@@thanks").words
    assert "前（预计）" in visit("clerk").get(site.jgzf, "/@@manage-evaluations").words


def test_an_overdue_one_is_an_estimate_as_well(site, visit, unknown):
    case = submitted()
    case.due = case.due.replace(year=case.due.year - 1)
    case.reindexObject()
    transaction.commit()
    for page in (visit("student").get(case), visit("student").get(site.jgzf)):
        assert "已超期" in page.words
        assert "（预计）" in page.words


def test_supervisors_are_warned_and_nobody_else(site, visit, unknown):
    submitted()
    warning = "年的放假安排尚未收录，涉及该年的反馈期限为预计期限。"
    page = visit("supervisor").get(site.jgzf, "/@@manage-evaluations")
    assert f"{dates.today().year}" in page.words
    assert warning in page.words
    assert warning not in visit("clerk").get(site.jgzf, "/@@manage-evaluations").words


def test_a_known_deadline_is_no_estimate(site, visit, monkeypatch):
    know_years(monkeypatch, *range(2001, 2100))
    case = submitted()
    for page in (
        visit("student").get(case),
        visit("student").get(site.jgzf),
        visit("supervisor").get(site.jgzf, "/@@manage-evaluations"),
    ):
        assert "预计" not in page.words
        assert "尚未收录" not in page.words


def test_rest_says_so_too(site, visit, unknown):
    case = submitted()
    session = visit("student").session
    session.headers["Accept"] = "application/json"
    one = session.get(case.absolute_url()).json()
    assert (one["provisional"], one["due"]) == (True, case.due.isoformat())
    (item,) = session.get(f"{site.jgzf.absolute_url()}/@evaluations").json()["items"]
    assert item["provisional"] is True
    assert item["working_days_left"] == one["working_days_left"] == 5
