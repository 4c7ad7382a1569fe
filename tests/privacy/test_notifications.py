"""Nobody learns from messages, their log or the pages about them who wrote a case.

Channels 22 and 23: a real gateway, a real mail server and the worker, while all goes well and while
everything that can fails with an exception that names her.
"""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import failures
from hnu.jgzf.notifications import recipients
from hnu.jgzf.notifications import templates
from hnu.jgzf.notifications.transports.http import HttpTransport
from hnu.jgzf.notifications.transports.mail import MailHostTransport
from hnu.jgzf.notifications.worker import Worker
from html import unescape
from lxml import html
from plone import api
from tests import factories
from tests.notifications import gateway
from tests.notifications import mail_server
from tests.privacy import evidence
from tests.privacy.layer import PRIVACY_TESTING
from tests.privacy.world import AUTHOR
from unittest import mock
import logging
import pytest
import threading
import transaction


# What she wrote, and what was written to her
TEXTS = ("缓考申请要跑三个办公室盖章", factories.CONTENT, factories.ANSWER)
NOTHING = (b"", b"", ())
PAGES = (
    "@@jgzf-outbox",
    "@@jgzf-outbox?state=failed",
    "@@jgzf-health",
    "@@jgzf-health?format=json",
    "@@jgzf-health?format=prometheus",
)


@pytest.fixture
def served(used_world):
    """The site with a gateway and a mail server; ``served.sms`` and ``served.mails``."""
    running = mail_server.running(used_world.portal)
    with running as mails, gateway.running((200, "OK")) as sms:
        values = {"sms_transport": "http", "mail_transport": "mailhost", "http_url": sms.url}
        for name, value in values.items():
            api.portal.set_registry_record(name, value, interface=INotificationSettings)
        transaction.commit()
        used_world.sms, used_world.mails = sms, mails
        yield used_world


@pytest.fixture
def log(caplog):
    """A function: all that was logged, at any level, the test's own mail server left out."""
    caplog.set_level(logging.DEBUG)
    formatter = logging.Formatter("%(name)s %(message)s")
    others = ("mail.log", "asyncio", "aiosmtpd")

    def read():
        return "\n".join(
            formatter.format(record)
            for record in caplog.records
            if not record.name.startswith(others)
        )

    return read


@pytest.fixture
def noted():
    """What the database has noted of each transaction since the beginning of the test."""
    storage = PRIVACY_TESTING.changes
    start = storage.lastTransaction()

    def read():
        return {
            (record.user, record.description, tuple(record.extension.items()))
            for record in list(storage.iterator(start))[1:]
        }

    return read


def live(served):
    """Everything happens to her case that anybody is told of."""
    case = served.case()
    factories.answer(case)
    factories.rate(case, "dissatisfied", by=AUTHOR.userid, comment=factories.CONTENT)
    with factories.acting_as("clerk"):
        disclosure.disclose(case, reason=factories.CONTENT)
    factories.answer(case, outcome=config.DEFERRED, planned=dates.today() + timedelta(days=1))
    for days in (2, 9, 12, 20):
        with dates.at(dates.now() + timedelta(days=days)):
            clock.run()
    factories.answer(case)
    factories.rate(case, "satisfied", by=AUTHOR.userid)
    with factories.acting_as("clerk"):
        lifecycle.close(case)
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, factories.CONTENT)
    factories.answer(case)
    with dates.at(dates.now() + timedelta(days=26)):
        clock.run()
    transaction.commit()


def work():
    """One pass of the worker, at noon of the day after all of it: no quiet hours."""

    def run():
        moment = (dates.now() + timedelta(days=60)).replace(hour=12)
        with dates.at(moment), mock.patch.object(clock, "acts", return_value=[]):
            Worker().work()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(120)
    assert not thread.is_alive()
    transaction.begin()


def secret_in(text, but=""):
    """What of her and of her case stands in ``text``, ``but`` one address; or None."""
    text = text.replace(but, "") if but else text
    return evidence.identity_in(text) or next((words for words in TEXTS if words in text), None)


def shown(served):
    """The pages about messages, as a webmaster and a supervisor get them."""
    return [
        unescape(evidence.text_of(served.client(userid).get(f"{served.base}/{page}")))
        for userid in ("webmaster", "supervisor")
        for page in PAGES
    ]


