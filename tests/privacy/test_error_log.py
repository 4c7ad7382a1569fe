"""Channel 22: what goes wrong on our pages leaves neither user nor form in any log.

The error log keeps user id, address and the whole form of a failing request, and webmasters read
it; its copy goes to event.log.
"""

from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.browser.case import CasePage
from hnu.jgzf.browser.wall import Wall
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import submission
from lxml import html
from Products.SiteErrorLog import SiteErrorLog
from tests import factories
from tests.privacy import evidence
from tests.privacy.world import AUTHOR
from tests.privacy.world import JSON
from transaction._transaction import Transaction
from unittest import mock
from ZODB.POSException import ConflictError
from zope.globalrequest import getRequest
from ZPublisher.HTTPRequest import HTTPRequest
import errno
import logging
import pytest
import transaction


WORDS = "只有作者知道的一句话"


class Failure(Exception):
    """What a programming error raises."""


@pytest.fixture
def logged(used_world, caplog):
    """A function: all that error log and event log have noted since the beginning of the test."""
    log = used_world.portal.error_log
    log._getLog().clear()
    log.copy_to_zlog = True
    log._ignored_exceptions = ()
    transaction.commit()
    # It writes only so many a minute.
    SiteErrorLog._rate_restrict_pool.clear()
    caplog.set_level(logging.DEBUG)
    caplog.clear()

    def read():
        entries = [
            "\n".join(f"{name}: {value}" for name, value in entry.items())
            for entry in log._getLog()
        ]
        formatter = logging.Formatter("%(name)s %(message)s")
        return entries, "\n".join(
            formatter.format(record)
            for record in caplog.records
            # The client of the test itself.
            if not record.name.startswith("urllib3")
        )

    return read


def nobody_is_in(texts):
    return all(
        evidence.identity_in(text) is None and WORDS not in text and "Basic " not in text
        for text in texts
    )


def visit(used_world, path):
    return used_world.client(AUTHOR.userid).get(
        f"{used_world.base}{path}?words={WORDS}", cookies={"words": "cookie-of-hers"}
    )


def fail(*args, **kwargs):
    raise Failure


# What breaks, and who notices it: (object, attribute, function that asks)
BROKEN = {
    "a rule": (listings, "wall", lambda world: visit(world, "/jgzf")),
    "a page": (Wall, "update", lambda world: visit(world, "/jgzf")),
    "a template": (PageSupport, "icon", lambda world: visit(world, "/jgzf")),
    "the template of her own list": (
        PageSupport,
        "icon",
        lambda world: visit(world, "/jgzf/@@my-evaluations"),
    ),
    "the case": (
        CasePage,
        "update",
        lambda world: visit(world, world.target.url.removeprefix(world.base)),
    ),
    "a list of her own": (
        listings,
        "of_evaluator",
        lambda world: visit(world, "/jgzf/@@my-evaluations"),
    ),
    "a list of her own by REST": (
        listings,
        "of_evaluator",
        lambda world: world.client(AUTHOR.userid).get(
            f"{world.base}/jgzf/@my-evaluations?words={WORDS}", headers=JSON
        ),
    ),
    "submitting by browser": (submission, "store", lambda world: submit_by_browser(world)),
    "submitting by REST": (submission, "store", lambda world: submit_by_rest(world)),
    "rating by REST": (
        lifecycle,
        "rate",
        lambda world: world.client(AUTHOR.userid).post(
            f"{world.target.url}/@satisfaction",
            json={"level": "satisfied", "comment": WORDS},
            headers=JSON,
        ),
    ),
    "redacting by browser": (redaction, "redact", lambda world: redact_by_browser(world)),
    "redacting by REST": (
        redaction,
        "redact",
        lambda world: world.client("supervisor").post(
            f"{world.target.url}/@redactions",
            json={"field": "content", "passage": WORDS, "reason": WORDS},
            headers=JSON,
        ),
    ),
    "disclosing": (
        lifecycle,
        "refusal",
        lambda world: world.client(AUTHOR.userid).get(world.target.url),
    ),
}


def submit_by_browser(used_world):
    session = used_world.client(AUTHOR.userid)
    url = f"{used_world.base}/jgzf/@@evaluate-unit"
    form = html.fromstring(session.get(url).text).xpath("//div[@class='jgzf']//form")[-1]
    sent = dict(form.form_values())
    values = {"unit": "jwc", **factories.choice(), "topic": WORDS, "content": WORDS * 2}
    sent.update({f"form.widgets.{name}": value for name, value in values.items()})
    return session.post(url, data={**sent, "form.buttons.submit": "1", "confirmed": "1"})


