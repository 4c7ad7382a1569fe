"""A webmaster sets messages up: at a desk and on a phone."""

from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import secrets
from hnu.jgzf.notifications import trial
from playwright.sync_api import expect
from tests.notifications import gateway
from tests.ways.axe import violations
from zope.globalrequest import getRequest
import pytest
import transaction


pytestmark = pytest.mark.browser

WIDTHS = [1280, 390]
MOBILE = "13912345678"


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    """The limits of other tests do not count here, nor this one's elsewhere."""
    monkeypatch.setattr(trial, "_sent", type(trial._sent)(list))


def stored():
    transaction.abort()
    getRequest().other.pop("_plone_registry_cache", None)
    return panel.read()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_webmaster_sets_up_the_gateway_and_sees_whether_it_works(
    at_browser, site, width, javascript
):
    answers = (200, '{"code": 0}'), (200, '{"code": 5, "message": "余额不足"}')
    webmaster = at_browser("webmaster", width, javascript)
    page = webmaster.go("/@@jgzf-notifications")
    webmaster.see("settings")
    page.get_by_label("短信发送方式").select_option(label="HTTP 短信网关")
    press(page, "保存")
    webmaster.see("refused")
    expect(page.locator("#formfield-form-widgets-http_url")).to_contain_text("请填写网关地址")

    with gateway.running(*answers) as running:
        page.get_by_label("网关地址").fill(running.url)
        page.get_by_label("请求头").fill("Authorization: Bearer ${secret}")
        page.get_by_label("成功条件").fill("code=0")
        page.get_by_label("网关密钥").fill("geheim")
        press(page, "保存")
        webmaster.see("saved")
        assert "已保存密钥。" in page.locator("div.jgzf").first.inner_text()
        assert stored()["http_success"] == "code=0"
        assert secrets.get(secrets.HTTP) == "geheim"

        page.get_by_role("link", name="测试短信").click()
        page.get_by_label("手机号").fill(MOBILE)
        press(page, "发送测试短信")
        webmaster.see("accepted")
        expect(page.locator("#jz-result")).to_contain_text("已发送，网关已接受")
        assert running.received[0]["fields"]["mobile"] == MOBILE
        assert running.received[0]["headers"]["Authorization"] == "Bearer geheim"

        press(page, "发送测试短信")
        webmaster.see("not-accepted")
        expect(page.locator("#jz-result")).to_contain_text("网关未接受该短信")
        expect(page.locator("#jz-result")).to_contain_text("余额不足")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_webmaster_chooses_what_is_told_and_in_which_words(at_browser, site, width):
    webmaster = at_browser("webmaster", width)
    page = webmaster.go("/@@jgzf-notification-messages")
    page.get_by_label("发送：新的评价，单位管理员，邮件").uncheck()
    webmaster.see("messages")
    press(page, "保存")
    assert stored()["switches"] == {"submitted.administrators.mail": False}

    page.locator("a[href$='message=submitted.administrators.sms']").click()
    webmaster.see("text")
    page.get_by_label("内容", exact=True).fill("${unit}收到评价，${content}")
    press(page, "预览")
    webmaster.see("unknown-variable")
    expect(page.locator("div.jgzf").first).to_contain_text("这里不能使用变量 content。")
    page.get_by_label("内容", exact=True).fill("${unit}收到评价，请在${due}前反馈。")
    press(page, "预览")
    expect(page.locator(".jz-text")).to_contain_text("教务处收到评价，请在")
    expect(page.locator("div.jgzf").first).to_contain_text("按 1 条短信计费")
    webmaster.see("preview")
    press(page, "保存")
    assert list(stored()["texts"]) == ["submitted.administrators.sms"]
    press(page, "恢复默认")
    webmaster.see("restored")
    assert stored()["texts"] == {}


@pytest.mark.parametrize(
    "address",
    [
        "/@@jgzf-notifications",
        "/@@jgzf-notification-messages",
        "/@@jgzf-notification-text?message=submitted.administrators.sms",
        "/@@jgzf-notification-test",
    ],
)
def test_the_pages_can_be_used_by_everybody(at_browser, address):
    page = at_browser("webmaster").go(address)
    assert violations(page) == []
