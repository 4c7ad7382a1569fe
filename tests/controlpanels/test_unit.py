"""Plone's add and edit forms of a unit, as a browser without JavaScript sends them."""

from datetime import date
from tests.browser.visitor import latest
from tests.controlpanels import grid
import pytest
import transaction


ADD = "/++add++jgzf.Unit"
EDIT = "/edit"
ROW = {"userid": "teacher", "name": "方晓棠", "mobile": "13900000001", "qq": "10001"}


@pytest.fixture
def add(site, webmaster):
    """``add(table, **fields)`` fills in a new add form and saves it."""

    def fill_in(table=(), **values):
        page = webmaster.get(site.jgzf, ADD)
        return grid.send(webmaster, page, "administrators", table, **values)

    return fill_in


@pytest.fixture
def edit(site, webmaster):
    """The same for the edit form of the unit ``jwc``; its table stays when none is given."""

    def fill_in(table=None, **values):
        page = webmaster.get(site.jgzf.jwc, EDIT)
        name = None if table is None else "administrators"
        return grid.send(webmaster, page, name, table or (), **values)

    return fill_in


def units(site):
    latest(site)
    return sorted(site.jgzf.objectIds())


def test_webmaster_and_supervisor_add_units_nobody_else_does(site, visit):
    for userid in (None, "teacher", "clerk", "reviewer", "editor"):
        assert visit(userid).get(site.jgzf, ADD).is_refusal, userid
    for userid in ("webmaster", "supervisor"):
        assert visit(userid).get(site.jgzf, ADD).status == 200, userid


def test_the_form_speaks_chinese(site, webmaster):
    page = webmaster.get(site.jgzf, ADD)
    words = page.words
    for label in ("单位名称", "单位编码", "启用", "挂靠单位", "单位管理员", "账号", "截止日期"):
        assert label in words
    assert "保存 取消" in words
    assert not [word for word in words.split() if word.isascii() and len(word) > 3]


def test_the_code_of_a_new_unit_is_its_id(site, add):
    answer = add([ROW], title="图书馆", code="TSG-1", party_branch="图书馆党支部")
    assert answer.status == 200
    assert units(site) == ["TSG-1", "hqc", "jwc"]
    unit = site.jgzf["TSG-1"]
    assert (unit.title, unit.code, unit.party_branch) == ("图书馆", "TSG-1", "图书馆党支部")
    assert unit.administrators == [{**ROW, "from": None, "until": None, "deputy": False}]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "请填写单位编码。"),
        ("jwc", "jwc 已经存在，请换一个。"),
        ("教务处", "编码只能使用字母、数字和连字符"),
        ("a b", "编码只能使用字母、数字和连字符"),
        ("../x", "编码只能使用字母、数字和连字符"),
        ("@@view", "编码只能使用字母、数字和连字符"),
        ("x" * 33, "编码只能使用字母、数字和连字符"),
        ("view", "view 是系统页面的名称，请换一个。"),
        ("edit", "edit 是系统页面的名称，请换一个。"),
        ("evaluate-unit", "evaluate-unit 是系统页面的名称，请换一个。"),
        ("title", "title 是系统页面的名称，请换一个。"),
        ("plone", "plone 是系统页面的名称，请换一个。"),
    ],
)
def test_a_code_that_cannot_be_used_is_refused_and_nothing_typed_is_lost(site, add, code, message):
    answer = add([ROW], title="图书馆", code=code, head="dean")
    assert message in answer.words
    assert answer.value("save", "title") == "图书馆"
    assert answer.value("save", "code") == code
    assert answer.value("save", "head") == "dean"
    assert grid.rows(answer, "administrators")[0]["name"] == ROW["name"]
    assert units(site) == ["hqc", "jwc"]


def test_a_title_is_needed(site, add):
    assert "请填写单位名称。" in add(code="tsg").words
    assert units(site) == ["hqc", "jwc"]


def test_the_code_is_shown_but_cannot_be_edited(site, webmaster, edit):
    page = webmaster.get(site.jgzf.jwc, EDIT)
    assert "单位编码 jwc" in page.words
    assert "form.widgets.code" not in grid.fields(page)
    edit(title="教务处（新）", code="other")
    assert units(site) == ["hqc", "jwc"]
    assert site.jgzf.jwc.title == "教务处（新）"
    assert site.jgzf.jwc.code == "jwc"


def test_administrators_can_be_edited_without_script(site, edit):
    answer = edit(
        **{
            "administrators.0.widgets.mobile": "13900000009",
            "administrators.0.widgets.from": "2026-01-01",
            "administrators.0.widgets.until": "2026-12-31",
        }
    )
    assert answer.status == 200
    latest(site)
    clerk, deputy = site.jgzf.jwc.administrators
    assert clerk["mobile"] == "13900000009"
    assert (clerk["from"], clerk["until"]) == (date(2026, 1, 1), date(2026, 12, 31))
    assert deputy["userid"] == "deputy"
    assert deputy["deputy"] is True


def test_a_form_that_is_sent_as_it_came_changes_no_administrator(site, edit):
    before = list(site.jgzf.jwc.administrators)
    assert edit().status == 200
    latest(site)
    assert site.jgzf.jwc.administrators == before


def test_administrators_can_be_added_moved_and_removed(site, webmaster, edit):
    table = grid.rows(webmaster.get(site.jgzf.jwc, EDIT), "administrators")
    edit([ROW, table[1]])
    latest(site)
    assert [row["userid"] for row in site.jgzf.jwc.administrators] == ["teacher", "deputy"]
    edit([])
    latest(site)
    assert not site.jgzf.jwc.administrators


