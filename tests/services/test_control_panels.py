"""``@controlpanels``: two panels for other programs, by the rules of the forms."""

from hnu.jgzf.domain import categories
from hnu.jgzf.domain import settings
from plone import api
from plone.app.testing import applyProfile
from tests import factories
from tests.browser.visitor import latest
from tests.controlpanels.grid import forget_registry
from tests.services.client import error
from tests.services.client import problems
from tests.services.conftest import USE_REST_API
from tests.services.conftest import WEBMASTERS
import copy
import pytest
import transaction


SETTINGS, CATEGORIES = "jgzf-settings", "jgzf-categories"
OVERVIEW = "Plone Site Setup: Overview"
NEW = {"category": "新类别", "description": "新的说明"}


@pytest.fixture
def get(panel):
    def read(name=SETTINGS, userid="webmaster"):
        client, url = panel(name, userid)
        return client.get(url)

    return read


@pytest.fixture
def patch(site, panel):
    def write(name=SETTINGS, userid="webmaster", **values):
        client, url = panel(name, userid)
        return client.patch(url, json=values)

    return write


@pytest.fixture
def stored(site):
    def read():
        latest(site)
        forget_registry()
        tables = {target: copy.deepcopy(categories.rows(target)) for target in ("unit", "staff")}
        return {**settings.read(), **tables}

    return read


def test_the_settings_are_read_with_the_contact_block(site, get):
    site.jgzf.contact_phone = "0731-88888888"
    transaction.commit()
    answer = get()
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.json()["title"] == "评价系统设置"
    data = answer.json()["data"]
    assert sorted(data) == sorted(settings.FIELDS)
    assert data["contact_phone"] == "0731-88888888"
    assert data["submitter_groups"] == []
    assert data["evaluations_per_day"] == 0


def test_settings_and_contact_block_are_saved_together(site, patch, stored):
    answer = patch(
        confirmation_prompt=" 请确认。\r\n",
        evaluations_per_day=7,
        submitter_groups=["Reviewers"],
        contact_mail="jgdw@example.edu.cn",
        contact_note="第一行\r\n第二行",
        unknown="ignored",
    )
    assert answer.status_code == 204, answer.text
    values = stored()
    assert values["confirmation_prompt"] == "请确认。"
    assert values["evaluations_per_day"] == 7
    assert values["submitter_groups"] == ("Reviewers",)
    assert values["contact_mail"] == "jgdw@example.edu.cn"
    assert values["contact_note"] == "第一行\n第二行"
    assert patch(contact_mail=None).status_code == 204
    assert stored()["contact_mail"] is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("confirmation_prompt", "", "请填写提交前的确认文字。"),
        ("confirmation_prompt", None, "请填写提交前的确认文字。"),
        ("thanks_prompt", " \u3000\n", "请填写提交后的感谢文字。"),
        ("thanks_prompt", "\u200b\u200b", "请填写提交后的感谢文字。"),
        ("thanks_prompt", "谢" * 503, "最多 500 字，已超出 3 字。"),
        ("thanks_prompt", 5, "此项须填写文字。"),
        ("evaluations_per_day", -1, "请填写 0 至 1000 之间的整数。"),
        ("evaluations_per_day", 1001, "请填写 0 至 1000 之间的整数。"),
        ("evaluations_per_day", "5", "请填写 0 至 1000 之间的整数。"),
        ("evaluations_per_day", True, "请填写 0 至 1000 之间的整数。"),
        ("evaluations_per_target", None, "请填写"),
        ("submitter_groups", ["Nobody"], "请选择已有的用户组。"),
        ("submitter_groups", "Reviewers", "请选择已有的用户组。"),
        ("submitter_groups", [{"token": "Reviewers"}], "请选择已有的用户组。"),
        ("contact_office", "办" * 101, "最多 100 字，已超出 1 字。"),
        ("contact_phone", "call me", "请填写一个电话号码"),
        ("contact_phone", "+ -", "请填写一个电话号码"),
        ("contact_mail", "jgdw", "请填写一个邮箱地址"),
        ("contact_mail", "a@b.cn, c@d.cn", "请填写一个邮箱地址"),
        ("contact_mail", ["a@b.cn"], "此项须填写文字。"),
        ("contact_note", "注" * 501, "最多 500 字，已超出 1 字。"),
    ],
)
def test_a_setting_that_is_not_right_is_named_and_nothing_is_stored(
    patch, stored, name, value, words
):
    before = stored()
    answer = patch(**{"evaluations_per_target": 9, "contact_office": "211 室", name: value})
    assert list(problems(answer)) == [name]
    assert words in problems(answer)[name]
    assert stored() == before


