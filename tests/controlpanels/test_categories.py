"""The webmaster's panel for the two category tables, without JavaScript and against forgery."""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import listings
from tests import factories
from tests.browser.visitor import latest
from tests.controlpanels import grid
import copy
import pytest
import transaction


PANEL = "/@@jgzf-categories"
UNIT, STAFF = config.TARGETS
NEW = {"token": "", "category": "新类别", "description": "新的说明", "active": "selected"}


@pytest.fixture
def used(site):
    """The first row of the table for units was used twice."""
    factories.submit("teacher")
    factories.submit("student")
    transaction.commit()


@pytest.fixture
def page(site, webmaster):
    return webmaster.get(site, PANEL)


def stored(site, target=UNIT):
    latest(site)
    grid.forget_registry()
    return copy.deepcopy(categories.rows(target))


def save(webmaster, page, table, target=UNIT):
    return grid.send(webmaster, page, target, table)


def test_the_panel_is_for_those_who_manage_categories(site, visit):
    for userid in (None, "teacher", "clerk", "supervisor", "reviewer", "editor"):
        assert visit(userid).get(site, PANEL).is_refusal, userid


def test_the_panel_stands_among_the_control_panels(site, webmaster):
    overview = webmaster.get(site, "/@@overview-controlpanel").text
    assert f"{site.absolute_url()}{PANEL}" in overview
    assert "评价类别" in overview


@pytest.mark.parametrize(("query", "rows"), [("", 25), ("?table=staff", 19), ("?table=nix", 25)])
def test_each_table_has_a_page_with_all_its_rows(site, webmaster, query, rows):
    page = webmaster.get(site, PANEL + query)
    assert page.status == 200
    assert len(grid.rows(page, STAFF if "staff" in query else UNIT)) == rows
    assert "单位评价类别 25条" in page.words
    assert "工作人员评价类别 19条" in page.words
    assert page.ours.xpath(".//a[@aria-current='page']")


def test_the_panel_is_kept_in_no_cache(page):
    assert page.headers["Cache-Control"] == "private, no-store"


def test_tokens_are_not_shown(page):
    inputs = page.ours.xpath(".//input[contains(@name, 'token')]")
    assert inputs
    assert {field.get("type") for field in inputs} == {"hidden"}
    assert "u01" not in page.words


def test_every_cell_has_a_label(page):
    form = page.form("save")
    for field in form.xpath(".//tr[@data-index='0']//*[self::textarea or self::input]"):
        if field.get("type") != "hidden":
            assert form.xpath(f".//label[@for='{field.get('id')}']"), field.get("name")


def test_existing_rows_can_be_edited_without_script(site, webmaster, page):
    before = stored(site)
    answer = grid.send(
        webmaster,
        page,
        **{"unit.0.widgets.description": "新的文字", "unit.1.widgets.category": "新类别"},
    )
    assert answer.message.endswith("已保存，新提交的评价按此显示。")
    after = stored(site)
    assert after[0] == {**before[0], "description": "新的文字"}
    assert after[1]["category"] == "新类别"
    assert after[1]["token"] == before[1]["token"]
    assert after[1]["category_token"] not in {row["category_token"] for row in before}
    assert after[2:] == before[2:]


def test_a_form_that_is_sent_as_it_came_changes_nothing(site, webmaster, page):
    before = stored(site)
    assert grid.send(webmaster, page).status == 200
    assert stored(site) == before


def test_rows_can_be_added_and_are_offered_to_evaluators(site, webmaster, page):
    save(webmaster, page, [*grid.rows(page, UNIT), NEW])
    row = stored(site)[-1]
    assert (row["category"], row["description"], row["active"]) == ("新类别", "新的说明", True)
    assert categories.find(UNIT, row["token"]).description_title == "新的说明"
    assert "新的说明" in webmaster.get(site, "/jgzf/@@evaluate-unit").words


def test_rows_can_be_moved(site, webmaster, page):
    before = stored(site)
    save(webmaster, page, list(reversed(grid.rows(page, UNIT))))
    assert stored(site) == list(reversed(before))


