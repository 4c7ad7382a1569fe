"""One pass and what can go wrong in it; processes are killed in ``test_processes``."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import IMailTransport
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import worker as module
from hnu.jgzf.notifications.worker import Worker
from OFS.Folder import Folder
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from tests import factories
from tests.instance import wait_until
from tests.notifications import gateway
from unittest import mock
from ZODB.POSException import ConflictError
from ZODB.POSException import StorageError
from zope.component import getGlobalSiteManager
from zope.interface import alsoProvides
import pytest
import socket
import threading
import transaction


ACCEPTED = (200, "OK")

# What an exception may say, and no log
SECRET = "方晓棠 13900000000"


class Mails:
    """Takes every mail."""

    title = "test"

    def __init__(self):
        self.sent = []

    def send(self, outgoing):
        self.sent.append(outgoing)


@pytest.fixture
def mails():
    mails = Mails()
    manager = getGlobalSiteManager()
    manager.registerUtility(mails, IMailTransport, "test")
    yield mails
    manager.unregisterUtility(mails, IMailTransport, "test")


@pytest.fixture
def outbox(functional_portal, mails):
    """Of the small university; each case makes two SMS to a gateway and two mails."""
    factories.university(functional_portal)
    change(sms_transport="http", mail_transport="test", http_timeout=1)
    return box.get_outbox(roster.get_center())


def change(**values):
    for name, value in values.items():
        api.portal.set_registry_record(name, value, interface=INotificationSettings)
    transaction.commit()


def submit(number=1):
    """Numbers of new cases; tried again after a conflict, as Zope does it for a request."""
    for attempt in transaction.manager.attempts(4):
        with attempt:
            numbers = [factories.submit("teacher").getId() for _n in range(number)]
    return numbers


def work(worker=None):
    """One pass, in a thread of its own as in life."""
    worker = worker or Worker()
    thread = threading.Thread(target=worker.work)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    transaction.begin()
    return worker


@contextmanager
def running(worker):
    """The worker in a thread, which ends with the block, whatever happens there."""
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join(60)
        assert not thread.is_alive()


def states(outbox, channel=config.SMS):
    return [message.state for message in outbox.messages.values() if message.channel == channel]


def arrived(there):
    return [request["fields"]["id"] for request in there.received]


def test_a_pass_sends_everything_and_says_that_it_lives(outbox, mails):
    submit(3)
    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url)
        work()
    assert len(set(arrived(there))) == len(arrived(there)) == 6
    assert len(mails.sent) == 6
    assert outbox.count(box.SENT) == 12
    assert set(outbox.beats) == {"worker", "clock", "tidy"}


def test_a_second_pass_finds_nothing_to_do_and_writes_nothing(outbox):
    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url)
        submit()
        worker = work()
        before = outbox._p_jar.db().lastTransaction()
        work(worker)
    assert outbox._p_jar.db().lastTransaction() == before
    assert len(there.received) == 2


def test_a_fact_that_cannot_be_taken_up_stops_no_other(outbox, caplog):
    broken, _sound = submit(2)
    calls = []

    def fail(outbox, fact):
        calls.append(fact.number)
        if fact.number == broken:
            raise RuntimeError(SECRET)
        return take_up(outbox, fact)

    take_up = dispatch.dispatch
    with gateway.running(ACCEPTED) as there, mock.patch.object(dispatch, "dispatch", fail):
        change(http_url=there.url)
        worker = work()
        work(worker)
    assert len(there.received) == 2
    assert [fact.number for fact in outbox.undispatched()] == [broken]
    # Left alone for a while: a line of the log each five seconds would fill it.
    assert calls.count(broken) == 1
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text
    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url)
        work()
    assert len(there.received) == 2


def test_a_message_that_cannot_be_prepared_stops_no_other(outbox, caplog):
    submit()
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)
    broken = next(m for m in outbox.messages.values() if m.channel == config.SMS)
    broken.kind = "of a version that nobody has any more"
    transaction.commit()
    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url)
        work()
    assert len(there.received) == 1
    assert (broken.state, broken.tries) == (box.WAITING, 1)
    assert broken.reason.mapping == {"error": "KeyError"}


def test_a_clock_that_fails_stops_no_message_and_has_not_struck(outbox, caplog):
    submit()

    def fail():
        raise RuntimeError(SECRET)
        yield

    with gateway.running(ACCEPTED) as there, mock.patch.object(clock, "acts", fail):
        change(http_url=there.url)
        work()
    assert len(there.received) == 2
    assert set(outbox.beats) == {"worker", "tidy"}
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text


def test_one_act_of_the_clock_that_fails_stops_no_other(outbox):
    done = []

    def fail():
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "an exception that wants arguments")

    with mock.patch.object(clock, "acts", return_value=[fail, lambda: done.append(1)]):
        work()
    assert done == [1]
    assert "clock" in outbox.beats


def test_a_pass_that_fails_does_not_end_the_worker(outbox, caplog):
    """Whatever the exception needs to be made."""
    worker = Worker(pause=0.01)
    passes = []

    def fail():
        passes.append(1)
        if len(passes) == 3:
            worker.stop()
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "no")

    with mock.patch.object(worker, "work", fail):
        worker.run()
    assert len(passes) == 3
    assert caplog.text.count("A pass of the worker failed: UnicodeDecodeError") == 3


class TwoSites:
    """A database with the same site twice."""

    def __init__(self, app):
        self.app = app
        self._p_jar = app._p_jar

    def objectValues(self):
        return self.app.objectValues("Plone Site") * 2


def test_a_site_that_is_broken_stops_no_other(outbox):
    submit()
    open_app = module.Zope2.app

    def two_sites():
        return TwoSites(open_app())

    worker = Worker()
    sites = []
    work_in_site = worker._work_in_site

    def fail_first(path):
        sites.append(path)
        if len(sites) == 1:
            raise RuntimeError
        work_in_site(path)

    with (
        gateway.running(ACCEPTED) as there,
        mock.patch.object(worker, "_work_in_site", fail_first),
        mock.patch.object(module.Zope2, "app", two_sites),
    ):
        change(http_url=there.url)
        work(worker)
    assert len(sites) == 2
    assert len(there.received) == 2


def test_conflicts_are_tried_again_and_nothing_is_sent_twice(outbox):
    submit(3)
    recorded, claimed = [], []
    record, claim = delivery.record, delivery.claim

    def conflict_at_first(calls, act):
        def acting(*arguments):
            calls.append(1)
            result = act(*arguments)
            if len(calls) % 3:
                raise ConflictError
            return result

        return acting

    with (
        gateway.running(ACCEPTED) as there,
        mock.patch.object(delivery, "record", conflict_at_first(recorded, record)),
        mock.patch.object(delivery, "claim", conflict_at_first(claimed, claim)),
    ):
        change(http_url=there.url)
        work()
    assert sorted(arrived(there)) == sorted(set(arrived(there)))
    assert states(outbox) == [box.SENT] * 6


@pytest.mark.parametrize("error", [ConflictError, StorageError])
def test_what_cannot_be_recorded_is_remembered_and_not_sent_again(outbox, error):
    """The database is away when the gateway has just said yes."""
    submit()

    def fail(*arguments):
        raise error

    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url, mail_transport="log")
        with mock.patch.object(delivery, "record", fail):
            worker = work()
        assert len(there.received) == 1
        assert states(outbox) == [box.WAITING] * 2
        # A pass later, and long after the lease.
        with mock.patch.object(delivery, "LEASE", -delivery.LEASE):
            work(worker)
    assert len(there.received) == 2
    assert states(outbox) == [box.SENT] * 2


def test_two_workers_at_once_send_each_message_once(outbox, mails):
    submit(20)

    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda worker: worker.work(), [Worker(), Worker()]))
        transaction.begin()
        work()
    assert len(arrived(there)) == len(set(arrived(there))) == 40
    assert len(mails.sent) == len({mail.id for mail in mails.sent}) == 40
    assert {message.tries for message in outbox.messages.values()} == {1}


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_a_gateway_that_is_not_there_is_asked_now_and_then_and_mails_go_out(outbox, mails):
    submit(10)
    change(http_url=f"http://127.0.0.1:{closed_port()}/")
    worker = work()
    assert len(mails.sent) == 20
    assert sum(m.tries for m in outbox.messages.values() if m.channel == config.SMS) == 1
    work(worker)
    assert sum(m.tries for m in outbox.messages.values() if m.channel == config.SMS) == 1
    with mock.patch.object(module, "REST", 0):
        work(Worker())
    assert sum(m.tries for m in outbox.messages.values() if m.channel == config.SMS) == 20
    # As tests/domain/test_dates: the worker's thread has a time of its own.
    for message in outbox.newest([box.WAITING], size=20):
        outbox.move(message, dates.now())
    transaction.commit()
    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url)
        work()
    assert len(set(arrived(there))) == 20
    assert states(outbox) == [box.SENT] * 20


def test_a_gateway_that_does_not_answer_keeps_nothing_else_waiting(outbox, mails):
    submit(5)
    there = gateway.Gateway()
    with gateway.running(there.hang) as running:
        change(http_url=running.url)
        work()
        assert len(running.received) == 1
        there.released.set()
    assert len(mails.sent) == 10
    assert set(outbox.beats) == {"worker", "clock", "tidy"}


def test_a_refusal_of_one_message_lets_the_others_go(outbox):
    submit(2)
    with gateway.running((400, "bad number"), ACCEPTED) as there:
        change(http_url=there.url)
        work()
    assert len(there.received) == 4
    assert sorted(states(outbox)) == [box.SENT] * 3 + [box.WAITING]


def test_sending_is_interrupted_for_new_facts_and_goes_on_at_once(outbox):
    submit(4)
    with gateway.running(ACCEPTED) as there, mock.patch.object(module, "SENDING", -1):
        change(http_url=there.url)
        # No pause in between: it has woken itself.
        with running(Worker(pause=600)), mock.patch.object(module, "SENDING", 20):
            wait_until(lambda: len(there.received) == 8, 30)


def test_stopping_finishes_the_message_in_hand_and_takes_no_other(outbox, mails):
    submit(2)
    begun, go_on = threading.Event(), threading.Event()

    def slow(handler):
        begun.set()
        go_on.wait(20)
        handler.send_response(200)
        handler.end_headers()

    with gateway.running(slow) as there:
        change(http_url=there.url, http_timeout=20)
        worker = Worker()
        with running(worker):
            assert begun.wait(20)
            worker.stop()
            go_on.set()
    transaction.begin()
    assert len(there.received) == 1
    assert sorted(states(outbox)) == [box.SENT] + [box.WAITING] * 3
    by_key = {outbox.idempotency_key(message): message for message in outbox.messages.values()}
    assert by_key[arrived(there)[0]].state == box.SENT


def test_a_hundred_submissions_with_a_dead_gateway_all_arrive_once_it_is_back(outbox, mails):
    change(http_url=f"http://127.0.0.1:{closed_port()}/")
    worker = Worker(pause=0.05)
    with gateway.running(ACCEPTED) as there, running(worker):
        numbers = [number for _n in range(100) for number in submit()]
        wait_until(lambda: len(mails.sent) == 200)
        change(http_url=there.url)
        for message in outbox.messages.values():
            # The only ones that were tried, and wait for their next time
            if message.tries and message.state == box.WAITING:
                outbox.move(message, dates.now())
        transaction.commit()
        worker.resting.clear()
        wait_until(lambda: len(there.received) == 200)
    transaction.begin()
    assert len(set(arrived(there))) == 200
    assert {message.number for message in outbox.messages.values()} == set(numbers)
    assert {message.state for message in outbox.messages.values()} == {box.SENT}


def test_a_submission_wakes_the_worker(outbox):
    with gateway.running(ACCEPTED) as there:
        change(http_url=there.url)
        with running(Worker(pause=600)):
            wait_until(lambda: transaction.begin() and "worker" in outbox.beats, 20)
            submit()
            wait_until(lambda: len(there.received) == 2, 20)


@pytest.mark.parametrize(
    ("program", "setting", "starts"),
    [
        ("bin/instance", "", True),
        ("bin/instance", "OFF", False),
        # Zope's own way to run scripts fires the event as well
        ("bin/zconsole", "", False),
        ("Zope2/utilities/zconsole.py", "", False),
    ],
)
def test_a_worker_starts_with_zope_and_neither_with_scripts_nor_where_it_is_switched_off(
    monkeypatch, program, setting, starts
):
    monkeypatch.setenv("JGZF_WORKER", setting)
    monkeypatch.setattr(module.sys, "argv", [program])
    with mock.patch.object(module, "run_in_thread") as run:
        module.start(None)
    assert run.called == starts


def test_a_portal_in_a_folder_is_served_too():
    root, folder, portal = Folder("root"), Folder("portals"), Folder("inner")
    alsoProvides(portal, IPloneSiteRoot)
    root._setObject("portals", folder, suppress_events=True)
    root.portals._setObject("inner", portal, suppress_events=True)
    assert [site.getId() for site in module._sites(root)] == ["inner"]
