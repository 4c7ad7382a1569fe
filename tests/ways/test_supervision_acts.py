"""A supervisor sends an answer back, and gives a case to the unit whose it is (R17, R25)."""

from hnu.jgzf.domain import listings
from playwright.sync_api import expect
from tests import factories
import pytest
import re
import transaction


pytestmark = pytest.mark.browser

REASON = "所写与评价事项不符，且未说明依据。"


def ours(page):
    return page.locator("div.jgzf").first


def press(page, title):
    ours(page).get_by_role("button", name=title, exact=True).press("Enter")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_answer_goes_back_and_is_written_anew(at_browser, site, width):
    case = factories.bring_to(factories.submit("teacher"), "answered")
    transaction.commit()
    path = f"/jgzf/jwc/{case.getId()}"
    supervisor = at_browser("supervisor", width)
    page = supervisor.go(path)
    ours(page).get_by_role("link", name="退回重写").press("Enter")
    page.wait_for_url("**/@@return-answer")
    press(page, "退回重写")
    expect(ours(page)).to_contain_text("请写明理由，至少 10 个字。")
    supervisor.see("reason-missing")
    page.get_by_label("理由").fill(REASON)
    press(page, "退回重写")
    page.wait_for_url(re.compile(f"{path}(#done)?$"))
    expect(page.locator("#global_statusmessage")).to_contain_text("反馈意见已退回重写")
    expect(ours(page)).to_contain_text(REASON)
    supervisor.see("sent-back")

    transaction.abort()
    factories.tell()
    clerk = at_browser("clerk", width)
    page = clerk.go("/jgzf/@@manage-evaluations")
    told = ours(page).get_by_role("region", name=re.compile("未读通知"))
    expect(told).to_contain_text("退回重写，理由请登录系统查看")
    clerk.see("told")
    page = clerk.go(path)
    expect(ours(page)).to_contain_text(REASON)
    ours(page).get_by_role("link", name="填写反馈意见").first.press("Enter")
    page.wait_for_url("**/@@answer")
    expect(ours(page)).to_contain_text(REASON)
    clerk.see("answer-anew")
    page.locator("[value='explained']").press("Space")
    page.locator("[name='form.widgets.content']").fill(factories.CONTENT)
    press(page, "提交反馈意见")
    expect(ours(page)).to_contain_text("第 1 轮反馈")

    teacher = at_browser("teacher", width)
    page = teacher.go(path)
    expect(ours(page)).to_contain_text("反馈意见被退回重写")
    expect(ours(page)).not_to_contain_text(REASON)
    expect(ours(page)).not_to_contain_text(factories.ANSWER)
    teacher.see("rewritten")
    page.locator("[value='satisfied']").press("Space")
    press(page, "提交满意度评价")
    expect(ours(page)).to_contain_text("第 1 轮满意度：满意")


@pytest.mark.parametrize(
    ("width", "javascript"), [(1280, True), (390, True), (1280, False)], ids=str
)
def test_a_case_about_a_person_goes_to_the_right_one(at_browser, site, width, javascript):
    case = factories.submit("teacher", staff_member="20090417")
    transaction.commit()
    number = case.getId()
    supervisor = at_browser("supervisor", width, javascript)
    page = supervisor.go(f"/jgzf/jwc/{number}")
    ours(page).get_by_role("link", name="移交").press("Enter")
    page.wait_for_url("**/@@transfer")
    page.get_by_label("移交后的承办单位").select_option("hqc")
    page.get_by_label("理由").fill(REASON)
    press(page, "显示人员")
    expect(page.get_by_label("移交后的被评价人员")).to_contain_text("温如许")
    expect(page.get_by_label("理由")).to_have_value(REASON)
    page.get_by_label("移交后的被评价人员").select_option("20100001")
    supervisor.see("chosen")
    press(page, "确认移交")
    page.wait_for_url(re.compile(f"/jgzf/hqc/{number}"))
    expect(page.locator("#global_statusmessage")).to_contain_text("已移交后勤处")
    expect(ours(page)).to_contain_text("由教务处（周允礼）移交后勤处（温如许）")
    supervisor.see("transferred")

    transaction.abort()
    factories.tell()
    assert listings.get_case(number).__parent__.getId() == "hqc"
    dean = at_browser("dean", width, javascript)
    page = dean.go("/jgzf/@@manage-evaluations")
    told = ours(page).get_by_role("region", name=re.compile("未读通知"))
    expect(told).to_contain_text(f"编号{number}")
    dean.see("told")
    told.get_by_role("link", name=re.compile("查看")).press("Enter")
    expect(ours(page)).to_contain_text(REASON)

    teacher = at_browser("teacher", width, javascript)
    page = teacher.go("/jgzf/@@my-evaluations")
    told = ours(page).get_by_role("region", name=re.compile("未读通知"))
    expect(told).to_contain_text(f"评价{number}已移交后勤处办理")
    teacher.see("told")
    told.get_by_role("link", name=re.compile("查看")).press("Enter")
    expect(ours(page)).to_contain_text("该许可对新单位无效")
    teacher.see("transferred")
