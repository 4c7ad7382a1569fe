"""The webmaster's panel for the texts of R6 and R7."""

from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from tests.browser.visitor import latest
from tests.controlpanels import grid
import pytest


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


@pytest.mark.parametrize("value", ["", "-1", "1001", "viele", "1.5"])
def test_a_limit_is_a_number_within_bounds(site, webmaster, value):
    before = stored(site, "evaluations_per_day")
    page = webmaster.get(site, PANEL)
    answer = webmaster.send(page, "save", evaluations_per_day=value, thanks_prompt="谢谢。")
    assert "有内容需要修改，尚未保存。" in answer.words
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
