"""Nobody judges themselves (DESIGN: conflicts): by table, and for those who change sides later."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import NotPermitted
from plone import api
from tests import factories
import pytest


PERSON = "20090417"
REASON = "需要向评价人核实办理时间和地点。"
DAY = timedelta(days=1)


def be_head(userid):
    roster.get_unit("jwc").head = userid


def be_administrator(userid):
    unit = roster.get_unit("jwc")
    unit.administrators = [*unit.administrators, factories.administrator(userid)]


def be_one_of_the_people(userid):
    factories.add_person(roster.get_unit("jwc"), "20200001", "甘棠", userid=userid)


def be_the_evaluated_person(userid):
    roster.get_unit("jwc")[PERSON].userid = userid


def have_left(userid):
    factories.add_person(roster.get_unit("jwc"), "20200001", "甘棠", userid=userid, active=False)


def have_been_administrator(userid):
    unit = roster.get_unit("jwc")
    until = dates.today() - DAY
    unit.administrators = [*unit.administrators, factories.administrator(userid, until=until)]


def work_elsewhere(userid):
    unit = roster.get_unit("hqc")
    unit.head = userid
    unit.administrators = [factories.administrator(userid)]
    factories.add_person(unit, "20200001", "甘棠", userid=userid)


BIASED = (be_head, be_administrator, be_one_of_the_people, be_the_evaluated_person)
FREE = (have_left, have_been_administrator, work_elsewhere)


def cases_in_all_states(evaluator="teacher"):
    """Cases about the person, in every state and with good and bad ratings."""
    for level in ("neutral", "dissatisfied"):
        for state in config.STATES:
            case = factories.submit(evaluator, staff_member=PERSON)
            yield factories.bring_to(case, state, level=level, by=evaluator)


def acts(case):
    """What the current user may do with ``case``."""
    allowed = set(lifecycle.possible(case))
    if disclosure.may_disclose(case):
        allowed.add("disclose")
    try:
        disclosure.log(case)
        allowed.add("read the log")
    except NotPermitted:
        pass
    return allowed


def test_a_supervisor_deals_with_every_case(university):
    with factories.acting_as("supervisor2"):
        expected = [acts(case) for case in cases_in_all_states()]
    assert [sorted(allowed) for allowed in expected[:4]] == [
        ["answer", "disclose", "read the log"],
        ["close", "disclose", "read the log", "return"],
        ["close", "disclose", "read the log"],
        ["read the log", "reopen"],
    ]


@pytest.mark.parametrize("become", [be_head, be_one_of_the_people, be_the_evaluated_person])
def test_a_supervisor_of_the_evaluated_unit_does_not_deal_with_the_case(university, become):
    become("supervisor2")
    for case in cases_in_all_states():
        with factories.acting_as("supervisor2"):
            assert acts(case) == set()


def test_a_supervisor_who_administers_the_unit_is_its_administrator_and_no_more(university):
    be_administrator("supervisor2")
    for case in cases_in_all_states():
        with factories.acting_as("clerk"):
            expected = acts(case)
        with factories.acting_as("supervisor2"):
            assert acts(case) == expected
            assert "read the log" not in expected


@pytest.mark.parametrize("become", FREE)
def test_a_supervisor_without_ties_to_the_unit_today_deals_with_the_case(university, become):
    become("supervisor2")
    case = factories.submit("teacher", staff_member=PERSON)
    with factories.acting_as("supervisor2"):
        assert acts(case) == {"answer", "disclose", "read the log"}


def test_a_supervisor_does_not_deal_with_her_own_evaluation(university):
    for case in cases_in_all_states("supervisor2"):
        with factories.acting_as("supervisor2"):
            own = {"rate"} if case.state == config.ANSWERED else set()
            assert acts(case) == own | {"read the log"}


def test_an_evaluator_who_becomes_administrator_does_not_deal_with_her_own_case(university):
    cases = list(cases_in_all_states())
    be_administrator("teacher")
    for case in cases:
        with factories.acting_as("teacher"):
            own = {"rate"} if case.state == config.ANSWERED else set()
            assert acts(case) == own | {"read the log"}
            assert not lifecycle.is_administrator(case)
    other = factories.submit("student")
    with factories.acting_as("teacher"):
        assert acts(other) == {"answer", "disclose"}


def test_an_administrator_does_not_deal_with_what_is_said_about_herself(university):
    cases = list(cases_in_all_states())
    be_the_evaluated_person("clerk")
    for case in cases:
        with factories.acting_as("clerk"):
            assert acts(case) == set()
        with factories.acting_as("deputy"):
            assert acts(case) != set() or case.state == config.CLOSED
    with factories.acting_as("clerk"):
        assert acts(factories.submit("teacher")) == {"answer", "disclose"}


def test_nobody_else_is_a_party(university):
    case = factories.submit("teacher", staff_member=PERSON)
    for userid in ("student", "dean", "evaluated", "webmaster", "reviewer", "editor", None):
        with factories.acting_as(userid):
            assert acts(case) == set()


@pytest.mark.parametrize("userid", [None, ""])
def test_nobody_is_taken_for_a_person_without_an_account(university, userid):
    """Fields that were left empty are nobody's."""
    unit = roster.get_unit("jwc")
    unit.head = userid
    unit.administrators = [{**factories.administrator("clerk"), "userid": userid}]
    unit["20120356"].userid = userid
    case = factories.submit("teacher", staff_member="20120356")
    assert not conflicts.is_evaluator(case, userid)
    assert not conflicts.is_evaluated(case, userid)
    assert not conflicts.is_biased(case, userid)
    with factories.acting_as(None):
        assert not lifecycle.is_administrator(case)
        assert not lifecycle.is_supervisor(case)
        assert acts(case) == set()


