"""The main job, as people do it: from choosing a unit to a closed case (R2–R9, R13–R24)."""

from playwright.sync_api import expect
from tests import factories
import pytest
import re


pytestmark = pytest.mark.browser

TOPIC = "缓考申请要跑三个办公室盖章，建议改为线上一次办理"
PERSON_TOPIC = "办理成绩证明时没有一次说清所需材料"
PROMPT = "您好！本评价系统为实名、开放式评价。请您确认所填内容无误后，点击确定后提交"
THANKS = "感谢您对学校改进机关工作作风提出的宝贵评价意见。"


def fill_in(page, category, description, topic):
    page.get_by_label("评价类别").select_option(label=category)
    page.get_by_label("类别说明").select_option(label=description)
    page.get_by_label("评价内容主题").fill(topic)
    page.locator("[name='form.widgets.content']").fill(factories.CONTENT)


def main(page):
    return page.locator("div.jgzf")


def case_links(page, topic):
    return main(page).get_by_role("link", name=topic)


@pytest.mark.parametrize("width", [1280, 390])
def test_from_submission_to_closing(at_browser, width):
    teacher = at_browser("teacher", width)
    page = teacher.go("/jgzf")
    teacher.see("wall-empty")

    # R3, R4: the unit
    main(page).get_by_role("link", name=re.compile("评价单位入口")).click()
    page.get_by_label("评价单位").select_option(label="教务处")
    fill_in(page, "工作规范", "工作流程设计不科学、过于复杂", TOPIC)
    teacher.see("unit-form")
    page.get_by_role("button", name="提交评价").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(PROMPT)
    expect(dialog).to_contain_text(TOPIC)
    teacher.see("question")
    dialog.get_by_role("button", name="确定").click()
    page.wait_for_url("**/@@thanks")
    expect(main(page)).to_contain_text(THANKS)
    teacher.see("thanks")

    # R5: a person
    main(page).get_by_role("link", name="评价个人", exact=True).click()
    teacher.see("units")
    page.get_by_label("所在单位").select_option(label="教务处")
    page.get_by_role("button", name="显示人员").click()
    expect(main(page)).to_contain_text("工号 20090417")
    teacher.see("photos")
    main(page).get_by_role("link", name=re.compile("周允礼")).click()
    fill_in(page, "服务质量", "办理事务不及时，效率低下或无故拖延", PERSON_TOPIC)
    teacher.see("person-form")
    page.get_by_role("button", name="提交评价").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.wait_for_url("**/@@thanks")

    # R9: at once on the wall and in 个人中心
    page = teacher.go("/jgzf")
    expect(case_links(page, TOPIC)).to_have_count(1)
    expect(case_links(page, PERSON_TOPIC)).to_have_count(1)
    expect(main(page)).not_to_contain_text("方晓棠")
    teacher.see("wall")
    main(page).get_by_role("link", name=re.compile("^个人中心")).click()
    expect(case_links(page, TOPIC)).to_have_count(1)
    teacher.see("mine")

    # R13, R14: the administrator answers both
    clerk = at_browser("clerk", width)
    desk = clerk.go()
    clerk.see("portal")
    main(desk).get_by_role("link", name="进入评价管理").click()
    expect(case_links(desk, TOPIC)).to_have_count(1)
    expect(case_links(desk, PERSON_TOPIC)).to_have_count(1)
    clerk.see("pending")
    answer(clerk, TOPIC, "立行解决")
    expect(main(desk)).to_contain_text("评价人身份")
    assert "方晓棠" not in desk.content()

    # R21–R23: she reads the answer and is not satisfied
    page = teacher.go("/jgzf/@@my-evaluations")
    teacher.see("mine-answered")
    main(page).get_by_role("link", name="点击反馈").click()
    expect(main(page)).to_contain_text(factories.ANSWER)
    rate(teacher, "不满意")

    # R24: the administrator follows the ratings, and answers again
    desk = clerk.go("/jgzf/@@manage-evaluations")
    expect(main(desk)).to_contain_text("不满意")
    clerk.see("dissatisfied")
    answer(clerk, TOPIC, "政策解释")

    page = teacher.go("/jgzf/@@my-evaluations")
    main(page).get_by_role("link", name="点击反馈").click()
    expect(main(page)).to_contain_text("第 2 轮")
    rate(teacher, "满意")

    # R15: concluded
    desk = clerk.go("/jgzf/@@manage-evaluations?list=rated")
    case_links(desk, TOPIC).click()
    main(desk).get_by_role("link", name="办结").click()
    clerk.see("close")
    main(desk).get_by_role("button", name="办结").click()
    expect(main(desk)).to_contain_text("已办结")
    clerk.see("closed")

    # Somebody else sees all of it, and not who wrote it
    student = at_browser("student", width)
    page = student.go("/jgzf")
    case_links(page, TOPIC).click()
    expect(main(page)).to_contain_text("匿名展示")
    text = page.content()
    assert "方晓棠" not in text
    assert "teacher" not in text
    student.see("case")


