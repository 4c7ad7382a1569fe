"""The webmaster's panel for messages, without JavaScript and against forgery."""

from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import secrets
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.controlpanels.grid import forget_registry
import pytest
import transaction


PANEL = "/@@jgzf-notifications"
PAGES = (
    PANEL,
    "/@@jgzf-notification-messages",
    "/@@jgzf-notification-text?message=submitted.administrators.sms",
    "/@@jgzf-notification-test",
)
GATEWAY = {
    "sms_transport:list": "http",
    "http_url": "http://127.0.0.1:9/send",
    "http_method:list": "POST",
    "http_format:list": "json",
    "http_headers": "Authorization: Bearer ${secret}",
    "http_body": '{"to": "${mobile}", "text": "${text}"}',
    "http_success": "code=0",
    "http_timeout": "5",
}


@pytest.fixture
def page(site, webmaster):
    return webmaster.get(site, PANEL)


@pytest.fixture
def stored(site):
    def read():
        latest(site)
        forget_registry()
        return panel.read()

    return read


def secret(site, name=secrets.HTTP):
    latest(site)
    return secrets.get(name)


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_are_for_those_who_manage_notifications(site, visit, address):
    for userid in (None, "teacher", "clerk", "supervisor", "reviewer", "editor"):
        assert visit(userid).get(site, address).is_refusal, userid


@pytest.mark.parametrize("address", PAGES)
def test_looking_writes_nothing_and_stays_in_no_cache(site, webmaster, address):
    webmaster.get(site, address)
    before = last_write(site)
    page = webmaster.get(site, address)
    latest(site)
    assert last_write(site) == before
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert [page.has_link(other) for other in (PANEL, PAGES[1], PAGES[3])] == [True] * 3


def test_the_panel_stands_among_the_control_panels(site, webmaster):
    overview = webmaster.get(site, "/@@overview-controlpanel").text
    assert f"{site.absolute_url()}{PANEL}" in overview
    assert "评价消息通知" in overview


def test_a_gateway_is_set_up(site, webmaster, page, stored):
    answer = webmaster.send(page, "save", **GATEWAY, http_secret=" geheim ", quiet_from="21")
    assert answer.status == 200
    values = stored()
    assert (values["sms_transport"], values["http_success"]) == ("http", "code=0")
    assert (values["http_timeout"], values["quiet_from"]) == (5, 21)
    assert secret(site) == "geheim"


def test_a_form_that_is_sent_as_it_came_changes_nothing(site, webmaster, page, stored):
    before = stored()
    assert webmaster.send(page, "save").status == 200
    assert stored() == before
    assert secret(site) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"http_url": ""}, "请填写网关地址，或选择其他短信发送方式。"),
        ({"http_url": "ftp://gateway"}, "请填写以 http:// 或 https:// 开头的网址。"),
        ({"site_address": "portal"}, "请填写以 http:// 或 https:// 开头的网址。"),
        ({"http_method:list": "GET"}, "GET 请求不带内容"),
        ({"http_headers": "Authorization"}, "每行填写一个请求头"),
        ({"http_headers": "X-Text: ${text}"}, "这里不能使用变量 text。"),
        ({"http_body": "mobile=${mobile}"}, "请填写一个 JSON 对象"),
        ({"http_body": '["${mobile}"]'}, "请填写一个 JSON 对象"),
        ({"http_body": '{"to": "${mobile}", "who": "${name}"}'}, "这里不能使用变量 name。"),
        ({"http_body": '{"to": "${mobile}", "price": "$5"}'}, "$ 后面应为变量"),
        ({"http_body": '{"text": "${text}"}'}, "缺少变量 ${mobile}"),
        ({"http_format:list": "form"}, "请每行填写一个“名称=值”。"),
        ({"http_timeout": "31"}, "请填写 1 至 30 之间的整数。"),
        ({"quiet_from": "24"}, "请填写 0 至 23 之间的整数。"),
        ({"close_after": ""}, "请填写未评价满意度时自动办结（工作日）。"),
    ],
)
def test_what_is_not_right_is_named_and_nothing_is_stored(
    site, webmaster, page, stored, changes, words
):
    before = stored()
    answer = webmaster.send(page, "save", **{**GATEWAY, "quiet_until": "6", **changes})
    assert answer.status == 400
    assert words in answer.words
    assert "有内容需要修改，尚未保存。" in answer.words
    assert answer.value("save", "quiet_until") == "6"
    assert stored() == before


