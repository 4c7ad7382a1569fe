from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from tests import factories
import pytest


REASON = "需要向评价人核实办理时间和地点。"


def read(by="supervisor", **filters):
    with factories.acting_as(by):
        return supervision_log.read(**filters)


def entries(**filters):
    lines, _total = read(**filters)
    return [line.entry for line in lines]


def test_a_disclosure_stands_in_the_log_with_who_when_and_why(case):
    with factories.acting_as("clerk"):
        disclosure.disclose(case, REASON)
    (entry,) = entries()
    assert (entry.act, entry.userid, entry.name) == (config.ACT_DISCLOSE, "clerk", "柳明溪")
    assert entry.role == config.ROLE_UNIT_ADMINISTRATOR
    assert (entry.unit, entry.number, entry.reason) == ("jwc", case.getId(), REASON)
    assert entry.at.date() == dates.today()


def test_closing_with_a_reason_and_reopening_stand_in_the_log(case):
    factories.answer(case)
    with factories.acting_as("supervisor"):
        lifecycle.close(case, "评价人来电撤回这条评价。")
        lifecycle.reopen(case, "评价人来电又反映此事。")
    assert [(entry.act, entry.reason) for entry in entries()] == [
        (config.ACT_REOPEN, "评价人来电又反映此事。"),
        (config.ACT_CLOSE, "评价人来电撤回这条评价。"),
    ]


def test_what_a_unit_does_in_its_daily_work_does_not(case):
    factories.answer(case)
    factories.rate(case, "satisfied")
    with factories.acting_as("clerk"):
        lifecycle.close(case)
    assert entries() == []


def test_a_refused_act_leaves_no_entry(case):
    with factories.acting_as("clerk"), pytest.raises(InvalidInput):
        disclosure.disclose(case, "")
    assert entries() == []


def test_only_supervisors_read_the_log(university):
    for who in ("teacher", "clerk", "webmaster", "dean"):
        with pytest.raises(NotPermitted):
            read(by=who)


def test_it_is_read_newest_first_by_page_act_unit_and_number(university):
    first, second = factories.submit("teacher"), factories.submit("student")
    with factories.acting_as("supervisor"):
        for case in (first, second):
            disclosure.disclose(case, REASON)
    assert [entry.number for entry in entries()] == [second.getId(), first.getId()]
    assert [entry.number for entry in entries(number=first.getId())] == [first.getId()]
    assert entries(unit="hqc") == []
    assert entries(act=config.ACT_REOPEN) == []
    lines, total = read(start=1, size=1)
    assert ([line.entry.serial for line in lines], total) == ([1], 2)


def test_a_page_behind_the_end_is_empty(case):
    with factories.acting_as("supervisor"):
        disclosure.disclose(case, REASON)
    assert read(start=5) == ([], 1)


def test_recent_entries_of_one_act_are_read_no_further_than_they_go(university, monkeypatch):
    moment = dates.now()
    for days in (40, 20, 10):
        with dates.at(moment - timedelta(days=days)), factories.acting_as("supervisor"):
            supervision_log.record(config.ACT_DISCLOSE, "jwc", str(days))
            supervision_log.record(config.ACT_REMIND, "jwc", str(days))
    with factories.acting_as("supervisor"):
        found = supervision_log.since(moment - timedelta(days=30), config.ACT_DISCLOSE)
    assert [entry.number for entry in found] == ["10", "20"]
    for who in ("clerk", "webmaster"):
        with factories.acting_as(who), pytest.raises(NotPermitted):
            supervision_log.since(moment, config.ACT_DISCLOSE)


def test_filters_mean_acts_units_and_numbers(university):
    wanted = {"act": "remind", "unit": "jwc", "number": " 20261124-7KQ2MD "}
    found, errors = supervision_log.read_filters({**wanted, "userid": "teacher"})
    assert found == {**wanted, "number": "20261124-7KQ2MD"}
    assert errors == []
    wrong = {"act": "gossip", "unit": ["jwc"], "number": "a\nb"}
    found, errors = supervision_log.read_filters(wrong)
    assert (found, [error.field for error in errors]) == ({}, ["act", "unit", "number"])


def test_a_supervisor_of_the_evaluated_unit_reads_no_reasons_about_it(university):
    case = factories.submit("teacher")
    with factories.acting_as("supervisor"):
        disclosure.disclose(case, REASON)
    case.__parent__.head = "supervisor2"
    (line,), _total = read(by="supervisor2")
    assert line.sealed
    (line,), _total = read(by="supervisor")
    assert not line.sealed


def test_an_act_that_is_none_is_a_mistake_of_the_program(university):
    with pytest.raises(ValueError, match="gossip"):
        supervision_log.record("gossip", "jwc")
