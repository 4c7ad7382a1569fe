from hnu.jgzf.interfaces.notifications import Outgoing
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import secrets
from hnu.jgzf.notifications.transports import http
from tests.notifications import gateway
from zope.i18n import translate
import pytest
import time


TEXT = '您好！“引号” & "quotes" \n第二行 ${secret}'
OUTGOING = Outgoing("0001", "submitted", "13900000000", "", TEXT, {})


@pytest.fixture
def send(settings):
    """``send(gateway, …)``: sends one SMS with those settings, and returns why not, in words."""

    def make(running, **values):
        settings(http_url=running.url, **values)
        try:
            http.HttpTransport().send(OUTGOING)
        except TransportError as error:
            return translate(error.reason)
        return None

    return make


def test_values_arrive_as_they_are_whatever_is_in_them(send):
    secrets.keep(secrets.HTTP, 'geheim"&')
    with gateway.running() as running:
        headers = "Authorization: Bearer ${secret}\n\nX-Request: ${id}"
        body = '{"to": ["${mobile}"], "message": {"text": "【${text}】"}, "n": 3}'
        assert send(running, http_body=body, http_headers=headers) is None
        form = "mobile=${mobile}\ntext=${text}"
        assert send(running, http_format="form", http_body=form) is None
        assert send(running, http_format="query", http_body=form, http_method="GET") is None
    first, second, third = running.received
    assert first["fields"] == {
        "to": ["13900000000"],
        "message": {"text": f"【{TEXT}】"},
        "n": 3,
    }
    assert first["headers"]["Authorization"] == 'Bearer geheim"&'
    assert first["headers"]["X-Request"] == "0001"
    assert second["fields"] == third["fields"] == {"mobile": "13900000000", "text": TEXT}


def test_a_status_that_is_no_success_is_told_with_the_answer(send):
    with gateway.running((500, "balance used up for 13900000000")) as running:
        reason = send(running)
    assert "500" in reason
    assert "balance used up for ***" in reason


@pytest.mark.parametrize(
    ("condition", "answer", "accepted"),
    [
        ("", "", True),
        ("code=0", '{"code": 0}', True),
        ("code=0", '{"code": "0"}', True),
        ("code=0", '{"code": 5, "message": "code=0"}', False),
        ("code=0", '{"message": "fine"}', False),
        ("data.status=ok", '{"data": {"status": "ok"}}', True),
        ("data.status=ok", '{"data": []}', False),
        ("ok=true", '{"ok": true}', True),
        ("result=0", "result=0&id=5", True),
        ("成功", "发送成功", True),
        ("成功", "失败", False),
        ("成功", '{"message": "\\u6210\\u529f"}', True),
        ("0.code=0", '[{"code": 0}]', True),
        ("1.code=0", '[{"code": 0}]', False),
        ("results.0.code=0", '{"results": [{"code": 0}]}', True),
    ],
)
def test_it_was_accepted_when_the_answer_says_so(send, condition, answer, accepted):
    with gateway.running((200, answer)) as running:
        reason = send(running, http_success=condition)
    assert (reason is None) == accepted


def test_a_gateway_that_does_not_answer_is_not_waited_for(send):
    with gateway.running(lambda handler: running.hang(handler)) as running:
        assert "within 1 seconds" in send(running, http_timeout=1)


def test_a_gateway_that_dies_in_the_middle_has_accepted_nothing(send):
    with gateway.running(gateway.Gateway.die) as running:
        assert "could not be reached" in send(running)


def test_a_gateway_that_is_not_there_is_told(send):
    with gateway.running() as running:
        pass
    assert "could not be reached (ConnectionError)" in send(running)


def test_the_secret_does_not_follow_to_another_address(send):
    with gateway.running() as other, gateway.running((302, other.url)) as running:
        assert "302" in send(running)
    assert other.received == []


def test_no_reason_names_number_or_secret(send):
    secrets.keep(secrets.HTTP, "geheim")
    with gateway.running((400, "bad key geheim for 13900000000")) as running:
        assert send(running).endswith("bad key *** for ***")


def test_the_secret_stands_in_no_record_of_the_registry(settings, portal):
    secrets.keep(secrets.HTTP, "geheim")
    assert "geheim" not in repr(
        {name: record.value for name, record in portal.portal_registry.records.items()}
    )


def test_a_login_of_the_servers_user_does_not_replace_the_header(send, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    with gateway.running() as running:
        assert send(running, http_headers="Authorization: Bearer ours") is None
    assert running.received[0]["headers"]["Authorization"] == "Bearer ours"


def test_an_answer_that_comes_drop_by_drop_is_not_waited_for(send):
    begun = time.monotonic()
    with gateway.running(gateway.Gateway.drip) as running:
        assert "did not answer within 1 seconds" in send(running, http_timeout=1)
    assert time.monotonic() - begun < 5


def test_an_answer_without_end_is_read_to_a_point(send):
    with gateway.running((200, "OK" + "x" * 1_000_000)) as running:
        assert send(running, http_success="OK") is None


def test_numbers_and_addresses_in_an_answer_are_not_shown_however_they_are_written(send):
    answer = '{"to": "+86 139-0000-0000", "who": "a.b@example.org", "code": 4711}'
    with gateway.running((400, answer)) as running:
        reason = send(running)
    assert "4711" in reason
    assert "0000" not in reason
    assert "example.org" not in reason


@pytest.mark.parametrize(
    ("status", "nothing_can_be_sent"),
    [(400, False), (422, False), (401, True), (429, True), (500, True)],
)
def test_what_would_be_the_same_for_every_message_lets_the_gateway_rest(
    settings, status, nothing_can_be_sent
):
    with gateway.running((status, "no")) as running:
        settings(http_url=running.url)
        with pytest.raises(TransportError) as caught:
            http.HttpTransport().send(OUTGOING)
    assert caught.value.unreachable == nothing_can_be_sent
