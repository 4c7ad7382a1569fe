"""The machine's clock runs ahead or falls behind: once it is right again, everything goes on."""

from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain.integrity.examination import Examination
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications.worker import Worker
from tests import factories
import pytest


NOON = datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE)
AHEAD = NOON + timedelta(days=400)
BEHIND = NOON - timedelta(days=400)


def deliver(outbox, moment):
    """Everything that can be sent at that moment."""
    with dates.at(moment):
        while (claimed := delivery.claim(outbox, [config.SMS])) is not None:
            delivery.record(outbox, claimed.id, delivery.send(claimed))


@pytest.fixture
def message(university, dispatched):
    with dates.at(AHEAD):
        factories.submit("teacher")
        return next(m for m in dispatched() if (m.channel, m.userid) == ("sms", "clerk"))


def test_what_was_put_off_while_the_clock_was_ahead_is_sent_once_it_is_right(
    outbox, message, transport
):
    transport.error = TransportError("no")
    deliver(outbox, AHEAD)
    transport.error = None
    deliver(outbox, NOON)
    assert message.state == box.WAITING
    with dates.at(NOON):
        delivery.bring_back(outbox)
    assert message.since == NOON
    deliver(outbox, NOON)
    assert message.state == box.SENT


def test_what_waits_as_the_rules_have_it_goes_on_waiting(outbox, message, transport):
    transport.error = TransportError("no")
    moment = AHEAD
    for wait in delivery.BACK_OFF:
        deliver(outbox, moment)
        planned = message.next_try
        with dates.at(moment):
            delivery.bring_back(outbox)
        assert message.next_try == planned
        moment += wait


def test_a_lease_of_a_time_to_come_holds_nothing_back(outbox, message, transport):
    with dates.at(AHEAD):
        assert delivery.claim(outbox, [config.SMS]) is not None
    with dates.at(NOON):
        delivery.bring_back(outbox)
    deliver(outbox, NOON)
    assert message.state == box.SENT


@pytest.mark.parametrize("jump", [AHEAD, BEHIND])
def test_whatever_the_clock_said_the_worker_does_its_work_at_once_when_it_is_right(outbox, jump):
    worker = Worker()
    worker._outbox = lambda: outbox
    for name in ("worker", "clock", "tidy"):
        with dates.at(jump):
            outbox.beats[name] = dates.now()
    with dates.at(NOON):
        assert worker._is_time("worker", timedelta(seconds=60))
        assert worker._is_time("clock", timedelta(minutes=10))
        assert worker._is_time("tidy", timedelta(hours=1))


@pytest.mark.parametrize("jump", [AHEAD, BEHIND])
def test_what_was_submitted_and_answered_meanwhile_is_a_case_like_others(university, jump):
    with dates.at(NOON):
        before = factories.submit("teacher")
    with dates.at(jump):
        case = factories.submit("teacher")
        factories.answer(case)
        clock.run()
    with dates.at(NOON):
        clock.run()
        factories.rate(case, "satisfied")
        factories.close(case)
        after = factories.submit("student")
        assert case.state == config.CLOSED
        assert {brain.number for brain in listings.wall()} == {
            each.getId() for each in (before, case, after)
        }
        assert {brain.number for brain in listings.of_evaluator("teacher")} == {
            before.getId(),
            case.getId(),
        }
        assert list(Examination().findings()) == []


def test_nothing_is_closed_because_the_clock_jumped_ahead_for_a_moment(university):
    with dates.at(NOON):
        case = factories.submit("teacher")
        factories.answer(case)
    with dates.at(AHEAD):
        clock.run()
    with dates.at(NOON):
        clock.run()
    assert case.state == config.ANSWERED


def test_looks_at_an_identity_in_a_time_to_come_use_up_no_limit(university):
    with dates.at(NOON):
        case = factories.submit("teacher")
    with dates.at(AHEAD), factories.acting_as("clerk"):
        for _n in range(3):
            disclosure.disclose(case, factories.REASON)
        with pytest.raises(TooMany):
            disclosure.disclose(case, factories.REASON)
    with dates.at(NOON), factories.acting_as("clerk"):
        disclosure.disclose(case, factories.REASON)