def test_rows_can_be_deactivated(site, webmaster, page, used):
    table = grid.rows(page, UNIT)
    del table[0]["active"]
    save(webmaster, page, table)
    assert stored(site)[0]["active"] is False
    assert categories.find(UNIT, "u01") is None


def test_unused_rows_can_be_deleted(site, webmaster, page, used):
    before = stored(site)
    table = grid.rows(page, UNIT)
    save(webmaster, page, [table[0], *table[2:]])
    assert stored(site) == [before[0], *before[2:]]


def test_used_rows_cannot_be_deleted_and_come_back_with_what_was_typed(site, webmaster, page, used):
    before = stored(site)
    table = grid.rows(page, UNIT)[1:]
    table[0]["description"] = "改过的文字"
    answer = save(webmaster, page, table)
    assert answer.status == 400
    assert "有 1 处需要修改，尚未保存" in answer.words
    assert f"“{before[0]['description']}”已用于 2 件评价，不能删除" in answer.words
    shown = grid.rows(answer, UNIT)
    assert shown[0]["description"] == "改过的文字"
    assert shown[-1]["token"] == "u01"
    assert len(shown) == 25
    assert stored(site) == before


@pytest.mark.parametrize("blank", ["", "\u3000 "])
@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("category", "第 7 行：请填写评价类别。"),
        ("description", "第 7 行：请填写类别说明。"),
    ],
)
def test_an_empty_cell_is_named_and_nothing_is_lost(site, webmaster, page, cell, message, blank):
    before = stored(site)
    table = grid.rows(page, UNIT)
    table[6][cell] = blank
    table[8]["description"] = "改过的文字"
    answer = save(webmaster, page, table)
    assert answer.status == 400
    assert answer.words.count(message) == 2, "above the table and at the cell"
    assert grid.rows(answer, UNIT)[8]["description"] == "改过的文字"
    assert stored(site) == before


def test_the_same_line_twice_is_named(site, webmaster, page):
    before = stored(site)
    table = grid.rows(page, UNIT)
    table[3].update(category=table[1]["category"], description=table[1]["description"])
    answer = save(webmaster, page, table)
    assert "第 4 行与第 2 行重复，请删去一行。" in answer.words
    assert stored(site) == before


def test_a_forged_token_does_not_take_over_another_row(site, webmaster, page):
    before = stored(site)
    table = [{**NEW, "token": "u01"}, *grid.rows(page, UNIT)]
    answer = save(webmaster, page, table)
    assert answer.status == 400
    assert "第 1 行：系统标识无效" in answer.words
    assert "第 2 行：系统标识无效" in answer.words
    assert stored(site) == before


@pytest.mark.parametrize("token", ["forged", "s01", "uc1", "编码"])
def test_a_token_that_is_not_of_this_table_is_drawn_anew(site, webmaster, page, token):
    answer = save(webmaster, page, [*grid.rows(page, UNIT), {**NEW, "token": token}])
    tokens = [row["token"] for row in stored(site)]
    assert token not in tokens
    assert answer.status == 400 or len(tokens) == 26


def test_a_forged_category_token_is_ignored(site, webmaster, page):
    before = stored(site)
    table = grid.rows(page, UNIT)
    table[0]["category_token"] = "uc3"
    save(webmaster, page, table)
    assert stored(site) == before


def test_two_rows_can_swap_their_texts_and_old_evaluations_keep_theirs(site, webmaster, page, used):
    before = stored(site)
    table = grid.rows(page, UNIT)
    table[0]["description"], table[1]["description"] = (
        table[1]["description"],
        table[0]["description"],
    )
    save(webmaster, page, table)
    after = stored(site)
    assert [row["token"] for row in after] == [row["token"] for row in before]
    assert after[0]["description"] == before[1]["description"]
    case = listings.case_with_description("u01")
    assert case.description_title == before[0]["description"]
    assert before[0]["description"] in webmaster.get(case).words


