"""The whole way with the keys alone: Tab, Shift+Tab, Enter, Space and arrows (R2–R9, R13–R24)."""

from playwright.sync_api import expect
from tests import factories
import pytest


pytestmark = pytest.mark.browser

TOPIC = "缓考申请要跑三个办公室盖章"
PERSON_TOPIC = "办理成绩证明时没有一次说清所需材料"
# More than there are on any page of ours
MANY = 150

# What has the focus: its words as a screen reader has them, whether one sees that it has the focus
# and where it stands.
FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const label = element.labels && element.labels[0];
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return {
        name: (element.getAttribute("aria-label") || (label || element).textContent || "").trim(),
        tag: element.tagName.toLowerCase(),
        ours: !!element.closest("div.jgzf"),
        form: !!element.closest("form, dialog"),
        ring: ring || style.boxShadow !== "none",
        inside: box.top < innerHeight && box.bottom > 0 && box.right > 0 && box.left < innerWidth,
        size: box.width * box.height,
        top: box.top + scrollY,
        left: box.left,
        column: (element.closest(".jz-two > *") || document.body).getBoundingClientRect().left,
    };
}"""


class Keys:
    """A person who has no mouse."""

    def __init__(self, person):
        self.page = person.page
        self.keyboard = person.page.keyboard
        # Or the theme scrolls smoothly, and what has the focus is in sight a moment later.
        self.page.emulate_media(reduced_motion="reduce")

    def focused(self):
        return self.page.evaluate(FOCUSED)

    def step(self, key="Tab"):
        """One stop further; whatever has the focus in our part can be seen to have it."""
        self.keyboard.press(key)
        here = self.focused()
        if here is not None and here["ours"]:
            assert here["ring"], f"no ring: {here}"
            assert here["inside"], f"out of sight: {here}"
            assert here["size"] > 100, f"too small: {here}"
        return here

    def to(self, name, tags=("a", "button")):
        """Go on until an element of ours with that name, and one of ``tags``, has the focus."""
        passed = []
        for _step in range(MANY):
            here = self.step()
            if here is None:
                continue
            if here["ours"] and here["tag"] in tags and here["name"].startswith(name):
                assert_in_order([*passed, here])
                return here
            if here["ours"]:
                passed.append(here)
        raise AssertionError(f"{name} is not reached; passed {[stop['name'] for stop in passed]}")

    def back_to(self, name):
        for _step in range(MANY):
            here = self.step("Shift+Tab")
            if here is not None and here["ours"] and here["name"].startswith(name):
                return here
        raise AssertionError(f"{name} is not reached")

    def enter(self):
        with self.page.expect_navigation():
            self.keyboard.press("Enter")

    def follow(self, name):
        self.to(name)
        self.enter()

    def write(self, label, words):
        self.to(label, ("input", "textarea"))
        self.keyboard.type(words)

    def choose(self, label, option):
        """In a list: its first letters would do as well, if they were Latin."""
        self.to(label, ("select",))
        chosen = "document.activeElement.selectedOptions[0].textContent.trim()"
        for _option in range(60):
            if self.page.evaluate(chosen) == option:
                return
            self.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} is not in the list {label}")

    def pick(self, option):
        """One of several round buttons: Tab leads into the group, arrows through it."""
        for _step in range(MANY):
            here = self.step()
            if here is not None and here["ours"] and self.is_radio():
                break
        for _option in range(6):
            if self.focused()["name"].startswith(option):
                self.keyboard.press("Space")
                assert self.page.evaluate("document.activeElement.checked")
                return
            self.step("ArrowDown")
        raise AssertionError(f"{option} is not reached")

    def is_radio(self):
        return self.page.evaluate("document.activeElement.type") == "radio"


def assert_in_order(stops):
    """The focus goes down each column, and along each line: never back up within one column."""
    for column in {stop["column"] for stop in stops}:
        tops = [(stop["top"], stop["name"]) for stop in stops if stop["column"] == column]
        for (before, one), (after, other) in zip(tops, tops[1:], strict=False):
            assert after > before - 60, f"back up from {one} to {other}"


def see_what_is_missing(keys):
    """Sent with nothing in it: the list of errors has the focus, its links lead to the fields."""
    keys.to("提交评价")
    keys.enter()
    keys.page.wait_for_function("document.activeElement.id === 'jz-errors'")
    first = keys.step()
    assert first["tag"] == "a"
    keys.keyboard.press("Enter")
    inside = "document.querySelector(':target').matches('.field.error')"
    assert keys.page.evaluate(inside)
    return keys.step()


def answer_the_question(keys):
    """The dialog keeps the focus, Escape gives it back, and Enter sends only on its button."""
    button = keys.to("提交评价")
    keys.keyboard.press("Enter")
    dialog = keys.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert keys.focused()["tag"] == "h2"
    # A second Enter sends nothing.
    keys.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    names = [keys.step()["name"] for _step in range(2)]
    assert names == ["确定", "返回修改"]
    # From the last on, the browser's own bar or the first again: never the page behind.
    for key in ("Tab",) * 4 + ("Shift+Tab",) * 4:
        here = keys.step(key)
        assert here is None or here["name"] in ("确定", "返回修改", "确认提交"), here
    keys.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert keys.focused()["name"] == button["name"]
    keys.keyboard.press("Enter")
    keys.to("确定")
    keys.enter()
    keys.page.wait_for_url("**/@@thanks")


@pytest.fixture
def keys(at_browser):
    return lambda userid: Keys(at_browser(userid))


def test_from_submission_to_closing_by_keyboard(keys, site):
    teacher = keys("teacher")
    page = teacher.page

    # A unit
    page.goto(f"{site.absolute_url()}/jgzf")
    teacher.follow("评价单位入口")
    see_what_is_missing(teacher)
    page.goto(f"{site.absolute_url()}/jgzf/@@evaluate-unit")
    teacher.choose("评价单位", "教务处")
    teacher.choose("评价类别", "工作规范")
    teacher.choose("类别说明", "工作流程设计不科学、过于复杂")
    teacher.write("评价内容主题", TOPIC)
    teacher.write("评价内容", factories.CONTENT)
    answer_the_question(teacher)

    # A person, from the photos
    teacher.follow("评价个人")
    teacher.choose("所在单位", "教务处")
    teacher.follow("显示人员")
    teacher.to("姜")
    assert "周允礼" in teacher.step()["name"]
    teacher.back_to("姜")
    assert "周允礼" in teacher.step()["name"]
    teacher.enter()
    teacher.choose("评价类别", "服务质量")
    teacher.choose("类别说明", "办理事务不及时，效率低下或无故拖延")
    teacher.write("评价内容主题", PERSON_TOPIC)
    teacher.write("评价内容", factories.CONTENT)
    answer_the_question(teacher)

    # The administrator answers
    clerk = keys("clerk")
    clerk.page.goto(f"{site.absolute_url()}/jgzf")
    clerk.follow("评价管理")
    clerk.follow(TOPIC)
    clerk.follow("填写反馈意见")
    clerk.to("提交反馈意见")
    clerk.enter()
    clerk.page.wait_for_function("document.activeElement.id === 'jz-errors'")
    clerk.pick("立行解决")
    clerk.write("反馈内容", factories.ANSWER)
    clerk.follow("提交反馈意见")
    expect(clerk.page.locator("body")).to_contain_text("反馈意见已提交，评价人可以立即看到")

    # The evaluator rates
    page.goto(f"{site.absolute_url()}/jgzf")
    teacher.follow("个人中心")
    teacher.to("点击反馈")
    teacher.enter()
    teacher.to("提交满意度评价")
    teacher.enter()
    page.wait_for_function("document.activeElement.id === 'jz-errors'")
    teacher.pick("满意")
    teacher.follow("提交满意度评价")
    expect(page.locator("body")).to_contain_text("感谢您的评价")

    # And the case is closed
    clerk.page.goto(f"{site.absolute_url()}/jgzf/@@manage-evaluations?list=rated")
    clerk.follow(TOPIC)
    clerk.follow("办结")
    clerk.follow("办结")
    expect(clerk.page.locator("div.jgzf")).to_contain_text("已办结")
