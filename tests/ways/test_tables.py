"""Tables in forms, with their script: at a desk and on a phone."""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import roster
from playwright.sync_api import expect
from tests import factories
from zope.globalrequest import getRequest
import pytest
import transaction


pytestmark = pytest.mark.browser

WIDTHS = [1280, 390]


def rows(page):
    return page.locator("tr.datagridwidget-row:visible")


def stored():
    transaction.abort()
    getRequest().other.pop("_plone_registry_cache", None)
    return categories.rows(config.TARGET_UNIT)


def save(page):
    page.get_by_role("button", name="保存").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_webmaster_edits_the_categories(at_browser, site, width):
    factories.submit("teacher")
    transaction.commit()
    webmaster = at_browser("webmaster", width)
    page = webmaster.go("/@@jgzf-categories")
    page.wait_for_load_state("networkidle")
    webmaster.see("categories")
    assert rows(page).count() == 25

    # Each cell is wide enough to read, each button to hit.
    area = rows(page).nth(0).locator("textarea").bounding_box()
    assert area["width"] > 200
    for button in rows(page).nth(0).locator("button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44

    # Add, move, deactivate, and try to delete what was used.
    rows(page).nth(24).get_by_role("button", name="在下方添加一行").click()
    rows(page).nth(25).get_by_label("评价类别").fill("新类别")
    rows(page).nth(25).get_by_label("类别说明").fill("新的说明")
    rows(page).nth(2).get_by_role("button", name="上移").click()
    rows(page).nth(1).get_by_label("启用").uncheck()
    rows(page).nth(0).get_by_role("button", name="删除这一行").click()
    save(page)
    webmaster.see("refused")
    assert "已用于 1 件评价，不能删除" in page.locator("#jz-errors").inner_text()
    assert rows(page).count() == 26
    assert len(stored()) == 25

    for _step in range(25):
        rows(page).nth(25 - _step).get_by_role("button", name="上移").click()
    save(page)
    webmaster.see("saved")
    table = stored()
    assert [row["token"] for row in table[:3]] == ["u01", "u03", "u02"]
    assert table[1]["active"] is False
    assert (table[-1]["category"], table[-1]["description"]) == ("新类别", "新的说明")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_edits_the_administrators_of_a_unit(at_browser, site, width):
    supervisor = at_browser("supervisor", width)
    page = supervisor.go("/jgzf/jwc/edit")
    page.wait_for_load_state("networkidle")
    supervisor.see("unit")
    for name in ("账号", "姓名", "手机", "起始日期"):
        assert rows(page).nth(0).get_by_label(name).bounding_box()["width"] >= 140, name

    rows(page).nth(1).get_by_role("button", name="在下方添加一行").click()
    rows(page).nth(2).get_by_label("账号").fill("teacher")
    save(page)
    supervisor.see("refused")
    assert "第 3 行：请填写姓名。" in page.locator("div.jgzf").inner_text()
    assert rows(page).nth(2).get_by_label("账号").input_value() == "teacher"

    rows(page).nth(2).get_by_label("姓名").fill("方晓棠")
    rows(page).nth(2).get_by_label("代理").check()
    rows(page).nth(2).get_by_label("起始日期").fill("2026-01-01")
    rows(page).nth(0).get_by_role("button", name="删除这一行").click()
    save(page)
    supervisor.see("saved")
    transaction.abort()
    first, second = roster.get_unit("jwc").administrators
    assert first["userid"] == "deputy"
    assert (second["userid"], second["name"], second["deputy"]) == ("teacher", "方晓棠", True)


@pytest.mark.parametrize("width", WIDTHS)
def test_existing_rows_can_be_edited_without_javascript(at_browser, site, width):
    webmaster = at_browser("webmaster", width, javascript=False)
    page = webmaster.go("/@@jgzf-categories?table=unit")
    webmaster.see("categories")
    assert rows(page).count() == 25, "the row that the script copies is not shown"
    assert "浏览器未启用脚本" in page.locator("div.jgzf").inner_text()
    rows(page).nth(3).get_by_label("类别说明").fill("改过的文字")
    save(page)
    assert stored()[3]["description"] == "改过的文字"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_finds_an_account_by_name_as_she_types(at_browser, site, width):
    supervisor = at_browser("supervisor", width)
    page = supervisor.go("/jgzf/jwc/edit")
    page.wait_for_load_state("networkidle")
    offered = page.locator("#jz-accounts option")

    page.get_by_label("单位负责人").press_sequentially("晓棠")
    expect(offered).to_have_count(1)
    assert offered.first.get_attribute("value") == "teacher"
    assert "方晓棠" in offered.first.get_attribute("label")
    supervisor.see("typing")

    # A row that was added by script finds accounts too.
    page.get_by_role("button", name="在下方添加一行").last.click()
    row = rows(page).last
    row.get_by_label("账号").press_sequentially("若谷")
    expect(offered.first).to_have_attribute("value", "student")
    row.get_by_label("账号").fill("申若谷")
    row.get_by_label("姓名").fill("申若谷")
    save(page)
    supervisor.see("refused")
    assert "相近的有：方晓棠（teacher）" in page.locator("div.jgzf").first.inner_text()

    page.get_by_label("单位负责人").fill("方晓棠")
    save(page)
    transaction.abort()
    unit = roster.get_unit("jwc")
    assert unit.head == "teacher"
    assert [row["userid"] for row in unit.administrators] == ["clerk", "deputy", "student"]
    supervisor.see("saved")