def test_no_message_header_or_log_line_names_her_or_quotes_her(served, log, noted):
    live(served)
    before = noted()
    work()
    kinds = {message.kind for message in get_outbox(roster.get_center()).messages.values()}
    assert kinds >= {
        *(config.FACT_SUBMITTED, config.FACT_ANSWERED, config.FACT_DISSATISFIED),
        *(config.FACT_CLOSED, config.FACT_REOPENED, config.FACT_RESUMED, config.FACT_DISCLOSED),
    }
    assert len(served.sms.received) > 5
    assert [request for request in served.sms.received if secret_in(str(request))] == []
    to_her = [mail for people, mail in served.mails.mails if people == [AUTHOR.email]]
    others = [mail for people, mail in served.mails.mails if people != [AUTHOR.email]]
    assert len(to_her) > 3
    assert len(others) > 3
    for mail in others:
        assert secret_in(f"{mail.items()} {mail.get_content()}") is None
    for mail in to_her:
        # Where it goes, and nothing else; not even which case it is about.
        assert secret_in(f"{mail.items()} {mail.get_content()}", but=AUTHOR.email) is None
        assert served.case().getId() not in f"{mail.items()} {mail.get_content()}"
    assert "sent" in log()
    assert secret_in(log()) is None
    assert before | noted() == {NOTHING}
    pages = shown(served)
    assert "评价人" in pages[0]
    assert [page for page in pages if secret_in(page)] == []


def fail(*arguments, **values):
    raise ValueError(f"{AUTHOR} {' '.join(TEXTS)}")


# What breaks, with her name, her address and her words in the exception
BROKEN = {
    "taking up": (dispatch, "dispatch"),
    "looking for people": (recipients, "of"),
    "looking for an address": (recipients, "address"),
    "filling in a text": (templates, "render"),
    "claiming": (delivery, "claim"),
    "an SMS": (HttpTransport, "send"),
    "a mail": (MailHostTransport, "send"),
    "recording": (delivery, "record"),
    "tidying": (delivery, "forget_old"),
    "a pass": (Worker, "_deliver"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_no_failure_names_her_or_quotes_her(served, log, noted, what):
    factories.answer(served.case())
    transaction.commit()
    broken, attribute = BROKEN[what]
    with mock.patch.object(broken, attribute, fail):
        work()
    assert "ValueError" in log()
    assert secret_in(log()) is None
    assert noted() == {NOTHING}
    with mock.patch.object(templates, "render", return_value=""):
        assert [page for page in shown(served) if secret_in(page)] == []


def test_who_sends_again_is_not_noted_beside_a_case(served, noted):
    factories.answer(served.case())
    transaction.commit()
    with mock.patch.object(HttpTransport, "send", side_effect=TransportError("no", permanent=True)):
        work()
    session = served.client("webmaster")
    page = html.fromstring(session.get(f"{served.base}/@@jgzf-outbox?state=failed").text)
    form = page.xpath("//form[.//button[@name='form.buttons.all']]")[0]
    before = PRIVACY_TESTING.changes.lastTransaction()
    data = {**dict(form.form_values()), "form.buttons.all": "1"}
    assert session.post(form.action, data=data, allow_redirects=False).status_code == 302
    assert PRIVACY_TESTING.changes.lastTransaction() != before
    last = list(PRIVACY_TESTING.changes.iterator(before))[-1]
    assert (last.user, last.description, tuple(last.extension.items())) == NOTHING


def test_the_clock_that_fails_does_not_either(served, log):
    def run():
        with mock.patch.object(clock, "acts", return_value=[fail]):
            Worker().work()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert "ValueError" in log()
    assert secret_in(log()) is None


def test_a_worker_that_logs_exceptions_as_anybody_would_is_found_out(served, log):
    """The control: the checks above are not blind."""
    factories.answer(served.case())
    transaction.commit()

    def naive(logger, what, error):
        logger.error(what, exc_info=error)

    with (
        mock.patch.object(failures, "log", naive),
        mock.patch.object(MailHostTransport, "send", fail),
    ):
        work()
    assert secret_in(log())


def test_a_message_that_keeps_an_account_would_be_found_on_the_page(served):
    """The control of the page: of a message to an evaluator nothing is kept that could be shown."""
    factories.answer(served.case())
    transaction.commit()
    work()
    outbox = get_outbox(roster.get_center())
    (to_her,) = [m for m in outbox.messages.values() if m.role == config.TO_EVALUATOR]
    assert secret_in(shown(served)[0]) is None
    to_her.role = config.TO_HEAD
    to_her.userid = AUTHOR.userid
    transaction.commit()
    assert secret_in(shown(served)[0]) == "fullname"
