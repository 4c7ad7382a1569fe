from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.events import CaseFact
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from plone import api
from tests import factories
from zope.event import notify
import pytest


NOON = datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE)


@pytest.fixture
def message(university, dispatched, outbox, settings):
    """The SMS to the clerk about a case that came at noon; nothing else waits."""
    with dates.at(NOON):
        factories.submit("teacher")
        found = [m for m in dispatched() if (m.channel, m.userid) == ("sms", "clerk")]
    for other in list(outbox.messages.values()):
        if other is not found[0]:
            outbox.remove(other)
    return found[0]


def deliver(outbox, moment=NOON):
    """One round: whether there was something."""
    with dates.at(moment):
        claimed = delivery.claim(outbox, [config.SMS])
        if claimed is None:
            return False
        delivery.record(outbox, claimed.id, delivery.send(claimed))
        return True


def test_what_was_accepted_is_sent_and_leaves_the_queue(outbox, message, transport):
    assert deliver(outbox)
    assert (message.state, message.tries, message.sent) == (box.SENT, 1, NOON)
    assert [outgoing.address for outgoing in transport.sent] == ["13900000000"]
    assert transport.sent[0].text == message.text
    assert not deliver(outbox, NOON + timedelta(days=2))


def test_a_claimed_message_is_leased_to_one_worker(outbox, message, transport):
    with dates.at(NOON):
        assert delivery.claim(outbox, [config.SMS]).id == message.id
        assert delivery.claim(outbox, [config.SMS]) is None


def test_the_lease_of_a_worker_that_died_runs_out_and_the_gateway_gets_the_same_id(
    outbox, message, transport
):
    with dates.at(NOON):
        delivery.send(delivery.claim(outbox, [config.SMS]))
    assert deliver(outbox, NOON + delivery.LEASE)
    first, second = transport.sent
    assert first.id == second.id == outbox.idempotency_key(message)


def test_it_is_tried_again_after_1_5_15_60_minutes_and_so_on_up_to_a_day(
    outbox, message, transport
):
    transport.error = TransportError("no")
    moment = NOON
    for minutes in (1, 5, 15, 60, 240, 720, 1440):
        assert deliver(outbox, moment)
        assert (message.state, message.reason) == (box.WAITING, "no")
        assert not deliver(outbox, moment + timedelta(minutes=minutes, seconds=-1))
        moment += timedelta(minutes=minutes)
    assert deliver(outbox, moment)
    assert (message.state, message.reason) == (box.FAILED, "no")
    assert not deliver(outbox, moment + timedelta(days=9))


def test_what_can_never_succeed_is_not_tried_again(outbox, message, transport):
    transport.error = TransportError("no such number", permanent=True)
    deliver(outbox)
    assert message.state == box.FAILED


def test_what_failed_can_be_sent_again(outbox, message, transport):
    transport.error = TransportError("no", permanent=True)
    deliver(outbox)
    transport.error = None
    with dates.at(NOON):
        delivery.send_again(outbox, message.id)
    assert deliver(outbox)
    assert message.state == box.SENT


def test_an_unexpected_error_names_nobody_in_reason_and_log(outbox, message, transport, caplog):
    transport.error = ValueError("13900000000 柳明溪")
    deliver(outbox)
    assert message.state == box.WAITING
    assert message.reason.mapping == {"error": "ValueError"}
    assert "ValueError" in caplog.text
    assert "13900000000" not in caplog.text
    assert "柳明溪" not in caplog.text


def test_who_is_no_longer_administrator_gets_nothing(outbox, message, transport):
    unit = roster.get_unit("jwc")
    unit.administrators = [row for row in unit.administrators if row["userid"] != "clerk"]
    assert not deliver(outbox)
    assert (message.state, message.reason) == (box.CANCELLED, delivery.NO_ADDRESS)
    assert transport.sent == []


