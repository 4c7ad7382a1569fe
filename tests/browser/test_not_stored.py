"""A database that refuses: it is said what to do, what was typed stays, and nothing is stored."""

from contextlib import contextmanager
from hnu.jgzf.browser import not_stored
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import storage
from lxml import html
from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import latest
from transaction import Transaction
from unittest import mock
from ZEO.Exceptions import ClientDisconnected
from ZODB.POSException import ConflictError
from ZODB.POSException import POSKeyError
from ZODB.POSException import ReadOnlyError
from ZODB.POSException import StorageError
from zope.globalrequest import getRequest
from ZPublisher.HTTPRequest import HTTPRequest
import errno
import pytest


TEXT = "第一行：等候一个小时。\n\n第二行 <b>不是标签</b> & “引号”"
FULL = OSError(errno.ENOSPC, "No space left on device")
SAYS = {
    "read-only": (ReadOnlyError(), "目前只能查看，不能提交", "300"),
    "full": (FULL, "目前无法保存数据。请过几分钟再提交", "60"),
    "away": (StorageError(), "目前无法保存数据。请过几分钟再提交", "60"),
    "disconnected": (ClientDisconnected(), "目前无法保存数据。请过几分钟再提交", "60"),
    "busy": (ConflictError(), "本次未能保存，请稍后再试", "5"),
    "damaged": (POSKeyError(b"12345678"), "请告知信息化办", "300"),
}


@contextmanager
def refusing(error):
    """Every commit of a POST that writes ends with ``error``; nobody sleeps before trying again."""
    commit = Transaction._commitResources

    def refuse(current):
        request = getRequest()
        if request is not None and request.method == "POST" and current._resources:
            raise error
        commit(current)

    with (
        mock.patch.object(Transaction, "_commitResources", refuse),
        mock.patch.object(HTTPRequest, "delay_retry"),
    ):
        yield


def filled_in():
    return {**factories.choice("unit"), "unit": "hqc", "topic": "窗口排队", "content": TEXT}


def send(visitor, form):
    """Fill in what is missing, and answer the question."""
    question = visitor.send(form, "submit", **filled_in())
    return visitor.send(question, "submit")


def opened(visitor, site):
    return visitor.get(site.jgzf, "/@@evaluate-unit")


@pytest.mark.parametrize("trouble", SAYS)
def test_what_cannot_be_stored_is_said_and_what_was_typed_is_kept(site, visit, trouble):
    error, words, seconds = SAYS[trouble]
    teacher = visit("teacher")
    with refusing(error):
        answer = send(teacher, opened(teacher, site))
    assert answer.status == 503
    assert answer.headers["Retry-After"] == seconds
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Location" not in answer.headers
    assert "style-src" in answer.headers["Content-Security-Policy"]
    assert "没有提交成功" in answer.words
    assert words in answer.words
    latest(site)
    assert listings.wall().total == 0
    # Once the cause is gone: the form as it was, and then it is sent.
    (form,) = answer.ours.xpath(".//form")
    again = teacher.submit(form)
    assert again.status == 200
    for name, value in filled_in().items():
        assert again.value("submit", name).replace("\r\n", "\n") == value, name
    done = send(teacher, again)
    assert "感谢您" in done.words
    latest(site)
    assert listings.wall().total == 1
    assert latest(listings.case_with_description(filled_in()["description"])).content == TEXT


def test_it_is_stored_once_though_the_answer_was_an_error(site, visit):
    """The commit had been made, and only its answer was lost."""
    teacher = visit("teacher")
    commit = Transaction._commitResources

    def lose(current):
        wrote = bool(current._resources)
        commit(current)
        if wrote and getRequest() is not None and getRequest().method == "POST":
            raise StorageError

    with mock.patch.object(Transaction, "_commitResources", lose):
        answer = send(teacher, opened(teacher, site))
    assert answer.status == 503
    (form,) = answer.ours.xpath(".//form")
    send(teacher, teacher.submit(form))
    latest(site)
    assert listings.wall().total == 1


def test_an_answer_keeps_its_text_and_the_case_stays_as_it_was(site, visit, submitted):
    case, clerk = submitted(), visit("clerk")
    page = clerk.get(case, "/@@answer")
    with refusing(FULL):
        answer = clerk.send(page, "answer", content=TEXT, outcome="resolved")
    assert answer.status == 503
    assert latest(case).state == "submitted"
    assert list(case.objectIds()) == []
    (form,) = answer.ours.xpath(".//form")
    again = clerk.submit(form)
    assert again.value("answer", "content").replace("\r\n", "\n") == TEXT
    clerk.send(again, "answer")
    assert latest(case).state == "answered"


def test_settings_keep_what_was_typed(site, visit):
    webmaster = visit("webmaster")
    page = webmaster.get(site, "/@@jgzf-settings")
    (form,) = page.tree.xpath("//form[.//*[@name='form.buttons.save']]")
    sent = {**dict(form.form_values()), "form.buttons.save": "1"}
    (name,) = [n for n in sent if n.endswith("thanks_prompt")]
    sent[name] = "感谢您提出的宝贵意见，我们会尽快处理。"
    with refusing(ReadOnlyError()):
        answer = Answer(webmaster.session.post(form.action, data=sent))
    assert answer.status == 503
    kept = dict(answer.ours.xpath(".//form")[0].form_values())
    assert kept[name] == sent[name]
    again = webmaster.submit(answer.ours.xpath(".//form")[0])
    assert sent[name] in again.text


def test_a_page_that_cannot_be_read_says_so(site, visit):
    with mock.patch.object(listings, "wall", side_effect=POSKeyError(b"12345678")):
        answer = visit("teacher").get(site.jgzf)
    assert answer.status == 503
    assert "本页暂时无法显示" in answer.words
    assert "没有提交成功" not in answer.words
    assert not answer.ours.xpath(".//form")


def test_where_not_even_the_theme_can_be_read_there_is_a_plain_page(site, visit):
    teacher = visit("teacher")
    broken = mock.patch.object(not_stored.NotStored, "themed", side_effect=ClientDisconnected)
    with refusing(ClientDisconnected()), broken:
        answer = send(teacher, opened(teacher, site))
    assert answer.status == 503
    assert "目前无法保存数据" in answer.text
    kept = dict(html.fromstring(answer.text).forms[0].form_values())
    assert kept["form.widgets.content"].replace("\r\n", "\n") == TEXT


def test_other_errors_of_the_operating_system_are_none_of_this(site, visit):
    missing = OSError(errno.ENOENT, "No such file")
    with mock.patch.object(listings, "wall", side_effect=missing):
        answer = visit("teacher").get(site.jgzf)
    assert answer.status == 500
    assert "Retry-After" not in answer.headers


def test_other_pages_of_the_portal_are_left_alone(site, visit):
    with mock.patch.object(storage, "trouble_of") as asked, refusing(FULL):
        answer = visit("webmaster").get(site, "/@@overview-controlpanel")
    assert answer.status == 200
    assert not asked.called