def pick(page, title):
    """Click a radio's label, as people do: the whole box is the target."""
    page.locator("label").filter(has_text=re.compile(rf"^\s*{title}\s*$")).click()
    expect(page.get_by_label(title, exact=True)).to_be_checked()


def answer(person, topic, outcome):
    page = person.page
    case_links(page, topic).click()
    person.see("case")
    main(page).get_by_role("link", name=re.compile("反馈")).and_(
        page.locator("[href*='@@answer']")
    ).first.click()
    pick(page, outcome)
    page.get_by_label("反馈内容").fill(factories.ANSWER)
    person.see("answer-form")
    page.get_by_role("button", name="提交反馈意见").press("Enter")
    expect(page.locator("body")).to_contain_text("反馈意见已提交，评价人可以立即看到")
    person.see("answered")


def rate(person, level):
    page = person.page
    pick(page, level)
    person.see("rating")
    page.get_by_role("button", name="提交满意度评价").press("Enter")
    expect(main(page).get_by_role("button", name="提交满意度评价")).to_have_count(0)
    person.see("rated")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("target", ["unit", "staff"])
def test_both_entrances_work_without_javascript(at_browser, width, target):
    teacher = at_browser("teacher", width, javascript=False)
    page = teacher.go("/jgzf")
    if target == "unit":
        main(page).get_by_role("link", name=re.compile("评价单位入口")).click()
        page.get_by_label("评价单位").select_option(label="教务处")
        fill_in(page, "工作规范", "工作流程设计不科学、过于复杂", TOPIC)
    else:
        main(page).get_by_role("link", name=re.compile("评价个人入口")).click()
        main(page).get_by_role("link", name=re.compile("教务处")).click()
        main(page).get_by_role("link", name=re.compile("姜砚秋")).click()
        fill_in(page, "服务质量", "办理事务不及时，效率低下或无故拖延", TOPIC)
    teacher.see("form")
    page.get_by_role("button", name="提交评价").press("Enter")
    expect(main(page)).to_contain_text(PROMPT)
    teacher.see("question")
    page.get_by_role("button", name="返回修改").click()
    assert page.get_by_label("评价内容主题").input_value() == TOPIC
    page.get_by_role("button", name="提交评价").press("Enter")
    page.get_by_role("button", name="确定").click()
    expect(main(page)).to_contain_text(THANKS)
    teacher.see("thanks")


def test_what_is_missing_is_said_and_nothing_is_lost(at_browser):
    teacher = at_browser("teacher", 390)
    page = teacher.go("/jgzf/@@evaluate-unit")
    page.get_by_label("评价内容主题").fill(TOPIC)
    page.get_by_role("button", name="提交评价").press("Enter")
    page.wait_for_load_state()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("请选择要评价的单位。")
    assert page.evaluate("document.activeElement.id") == "jz-errors"
    assert page.get_by_label("评价内容主题").input_value() == TOPIC
    teacher.see("errors")


def test_only_descriptions_of_the_chosen_category_are_offered(at_browser):
    teacher = at_browser("teacher", 1280)
    page = teacher.go("/jgzf/@@evaluate-unit")
    descriptions = page.get_by_label("类别说明")
    page.get_by_label("评价类别").select_option(label="工作环境")
    assert descriptions.locator("option").count() == 1 + 4
    descriptions.select_option(label="有长明灯、长流水现象")
    assert page.get_by_text("您选择的是：").is_visible()
    page.get_by_label("评价类别").select_option(label="勤政廉政")
    assert descriptions.input_value() == ""
    assert descriptions.locator("option").count() == 1 + 4