def test_the_same_words_are_sent_at_each_try(outbox, message, transport, settings):
    transport.error = TransportError("no")
    deliver(outbox)
    settings(texts={"submitted.administrators.sms": "another text"})
    deliver(outbox, NOON + timedelta(minutes=1))
    first, second = transport.sent
    assert first.text == second.text


def test_reminders_wait_for_the_morning_and_news_does_not(outbox, case, dispatched):
    for hour, expected in ((23, 25), (3, 24), (12, 24)):
        with dates.at(NOON.replace(hour=hour)):
            moment = dispatch.first_try(config.FACT_OVERDUE)
            assert (moment.day, moment.hour) == (expected, 7 if hour != 12 else 12)
            assert dispatch.first_try(config.FACT_SUBMITTED) == dates.now()


def test_a_reminder_that_could_not_be_sent_in_the_evening_waits_for_the_morning_too(
    outbox, case, dispatched, transport
):
    evening = NOON.replace(hour=21, minute=59)
    dispatched()
    for message in list(outbox.messages.values()):
        outbox.settle(message, box.CANCELLED)
    transport.error = TransportError("no")
    with dates.at(evening):
        notify(CaseFact(config.FACT_DUE_SOON, case))
        messages = [m for m in dispatched("sms") if m.kind == config.FACT_DUE_SOON]
    assert deliver(outbox, evening)
    assert len(transport.sent) == 1
    transport.error = None
    assert not deliver(outbox, evening + timedelta(minutes=5))
    assert len(transport.sent) == 1
    assert {m.next_try.hour for m in messages} == {7}


def test_what_gateways_get_as_an_id_leads_to_no_message(outbox, message, transport):
    assert deliver(outbox)
    (sent,) = transport.sent
    assert sent.id not in outbox.messages
    assert message.id[:12] not in sent.id


def test_why_an_evaluator_was_not_reached_tells_nothing_about_her(
    outbox, case, dispatched, settings
):
    api.user.get(userid="teacher").setMemberProperties({"email": ""})
    factories.answer(case)
    (unreachable,) = [m for m in dispatched("mail") if m.role == config.TO_EVALUATOR]
    while (claimed := delivery.claim(outbox, [config.MAIL])) is not None:
        delivery.record(outbox, claimed.id, TransportError("no such mailbox", permanent=True))
    assert unreachable.reason == delivery.NOT_REACHED
    api.user.get(userid="teacher").setMemberProperties({"email": "a@example.org"})
    factories.rate(case, "dissatisfied")
    factories.answer(case)
    (refused,) = [
        m for m in dispatched("mail") if m.role == config.TO_EVALUATOR and m is not unreachable
    ]
    while (claimed := delivery.claim(outbox, [config.MAIL])) is not None:
        delivery.record(outbox, claimed.id, TransportError("no such mailbox", permanent=True))
    assert refused.reason == delivery.NOT_REACHED


def test_a_reminder_that_was_overtaken_is_not_sent(outbox, case, dispatched, transport):
    notify(CaseFact(config.FACT_OVERDUE, case, days=1))
    reminders = [m for m in dispatched("sms") if m.kind == config.FACT_OVERDUE]
    factories.answer(case)
    # At an hour that is not quiet, whenever this runs
    with dates.at((dates.now() + timedelta(days=2)).replace(hour=12)):
        while (claimed := delivery.claim(outbox, [config.SMS])) is not None:
            delivery.record(outbox, claimed.id, delivery.send(claimed))
    assert {m.reason for m in reminders} == {delivery.NOT_TRUE}
    assert {outgoing.kind for outgoing in transport.sent} == {config.FACT_SUBMITTED}


def test_what_was_settled_long_ago_is_forgotten_and_what_waits_is_kept(outbox, case, dispatched):
    messages = dispatched()
    outbox.settle(messages[0], box.SENT)
    with dates.at(dates.now() + delivery.KEPT + timedelta(days=1)):
        delivery.forget_old(outbox)
    assert list(outbox.messages.values()) == messages[1:]
