from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import dates
from hnu.jgzf.notifications import health
from hnu.jgzf.notifications import prometheus
from importlib.metadata import version
from plone import api
from tests import factories
from tests.notifications import exposition
import pytest


NOON = datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE)
NAMES = {
    "jgzf_info",
    "jgzf_health_status",
    "jgzf_worker_last_seen_timestamp_seconds",
    "jgzf_clock_last_struck_timestamp_seconds",
    "jgzf_messages_waiting",
    "jgzf_messages_oldest_wait_seconds",
    "jgzf_messages_failed",
    "jgzf_messages_failed_lately",
    "jgzf_facts_undispatched",
    "jgzf_facts_oldest_wait_seconds",
    "jgzf_calendar_missing_years",
    "jgzf_calendar_provisional_deadlines",
}


@pytest.fixture
def scrape(outbox):
    """``scrape(minutes)``: what is read so many minutes after noon, when the worker beat."""
    for name in ("worker", "clock"):
        outbox.beats[name] = NOON

    def look(minutes=0):
        with dates.at(NOON + timedelta(minutes=minutes)):
            return exposition.parse(prometheus.exposition(health.check()))

    return look


def value(families, name, **labels):
    return families[f"jgzf_{name}"][tuple(labels.items())]


def test_names_are_stable(scrape):
    families = scrape()
    assert set(families) == NAMES
    assert value(families, "info", version=version("hnu.jgzf")) == 1


def test_each_check_has_its_state_and_all_together_the_worst(scrape):
    checks = {"all", "installed", "worker", "clock", "queue", "failed", "facts", "calendar"}
    families = scrape(10)
    assert {dict(labels)["check"] for labels in families["jgzf_health_status"]} == checks
    assert value(families, "health_status", check="worker") == 2
    assert value(families, "health_status", check="clock") == 0
    assert value(families, "health_status", check="all") == 2


def test_beats_are_moments_so_that_the_scraper_counts_their_age(scrape):
    families = scrape(10)
    assert value(families, "worker_last_seen_timestamp_seconds") == NOON.timestamp()
    assert value(families, "clock_last_struck_timestamp_seconds") == NOON.timestamp()


def test_what_waits_and_what_failed_is_counted(scrape, outbox, dispatched):
    fact = box.Fact(config.FACT_OVERDUE, "jwc", "20261124-AAAAAA", NOON, NOON.date())
    with dates.at(NOON):
        factories.submit("teacher")
        dispatched()
        factories.submit("teacher")
        failed = box.Message(fact, config.TO_HEAD, config.SMS, NOON, "dean")
        outbox.add(failed)
        outbox.settle(failed, box.FAILED, "no")
    families = scrape(3)
    assert value(families, "messages_waiting") == 4
    assert value(families, "messages_oldest_wait_seconds") == 180
    assert value(families, "messages_failed") == 1
    assert value(families, "messages_failed_lately") == 1
    assert value(families, "facts_undispatched") == 1
    assert value(families, "facts_oldest_wait_seconds") == 180


def test_where_nothing_ever_ran_there_is_no_moment(portal):
    with api.env.adopt_roles(["Manager"]):
        portal._delObject("jgzf")
    families = exposition.parse(prometheus.exposition(health.check()))
    assert set(families) == NAMES
    assert families["jgzf_worker_last_seen_timestamp_seconds"] == {}
    assert value(families, "health_status", check="installed") == 2
    assert value(families, "messages_waiting") == 0
