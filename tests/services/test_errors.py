"""Refusals have one form, tell what to do, and nothing about anybody."""

from AccessControl import getSecurityManager
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.services import body
from tests import factories
from tests.services import registered
from tests.services.client import error
from tests.services.client import stored
from transaction import Transaction
from unittest import mock
from ZODB.POSException import ConflictError
from ZODB.POSException import POSKeyError
from ZODB.POSException import ReadOnlyError
from ZODB.POSException import StorageError
from zope.component import getGlobalSiteManager
from zope.globalrequest import getRequest
from ZPublisher.interfaces import IPubFailure
import errno
import pytest
import transaction


@pytest.fixture
def services(site, submitted):
    """(method, address) of every service of ours on something of its type."""
    paths = ("", "jwc", "jwc/20090417", submitted)
    found = []
    for path in paths:
        context = stored(path) if path else site.jgzf
        for item in registered.registrations():
            if registered.answers(context, IBrowserLayer, item):
                found.append((item.method, f"{path}/{item.name}".strip("/")))
    assert len(found) > 25
    return found


def test_anonymous_is_asked_to_log_in_everywhere(rest, services):
    for method, address in services:
        answer = rest(None).request(method, address, json=None if method == "GET" else {})
        assert error(answer) == (401, None), (method, address)
        assert answer.json()["error"]["message"] == "请先登录。"


def test_nothing_of_plones_stands_below_a_service(rest, services):
    for method, address in services:
        # Of an item itself: "description" would be a view of its own.
        if method == "GET" and "@" in address:
            answer = rest("supervisor").get(f"{address}/description")
            assert error(answer) == (404, None), address
            answer = rest("supervisor").get(f"{address}?description:method=1")
            assert error(answer) == (404, None), address


def test_an_invalid_password_is_no_account(site, rest, submitted):
    client = rest("teacher")
    client.auth = ("teacher", "wrong")
    assert error(client.get(submitted)) == (401, None)
    assert error(client.get(f"{submitted}/@history")) == (401, None)


def test_every_answer_is_kept_out_of_caches(rest, services):
    for method, address in services:
        if method == "GET":
            answer = rest("supervisor").get(address)
            assert answer.headers["Cache-Control"] == "private, no-store", address
            assert answer.headers["Content-Type"] == "application/json", address
            assert answer.headers["X-Content-Type-Options"] == "nosniff", address


def test_writing_needs_json(rest, services):
    """Another site's form can send none of these, and so forge no call."""
    types = {
        "text/plain": b"{}",
        "application/x-www-form-urlencoded": b"unit=jwc",
        "multipart/form-data; boundary=x": (
            b'--x\r\nContent-Disposition: form-data; name="unit"\r\n\r\njwc\r\n--x--\r\n'
        ),
    }
    tried = set()
    for method, address in services:
        if method in ("POST", "PATCH") and address.rpartition("/")[2].startswith("@"):
            tried.add(address.rpartition("/")[2])
            for content_type, body in types.items():
                answer = rest("clerk").request(
                    method, address, data=body, headers={"Content-Type": content_type}
                )
                assert error(answer) == (415, None), (address, content_type)
            assert error(rest("clerk").request(method, address, data=b"")) == (415, None), address
    assert tried == {
        "@evaluations",
        "@feedback",
        "@satisfaction",
        "@workflow",
        "@identity-disclosures",
        "@notices",
        "@reminders",
        "@supervision-orders",
        "@transfer",
        "@hiding",
        "@redactions",
        "@branch-report",
        "@branch-reports",
        "@party-branches",
        "@bulletins",
    }


def test_no_more_is_read_than_a_call_can_need(rest, portal_rest, site, submitted):
    large = b'{"topic": "' + b"x" * body.MOST_BYTES + b'"}'
    headers = {"Content-Type": "application/json"}
    panel = f"{site.absolute_url()}/@controlpanels/jgzf-settings"
    calls = (
        ("teacher", "POST", "@evaluations", large),
        ("clerk", "POST", f"{submitted}/@feedback", large),
        ("webmaster", "PATCH", panel, large),
        ("supervisor", "PATCH", "jwc/20090417", large * 9),
    )
    for userid, method, address, data in calls:
        answer = rest(userid).request(method, address, data=data, headers=headers)
        assert error(answer) == (413, None), address
        assert answer.json()["error"]["type"] == "PayloadTooLarge"
    photo = {"photo": {"data": "/9j/" + "A" * body.MOST_BYTES, "encoding": "base64"}}
    assert error(rest("supervisor").patch("jwc/20090417", json=photo)) == (400, "photo")


def test_json_may_say_its_charset(rest):
    answer = rest("teacher").post(
        "@evaluations", data=b"{}", headers={"Content-Type": "Application/JSON; charset=utf-8"}
    )
    assert error(answer) == (400, "unit")


def test_what_is_no_json_object_is_a_bad_request(rest):
    teacher = rest("teacher")
    for sent in (b"{", b"[]", b'"text"', b"5", b"null", b"\xff\xfe{", b"[" * 100000, b"{'a': 1}"):
        answer = teacher.post(
            "@evaluations", data=sent, headers={"Content-Type": "application/json"}
        )
        assert error(answer) == (400, None), sent[:10]
        assert answer.json()["error"]["message"] == "请求正文须为一个 JSON 对象。"