def redact_by_browser(used_world):
    session = used_world.client("supervisor")
    url = f"{used_world.target.url}/@@redact"
    form = html.fromstring(session.get(url).text).xpath("//div[@class='jgzf']//form")[-1]
    sent = dict(form.form_values())
    values = {"field": "content", "passage": WORDS, "reason": WORDS}
    sent.update({f"form.widgets.{name}": value for name, value in values.items()})
    return session.post(url, data={**sent, "form.buttons.redact": "1"})


@pytest.mark.parametrize("what", BROKEN)
def test_a_failure_on_our_pages_names_nobody(used_world, logged, what):
    broken, attribute, ask = BROKEN[what]
    with mock.patch.object(broken, attribute, fail):
        answer = ask(used_world)
    assert answer.status_code == 500
    entries, event_log = logged()
    assert len(entries) == 1
    assert "Failure" in entries[0]
    assert "Failure" in event_log
    assert nobody_is_in([*entries, event_log])
    assert evidence.identity_in(evidence.text_of(answer)) is None


def submit_by_rest(used_world):
    return used_world.client(AUTHOR.userid).post(
        f"{used_world.base}/jgzf/@evaluations?words={WORDS}",
        json={"unit": "jwc", **factories.choice(), "topic": WORDS, "content": WORDS * 2},
        headers=JSON,
    )


@pytest.mark.parametrize("submit", [submit_by_browser, submit_by_rest])
def test_a_commit_that_fails_names_nobody(used_world, logged, submit):
    commit = Transaction._commitResources

    def fail_for_posts(current):
        if getRequest() is not None and getRequest().method == "POST":
            raise Failure
        commit(current)

    with mock.patch.object(Transaction, "_commitResources", fail_for_posts):
        assert submit(used_world).status_code == 500
    entries, event_log = logged()
    assert len(entries) == 1
    assert "Failure" in entries[0]
    assert nobody_is_in([*entries, event_log])


def said(answer):
    """What is told by us: the portal's header greets whoever is logged in."""
    if not answer.headers["Content-Type"].startswith("text/html"):
        return evidence.text_of(answer)
    (ours,) = html.fromstring(answer.text).xpath("//div[@class='jgzf']")
    return html.tostring(ours, encoding="unicode")


@pytest.mark.parametrize("submit", [submit_by_browser, submit_by_rest])
def test_a_full_disk_names_nobody(used_world, logged, submit):
    """The page that keeps what was typed is sent to whoever typed it, and stands in no log."""
    commit = Transaction._commitResources

    def refuse(current):
        if getRequest() is not None and getRequest().method == "POST":
            raise OSError(errno.ENOSPC, "No space left on device")
        commit(current)

    with mock.patch.object(Transaction, "_commitResources", refuse):
        answer = submit(used_world)
    assert answer.status_code == 503
    assert evidence.identity_in(said(answer)) is None
    entries, event_log = logged()
    assert len(entries) == 1
    assert "Not stored (away): OSError" in event_log or submit is submit_by_rest
    assert nobody_is_in([*entries, event_log])


@pytest.mark.parametrize("submit", [submit_by_browser, submit_by_rest])
def test_conflicts_without_end_name_nobody(used_world, logged, submit):
    tries = []

    def conflict(*args, **values):
        tries.append(args)
        raise ConflictError

    # The publisher would sleep before each.
    waiting = mock.patch.object(HTTPRequest, "delay_retry")
    with waiting, mock.patch.object(submission, "store", conflict):
        answer = submit(used_world)
    assert answer.status_code == 503
    assert len(tries) > 1
    assert evidence.identity_in(said(answer)) is None
    entries, event_log = logged()
    assert "ConflictError" in "".join(entries) + event_log
    assert nobody_is_in([*entries, event_log])


def test_a_failure_elsewhere_is_logged_as_always(used_world, logged):
    """A webmaster has to see what went wrong for whom on the portal's own pages."""
    with mock.patch("Products.CMFPlone.browser.search.Search.results", fail):
        used_world.client(AUTHOR.userid).get(f"{used_world.base}/@@search?SearchableText={WORDS}")
    entries, _event_log = logged()
    assert not nobody_is_in(entries)


def test_what_is_refused_names_nobody(used_world, logged):
    """Unauthorized, NotFound and Forbidden are not ignored everywhere."""
    session = used_world.client(AUTHOR.userid)
    for path in ("/@@answer", "/@@nothing", "/edit", "/1", "/@@close"):
        session.get(f"{used_world.target.url}{path}?words={WORDS}")
    session.post(
        f"{used_world.target.url}/content_status_modify",
        data={"workflow_action": "close", "comment": WORDS},
    )
    session.delete(used_world.target.url, headers=JSON)
    session.patch(used_world.target.url, json={"topic": WORDS}, headers=JSON)
    entries, event_log = logged()
    assert nobody_is_in([*entries, event_log])
