"""The webmaster's panel for the texts of R6 and R7."""

from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from tests.browser.visitor import even
from tests.browser.visitor import latest
from tests.controlpanels import grid
import pytest
import transaction


PANEL = "/@@jgzf-settings"
R6 = "您好！本评价系统为实名、开放式评价。请您确认所填内容无误后，点击确定后提交"
R7 = (
    "感谢您对学校改进机关工作作风提出的宝贵评价意见。相关单位将在5个工作日内在线予以反馈，"
    "待您查看反馈意见后，请对反馈意见进行满意度评价。"
)


def stored(site, name):
    latest(site)
    grid.forget_registry()
    return api.portal.get_registry_record(name, interface=ISettings)


def test_the_panel_is_for_those_who_manage_settings(site, visit):
    for userid in (None, "teacher", "clerk", "supervisor", "reviewer", "editor"):
        assert visit(userid).get(site, PANEL).is_refusal, userid


def test_the_texts_are_those_of_the_notice(site, webmaster):
    page = webmaster.get(site, PANEL)
    assert page.value("save", "confirmation_prompt") == R6
    assert page.value("save", "thanks_prompt") == R7


def test_a_changed_prompt_is_what_evaluators_see(site, visit, webmaster):
    answer = webmaster.send(webmaster.get(site, PANEL), "save", confirmation_prompt="请确认。")
    assert answer.status == 200
    assert stored(site, "confirmation_prompt") == "请确认。"
    assert stored(site, "thanks_prompt") == R7
    assert "请确认。" in visit("teacher").get(site, "/jgzf/@@evaluate-unit").words


@pytest.mark.parametrize("blank", ["", "  \r\n "])
def test_a_prompt_cannot_be_blank(site, webmaster, blank):
    page = webmaster.get(site, PANEL)
    answer = webmaster.send(page, "save", confirmation_prompt=blank, thanks_prompt="谢谢。")
    assert "请填写提交前的确认文字。" in answer.words
    assert answer.value("save", "thanks_prompt") == "谢谢。"
    assert stored(site, "confirmation_prompt") == R6
    assert stored(site, "thanks_prompt") == R7


def test_a_post_without_a_token_against_forgery_changes_nothing(site, webmaster):
    page = webmaster.get(site, PANEL)
    page.form("save").fields["_authenticator"] = "forged"
    assert webmaster.send(page, "save", thanks_prompt="谢谢。").status == 403
    assert stored(site, "thanks_prompt") == R7


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "请填写每人每天可提交的评价件数。"),
        ("-1", "请填写 0 至 1000 之间的整数。"),
        ("1001", "请填写 0 至 1000 之间的整数。"),
        ("viele", "请填写整数。"),
        ("1.5", "请填写 0 至 1000 之间的整数。"),
    ],
)
def test_a_limit_is_a_number_within_bounds(site, webmaster, value, words):
    before = stored(site, "evaluations_per_day")
    page = webmaster.get(site, PANEL)
    answer = webmaster.send(page, "save", evaluations_per_day=value, thanks_prompt="谢谢。")
    assert "有内容需要修改，尚未保存。" in answer.words
    assert words in answer.words
    assert answer.status == 400
    assert answer.value("save", "evaluations_per_day") == value
    assert stored(site, "evaluations_per_day") == before
    assert stored(site, "thanks_prompt") == R7


def test_those_who_may_submit_are_ticked(site, webmaster):
    page = webmaster.get(site, PANEL)
    boxes = page.form("save").xpath(".//input[@type='checkbox']")
    assert [box.get("value") for box in boxes] == [
        "Administrators",
        "Reviewers",
        "Site Administrators",
    ]
    webmaster.send(page, "save", submitter_groups="Reviewers", evaluations_per_day="7")
    assert stored(site, "submitter_groups") == ("Reviewers",)
    assert stored(site, "evaluations_per_day") == 7


