"""Her login ends while she writes: whatever she was filling in is there again afterwards."""

from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from playwright.sync_api import expect
from tests import factories
from tests.ways.axe import violations
from urllib.parse import unquote
import pytest
import re
import transaction


pytestmark = pytest.mark.browser

CONTENT = f"{factories.CONTENT}\n\n第二段：只有评价人知道的一句话。"
VALUES = {
    "unit": "hqc",
    "topic": "窗口 <排队> & 叫号",
    "content": CONTENT,
    "contact": "13900001111",
}
DRAFT = "sessionStorage.getItem('hnu.jgzf.draft')"


def main(page):
    return page.locator("div.jgzf")


def field(page, name):
    return page.locator(f"form[method=post] [name='form.widgets.{name}']:not([type=hidden])")


@pytest.fixture
def written(site):
    """``written(person)`` records what a log of the requests of that browser could hold."""
    lines = []

    def listen(person):
        def note(request):
            lines.append(f"{request.method} {request.url} {request.headers.get('referer', '')}")

        def note_answer(response):
            lines.append(response.headers.get("location", ""))

        person.context.on("request", note)
        person.context.on("response", note_answer)
        return person

    yield listen
    assert len(lines) > 10
    log = unquote("\n".join(lines))
    assert "POST" in log
    for word in ("排队", "只有评价人知道", "一个小时", "13900001111", "不透明"):
        assert word not in log


def fill_in(page, person=False):
    """An evaluation with every field filled in; what then stands in the form."""
    if not person:
        field(page, "unit").select_option(VALUES["unit"])
    field(page, "category").select_option(index=2)
    category = field(page, "category").input_value()
    group = field(page, "description").locator(f"optgroup[data-token='{category}']")
    row = group.locator("option").nth(1).get_attribute("value")
    field(page, "description").select_option(value=row)
    for name in ("topic", "content", "contact"):
        field(page, name).fill(VALUES[name])
    field(page, "contact_consent").check()
    return filled_in(page)


def filled_in(page):
    """What a person sees in the form: fields by name, options by their words."""
    return page.evaluate(
        """Object.fromEntries(
            Array.from(document.querySelectorAll("form[method=post] [name^='form.widgets.']"))
            .filter(field => field.type !== "hidden" && (field.type !== "radio" || field.checked))
            .map(field => [field.name, field.type === "checkbox" ? field.checked
                : field.selectedOptions ? field.selectedOptions[0].textContent : field.value]))"""
    )


def log_out_in_another_tab(person):
    other = person.context.new_page()
    other.goto(person.site_url + "/logout")
    other.wait_for_load_state()
    other.close()


def log_in(page, userid):
    page.locator("#__ac_name").fill(userid)
    page.locator("#__ac_password").fill(factories.PASSWORD)
    page.locator("#buttons-login").click()
    page.wait_for_load_state()


def send(page):
    """Press the button and answer the question."""
    page.get_by_role("button", name="提交评价").click()
    page.get_by_role("button", name="确定").click()
    page.wait_for_load_state()


