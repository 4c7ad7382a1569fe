"""Counting and paging messages without waking them."""

from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content import outbox as box
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
import pytest
import transaction


NOON = datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE)


def fact(at=NOON):
    return box.Fact(config.FACT_SUBMITTED, "jwc", "20261124-AAAAAA", at, at.date())


def message(moment, wait=timedelta(0), channel=config.SMS):
    with clock.at(moment):
        return box.Message(fact(moment), config.TO_HEAD, channel, moment + wait)


@pytest.fixture
def outbox():
    return box.Outbox()


def add(outbox, number, **values):
    """``number`` messages, a minute apart, oldest first."""
    made = [message(NOON + timedelta(minutes=n), **values) for n in range(number)]
    for each in made:
        outbox.add(each)
    return made


def test_messages_are_read_newest_first_a_page_at_a_time(outbox):
    made = add(outbox, 100)[::-1]
    assert outbox.newest(size=20) == made[:20]
    assert outbox.newest(start=90, size=20) == made[90:]
    assert outbox.newest(start=100) == []
    for each in made[::3]:
        outbox.settle(each, box.FAILED, "no")
    assert outbox.newest([box.FAILED], start=5, size=5) == made[::3][5:10]
    assert outbox.newest([box.SENT]) == []
    assert outbox.newest(size=200) == made


def test_states_are_counted_through_every_change(outbox):
    first, second, third = add(outbox, 3)
    outbox.settle(first, box.SENT)
    outbox.settle(second, box.FAILED, "no")
    outbox.settle(third, box.CANCELLED, "no")
    outbox.move(second, NOON)
    outbox.remove(third)
    assert [outbox.count(state) for state in box.STATES] == [1, 1, 0, 0]
    assert {state: list(outbox.ids[state]) for state in box.STATES} == {
        box.WAITING: [second.id],
        box.SENT: [first.id],
        box.FAILED: [],
        box.CANCELLED: [],
    }
    assert list(outbox.queue) == [second.place]


def test_what_is_due_is_asked_by_channel_soonest_first(outbox):
    late, early = message(NOON, timedelta(hours=2)), message(NOON, timedelta(hours=1))
    mail = message(NOON, channel=config.MAIL)
    for each in (late, early, mail):
        outbox.add(each)
    moment = NOON + timedelta(hours=1)
    assert list(outbox.due(config.SMS, moment)) == [early]
    assert list(outbox.due(config.SMS, NOON + timedelta(hours=2))) == [early, late]
    assert list(outbox.due(config.MAIL, NOON)) == [mail]
    assert list(outbox.due(config.MAIL, NOON - timedelta(seconds=1))) == []


def test_the_oldest_that_waits_is_the_one_that_should_have_gone_longest_ago(outbox):
    assert outbox.oldest_waiting(NOON) is None
    held = message(NOON, timedelta(hours=9))
    news = message(NOON + timedelta(hours=8))
    for each in (held, news, message(NOON + timedelta(hours=10))):
        outbox.add(each)
    assert outbox.oldest_waiting(NOON + timedelta(hours=1)) is None
    assert outbox.oldest_waiting(NOON + timedelta(hours=11)) is news
    outbox.settle(news, box.SENT)
    assert outbox.oldest_waiting(NOON + timedelta(hours=11)) is held


def test_recent_messages_are_counted_by_when_they_were_made(outbox):
    made = add(outbox, 10)
    assert {each.made for each in made} == {NOON + timedelta(minutes=n) for n in range(10)}
    assert outbox.made_since(box.WAITING, NOON + timedelta(minutes=7)) == 3
    assert outbox.made_since(box.FAILED, NOON) == 0


def test_facts_are_entered_while_others_are_and_while_the_worker_takes_out_all_before():
    database = DB(DemoStorage())

    def act(change):
        manager = transaction.TransactionManager()
        connection = database.open(manager)
        change(connection.root())
        return manager, connection

    def commit(manager, connection):
        manager.commit()
        connection.close()

    def enter(root):
        root["outbox"].note(fact())

    def take_out(root):
        for found in root["outbox"].all_facts():
            found.dispatched = True
        root["outbox"].forget_dispatched()

    commit(*act(lambda root: root.update(outbox=box.Outbox())))
    for number in (3, 60):
        for _n in range(number):
            commit(*act(enter))
        before, worker, after = act(enter), act(take_out), act(enter)
        for one in (before, worker, after):
            commit(*one)
        _manager, connection = act(lambda root: None)
        assert len(connection.root()["outbox"].all_facts()) == 2
        connection.close()
