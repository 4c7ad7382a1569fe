"""scripts/anonymise.py: says how many it would be, and does it batch by batch."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import retention
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from Testing.makerequest import makerequest
from tests import factories
from tests.scripts.conftest import load
from unittest import mock
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
import pytest
import transaction


THEN = datetime(2020, 3, 2, 10, tzinfo=config.TIMEZONE)
NOW = datetime(2026, 3, 2, 10, tzinfo=config.TIMEZONE)


@pytest.fixture
def cases(site):
    """Five that were closed six years ago, and one that waits."""
    with dates.at(THEN):
        closed = [factories.bring_to(factories.submit("teacher"), config.CLOSED) for _n in range(5)]
        factories.submit("teacher")
    transaction.commit()
    return closed


@pytest.fixture
def script(site, cases):
    found = load("anonymise.py")
    # In its functions' own globals
    found["anonymise"].__globals__["BATCH"] = 2
    return found


@pytest.fixture
def run(site, script, caller):
    """Call the script with arguments, years later; returns status and output."""
    call = caller(script, site)

    def call_then(*arguments):
        with dates.at(NOW):
            return call(*arguments)

    return call_then


def done(cases):
    transaction.begin()
    return sum(map(is_anonymised, cases))


def test_without_run_it_only_counts(run, cases):
    status, said = run("--years", "6")
    assert status == 0
    assert "closed until 2020-03-02 (6 years)" in said
    assert "5 cases would be anonymised" in said
    assert done(cases) == 0


def test_with_run_it_does_it_in_batches_and_names_the_end_of_the_log(run, cases):
    status, said = run("--years", "6", "--run")
    assert status == 0
    assert "5 cases were anonymised" in said
    assert done(cases) == 5
    log = [
        dict(entry.details)["count"]
        for entry in supervision_log.entries(roster.get_center())
        if entry.act == config.ACT_ANONYMISE
    ]
    assert log == ["1", "2", "2"]
    head = supervision_log.head(roster.get_center())
    assert f"{head.serial}:{head.seal}" in said
    assert "0 cases were anonymised" in run("--years", "6", "--run")[1]


def test_the_setting_says_how_many_years_and_zero_is_never(run, cases):
    status, said = run("--run")
    assert status == "the setting is 0, never: change it, or say --years"
    assert done(cases) == 0
    api.portal.set_registry_record("anonymise_after", 7, interface=ISettings)
    transaction.commit()
    assert "0 cases were anonymised" in run("--run")[1]
    api.portal.set_registry_record("anonymise_after", 5, interface=ISettings)
    transaction.commit()
    assert "5 cases were anonymised" in run("--run")[1]


@pytest.mark.parametrize("years", ["0", "-1", "x", "", "101"])
def test_what_is_no_number_of_years_is_refused(run, cases, years):
    assert run("--run", f"--years={years}")[0] == 2
    assert done(cases) == 0


def test_a_batch_that_conflicts_is_tried_again(run, cases):
    conflicts = iter([ConflictError, None, ConflictError, ConflictError, None, None])
    anonymise = retention.anonymise

    def conflicting(numbers, after):
        count = anonymise(numbers, after)
        if (conflict := next(conflicts)) is not None:
            raise conflict
        return count

    with mock.patch.object(retention, "anonymise", conflicting):
        status, said = run("--years", "6", "--run")
    assert (status, done(cases)) == (0, 5)
    assert "5 cases were anonymised" in said


def test_after_a_break_the_same_call_does_the_rest(run, cases):
    with mock.patch.object(retention, "anonymise", _once(retention.anonymise)):
        status, _said = run("--years", "6", "--run")
    assert "call it once more for the rest" in status
    assert done(cases) == 2
    assert "3 cases were anonymised" in run("--years", "6", "--run")[1]
    assert supervision_log.broken(roster.get_center()) is None


def _once(anonymise):
    """The first batch is done; others conflict whenever they are tried."""
    calls = []

    def act(numbers, after):
        calls.append(numbers)
        if len(calls) > 1:
            raise ConflictError
        return anonymise(numbers, after)

    return act


def test_a_case_that_is_reopened_in_the_same_moment_stays_its_evaluator_s(run, cases):
    """One of the two is turned back, whichever commits first."""
    case, anonymise = cases[0], retention.anonymise
    reopened = []

    def meanwhile(numbers, after):
        count = anonymise(numbers, after)
        if not reopened and case.getId() in numbers:
            reopened.append(_reopen_elsewhere(case))
        return count

    with mock.patch.object(retention, "anonymise", meanwhile):
        status, said = run("--years", "6", "--run")
    transaction.begin()
    assert "4 cases were anonymised" in said
    assert (case.state, evaluator_of(case)) == (config.SUBMITTED, "teacher")


def _reopen_elsewhere(case):
    """In a connection and a transaction of their own, in a thread as a request has."""
    database, path = case._p_jar.db(), case.getPhysicalPath()

    def reopen():
        transaction.begin()
        connection = database.open()
        try:
            app = makerequest(connection.root()["Application"])
            setSite(app.unrestrictedTraverse(path[:2]))
            with dates.at(NOW), factories.acting_as("supervisor"):
                lifecycle.reopen(app.unrestrictedTraverse(path), factories.REASON)
            transaction.commit()
        finally:
            transaction.abort()
            setSite(None)
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(reopen).result(120)
    return True


@pytest.mark.parametrize("arguments", [("--site", "nowhere")])
def test_a_site_that_there_is_not_is_said(run, cases, arguments):
    assert run(*arguments)[0] == "there is no site /nowhere"
