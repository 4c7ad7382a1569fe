"""A test SMS, from the form to a gateway on loopback."""

from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import secrets
from hnu.jgzf.notifications import trial
from plone import api
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.controlpanels.grid import forget_registry
from tests.notifications import gateway
import pytest
import transaction


PAGE = "/@@jgzf-notification-test"
MOBILE = "13912345678"


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    """The limits of other tests do not count here, nor this one's elsewhere."""
    monkeypatch.setattr(trial, "_sent", type(trial._sent)(list))


@pytest.fixture
def choose(site):
    """``choose(gateway, …)``: SMS go to that gateway."""

    def make(running, **values):
        latest(site)
        forget_registry()
        values = {"http_success": "code=0", "http_timeout": 2, **values}
        values |= {"sms_transport": "http", "http_url": running.url}
        for name, value in values.items():
            api.portal.set_registry_record(name, value, interface=INotificationSettings)
        secrets.keep(secrets.HTTP, "geheim")
        transaction.commit()

    return make


@pytest.fixture
def send(site, webmaster):
    def press(mobile=MOBILE):
        return webmaster.send(webmaster.get(site, PAGE), "test", mobile=mobile)

    return press


def test_it_goes_to_the_gateway_at_once_and_is_kept_nowhere(site, webmaster, choose, caplog):
    with gateway.running() as running:
        choose(running)
        page = webmaster.get(site, PAGE)
        latest(site)
        before = last_write(site)
        answer = webmaster.send(page, "test", mobile=" 139-1234 5678 ")
    assert "已发送，网关已接受。" in answer.words
    (received,) = running.received
    assert received["fields"]["mobile"] == MOBILE
    assert received["fields"]["content"].startswith("测试老师：您好！您所在单位于")
    assert received["fields"]["content"] in answer.words
    assert received["fields"]["id"].startswith("test-")
    latest(site)
    assert last_write(site) == before
    assert MOBILE not in caplog.text
    assert len(site.jgzf._outbox.messages) == 0


def test_why_it_was_not_accepted_is_shown_without_number_and_secret(choose, send, caplog):
    with gateway.running((200, f'{{"code": 7, "why": "geheim {MOBILE} no money"}}')) as running:
        choose(running)
        answer = send()
    assert "网关未接受该短信：" in answer.words
    assert '"why": "*** *** no money"' in answer.words
    assert "geheim" not in answer.text
    assert MOBILE not in caplog.text


def test_a_slow_gateway_is_not_waited_for(choose, send):
    with gateway.running(lambda handler: running.hang(handler)) as running:
        choose(running, http_timeout=1)
        assert "网关在 1 秒内没有应答。" in send().words


def test_a_gateway_that_is_not_there_is_explained(choose, send):
    with gateway.running() as running:
        pass
    choose(running)
    assert "无法连接网关（ConnectionError）。" in send().words


@pytest.mark.parametrize("mobile", ["", "1391234567", "139123456789", "0731-8888888", "abc"])
def test_what_is_no_mobile_number_is_refused(choose, send, mobile):
    with gateway.running() as running:
        choose(running)
        answer = send(mobile)
    assert answer.status == 400
    assert "请填写一个 11 位手机号。" in answer.words
    assert answer.value("test", "mobile") == mobile
    assert running.received == []


def test_where_nothing_is_sent_that_is_said(send):
    answer = send()
    assert answer.status == 409
    assert "当前短信发送方式只记录、不发送。" in answer.words


def test_so_many_of_them_can_be_sent_in_an_hour_by_one_webmaster(
    site, visit, choose, send, monkeypatch
):
    with gateway.running() as running:
        choose(running)
        for _number in range(trial.PER_HOUR):
            assert send().status == 200
        answer = send()
        assert answer.status == 429
        assert "您一小时内已发送 10 条测试短信，请稍后再试。" in answer.words
        assert len(running.received) == trial.PER_HOUR
        admin = visit("admin")
        assert admin.send(admin.get(site, PAGE), "test", mobile=MOBILE).status == 200
        later = trial.monotonic() + trial.HOUR
        monkeypatch.setattr(trial, "monotonic", lambda: later)
        assert send().status == 200


def test_a_post_without_a_token_against_forgery_sends_nothing(site, webmaster, choose):
    page = webmaster.get(site, PAGE)
    page.form("test").fields["_authenticator"] = "forged"
    with gateway.running() as running:
        choose(running)
        assert webmaster.send(page, "test", mobile=MOBILE).status == 403
    assert running.received == []