def test_a_secret_is_never_sent_back(site, webmaster, page, stored):
    answer = webmaster.send(page, "save", **{**GATEWAY, "http_url": ""}, http_secret="geheim")
    assert "geheim" not in answer.text
    assert "密钥不回显，请重新填写密钥。" in answer.words
    assert secret(site) == ""
    assert "尚未保存密钥。" in answer.words
    webmaster.send(page, "save", **GATEWAY, http_secret="geheim")
    page = webmaster.get(site, PANEL)
    assert "geheim" not in page.text
    assert "已保存密钥。" in page.words


def test_a_secret_that_is_kept_stays_is_replaced_and_removed(site, webmaster, page):
    webmaster.send(page, "save", **GATEWAY, http_secret="first")
    webmaster.send(webmaster.get(site, PANEL), "save", http_timeout="7")
    assert secret(site) == "first"
    webmaster.send(webmaster.get(site, PANEL), "save", http_secret="second")
    assert secret(site) == "second"
    webmaster.send(webmaster.get(site, PANEL), "save", **{"http_secret_forget:list": "selected"})
    assert secret(site) == ""


def test_without_a_center_no_secret_is_asked_for(site, webmaster, stored):
    for unit in list(site.jgzf.objectIds()):
        site.jgzf._delObject(unit)
    site._delObject("jgzf")
    transaction.commit()
    page = webmaster.get(site, PANEL)
    assert "不能保存网关密钥" in page.words
    assert page.tree.xpath("//input[@type='password']") == []
    assert webmaster.send(page, "save", quiet_from="20").status == 200
    assert stored()["quiet_from"] == 20


def test_alibaba_cloud_has_its_settings_and_secret(site, webmaster, page, stored):
    values = {
        "sms_transport:list": "aliyun",
        "aliyun_access_key_id": "LTAI",
        "aliyun_sign_name": "湖南大学",
        "aliyun_templates": "submitted=SMS_1\nlong_overdue.head=SMS_2",
    }
    answer = webmaster.send(page, "save", **{**values, "aliyun_sign_name": ""})
    assert "使用阿里云发送短信须填写此项。" in answer.words
    answer = webmaster.send(
        page, "save", **{**values, "aliyun_templates": "submitted=SMS_1\nclosed=SMS_1"}
    )
    assert "第 2 行：请写成“消息=模板编号”" in answer.words
    assert stored()["sms_transport"] == "log"
    answer = webmaster.send(page, "save", **values, aliyun_secret="key")
    assert answer.status == 200
    # What is told by SMS, but for that line
    assert "这些短信没有填写模板，无法发送：评价人不满意 · 单位管理员、" in answer.message
    assert "新的评价" not in answer.message
    assert stored()["aliyun_templates"] == values["aliyun_templates"]
    assert (secret(site, secrets.ALIYUN), secret(site)) == ("key", "")


def test_a_post_without_a_token_against_forgery_changes_nothing(site, webmaster, page, stored):
    before = stored()
    page.form("save").fields["_authenticator"] = "forged"
    assert webmaster.send(page, "save", **GATEWAY, http_secret="x").status == 403
    assert stored() == before
    assert secret(site) == ""


def test_cancelling_changes_nothing(site, webmaster, page, stored):
    before = stored()
    assert webmaster.send(page, "cancel", **GATEWAY).url.endswith("/@@overview-controlpanel")
    assert stored() == before
