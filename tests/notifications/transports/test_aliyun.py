"""The real SDK of Alibaba Cloud, against a server on loopback."""

from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.interfaces.notifications import Outgoing
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import aliyun
from hnu.jgzf.notifications import secrets
from hnu.jgzf.notifications.transports.aliyun import AliyunTransport
from tests.notifications import gateway
from zope.component import getUtility
from zope.i18n import translate
import json
import pytest


VALUES = {
    "name": "柳明溪",
    "unit": "教务处",
    "number": "20261124-7KQ2MD",
    "year": 2026,
    "month": 11,
    "day": 24,
    "hour": 10,
    "limit": 5,
}
OUTGOING = Outgoing("0001", "submitted", "13900000000", "", "…", VALUES, "administrators")
OK = (200, '{"Code": "OK", "Message": "OK", "RequestId": "R", "BizId": "B"}')


@pytest.fixture
def send(settings):
    """``send(gateway, …)``: sends one SMS, and returns why not, an error, or None."""
    secrets.keep(secrets.ALIYUN, "geheim")
    settings(
        aliyun_access_key_id="LTAI0",
        aliyun_sign_name="湖南大学",
        aliyun_templates="submitted = SMS_1\n\nlong_overdue.head=SMS_2\n",
    )

    def make(running, outgoing=OUTGOING, **values):
        settings(**values)
        endpoint = running.url.partition("//")[2].partition("/")[0]
        try:
            AliyunTransport(endpoint, protocol="http").send(outgoing)
        except TransportError as error:
            return error
        return None

    return make


def test_it_is_offered_where_the_sdk_is_installed(integration):
    transport = getUtility(ISmsTransport, name="aliyun")
    assert (transport.endpoint, transport.protocol) == ("dysmsapi.aliyuncs.com", "HTTPS")


def test_template_and_variables_are_sent_and_no_text(send):
    with gateway.running(OK) as running:
        assert send(running) is None
    (received,) = running.received
    fields = received["fields"]
    assert fields["PhoneNumbers"] == "13900000000"
    assert (fields["SignName"], fields["TemplateCode"]) == ("湖南大学", "SMS_1")
    assert fields["OutId"] == "0001"
    # Those that R11's text has
    assert json.loads(fields["TemplateParam"]) == {
        "name": "柳明溪", "year": "2026", "month": "11", "day": "24", "hour": "10", "limit": "5",
    }  # fmt: skip
    assert "geheim" not in repr(received)


def test_variables_are_those_of_the_text_that_is_registered(send):
    texts = {"submitted.administrators.sms": "${unit}收到评价${number}，${link}"}
    with gateway.running(OK) as running:
        assert send(running, texts=texts) is None
    assert json.loads(running.received[0]["fields"]["TemplateParam"]) == {
        "unit": "教务处",
        "number": "20261124-7KQ2MD",
    }


def test_each_recipient_has_templates_of_their_own(send):
    to_head = OUTGOING._replace(kind="long_overdue", role="head")
    with gateway.running(OK) as running:
        assert send(running, to_head) is None
        for role in ("administrators", "supervisors"):
            error = send(running, to_head._replace(role=role))
            assert error.reason == "reason_aliyun_template"
        assert send(running, OUTGOING._replace(role="evaluator")) is not None
    assert [entry["fields"]["TemplateCode"] for entry in running.received] == ["SMS_2"]


@pytest.mark.parametrize(
    ("status", "code", "permanent", "unreachable"),
    [
        (200, "isv.AMOUNT_NOT_ENOUGH", False, True),
        (200, "isv.BUSINESS_LIMIT_CONTROL", False, False),
        (200, "isv.MOBILE_NUMBER_ILLEGAL", True, False),
        (400, "SignatureDoesNotMatch", False, True),
        (404, "InvalidAccessKeyId.NotFound", False, True),
        (503, "ServiceUnavailable", False, True),
    ],
)
def test_a_refusal_is_told_by_its_code_alone(send, status, code, permanent, unreachable):
    words = "13900000000 geheim LTAI0"
    answer = json.dumps({"Code": code, "Message": words, "RequestId": words})
    with gateway.running((status, answer)) as running:
        error = send(running)
    reason = translate(error.reason)
    assert code in reason
    assert (error.permanent, error.unreachable) == (permanent, unreachable)
    assert not any(word in f"{reason} {error!r} {error.__cause__}" for word in words.split())
    assert len(running.received) == 1


def test_a_server_that_does_not_answer_is_not_waited_for(send, monkeypatch):
    monkeypatch.setattr("hnu.jgzf.notifications.transports.aliyun.READ_TIMEOUT", 500)
    with gateway.running(lambda handler: running.hang(handler)) as running:
        error = send(running)
    reason = translate(error.reason)
    assert "could not be reached" in reason
    assert "13900000000" not in reason
    assert error.unreachable


@pytest.mark.parametrize("answer", [(200, "no JSON"), (200, "{}"), gateway.Gateway.die])
def test_an_answer_that_says_nothing_is_no_success(send, answer):
    with gateway.running(answer) as running:
        error = send(running)
    assert not error.permanent
    assert "13900000000" not in translate(error.reason)


def test_a_server_that_is_not_there_is_told(send):
    with gateway.running() as running:
        pass
    assert "could not be reached" in translate(send(running).reason)


def test_without_key_or_secret_nothing_is_sent(send):
    with gateway.running(OK) as running:
        assert send(running, aliyun_access_key_id="").reason == "reason_aliyun_key"
        secrets.forget(secrets.ALIYUN)
        assert send(running, aliyun_access_key_id="LTAI0").reason == "reason_aliyun_key"
    assert running.received == []


def test_a_line_without_a_recipient_is_for_the_administrators():
    assert aliyun.templates("reopened=SMS_1\nreopened.evaluator = SMS_2\n\nclosed=") == {
        ("reopened", "administrators"): "SMS_1",
        ("reopened", "evaluator"): "SMS_2",
    }
