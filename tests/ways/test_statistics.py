"""统计分析 before a meeting: at a desk and on a phone, from a number to its cases, and on paper."""

from tests import statistics_cases
from urllib.parse import urlencode
import pytest
import transaction


pytestmark = pytest.mark.browser

WIDTHS = [1280, 390]
PAPER = 718


@pytest.fixture
def some(site):
    cases = statistics_cases.make()
    transaction.commit()
    return cases


def open_figures(person, **parameters):
    query = urlencode({**statistics_cases.period(), **parameters})
    page = person.go(f"/jgzf/@@statistics?{query}")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_goes_from_a_number_to_its_cases(at_browser, some, width):
    supervisor = at_browser("supervisor", width)
    page = open_figures(supervisor)
    supervisor.see("statistics")
    row = page.locator("section[aria-labelledby=jz-units] tr", has_text="后勤处")
    row.locator("a[href*='measure=overdue']").click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "超期未反馈"
    assert page.locator(".jz-case").count() == 1
    supervisor.see("cases")
    page.locator(".jz-case a").first.click()
    page.wait_for_load_state()
    assert some[9].getId() in page.url


@pytest.mark.parametrize("width", WIDTHS)
def test_an_administrator_looks_at_her_unit_and_a_person(at_browser, some, width):
    clerk = at_browser("clerk", width)
    page = open_figures(clerk, unit="jwc")
    clerk.see("unit")
    page.get_by_role("link", name="姜砚秋").click()
    page.wait_for_load_state()
    clerk.see("person")
    assert "姜砚秋（教务处）" in page.locator(".jz-lead").inner_text()
    assert page.locator("dl.jz-stats dd").first.inner_text().startswith("2")


def test_on_a_phone_each_cell_says_what_its_column_is(at_browser, some):
    supervisor = at_browser("supervisor", 390)
    page = open_figures(supervisor, categories="1", figures="1")
    named = page.evaluate(
        """[...document.querySelectorAll("table.jz-cells")].map(table => [
            [...table.tHead.rows[0].cells].slice(1).map(cell => cell.textContent.trim()),
            [...table.tBodies[0].rows[0].cells].slice(1).map(
                cell => JSON.parse(getComputedStyle(cell, "::before").content)
            ),
        ])"""
    )
    assert len(named) == 6
    for headings, names in named:
        assert names == [heading.rstrip("↑↓") for heading in headings]


def test_all_of_it_is_on_paper_and_no_button(at_browser, some):
    supervisor = at_browser("supervisor", PAPER)
    page = open_figures(supervisor)
    page.locator("dl.jz-stats dt a", has_text="满意率").click()
    page.wait_for_url("**#figure-satisfaction_rate")
    page.emulate_media(media="print")
    supervisor.see("paper")
    assert "全部指标与口径说明" in page.locator("div.jgzf").inner_text()
    for place in ("form", ".jz-nav", "summary", "button"):
        for part in page.locator(f"div.jgzf {place}").all():
            assert not part.is_visible(), place
