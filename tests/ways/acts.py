"""What somebody does on a page before it is looked at: functions of the Playwright page."""

from hnu.jgzf.domain import submission
from tests import spreadsheets
from tests.ways import campus
from unittest import mock
import errno


def press(title):
    """Send a form as it is."""

    def act(page):
        with page.expect_navigation():
            page.get_by_role("button", name=title, exact=True).first.press("Enter")

    return act


def make_of_no_days(page):
    """A bulletin of days of one's own choice, and none of them."""
    page.locator("[name='form.widgets.period']").select_option("custom")
    press("生成通报")(page)


def save_no_title(page):
    page.locator("[name='form.widgets.title']").fill("")
    press("保存")(page)


def unfold(page):
    closed = page.locator("div.jgzf details:not([open]) > summary")
    while closed.count():
        closed.first.press("Enter")


def fill_in(page):
    """The form of both entrances, every field of it."""
    unit = page.locator("select[name='form.widgets.unit']")
    if unit.count():
        unit.select_option("jwc")
    page.locator("[name='form.widgets.category']").select_option(index=1)
    page.locator("[name='form.widgets.description']").select_option(index=1)
    page.locator("[name='form.widgets.topic']").fill(campus.LONG_TOPIC)
    page.locator("[name='form.widgets.content']").fill(campus.LONG_TEXT)


def fill_in_entry(page):
    """The same for somebody without an account."""
    page.locator("label").filter(has_text="电话").first.click()
    page.get_by_label("反映人姓名").fill("翟明溯")
    page.get_by_label("联系方式").fill("0000-5550147")
    number = page.locator("[name='form.widgets.staff_member']")
    if number.count():
        number.fill("20090417")
    fill_in(page)


def ask_entry(page):
    fill_in_entry(page)
    page.get_by_role("button", name="提交评价").press("Enter")
    page.get_by_role("dialog").wait_for()


def ask_entry_without_script(page):
    fill_in_entry(page)
    send(page, "submit")


def enter(page):
    """Until the receipt is there."""
    ask_entry(page)
    with page.expect_navigation():
        page.get_by_role("dialog").get_by_role("button", name="确定").click()


def show_receipt(page):
    """The case whose path stands in the address."""
    number = page.url.rpartition("/")[2]
    page.get_by_label("评价编号").fill(number)
    page.get_by_label("查询码").fill(campus.CODE)
    press("查看")(page)


def rate_nothing(page):
    show_receipt(page)
    press("提交满意度评价")(page)


def ask(page):
    """Fill in and send: the question in a dialog."""
    fill_in(page)
    page.get_by_role("button", name="提交评价").press("Enter")
    page.get_by_role("dialog").wait_for()


def send(page, button=None):
    """Send the first POST form of ours without the script's question or its checks."""
    with page.expect_navigation():
        page.evaluate(
            """button => {
                const form = document.querySelector("div.jgzf form[method=post]");
                if (button) form.insertAdjacentHTML(
                    "beforeend", `<input type="hidden" name="form.buttons.${button}" value="1">`);
                HTMLFormElement.prototype.submit.call(form);
            }""",
            button,
        )


def ask_without_script(page):
    """The question as a page of its own."""
    fill_in(page)
    send(page, "submit")


def send_again(page):
    """As the page about an expired login does, which presses no button."""
    fill_in(page)
    send(page)


def send_of_another_account(page):
    fill_in(page)
    page.locator("div.jgzf form[method=post] [name=account]").evaluate("box => box.value = 'x'")
    send(page)


def send_logged_out(page):
    """The login has ended in another tab."""
    page.context.clear_cookies()
    send(page)


def send_to_a_full_disk(page):
    fill_in(page)
    full = OSError(errno.ENOSPC, "No space left on device")
    # The server is a thread of this process.
    with mock.patch.object(submission, "check", side_effect=full):
        send(page, "submit")


def send_too_late(page):
    """Somebody has answered meanwhile."""
    page.locator("[name=round]").evaluate("box => box.value = '7'")
    send(page, "answer")


def look_for(words):
    return lambda page: page.locator("#q").fill(words)


def disclose(page):
    unfold(page)
    page.locator("#identity textarea").fill(campus.REASON)
    press("确认查看")(page)


def add_row(page):
    page.get_by_role("button", name="在下方添加一行").first.press("Enter")


def clear_and_save(column):
    """A cell of the first row of a table left empty."""

    def act(page):
        row = page.locator("tr.datagridwidget-row:visible").first
        row.locator(f"[name$='.{column}']").fill("")
        save(page)

    return act


def save_untitled(page):
    """Plone's own form with an error, past its script's checks."""
    with page.expect_navigation():
        page.evaluate(
            """() => {
                const form = document.querySelector("form#form");
                form.querySelector("[name$='title']").value = "";
                form.insertAdjacentHTML(
                    "beforeend", '<input type="hidden" name="form.buttons.save" value="1">');
                HTMLFormElement.prototype.submit.call(form);
            }"""
        )


save = press("保存")


def remind(page):
    """Of what is chosen in the first list."""
    with page.expect_navigation():
        page.locator("[name='form.buttons.selected']").first.press("Enter")


def remind_of_nothing(page):
    """Of an evaluation that is nowhere any more."""
    box = page.locator("div.jgzf input[type=checkbox]").first
    box.evaluate("box => { box.value = '20261124-7KQ2MD'; box.checked = true }")
    remind(page)


def save_without(selector):
    """Save with that field left empty."""

    def act(page):
        page.locator(selector).first.fill("")
        save(page)

    return act


def enter_and_press(selector, words, title, exact=True):
    """Fill in one field and send the form."""

    def act(page):
        page.locator(selector).first.fill(words)
        with page.expect_navigation():
            page.get_by_role("button", name=title, exact=exact).first.press("Enter")

    return act


def upload(*rows):
    """Send a table of people to the roster page."""
    data = spreadsheets.xlsx(工作人员=[["工号", "姓名", "单位编码", "岗位", "籍贯"], *rows])

    def act(page):
        page.get_by_label("表格文件").set_input_files(
            {"name": "人员.xlsx", "mimeType": "application/octet-stream", "buffer": data}
        )
        press("检查并预览")(page)

    return act