def test_an_account_without_permission_is_forbidden_and_not_asked_to_log_in(rest, submitted):
    student = rest("student")
    for path in ("jwc/20090417", f"{submitted}/@history", f"{submitted}/@identity-disclosures"):
        assert error(student.get(path))[0] == 403, path
    assert error(student.patch("jwc", json={"title": "别名"})) == (403, None)
    assert error(student.delete("jwc")) == (403, None)
    assert error(student.post("", json={"@type": "jgzf.Unit", "title": "x"})) == (403, None)


@pytest.fixture
def failing(monkeypatch):
    """Two services that break with a name in the exception; yields what the error log prints."""
    kept = []

    def fail(*args, **kwargs):
        raise KeyError("teacher")

    def look(event):
        user = getSecurityManager().getUser().getId()
        kept.append((user, str(event.request)))

    monkeypatch.setattr(listings, "wall", fail)
    monkeypatch.setattr(lifecycle, "rate", fail)
    manager = getGlobalSiteManager()
    manager.registerHandler(look, (IPubFailure,))
    yield kept
    manager.unregisterHandler(look, (IPubFailure,))


def test_a_failure_repeats_no_name_and_leaves_none_in_the_error_log(rest, submitted, failing):
    teacher = rest("teacher")
    answers = [
        teacher.get("@evaluations?unit=jwc"),
        teacher.post(f"{submitted}/@satisfaction", json={"level": "neutral"}),
        rest("webmaster").get("@evaluations"),
    ]
    for answer in answers:
        assert error(answer) == (500, None)
        assert answer.json()["error"]["type"] == "InternalServerError"
        assert "teacher" not in answer.text
    assert len(failing) == 3
    for user, request in failing:
        assert user is None
        assert "PATH_INFO" in request
        for secret in ("teacher", "webmaster", "neutral", "unit=jwc", "Basic "):
            assert secret not in request, secret


def test_when_writers_are_in_each_others_way_one_is_asked_to_send_again(rest, monkeypatch):
    def conflict(*args, **kwargs):
        raise ConflictError

    monkeypatch.setattr("hnu.jgzf.domain.submission.submit", conflict)
    # Zope waits before each of its retries.
    monkeypatch.setattr("ZPublisher.HTTPRequest.HTTPRequest.supports_retry", lambda self: False)
    answer = rest("teacher").post("@evaluations", json=factories.fields())
    assert error(answer) == (503, None)
    assert answer.json()["error"]["type"] == "ServiceUnavailable"


@pytest.mark.parametrize(
    ("trouble", "seconds", "words"),
    [
        (ReadOnlyError(), "300", "目前只能查看"),
        (OSError(errno.ENOSPC, "No space left on device"), "60", "目前无法保存数据"),
        (StorageError(), "60", "目前无法保存数据"),
        (POSKeyError(b"12345678"), "300", "请告知信息化办"),
    ],
)
def test_a_database_that_refuses_says_when_to_try_again(site, rest, trouble, seconds, words):
    commit = Transaction._commitResources

    def refuse(current):
        if getRequest() is not None and getRequest().method == "POST":
            raise trouble
        commit(current)

    sent = {**factories.fields(), "token": "of-this-try"}
    with mock.patch.object(Transaction, "_commitResources", refuse):
        answer = rest("teacher").post("@evaluations", json=sent)
    assert error(answer) == (503, None)
    assert answer.headers["Retry-After"] == seconds
    assert words in answer.json()["error"]["message"]
    # No case was made, and no address of one is told.
    assert "Location" not in answer.headers
    transaction.abort()
    assert listings.wall().total == 0
    # Once the cause is gone
    assert rest("teacher").post("@evaluations", json=sent).status_code == 201
    assert rest("teacher").post("@evaluations", json=sent).status_code == 201
    transaction.abort()
    assert listings.wall().total == 1


def test_nothing_done_before_a_refusal_is_stored(rest, submitted, monkeypatch):
    refuse = lifecycle.rate
    topic = stored(submitted).topic

    def write_and_refuse(case, **sent):
        case.topic = "写了一半"
        refuse(case, **sent)

    monkeypatch.setattr(lifecycle, "rate", write_and_refuse)
    answer = rest("teacher").post(f"{submitted}/@satisfaction", json={"level": "neutral"})
    assert error(answer) == (409, None)
    assert stored(submitted).topic == topic


def test_no_write_to_a_case_leaves_a_name_in_the_log_of_transactions(site, rest, submitted):
    def log():
        transaction.abort()
        return list(site._p_jar.db().storage.changes.iterator())

    before = len(log())
    sent = {"content": factories.ANSWER, "outcome": "resolved"}
    teacher, clerk = rest("teacher"), rest("clerk")
    assert teacher.post("@evaluations", json=factories.fields()).status_code == 201
    assert clerk.post(f"{submitted}/@feedback", json=sent).status_code == 201
    reason = {"reason": factories.ANSWER}
    assert clerk.post(f"{submitted}/@identity-disclosures", json=reason).status_code == 201
    assert teacher.post(f"{submitted}/@satisfaction", json={"level": "neutral"}).status_code == 200
    assert clerk.post(f"{submitted}/@workflow/close", json={}).status_code == 200
    written = [(entry.user, entry.description, entry.extension) for entry in log()[before:]]
    assert written == [(b"", b"", {})] * 5
    # The control: the roster is the webmaster's work and keeps her name.
    rest("webmaster").patch("jwc", json={"party_branch": "机关第一党支部"})
    assert b"webmaster" in log()[-1].user
