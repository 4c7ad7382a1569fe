"""Our pages in a browser whose line is slow: they are read before Plone's scripts have come."""

from playwright.sync_api import expect
from tests.ways.seats import PATIENCE
import pytest


pytestmark = pytest.mark.browser

SECOND = 1_000
PLONES = "bundle.min.js"
# Whether something is seen within so many milliseconds
PAINTED = """limit => new Promise(done => {
    new PerformanceObserver(() => done(true)).observe({type: "paint", buffered: true});
    setTimeout(() => done(false), limit);
})"""


def come_to_rest(page):
    """Leave no request unanswered: the server would be at it when the next test begins."""
    page.wait_for_load_state()
    page.wait_for_load_state("networkidle")


def test_our_pages_are_seen_before_plones_scripts_have_come(at_browser):
    teacher = at_browser("teacher")
    let_come = teacher.go_without(PLONES, "/jgzf")
    assert teacher.page.evaluate(PAINTED, PATIENCE)
    assert teacher.page.locator("div.jgzf h1").is_visible()
    let_come()
    come_to_rest(teacher.page)


def test_plones_own_are_seen_after_them(at_browser):
    """The control."""
    teacher = at_browser("teacher")
    let_come = teacher.go_without(PLONES, "/sitemap")
    assert not teacher.page.evaluate(PAINTED, 3 * SECOND)
    let_come()
    assert teacher.page.evaluate(PAINTED, PATIENCE)
    come_to_rest(teacher.page)


@pytest.mark.parametrize("path", ["/jgzf", "/sitemap"])
def test_what_plones_scripts_ask_carries_the_token_as_on_its_own_pages(at_browser, path):
    page = at_browser("teacher").go(path)
    come_to_rest(page)
    with page.expect_response("**/@@ok") as answer:
        page.evaluate("jQuery.ajax('@@ok')")
    token = page.locator("#protect-script").get_attribute("data-token")
    assert answer.value.request.headers["x-csrf-token"] == token
    come_to_rest(page)


def test_a_pattern_whose_script_comes_late_works_all_the_same(at_browser):
    # Plone's bundle starts the patterns of others when the page is there: of those it finds then.
    supervisor = at_browser("supervisor")
    late = []

    def come_late(route):
        supervisor.page.wait_for_timeout(2 * SECOND)
        late.append(route)
        route.continue_()

    supervisor.page.route("**/datagridfield-remote.min.js", come_late)
    page = supervisor.go("/jgzf/jwc/edit")
    come_to_rest(page)
    assert late
    rows = page.locator("tr.datagridwidget-row:visible")
    there = rows.count()
    page.get_by_role("button", name="在下方添加一行").last.click()
    expect(rows).to_have_count(there + 1)


def test_our_own_script_does_not_wait_for_plones(at_browser):
    teacher = at_browser("teacher")
    let_come = teacher.go_without(PLONES, "/jgzf/@@evaluate-unit")
    page = teacher.page
    # It is there once the descriptions are those of the category that was chosen.
    descriptions = page.locator("[data-jz-description] option")
    page.locator("[data-jz-category]").wait_for()
    everything = descriptions.count()
    page.locator("[data-jz-category]").select_option(index=1)
    expect(descriptions).not_to_have_count(everything)
    let_come()
    come_to_rest(page)
