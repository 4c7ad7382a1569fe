"""Real processes that are killed, stopped and doubled, and a gateway that counts."""

from collections import Counter
from hnu.jgzf.content import outbox as box
from pathlib import Path
from tests.instance import Instance
from tests.instance import wait_until
from tests.notifications import gateway
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
import pytest
import threading
import time


STEPS = Path(__file__).with_name("steps.py")
ACCEPTED = (200, '{"code": 0}')


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An instance with a site, made once."""
    instance = Instance(tmp_path_factory.mktemp("built") / "instance", STEPS)
    instance.run("build")
    return instance


@pytest.fixture
def instance(built, tmp_path):
    return built.copy(tmp_path / "instance")


@pytest.fixture
def running():
    """Processes of the test; what still runs at its end is killed."""
    processes = []
    yield processes
    for process in processes:
        if process.process.poll() is None:
            process.kill()


def outbox_of(instance):
    """How many facts wait, and (channel, state) of each message with its tries, by the key
    that the gateway gets."""
    database = DB(FileStorage(str(instance.folder / "Data.fs"), read_only=True))
    connection = database.open()
    try:
        outbox = connection.root()["Application"]["Plone"]["jgzf"]._outbox
        messages = {
            outbox.idempotency_key(message): (message.channel, message.state, message.tries)
            for message in outbox.messages.values()
        }
        return len(outbox.undispatched()), messages
    finally:
        connection.close()
        database.close()


def received(running_gateway):
    """How often each message arrived, by id."""
    return Counter(request["fields"]["id"] for request in running_gateway.received)


def test_whatever_process_is_killed_every_message_arrives(instance, running):
    """Killed while the gateway has one message in hand and the last cases are not looked at yet."""
    held = threading.Event()

    def hold(handler):
        held.set()
        handler.server.gateway.hang(handler)

    with gateway.running(ACCEPTED, ACCEPTED, hold) as there:
        there.server.gateway = there
        first = instance.start("submit_and_wait", there.url, 8, 4)
        running.append(first)
        assert first.says() == {"submitted": 8}
        assert held.wait(60)
        first.tell()
        assert first.says() == {"submitted": 12}
        first.kill()
        facts, messages = outbox_of(instance)
        assert facts == 4
        states = Counter(state for channel, state, _tries in messages.values() if channel == "sms")
        assert states == {box.SENT: 2, box.WAITING: 14}
        in_hand = there.received[2]["fields"]["id"]

        there.answers = [ACCEPTED]
        second = instance.start("work")
        running.append(second)
        # The one in hand comes again
        wait_until(lambda: len(there.received) == 25)
        # The last one is recorded before it ends
        assert second.end() == 0, instance.log
    facts, messages = outbox_of(instance)
    assert facts == 0
    arrived = received(there)
    sms = {key: state for key, (channel, state, _tries) in messages.items() if channel == "sms"}
    assert set(sms.values()) == {box.SENT}
    assert set(arrived) == set(sms)
    # Twice came only what was in hand, and the gateway can tell it by its id.
    assert {key for key, n in arrived.items() if n > 1} == {in_hand}


def test_two_workers_send_each_message_once_and_finish_what_they_have_in_hand(instance, running):
    def take_time(handler):
        time.sleep(0.05)
        handler.send_response(200)
        handler.end_headers()

    with instance.zeo(), gateway.running(take_time) as there:
        instance.run("submit_only", there.url, 30)
        workers = [instance.start("work") for _n in range(2)]
        running += workers
        wait_until(lambda: len(there.received) > 20)
        # One of them goes while the other one goes on.
        assert workers[0].end() == 0, instance.log
        wait_until(lambda: len(received(there)) == 60)
        assert workers[1].end() == 0, instance.log
    assert set(received(there).values()) == {1}
    facts, messages = outbox_of(instance)
    assert facts == 0
    sms = [entry for entry in messages.values() if entry[0] == "sms"]
    assert set(sms) == {("sms", box.SENT, 1)}
    assert instance.log.count("Worker stopped") == 2


def test_deadlines_and_texts_are_the_same_in_every_time_zone(built, tmp_path):
    told = []
    for name in ("UTC", "Asia/Shanghai", "America/New_York"):
        instance = built.copy(tmp_path / name.replace("/", "-"))
        told.append(instance.run("tell_time", timezone=name))
    shanghai = told[1]
    assert shanghai["due"] == "2026-10-12"
    assert shanghai["number"] == "20260929"
    kinds = [text[0] for text in shanghai["texts"]]
    assert set(kinds) == {"submitted", "due_soon", "overdue", "long_overdue"}
    assert any("2026年9月29日23时" in text[4] for text in shanghai["texts"])
    assert told[0] == told[2] == shanghai