def test_without_a_center_there_is_no_contact_block(site, get, patch, stored):
    latest(site)
    for unit in list(site.jgzf.objectIds()):
        site.jgzf._delObject(unit)
    site._delObject("jgzf")
    transaction.commit()
    assert "contact_mail" not in get().json()["data"]
    before = stored()
    answer = patch(contact_mail="a@b.cn", evaluations_per_day=3)
    assert problems(answer) == {"contact_mail": "“机关作风评价”首页已被删除，不能保存联系方式。"}
    assert stored() == before
    assert patch(evaluations_per_day=3).status_code == 204
    assert stored()["evaluations_per_day"] == 3


def test_the_tables_are_read_and_sent_back_unchanged(get, patch, stored):
    before = stored()
    data = get(CATEGORIES).json()["data"]
    assert (len(data["unit"]), len(data["staff"])) == (25, 19)
    assert patch(CATEGORIES, **data).status_code == 204
    assert stored() == before


def test_a_row_that_is_added_gets_tokens_of_the_servers(patch, stored):
    rows = stored()["unit"]
    sent = [*rows, {**NEW, "token": "mine", "category_token": "uc1"}, {**NEW, "description": "二"}]
    assert patch(CATEGORIES, unit=sent).status_code == 204
    *kept, one, two = stored()["unit"]
    assert kept == rows
    assert one["token"] not in ("mine", two["token"], "")
    assert one["category_token"] == two["category_token"] != "uc1"
    assert one["active"] is two["active"] is True


def test_a_token_cannot_be_taken_from_another_row_or_table(patch, stored):
    before = stored()
    answer = patch(CATEGORIES, unit=[*before["unit"], {**NEW, "token": "u01"}])
    assert list(problems(answer)) == ["unit-row-1", "unit-row-26"]
    assert stored() == before
    assert patch(CATEGORIES, unit=[*before["unit"], {**NEW, "token": "s01"}]).status_code == 204
    assert stored()["unit"][-1]["token"] != "s01"


def test_a_used_row_cannot_be_deleted(patch, stored):
    factories.submit("teacher")
    transaction.commit()
    before = stored()
    answer = patch(CATEGORIES, unit=before["unit"][1:])
    assert "不能删除" in problems(answer)["unit"]
    assert stored() == before


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({**NEW, "category": " "}, "unit-row-2-category", "第 2 行：请填写评价类别。"),
        ({"category": "新"}, "unit-row-2-description", "第 2 行：请填写类别说明。"),
        ({**NEW, "category": "长" * 41}, "unit-row-2-category", "最多 40 字，已超出 1 字"),
        ({**NEW, "description": "长" * 205}, "unit-row-2-description", "已超出 5 字"),
        ({**NEW, "description": 5}, "unit-row-2-description", "此项须填写文字。"),
        ({**NEW, "token": ["u01"]}, "unit-row-2-token", "此项须填写文字。"),
        ({**NEW, "active": "yes"}, "unit-row-2-active", "请填写 true 或 false。"),
        ("新类别", "unit-row-2", "第 2 行不是有效的行。"),
    ],
)
def test_a_row_that_is_not_right_is_named_and_no_table_is_stored(patch, stored, row, field, words):
    before = stored()
    answer = patch(CATEGORIES, unit=[before["unit"][0], row], staff=before["staff"][1:])
    assert words in problems(answer)[field]
    assert stored() == before


@pytest.mark.parametrize("rows", [None, {}, "u01"])
def test_a_table_is_a_list(patch, stored, rows):
    before = stored()
    assert list(problems(patch(CATEGORIES, staff=rows))) == ["staff"]
    assert stored() == before


