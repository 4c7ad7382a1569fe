"""The page for the text of one message."""

from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import settings
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.controlpanels.grid import forget_registry
import pytest


PAGE = "/@@jgzf-notification-text?message="
SMS = "submitted.administrators.sms"
MAIL = "answered.evaluator.mail"
TEXT = "${name}老师：${unit}收到评价，请在${due}前反馈。"


@pytest.fixture
def page(site, webmaster):
    return webmaster.get(site, PAGE + SMS)


def stored(site):
    latest(site)
    forget_registry()
    return settings.get("texts")


def test_the_text_of_the_notice_is_the_default(page):
    assert page.value("save", "text") == kinds.SUBMITTED_SMS
    assert "新的评价 · 单位管理员 · 短信" in page.words
    assert page.form("restore") is None


@pytest.mark.parametrize("key", ["", "nothing", "submitted.head.sms", SMS + "&message=" + MAIL])
def test_there_is_no_page_for_a_message_that_does_not_exist(site, webmaster, key):
    assert webmaster.get(site, PAGE + key).status == 404


def test_a_text_is_stored_and_the_default_comes_back(site, webmaster, page):
    assert webmaster.send(page, "save", text=f"{TEXT}\r\n").status == 200
    assert stored(site) == {SMS: TEXT}
    page = webmaster.get(site, PAGE + SMS)
    assert page.value("save", "text") == TEXT
    answer = webmaster.send(page, "restore")
    assert "已恢复默认文字。" in answer.message
    assert answer.value("save", "text") == kinds.SUBMITTED_SMS
    assert stored(site) == {}


def test_the_default_typed_by_hand_is_not_stored(site, webmaster, page):
    webmaster.send(page, "save", text=TEXT)
    webmaster.send(page, "save", text=kinds.SUBMITTED_SMS)
    assert stored(site) == {}


def test_the_preview_shows_the_text_with_examples_and_stores_nothing(site, webmaster, page):
    before = last_write(site)
    answer = webmaster.send(page, "preview", text=TEXT)
    assert answer.status == 200
    assert "张明远老师：教务处收到评价，请在20" in answer.words
    assert answer.value("save", "text") == TEXT
    latest(site)
    assert last_write(site) == before


def test_an_sms_is_counted_in_characters_and_segments(site, webmaster, page):
    assert "按 1 条短信计费" in webmaster.send(page, "preview", text="短" * 70).words
    answer = webmaster.send(page, "preview", text="短" * 71)
    assert "共 71 字，按 2 条短信计费" in answer.words
    mail = webmaster.get(site, PAGE + MAIL)
    assert "计费" not in mail.words


def test_a_mail_has_a_subject_in_its_preview(site, webmaster):
    page = webmaster.get(site, PAGE + MAIL)
    answer = webmaster.send(page, "preview", text="主题\n\n您好！")
    (preview,) = answer.tree.xpath("//div[@class='jz-text']")
    assert [part.text_content().strip() for part in preview.xpath("./p")] == ["主题", "您好！"]


@pytest.mark.parametrize("button", ["save", "preview"])
@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        (SMS, " ", "请填写内容。"),
        (SMS, "${content}", "这里不能使用变量 content。"),
        (SMS, "价格 $5", "$ 后面"),
        (SMS, "长" * 1003, "内容太长，请删去 3 个字。"),
        (MAIL, "只有主题", "邮件第一行是标题，请在下面填写正文。"),
        (MAIL, "主题\n\n${unit}", "这里不能使用变量 unit。"),
    ],
)
def test_what_could_not_be_filled_in_is_refused_and_kept_in_the_form(
    site, webmaster, button, key, text, words
):
    answer = webmaster.send(webmaster.get(site, PAGE + key), button, text=text)
    assert answer.status == 400
    assert words in answer.words
    assert answer.value("save", "text") == text
    assert answer.heading("预览（变量为示例）") is None
    assert stored(site) == {}


def test_the_variables_of_the_message_are_listed_and_no_others(site, webmaster, page):
    assert "${name} 管理员姓名" in page.words
    mail = webmaster.get(site, PAGE + MAIL).words
    assert "${link} 页面网址" in mail
    assert "${unit}" not in mail
    assert "${number}" not in mail


@pytest.mark.parametrize("button", ["save", "restore"])
def test_a_post_without_a_token_against_forgery_changes_nothing(site, webmaster, page, button):
    webmaster.send(page, "save", text=TEXT)
    page = webmaster.get(site, PAGE + SMS)
    page.form(button).fields["_authenticator"] = "forged"
    assert webmaster.send(page, button, text="别的").status == 403
    assert stored(site) == {SMS: TEXT}


def test_cancelling_leads_to_the_table(site, webmaster, page):
    answer = webmaster.send(page, "cancel", text=TEXT)
    assert answer.url.endswith("/@@jgzf-notification-messages")
    assert stored(site) == {}