def test_ties_are_those_of_today(university):
    unit = roster.get_unit("jwc")
    unit.administrators = [factories.administrator("clerk", until=dates.today())]
    assert conflicts.belongs_to_unit(unit, "clerk")
    with dates.at(dates.now() + DAY):
        assert not conflicts.belongs_to_unit(unit, "clerk")


def test_a_script_that_takes_a_supervisors_roles_is_bound_by_the_callers_ties(university):
    """``api.env.adopt_roles`` lends permissions, it does not make anybody a supervisor."""
    case = factories.submit("teacher")
    with factories.acting_as("teacher"), api.env.adopt_roles([config.ROLE_SUPERVISOR]):
        assert lifecycle.possible(case) == []


UNLINKED = "20120356"


def test_whether_somebody_without_an_account_judges_herself_is_unknown(university):
    """Not "no": she could be anybody who deals with the case."""
    case = factories.submit("teacher", staff_member=UNLINKED)
    for userid in ("clerk", "deputy", "supervisor", "student", None):
        assert conflicts.conflict(case, userid) == conflicts.UNKNOWN, userid
    assert conflicts.conflict(case, "teacher") == conflicts.CONFLICT
    roster.get_unit("jwc")[UNLINKED].userid = "student"
    assert conflicts.conflict(case, "student") == conflicts.CONFLICT
    assert conflicts.conflict(case, "supervisor") == conflicts.NO_CONFLICT
    assert conflicts.conflict(case, "clerk") == conflicts.NO_CONFLICT


@pytest.mark.parametrize("become", [be_head, be_one_of_the_people])
def test_ties_to_the_unit_are_a_conflict_even_where_the_person_is_unknown(university, become):
    case = factories.submit("teacher", staff_member=UNLINKED)
    become("supervisor2")
    assert conflicts.conflict(case, "supervisor2") == conflicts.CONFLICT


def test_about_a_unit_and_about_a_person_with_an_account_it_is_known(university):
    for values in ({}, {"staff_member": PERSON}):
        case = factories.submit("teacher", **values)
        assert conflicts.conflict(case, "supervisor") == conflicts.NO_CONFLICT
        assert conflicts.conflict(case, "teacher") == conflicts.CONFLICT


def test_what_is_unknown_forbids_nothing(university):
    known = factories.submit("teacher", staff_member=PERSON)
    unknown = factories.submit("teacher", staff_member=UNLINKED)
    for userid in ("clerk", "deputy", "supervisor", "student"):
        with factories.acting_as(userid):
            assert acts(unknown) == acts(known), userid
    assert conflicts.may_not_evaluate(roster.get_unit("jwc"), None, "student") is None


def test_people_without_an_account_are_counted_while_they_are_in_use(university):
    unit = roster.get_unit("jwc")
    assert [person.getId() for person in conflicts.without_account(unit)] == [UNLINKED]
    factories.add_person(unit, "20200001", "安然", userid="")
    assert len(conflicts.without_account(unit)) == 2
    unit[UNLINKED].active = False
    assert [person.getId() for person in conflicts.without_account(unit)] == ["20200001"]