def test_a_table_needs_an_active_row(patch, stored):
    before = stored()
    idle = [{**row, "active": False} for row in before["unit"]]
    for rows in ([], idle):
        answer = patch(CATEGORIES, unit=rows)
        assert problems(answer) == {"unit": "至少启用一行，否则无法提交评价。"}
    assert stored() == before


@pytest.mark.parametrize("name", [SETTINGS, CATEGORIES])
def test_a_panel_is_for_those_with_its_permission(site, get, patch, stored, name):
    before = stored()
    values = {"thanks_prompt": "谢谢。", "unit": before["unit"][1:]}
    for userid in (None, "teacher", "clerk", "supervisor", "reviewer", "editor"):
        assert get(name, userid).status_code == 401, userid
        assert patch(name, userid, **values).status_code == 401, userid
    latest(site)
    # A role of the portal's own that may set it up, but not our settings
    for permission in (USE_REST_API, OVERVIEW):
        site.manage_permission(permission, [*WEBMASTERS, "Reviewer"], 0)
    transaction.commit()
    assert error(get(name, "reviewer")) == (403, None)
    assert error(patch(name, "reviewer", **values)) == (403, None)
    assert stored() == before


def test_the_list_of_panels_has_ours_for_those_who_may_use_them(site, rest, portal_rest):
    latest(site)
    for permission in (USE_REST_API, OVERVIEW):
        site.manage_permission(permission, [*WEBMASTERS, "Reviewer"], 0)
    transaction.commit()
    for userid, there in (("webmaster", True), ("reviewer", False)):
        answer = rest(userid).get(f"{site.absolute_url()}/@controlpanels")
        names = {entry["@id"].rpartition("/")[2] for entry in answer.json()}
        assert ({SETTINGS, CATEGORIES} <= names) == there
        assert there or not {SETTINGS, CATEGORIES} & names


def test_what_is_no_json_object_is_refused(panel, stored):
    before = stored()
    client, url = panel(SETTINGS)
    for body in ("[]", "{", "5"):
        answer = client.patch(url, data=body, headers={"Content-Type": "application/json"})
        assert error(answer) == (400, None), body
    assert stored() == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_another_sites_form_could_send_is_refused(panel, stored, kind):
    before = stored()
    client, url = panel(SETTINGS)
    answer = client.patch(url, data='{"thanks_prompt": "x"}', headers={"Content-Type": kind})
    assert error(answer) == (415, None)
    assert stored() == before


def test_there_is_nothing_below_a_panel_and_no_panel_of_another_name(site, panel):
    client, url = panel(SETTINGS)
    assert client.get(f"{url}/x").status_code == 404
    assert client.get(f"{site.absolute_url()}/@controlpanels/jgzf-nix").status_code == 404


def test_the_portals_own_panels_answer_as_before(site, rest, portal_rest):
    answer = rest("webmaster").get(f"{site.absolute_url()}/@controlpanels/site")
    assert list(answer.json()) == ["@id", "data", "group", "schema", "title"]
    bad = rest("webmaster").patch(
        f"{site.absolute_url()}/@controlpanels/site", json={"site_title": 5}
    )
    assert bad.status_code == 400
    assert "error" not in bad.json()


def test_without_the_portals_rest_api_nobody_reaches_the_panels(site, rest):
    for userid in (None, "teacher", "webmaster"):
        url = f"{site.absolute_url()}/@controlpanels/{SETTINGS}"
        assert rest(userid).get(url).status_code == 401


def test_the_panels_work_with_the_profile_of_plone_restapi(site, rest, stored):
    latest(site)
    applyProfile(site, "plone.restapi:default")
    transaction.commit()
    url = f"{site.absolute_url()}/@controlpanels/{SETTINGS}"
    assert rest(None).get(url).status_code == 401
    assert rest("teacher").get(url).status_code == 401
    assert rest("webmaster").patch(url, json={"contact_office": "211 室"}).status_code == 204
    assert stored()["contact_office"] == "211 室"


def test_without_the_add_on_there_are_no_panels(site, rest, portal_rest):
    latest(site)
    api.addon.uninstall("hnu.jgzf")
    transaction.commit()
    for name in (SETTINGS, CATEGORIES):
        url = f"{site.absolute_url()}/@controlpanels/{name}"
        assert rest("webmaster").get(url).status_code == 404