def test_blanks_around_an_account_do_not_count(site, edit):
    edit([{**ROW, "userid": " teacher "}])
    latest(site)
    assert site.jgzf.jwc.administrators[0]["userid"] == "teacher"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "第 2 行：请填写姓名。"),
        ({"from": "2026-13-45"}, "第 2 行：起始日期填写有误，请修改。"),
        ({"until": "morgen"}, "第 2 行：截止日期填写有误，请修改。"),
        ({"from": "2026-05-01", "until": "2026-04-30"}, "方晓棠：截止日期早于起始日期，请修改。"),
    ],
)
def test_a_row_that_is_not_right_is_named_and_nothing_is_lost(
    site, webmaster, edit, changes, message
):
    before = list(site.jgzf.jwc.administrators)
    table = grid.rows(webmaster.get(site.jgzf.jwc, EDIT), "administrators")
    answer = edit([table[0], {**ROW, **changes}, table[1]], title="教务处（新）")
    assert message in answer.words
    assert answer.value("save", "title") == "教务处（新）"
    shown = grid.rows(answer, "administrators")
    assert [row["userid"] for row in shown] == ["clerk", "teacher", "deputy"]
    latest(site)
    assert site.jgzf.jwc.administrators == before
    assert site.jgzf.jwc.title == "教务处"


def test_an_error_is_not_copied_into_new_rows(site, edit):
    answer = edit([{**ROW, "name": ""}])
    template = answer.form("save").xpath(".//tr[@data-index='TT']")[0]
    assert template.xpath(".//input")
    assert not template.xpath(".//*[contains(@class, 'invalid')]")


def test_a_post_without_a_token_against_forgery_changes_nothing(site, webmaster):
    page = webmaster.get(site.jgzf.jwc, EDIT)
    page.form("save").fields["_authenticator"] = "forged"
    assert grid.send(webmaster, page, title="教务处（新）").status == 403
    latest(site)
    assert site.jgzf.jwc.title == "教务处"


def test_the_form_may_be_kept_in_no_cache(site, webmaster):
    for page in (webmaster.get(site.jgzf, ADD), webmaster.get(site.jgzf.jwc, EDIT)):
        assert page.headers["Cache-Control"] == "private, no-store"


def test_the_contact_block_of_the_center_can_be_edited(site, webmaster):
    page = webmaster.get(site.jgzf, EDIT)
    assert "联系方式" in page.words
    webmaster.send(page, "save", contact_phone="0731-88888888")
    latest(site)
    assert site.jgzf.contact_phone == "0731-88888888"


def test_accounts_are_found_by_name_without_script(site, edit):
    answer = edit([{**ROW, "userid": "方 晓棠"}], head="霍昕澜")
    assert answer.status == 200
    latest(site)
    assert site.jgzf.jwc.head == "dean"
    assert site.jgzf.jwc.administrators[0]["userid"] == "teacher"


def test_accounts_are_found_by_name_in_a_new_unit(site, add):
    add([{**ROW, "userid": "方晓棠"}], title="图书馆", code="tsg", head="霍昕澜")
    latest(site)
    assert site.jgzf.tsg.head == "dean"
    assert site.jgzf.tsg.administrators[0]["userid"] == "teacher"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("没有此人", "没有找到“没有此人”"),
        ("晓棠", "没有账号“晓棠”，相近的有：方晓棠（teacher）。请填写其中一个账号。"),
        ("teach", "没有账号“teach”，相近的有：方晓棠（teacher）。"),
    ],
)
def test_a_name_that_means_no_single_account_is_refused_with_those_it_could_mean(
    site, edit, typed, words
):
    before = list(site.jgzf.jwc.administrators)
    answer = edit(head=typed, title="教务处（新）")
    assert words in answer.words
    assert answer.value("save", "head") == typed
    answer = edit([{**ROW, "userid": typed}], title="教务处（新）")
    assert f"第 1 行：{words}" in answer.words
    assert grid.rows(answer, "administrators")[0]["userid"] == typed
    assert answer.value("save", "title") == "教务处（新）"
    latest(site)
    assert site.jgzf.jwc.administrators == before
    assert site.jgzf.jwc.title == "教务处"
    assert not site.jgzf.jwc.head


def test_an_account_that_the_portal_does_not_know_yet_is_saved_with_a_warning(site, edit):
    answer = edit([{**ROW, "userid": "20231107"}], head="20231108")
    assert "门户中还没有这些账号：20231108、20231107。" in answer.message
    latest(site)
    assert site.jgzf.jwc.administrators[0]["userid"] == "20231107"
    assert "还没有这些账号" not in edit([{**ROW}], head="dean").message


def test_a_stored_account_that_is_gone_does_not_hinder_other_changes(site, webmaster, edit):
    rows = [{**row, "userid": "teach"} for row in site.jgzf.jwc.administrators]
    site.jgzf.jwc.administrators = rows
    transaction.commit()
    assert "没有账号" not in webmaster.get(site.jgzf.jwc, EDIT).words
    edit(title="教务处（新）")
    latest(site)
    assert site.jgzf.jwc.title == "教务处（新）"
    assert site.jgzf.jwc.administrators == rows


def test_only_those_who_may_find_accounts_are_told_where(site, webmaster):
    page = webmaster.get(site.jgzf.jwc, EDIT)
    fields = page.ours.xpath(".//input[@data-jz-accounts]")
    assert {field.get("data-jz-accounts") for field in fields} == {
        f"{site.absolute_url()}/jgzf/@accounts"
    }
    assert len(fields) >= 4, "the head, the rows and the row to come"
    site.jgzf.manage_permission("hnu.jgzf: Search accounts", [], 0)
    transaction.commit()
    page = webmaster.get(site.jgzf.jwc, EDIT)
    assert not page.ours.xpath(".//input[@data-jz-accounts]")