def test_a_description_is_one_line(site, webmaster, page):
    table = grid.rows(page, UNIT)
    table[0]["description"] = "第一行；\r\n第二行\u3000"
    save(webmaster, page, table)
    assert stored(site)[0]["description"] == "第一行； 第二行"


def test_html_in_a_row_is_text(site, webmaster, page):
    table = [*grid.rows(page, UNIT), {**NEW, "category": "<b>粗</b>", "description": "<script>"}]
    answer = save(webmaster, page, table)
    assert answer.status == 200
    assert not answer.ours.xpath(".//script | .//b")
    assert grid.rows(answer, UNIT)[-1]["category"] == "<b>粗</b>"


def test_saving_one_table_leaves_the_other_alone(site, webmaster):
    before = stored(site, UNIT)
    page = webmaster.get(site, PANEL + "?table=staff")
    save(webmaster, page, grid.rows(page, STAFF)[1:], target=STAFF)
    assert stored(site, UNIT) == before
    assert len(stored(site, STAFF)) == 18


def test_a_post_without_a_token_against_forgery_changes_nothing(site, webmaster, page):
    before = stored(site)
    table = grid.rows(page, UNIT)
    table[0]["description"] = "改过的文字"
    page.form("save").fields["_authenticator"] = "forged"
    answer = save(webmaster, page, table)
    assert answer.status == 403
    assert stored(site) == before


def test_cancelling_changes_nothing(site, webmaster, page):
    before = stored(site)
    answer = grid.send(webmaster, page, UNIT, [NEW], button="cancel")
    assert answer.url.endswith("/@@overview-controlpanel")
    assert stored(site) == before


def test_the_grids_script_is_loaded_by_our_forms_alone(site, webmaster, page):
    assert "datagridfield-remote.min.js" in page.text
    for path in ("", "/@@overview-controlpanel", "/jgzf", "/@@jgzf-settings"):
        assert "datagridfield" not in webmaster.get(site, path).text, path


def test_a_site_with_the_grids_own_profile_loads_its_script_once(site, webmaster):
    from plone.app.testing import applyProfile

    applyProfile(site, "collective.z3cform.datagridfield:default")
    transaction.commit()
    page = webmaster.get(site, PANEL)
    assert page.text.count("datagridfield-remote.min.js") == 1
    assert len(grid.rows(page, UNIT)) == 25
    assert page.ours.xpath(".//td[@class='jz-line']"), "our markup still wins"


@pytest.mark.parametrize(
    ("cell", "length", "words"),
    [
        ("category", 41, "第 7 行：最多 40 字，已超出 1 字。"),
        ("description", 205, "第 7 行：最多 200 字，已超出 5 字。"),
    ],
)
def test_a_text_that_is_too_long_is_named_and_nothing_is_lost(
    site, webmaster, page, cell, length, words
):
    before = stored(site)
    table = grid.rows(page, UNIT)
    table[6][cell] = "长" * length
    answer = save(webmaster, page, table)
    assert answer.status == 400
    assert answer.words.count(words) == 2, "above the table and at the cell"
    assert grid.rows(answer, UNIT)[6][cell] == "长" * length
    assert stored(site) == before


def test_a_table_needs_an_active_row(site, webmaster, page):
    before = stored(site)
    idle = [{**row, "active": None} for row in grid.rows(page, UNIT)]
    for table in ([], idle):
        answer = save(webmaster, page, table)
        assert answer.status == 400
        assert "至少启用一行，否则无法提交评价。" in answer.words
    assert stored(site) == before


def test_a_category_without_an_active_row_is_saved_and_named(site, webmaster, page):
    table = grid.rows(page, UNIT)
    title = table[0]["category"]
    for row in table:
        if row["category"] == title:
            row["active"] = None
    answer = save(webmaster, page, table)
    assert "已保存" in answer.message
    assert f"以下评价类别没有启用的类别说明，评价人不能选择：{title}" in answer.message
    stored(site)
    assert title not in [category.title for category in categories.active_categories(UNIT)]
    answer = save(webmaster, page, grid.rows(page, UNIT))
    assert "评价人不能选择" not in answer.message
