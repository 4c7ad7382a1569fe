"""scripts/check.py: says what does not agree, mends it when asked, and ends with 1 otherwise."""

from hnu.jgzf import config
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.integrity import mending
from tests import factories
from tests.scripts.conftest import load
from ZODB.POSException import ConflictError
import pytest


@pytest.fixture
def script():
    return load("check.py")


@pytest.fixture
def run(functional_portal, script, caller):
    """Call the script with arguments on a site of four cases; returns status and lines."""
    factories.university(functional_portal)
    cases = [factories.bring_to(factories.submit("teacher"), state) for state in config.STATES]
    with factories.acting_as("supervisor"):
        disclosure.disclose(cases[0], factories.REASON)
    call = caller(script, functional_portal)

    def lines_of(*arguments):
        status, said = call(*arguments)
        return status, said.splitlines()

    return lines_of


def lose_a_row():
    number = listings.wall()[0].number
    get_catalog().uncatalog_object(number)
    return number


def test_a_site_in_order_is_said_to_be(run):
    assert run() == (0, ["4 cases, 0 findings"])
    assert run("--repair") == (0, ["4 cases, 0 findings"])


def test_without_repair_a_finding_is_told_and_nothing_written(run):
    number = lose_a_row()
    status, lines = run()
    assert status == 1
    assert lines == [
        f"catalog: {number}: not indexed. Run with --repair.",
        "4 cases, 1 findings: catalog 1",
        "1 repairs would be made with --repair",
    ]
    assert listings.find(number) is None


def test_with_repair_it_is_told_first_and_mended_and_looked_at_again(run):
    number = lose_a_row()
    status, lines = run("--repair")
    assert status == 0
    assert lines == [
        f"catalog: {number}: not indexed. Run with --repair.",
        "4 cases, 1 findings: catalog 1",
        "repairing 1",
        "4 cases, 0 findings",
    ]
    assert listings.find(number) is not None
    assert run()[0] == 0


def test_what_a_mended_row_had_hidden_is_mended_too(run):
    lose_a_row()
    get_catalog()._catalog._length.change(1)
    status, lines = run("--repair")
    assert status == 0
    assert [line for line in lines if line.startswith("repairing")] == ["repairing 1"] * 2


def test_a_changed_log_stays_and_ends_with_1(run):
    log = getattr(roster.get_center(), supervision_log.ATTRIBUTE)
    log[1] = changed = log[1]._replace(reason="别的理由")
    lose_a_row()
    status, lines = run("--repair")
    assert status == 1
    assert lines[-1] == "4 cases, 1 findings: log 1"
    assert log[1] == changed


def test_a_repair_that_conflicts_is_tried_again(run, monkeypatch):
    lose_a_row()
    tries = []

    def conflict(*arguments):
        tries.append(arguments)
        if len(tries) < 3:
            raise ConflictError
        get_catalog().catalog_object(listings.roster.get_unit(arguments[0])[arguments[1]])

    monkeypatch.setitem(mending.REPAIRS, "row", conflict)
    assert run("--repair")[0] == 0
    assert len(tries) == 3


def test_a_repair_that_fails_is_told_and_stops_no_other(run, monkeypatch):
    number = lose_a_row()
    get_catalog()._catalog.uids["20200101-000000"] = 4711

    def fail(*_arguments):
        raise ValueError

    monkeypatch.setitem(mending.REPAIRS, "row", fail)
    status, lines = run("--repair")
    assert status == 1
    assert f"not repaired: row jwc {number} (ValueError)" in lines
    assert lines[-1] == "4 cases, 1 findings: catalog 1"


def test_a_site_that_is_not_there_is_refused(run):
    assert run("--site", "elsewhere")[0] == "there is no site /elsewhere"
