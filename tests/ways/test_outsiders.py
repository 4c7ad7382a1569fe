"""Somebody without an account: heard on the phone, answered, and asked for a rating (R10)."""

from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import supervision_log
from playwright.sync_api import expect
from tests import factories
from tests.ways.axe import violations
from tests.ways.test_main_way import answer
from tests.ways.test_main_way import main
from tests.ways.test_main_way import pick
import pytest
import re
import transaction


pytestmark = pytest.mark.browser

TOPIC = "校外人员来校办事，门岗登记要求前后不一"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
NUMBER = re.compile(r"[0-9]{8}-[0-9A-Z]{6}")


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    receipts.wrong_tries.clear()


def fill_in(page, number=None):
    pick(page, "来访" if number else "电话")
    page.get_by_label("反映人姓名").fill("翟明溯")
    page.get_by_label("联系方式").fill("0000-5550147")
    page.get_by_label("评价单位").select_option(label="教务处")
    if number:
        page.get_by_label("工号").fill(number)
        category, description = "服务质量", "办理事务不及时，效率低下或无故拖延"
    else:
        category, description = "工作规范", "工作流程设计不科学、过于复杂"
    page.get_by_label("评价类别").select_option(label=category)
    page.get_by_label("类别说明").select_option(label=description)
    page.get_by_label("评价内容主题").fill(TOPIC)
    page.locator("[name='form.widgets.content']").fill(factories.CONTENT)


def show(page, number, code):
    page.get_by_label("评价编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查看", exact=True).press("Enter")
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_call_to_the_rating(at_browser, site, width):
    supervisor = at_browser("supervisor", width)
    desk = supervisor.go("/jgzf/@@manage-evaluations")
    main(desk).get_by_role("link", name="代录评价").press("Enter")
    desk.wait_for_url("**/@@enter-evaluation")
    fill_in(desk)
    supervisor.see("form")
    assert violations(desk) == []
    desk.get_by_role("button", name="提交评价").press("Enter")
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_contain_text("请与反映人核对所填内容")
    expect(dialog).to_contain_text("翟明溯")
    supervisor.see("question")
    dialog.get_by_role("button", name="确定").click()
    expect(desk.get_by_role("heading", name="回执", exact=True)).to_be_visible()
    supervisor.see("receipt")
    assert violations(desk) == []
    desk.emulate_media(media="print")
    supervisor.picture("receipt-on-paper")
    words = main(desk).inner_text()
    assert "打印" not in words
    number, code = NUMBER.search(words)[0], CODE.search(words)[0]
    desk.emulate_media(media="screen")
    # Nothing of it waits in the tab.
    assert desk.evaluate("sessionStorage.getItem('hnu.jgzf.draft')") is None

    # She looks before there is an answer, with a slip of the pen first
    outsider = at_browser(None, width)
    page = outsider.go("/jgzf/@@receipt")
    outsider.see("look-up")
    show(page, number, "0000-0000-0000")
    expect(page.get_by_role("alert")).to_contain_text("编号与查询码不符")
    outsider.see("wrong")
    assert violations(page) == []
    show(page, number.lower(), code.lower().replace("-", " "))
    expect(main(page)).to_contain_text(TOPIC)
    expect(main(page)).to_contain_text("待反馈")
    expect(page.get_by_role("button", name="提交满意度评价")).to_have_count(0)
    outsider.see("waiting")

    # The unit sees a case as any other
    clerk = at_browser("clerk", width)
    office = clerk.go("/jgzf/@@manage-evaluations")
    answer(clerk, TOPIC, "立行解决")
    assert "翟明溯" not in office.content()

    page = outsider.go("/jgzf/@@receipt")
    show(page, number, code)
    expect(main(page)).to_contain_text(factories.ANSWER)
    pick(page, "满意")
    page.get_by_label("补充说明").fill("门岗已经统一要求，谢谢。")
    outsider.see("rating")
    assert violations(page) == []
    page.get_by_role("button", name="提交满意度评价").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("感谢您的评价")
    outsider.see("rated")
    assert violations(page) == []
    assert outsider.context.cookies() == []
    stored = page.evaluate("JSON.stringify([sessionStorage, localStorage])")
    assert not [word for word in (number, code, TOPIC) if word in stored]
    main(page).get_by_role("link", name="结束查看").press("Enter")
    expect(page.get_by_label("查询码")).to_have_value("")

    transaction.abort()
    entered, rated = list(supervision_log.supervision_log.entries(site.jgzf))[::-1]
    assert (entered.act, entered.userid, entered.number) == ("enter", "supervisor", number)
    assert (rated.act, rated.userid, rated.name, rated.number) == ("rate", "", "", number)


@pytest.mark.parametrize("width", [1280, 390])
def test_all_of_it_without_javascript(at_browser, site, width):
    supervisor = at_browser("supervisor", width, javascript=False)
    desk = supervisor.go("/jgzf/@@enter-evaluation")
    main(desk).get_by_role("link", name="评价个人", exact=True).last.click()
    fill_in(desk, number="20120356")
    supervisor.see("form")
    desk.get_by_role("button", name="提交评价").press("Enter")
    expect(main(desk)).to_contain_text("姜砚秋（20120356）")
    supervisor.see("question")
    desk.get_by_role("button", name="确定").click()
    supervisor.see("receipt")
    words = main(desk).inner_text()
    number, code = NUMBER.search(words)[0], CODE.search(words)[0]
    transaction.abort()
    factories.answer(site.jgzf.jwc[number])
    transaction.commit()

    outsider = at_browser(None, width, javascript=False)
    page = outsider.go("/jgzf/@@receipt")
    show(page, number, code)
    page.get_by_role("button", name="提交满意度评价").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("请选择满意度")
    outsider.see("errors")
    pick(page, "非常满意")
    page.get_by_role("button", name="提交满意度评价").press("Enter")
    expect(main(page)).to_contain_text("感谢您的评价")
