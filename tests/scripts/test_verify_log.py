"""scripts/verify_log.py: tells whether somebody has changed the supervisors' log."""

from hnu.jgzf.content import supervision_log
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import roster
from tests import factories
from tests.scripts.conftest import load
import pytest
import transaction


@pytest.fixture
def run(functional_portal, caller):
    """Call the script with arguments on a log of three entries; returns status and output."""
    factories.university(functional_portal)
    case = factories.submit("teacher")
    with factories.acting_as("supervisor"):
        for _n in range(3):
            disclosure.disclose(case, "需要向评价人核实办理时间和地点。")
    transaction.commit()
    return caller(load("verify_log.py"), functional_portal)


def test_a_log_that_nobody_touched_is_fine(run):
    head = supervision_log.head(roster.get_center())
    status, said = run()
    assert status == 0
    assert said.startswith(f"3:{head.seal}\n")
    assert run("--seal", f"3:{head.seal}")[0] == 0
    assert run("--seal", f"3:{head.seal[:12].upper()}")[0] == 0


def test_a_changed_entry_is_named(run):
    log = getattr(roster.get_center(), supervision_log.ATTRIBUTE)
    log[2] = log[2]._replace(reason="别的理由")
    assert run()[0] == "entry 2 was changed or is missing"


def test_a_log_that_was_cut_off_or_written_anew_does_not_hold_the_seal_that_was_noted(run):
    center = roster.get_center()
    noted = supervision_log.head(center).seal
    log = getattr(center, supervision_log.ATTRIBUTE)
    entry = log.pop(3)
    assert run()[0] == 0
    assert run("--seal", f"3:{noted}")[0] == "there is no entry 3: the log was cut off"
    values = entry._asdict()
    for name in ("serial", "previous", "seal"):
        del values[name]
    supervision_log.append(center, **values | {"reason": "别的理由"})
    assert run()[0] == 0
    assert run("--seal", f"3:{noted}")[0] == "entry 3 has another seal: the log was written anew"


@pytest.mark.parametrize("seal", ["", "abc", "3:", "3:12345", ":5f3a0b9c11d2"])
def test_what_is_no_seal_is_refused(run, seal):
    assert run("--seal", seal)[0] == 2
