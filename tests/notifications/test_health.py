from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hnu.jgzf.notifications import health
from plone import api
from tests import factories
import pytest


NOON = datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def finding(outbox):
    """``finding("worker", after=…)``: what is found so long after noon, when the worker beat."""
    for name in ("worker", "clock"):
        outbox.beats[name] = NOON

    def look(name, after=timedelta(0)):
        with dates.at(NOON + after):
            return next(found for found in health.check() if found.name == name)

    return look


def test_a_worker_without_a_beat_for_five_minutes_stands_still(finding, outbox):
    assert finding("worker", 5 * MINUTE).status == "ok"
    found = finding("worker", 5 * MINUTE + SECOND)
    assert (found.status, found.values["seconds"]) == ("error", 301)
    assert found.advice
    # Of a machine whose clock is wrong
    assert finding("worker", -6 * MINUTE).status == "error"
    del outbox.beats["worker"]
    assert finding("worker").status == "error"


def test_a_clock_that_has_not_struck_for_half_an_hour_stands_still(finding):
    assert finding("clock", 30 * MINUTE).status == "ok"
    assert finding("clock", 30 * MINUTE + SECOND).status == "error"


def test_a_message_that_waits_for_more_than_a_quarter_of_an_hour_is_an_error(
    finding, outbox, university, dispatched
):
    with dates.at(NOON):
        factories.submit("teacher")
        dispatched()
    assert finding("queue", 15 * MINUTE).status == "ok"
    found = finding("queue", 15 * MINUTE + SECOND)
    assert (found.status, found.values) == ("error", {"waiting": 4, "oldest_seconds": 901})


def test_a_reminder_that_waits_for_the_morning_is_no_error(finding, outbox):
    fact = box.Fact(config.FACT_OVERDUE, "jwc", "20261124-AAAAAA", NOON, NOON.date())
    with dates.at(NOON):
        outbox.add(box.Message(fact, config.TO_HEAD, config.SMS, NOON + timedelta(hours=9), "dean"))
    found = finding("queue", timedelta(hours=9, minutes=15))
    assert (found.status, found.values["waiting"]) == ("ok", 1)
    assert finding("queue", timedelta(hours=9, minutes=16)).status == "error"


def test_what_failed_within_a_week_is_a_warning_and_older_ones_are_history(finding, outbox):
    fact = box.Fact(config.FACT_OVERDUE, "jwc", "20261124-AAAAAA", NOON, NOON.date())
    with dates.at(NOON):
        message = box.Message(fact, config.TO_HEAD, config.SMS, NOON, "dean")
        outbox.add(message)
        outbox.settle(message, box.FAILED, "no")
    assert finding("failed").status == "warning"
    assert finding("failed", timedelta(days=7)).values == {"failed": 1, "failed_lately": 1}
    found = finding("failed", timedelta(days=7, seconds=1))
    assert (found.status, found.values) == ("ok", {"failed": 1, "failed_lately": 0})


def test_an_event_that_nobody_takes_up_for_five_minutes_is_an_error(finding, university):
    with dates.at(NOON):
        factories.submit("teacher")
    assert finding("facts", 5 * MINUTE).status == "ok"
    found = finding("facts", 5 * MINUTE + SECOND)
    assert (found.status, found.values) == ("error", {"undispatched": 1, "oldest_seconds": 301})


def test_a_year_that_nobody_knows_is_a_warning(finding, monkeypatch):
    monkeypatch.setattr(calendar, "_announced", lambda: frozenset({2026, 2027}))
    assert finding("calendar").status == "ok"
    monkeypatch.setattr(calendar, "_announced", lambda: frozenset({2026}))
    found = finding("calendar", timedelta(days=30))
    assert (found.status, found.values["missing_years"]) == ("warning", [2027])


def test_the_worst_counts(finding):
    with dates.at(NOON):
        findings = health.check()
        assert health.worst(findings) in ("ok", "warning")
    with dates.at(NOON + 6 * MINUTE):
        assert health.worst(health.check()) == "error"


def test_without_an_outbox_everything_has_its_place_and_it_is_an_error(portal):
    with api.env.adopt_roles(["Manager"]):
        portal._delObject("jgzf")
    findings = health.check()
    assert health.worst(findings) == "error"
    assert [finding.name for finding in findings] == [
        *("installed", "worker", "clock", "queue", "failed", "facts", "calendar")
    ]