CONTACT = {
    "contact_office": "办公楼 211 室",
    "contact_phone": "0731-8888 8888",
    "contact_mail": "jgdw@example.edu.cn",
    "contact_note": "没有账号的，请致电。",
}


def test_the_contact_block_is_saved_with_the_settings(site, visit, webmaster):
    page = webmaster.get(site, PANEL)
    answer = webmaster.send(page, "save", thanks_prompt="谢谢。", **CONTACT)
    assert answer.status == 200
    assert stored(site, "thanks_prompt") == "谢谢。"
    assert {name: getattr(site.jgzf, name) for name in CONTACT} == CONTACT
    words = visit("teacher").get(site.jgzf).words
    for name in ("contact_office", "contact_phone", "contact_mail"):
        assert CONTACT[name] in words
    page = webmaster.get(site, PANEL)
    assert page.value("save", "contact_note") == CONTACT["contact_note"]
    webmaster.send(page, "save", contact_note=" ")
    latest(site)
    assert site.jgzf.contact_note is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("confirmation_prompt", "\u200b\u200b", "请填写"),
        ("thanks_prompt", "谢" * 503, "最多 500 字，已超出 3 字。"),
        ("contact_office", "办" * 101, "最多 100 字，已超出 1 字。"),
        ("contact_phone", "call me", "请填写一个电话号码"),
        ("contact_phone", "0731-88888888 转 2", "请填写一个电话号码"),
        ("contact_phone", "+ - ( )", "请填写一个电话号码"),
        ("contact_mail", "jgdw", "请填写一个邮箱地址"),
        ("contact_mail", "jgdw@example", "请填写一个邮箱地址"),
        ("contact_mail", "a@b.cn, c@d.cn", "请填写一个邮箱地址"),
        ("contact_note", "注" * 501, "最多 500 字，已超出 1 字。"),
    ],
)
def test_a_text_that_is_not_right_is_named_at_its_field_and_nothing_is_saved(
    site, webmaster, name, value, words
):
    page = webmaster.get(site, PANEL)
    sent = {"thanks_prompt": "谢谢。", "contact_office": "211 室", name: value}
    answer = webmaster.send(page, "save", **sent)
    assert answer.status == 400
    field = answer.form("save").xpath(f".//*[@id='formfield-form-widgets-{name}']")[0]
    assert words in even(field)
    for sent_name, typed in sent.items():
        assert answer.value("save", sent_name) == typed
    assert stored(site, "thanks_prompt") == R7
    assert stored(site, "confirmation_prompt") == R6
    assert not any(getattr(site.jgzf, contact) for contact in CONTACT)


@pytest.mark.parametrize(("name", "value"), [("contact_mail", "jgdw"), ("contact_phone", "call")])
def test_the_centers_own_form_has_the_same_rules(site, webmaster, name, value):
    answer = webmaster.send(webmaster.get(site.jgzf, "/edit"), "save", **{name: value})
    assert "请填写一个" in answer.words
    latest(site)
    assert not getattr(site.jgzf, name)


def test_without_a_center_the_rest_can_be_saved_and_the_panel_says_so(site, webmaster):
    before = webmaster.get(site, PANEL)
    delete_center(site)
    page = webmaster.get(site, PANEL)
    assert "首页已被删除，不能编辑联系方式" in page.words
    assert "contact_mail" not in page.text
    # The form was open while somebody deleted the center
    answer = webmaster.send(before, "save", thanks_prompt="谢谢。", contact_mail="a@b.cn")
    assert answer.status == 400
    assert "首页已被删除，不能编辑联系方式" in answer.words
    assert stored(site, "thanks_prompt") == R7
    webmaster.send(page, "save", thanks_prompt="谢谢。")
    assert stored(site, "thanks_prompt") == "谢谢。"


def delete_center(site):
    latest(site)
    for unit in list(site.jgzf.objectIds()):
        site.jgzf._delObject(unit)
    site._delObject("jgzf")
    transaction.commit()