def log_in_in_the_tab_that_opens(person):
    page = person.page
    with person.context.expect_page() as opened:
        main(page).get_by_role("link", name="登录（新标签页）").click()
    tab = opened.value
    tab.wait_for_load_state()
    log_in(tab, person.userid)
    expect(main(tab)).to_contain_text("请关闭本标签页，回到您填写内容的标签页")
    tab.close()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("target", ["unit", "staff"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_field_is_back_after_logging_in_in_another_tab(
    at_browser, written, target, width, javascript
):
    teacher = written(at_browser("teacher", width, javascript))
    page = teacher.go(
        "/jgzf/@@evaluate-unit" if target == "unit" else "/jgzf/jwc/20120356/@@evaluate"
    )
    before = fill_in(page, person=target == "staff")
    if not javascript:
        # Her login ends at the question.
        page.get_by_role("button", name="提交评价").click()
    log_out_in_another_tab(teacher)
    if javascript:
        send(page)
    else:
        page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    teacher.see("expired")
    if javascript:
        assert violations(page) == []
    log_in_in_the_tab_that_opens(teacher)
    page.get_by_role("button", name="重新提交").click()
    expect(main(page)).to_contain_text("您填写的内容已恢复，尚未提交。")
    assert filled_in(page) == before
    teacher.see("back")
    send(page)
    expect(main(page)).to_contain_text("评价已提交")
    assert stored() == [(VALUES["topic"], CONTENT)]


def stored():
    transaction.abort()
    cases = [roster.get_unit(brain.unit)[brain.number] for brain in listings.wall()]
    return [(case.topic, case.content) for case in cases]


def test_sent_twice_while_still_logged_out_it_is_still_kept(at_browser):
    teacher = at_browser("teacher")
    page = teacher.go("/jgzf/@@evaluate-unit")
    before = fill_in(page)
    log_out_in_another_tab(teacher)
    send(page)
    for _time in range(2):
        page.get_by_role("button", name="重新提交").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    log_in_in_the_tab_that_opens(teacher)
    page.get_by_role("button", name="重新提交").click()
    expect(main(page)).to_contain_text("您填写的内容已恢复，尚未提交。")
    assert filled_in(page) == before


def test_after_logging_in_in_the_same_tab_the_form_is_filled_in_again(at_browser, written):
    teacher = written(at_browser("teacher"))
    page = teacher.go("/jgzf/@@evaluate-unit")
    before = fill_in(page)
    log_out_in_another_tab(teacher)
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    teacher.log_in()
    page = teacher.go("/jgzf/@@evaluate-unit")
    expect(main(page)).to_contain_text("已恢复您在本标签页上次提交的内容")
    assert filled_in(page) == before
    teacher.see("restored")
    assert violations(page) == []
    # Another form does not take it
    teacher.go("/jgzf/jwc/20120356/@@evaluate")
    assert field(page, "topic").input_value() == ""
    # Nor does the same one when its address names another unit
    teacher.go("/jgzf/@@evaluate-unit?unit=jwc")
    assert field(page, "topic").input_value() == ""
    assert field(page, "unit").input_value() == "jwc"
    teacher.go("/jgzf/@@evaluate-unit?unit=hqc")
    assert filled_in(page) == before
    send(page)
    expect(main(page)).to_contain_text("评价已提交")
    assert page.evaluate(DRAFT) is None
    teacher.go("/jgzf/@@evaluate-unit")
    assert field(page, "topic").input_value() == ""
    assert len(stored()) == 1


def test_what_was_typed_before_the_script_came_is_not_written_over(at_browser):
    teacher = at_browser("teacher")
    page = teacher.go("/jgzf/@@evaluate-unit")
    fill_in(page)
    log_out_in_another_tab(teacher)
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    teacher.log_in()
    let_come = teacher.go_without("jgzf.js", "/jgzf/@@evaluate-unit")
    field(page, "content").fill("刚刚开始输入的另一段文字")
    let_come()
    page.wait_for_load_state()
    assert field(page, "content").input_value() == "刚刚开始输入的另一段文字"
    assert field(page, "topic").input_value() == ""
    # It is still there for whoever opens the form anew.
    teacher.go("/jgzf/@@evaluate-unit")
    assert field(page, "content").input_value() == CONTENT
    page.wait_for_load_state("networkidle")


def test_she_can_begin_anew(at_browser):
    teacher = at_browser("teacher")
    page = teacher.go("/jgzf/@@evaluate-unit")
    fill_in(page)
    log_out_in_another_tab(teacher)
    send(page)
    teacher.log_in()
    page = teacher.go("/jgzf/@@evaluate-unit")
    page.get_by_role("button", name="清空重填").click()
    expect(field(page, "topic")).to_have_value("")
    expect(main(page).get_by_text("已恢复您在本标签页")).to_be_hidden()
    assert page.evaluate(DRAFT) is None


def lose_a_draft(person):
    page = person.go("/jgzf/@@evaluate-unit")
    fill_in(page)
    log_out_in_another_tab(person)
    send(page)
    assert CONTENT.split("\n")[0] in page.evaluate(DRAFT)
    return page


def test_another_account_in_the_same_tab_never_sees_it(at_browser):
    teacher = at_browser("teacher")
    page = lose_a_draft(teacher)
    account = page.evaluate(f"JSON.parse({DRAFT}).account")
    assert re.fullmatch("[0-9a-f]{32}", account)
    assert "teacher" not in page.evaluate(DRAFT)
    teacher.userid = "student"
    teacher.log_in()
    teacher.go("/jgzf/@@evaluate-unit")
    assert field(page, "topic").input_value() == ""
    assert page.evaluate(DRAFT) is None


def test_who_takes_over_the_page_of_the_expired_login_gets_an_empty_form(at_browser):
    teacher = at_browser("teacher")
    page = lose_a_draft(teacher)
    teacher.userid = "student"
    log_in_in_the_tab_that_opens(teacher)
    page.get_by_role("button", name="重新提交").click()
    expect(main(page)).to_contain_text("这份表单由另一个账号填写，内容未保留。")
    assert field(page, "topic").input_value() == ""
    assert "排队" not in page.content()
    assert page.evaluate(DRAFT) is None


def test_it_goes_at_logging_out_and_with_the_tab(at_browser):
    teacher = at_browser("teacher")
    page = lose_a_draft(teacher)
    tab = teacher.context.new_page()
    tab.goto(teacher.site_url)
    assert tab.evaluate(DRAFT) is None
    tab.close()
    teacher.log_in()
    page = teacher.go("/jgzf")
    assert page.evaluate(DRAFT) is not None
    # As the link in the portal's menu, which is closed by now
    page.evaluate("document.querySelector(\"a[href$='/logout']\").click()")
    page.wait_for_url(teacher.site_url)
    assert page.evaluate(DRAFT) is None


def test_the_administrator_keeps_her_answer(at_browser, written, site):
    case = factories.submit("teacher")
    transaction.commit()
    path = f"/jgzf/jwc/{case.getId()}"
    clerk = written(at_browser("clerk"))
    page = clerk.go(f"{path}/@@answer")
    page.locator("label").filter(has_text=re.compile(r"^\s*政策解释\s*$")).click()
    field(page, "content").fill(CONTENT)
    before = filled_in(page)
    log_out_in_another_tab(clerk)
    page.get_by_role("button", name="提交反馈意见").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    assert case.topic not in page.content()
    log_in_in_the_tab_that_opens(clerk)
    page.get_by_role("button", name="重新提交").click()
    expect(page.get_by_role("button", name="提交反馈意见")).to_be_visible()
    assert filled_in(page) == before
    clerk.see("back")
    # Or from the draft
    clerk.go(f"{path}/@@answer")
    assert filled_in(page) == before
    page.get_by_role("button", name="提交反馈意见").click()
    expect(page.locator("body")).to_contain_text("反馈意见已提交，评价人可以立即看到")
    assert page.url == clerk.site_url + path
    assert page.evaluate(DRAFT) is None


def test_the_reason_for_a_look_and_a_rating_are_kept_on_the_page_of_the_case(at_browser, site):
    case = factories.bring_to(factories.submit("teacher"), "answered")
    transaction.commit()
    path = f"/jgzf/jwc/{case.getId()}"
    clerk = at_browser("clerk")
    page = clerk.go(path)
    page.get_by_text("申请查看评价人身份").click()
    field(page, "reason").fill(CONTENT)
    log_out_in_another_tab(clerk)
    page.get_by_role("button", name="确认查看").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    clerk.log_in()
    clerk.go(path)
    expect(field(page, "reason")).to_be_visible()
    assert field(page, "reason").input_value() == CONTENT
    page.get_by_role("button", name="确认查看").click()
    expect(main(page)).to_contain_text("方晓棠")
    assert page.evaluate(DRAFT) is None

    teacher = at_browser("teacher")
    page = teacher.go(path)
    page.locator("label").filter(has_text=re.compile(r"^\s*一般\s*$")).click()
    field(page, "comment").fill(CONTENT)
    before = filled_in(page)
    log_out_in_another_tab(teacher)
    page.get_by_role("button", name="提交满意度评价").click()
    teacher.log_in()
    teacher.go(path)
    assert filled_in(page) == before
    page.get_by_role("button", name="提交满意度评价").click()
    expect(page.locator("body")).to_contain_text("感谢您的评价")
    assert page.evaluate(DRAFT) is None
