from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.errors import TooMany
from plone import api
from tests import factories
import pytest


REASON = "需要向评价人核实办理时间和地点。"


def look(case, by="clerk", reason=REASON):
    with factories.acting_as(by):
        return disclosure.disclose(case, reason)


def refused(case, kind, by="clerk", reason=REASON):
    with factories.nothing_written(api.portal.get(), case), pytest.raises(kind) as refusal:
        look(case, by, reason)
    assert "teacher" not in str(refusal.value.args)
    assert "方晓棠" not in str(refusal.value.args)
    return refusal.value


def log(case, by):
    with factories.acting_as(by):
        return disclosure.log(case)


# What is shown, and what is written down


def test_a_look_shows_name_and_the_contact_she_left_else_her_mail(university):
    assert look(factories.submit("teacher")) == ("方晓棠", "teacher@example.org")
    case = factories.submit("teacher", contact="8888 2662")
    assert look(case) == ("方晓棠", "8888 2662")


def test_an_account_that_is_gone_shows_its_id(university):
    case = factories.submit("teacher")
    api.portal.get().acl_users.userFolderDelUsers(["teacher"])
    assert look(case) == ("teacher", "")


def test_every_look_is_an_entry_with_who_when_and_why_and_nothing_about_the_evaluator(case):
    moment = dates.now()
    with dates.at(moment):
        look(case)
        look(case, reason="再次核实办理时间和办理地点。")
        look(case, by="supervisor")
    entries = log(case, "supervisor")
    assert [(e.userid, e.name, e.role) for e in entries] == [
        ("clerk", "柳明溪", config.ROLE_UNIT_ADMINISTRATOR),
        ("clerk", "柳明溪", config.ROLE_UNIT_ADMINISTRATOR),
        ("supervisor", "祁望舒", config.ROLE_SUPERVISOR),
    ]
    assert [e.reason for e in entries] == [REASON, "再次核实办理时间和办理地点。", REASON]
    assert {e.at for e in entries} == {moment}
    assert "teacher" not in str(entries)
    assert "方晓棠" not in str(entries)


def test_looking_changes_neither_the_case_nor_its_row(case):
    before = (case.state, case.due, len(case.workflow_history[config.WORKFLOW_ID]))
    look(case)
    assert (case.state, case.due, len(case.workflow_history[config.WORKFLOW_ID])) == before


# Who may look


def test_the_units_administrators_and_supervisors_may_look_nobody_else(university):
    case = factories.submit("teacher", staff_member="20090417")
    for userid in ("clerk", "deputy", "supervisor"):
        assert look(case, by=userid).name == "方晓棠"
    for userid in (
        "student", "teacher", "dean", "evaluated", "webmaster", "reviewer", "editor", "admin", None,
    ):  # fmt: skip
        refused(case, NotPermitted, by=userid)


def test_a_supervisor_with_ties_to_the_unit_may_not_look(university):
    case = factories.submit("teacher")
    roster.get_unit("jwc").head = "supervisor2"
    refused(case, NotPermitted, by="supervisor2")


def test_a_new_administrator_may_look_and_the_former_may_not(university):
    case = factories.submit("teacher")
    roster.get_unit("jwc").administrators = [
        factories.administrator("clerk", until=dates.today() - timedelta(days=1)),
        factories.administrator("dean", **{"from": dates.today()}),
    ]
    refused(case, NotPermitted, by="clerk")
    assert look(case, by="dean")


@pytest.mark.parametrize("by", ["clerk", "supervisor", "student", None])
def test_nobody_looks_into_a_closed_case(case, by):
    factories.bring_to(case, config.CLOSED)
    refused(case, NotPossible, by=by)


def test_every_open_state_can_be_looked_into(university):
    for state in (config.SUBMITTED, config.ANSWERED, config.RATED):
        assert look(factories.bring_to(factories.submit("teacher"), state), by="supervisor")


# Reason and limit


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("", "error_disclose_reason"),
        (None, "error_disclose_reason"),
        ("文" * 9, "error_disclose_reason"),
        (" " * 30, "error_disclose_reason"),
        ("\u3000\u200b" * 20, "error_disclose_reason"),
        ("文" * 501, "error_reason_long"),
        (1234567890123, "error_not_text"),
        (["因为"] * 10, "error_not_text"),
    ],
)
def test_without_a_proper_reason_nothing_is_shown_and_nothing_counted(case, reason, error):
    for by in ("clerk", "supervisor"):
        refusal = refused(case, InvalidInput, by=by, reason=reason)
        assert [(e.field, str(e.message)) for e in refusal.errors] == [("reason", error)]
    for _n in range(config.DISCLOSURES_PER_WEEK):
        look(case)


def test_an_administrator_looks_three_times_a_week_over_all_cases_then_supervisors_can(university):
    cases = [factories.submit("teacher") for _n in range(2)]
    hqc = roster.get_unit("hqc")
    hqc.administrators = [*hqc.administrators, factories.administrator("clerk")]
    cases.append(factories.submit("teacher", unit="hqc"))
    moment = dates.now()
    for n, case in enumerate(cases):
        with dates.at(moment + timedelta(days=n)):
            look(case)
    for case in cases:
        with dates.at(moment + timedelta(days=7, seconds=-1)):
            refused(case, TooMany)
            assert look(case, by="supervisor")
            assert look(case, by="deputy" if case in cases[:2] else "dean")
    # seven days after the first look there is room for one
    with dates.at(moment + timedelta(days=7)):
        look(cases[0])
        refused(cases[0], TooMany)


def test_supervisors_have_no_limit(university):
    case = factories.submit("teacher")
    for _n in range(config.DISCLOSURES_PER_WEEK * 3):
        look(case, by="supervisor")
    assert len(log(case, "supervisor")) == config.DISCLOSURES_PER_WEEK * 3


def test_a_supervisor_who_administers_the_unit_has_an_administrators_limit(university):
    case = factories.submit("teacher")
    roster.get_unit("jwc").administrators = [factories.administrator("supervisor2")]
    for _n in range(config.DISCLOSURES_PER_WEEK):
        look(case, by="supervisor2")
    refused(case, TooMany, by="supervisor2")
    assert {entry.role for entry in log(case, "supervisor")} == {config.ROLE_UNIT_ADMINISTRATOR}


# The log


def test_evaluator_and_supervisors_read_the_log_nobody_else(university):
    case = factories.submit("teacher", staff_member="20090417")
    look(case)
    for state in config.STATES:
        if state != config.SUBMITTED:
            step = {
                config.ANSWERED: lambda: factories.answer(case),
                config.RATED: lambda: factories.rate(case, "satisfied"),
                config.CLOSED: lambda: factories.close(case),
            }[state]
            step()
        assert len(log(case, "teacher")) == len(log(case, "supervisor")) == 1
        for userid in (
            "clerk", "deputy", "dean", "student", "evaluated", "webmaster", "editor", "admin", None,
        ):  # fmt: skip
            with pytest.raises(NotPermitted):
                log(case, userid)


def test_a_supervisor_with_ties_to_the_unit_does_not_read_the_log(university):
    case = factories.submit("teacher")
    look(case)
    roster.get_unit("jwc").head = "supervisor2"
    with pytest.raises(NotPermitted):
        log(case, "supervisor2")


def test_the_log_that_is_handed_out_cannot_be_written_to(case):
    look(case)
    log(case, "teacher").clear()
    assert len(get_identity(case).disclosures) == 1


def test_own_looks_are_the_current_users_alone(case):
    look(case)
    look(case, by="supervisor")
    with factories.acting_as("clerk"):
        assert [entry.userid for entry in disclosure.own_looks(case)] == ["clerk"]
    with factories.acting_as("deputy"):
        assert disclosure.own_looks(case) == []


# Contact by consent


def test_a_contact_that_was_allowed_is_shown_to_those_who_deal_with_the_case(university):
    case = factories.submit("teacher", contact_consent=True, contact="8888 2662")
    shown = {
        userid: _contact(case, userid)
        for userid in ("clerk", "deputy", "supervisor", "dean", "student", "webmaster", None)
    }
    assert {userid for userid, contact in shown.items() if contact == "8888 2662"} == {
        "clerk",
        "deputy",
        "supervisor",
    }
    assert set(shown.values()) == {"8888 2662", ""}
    assert log(case, "supervisor") == []


def test_a_contact_that_was_not_allowed_is_shown_to_nobody(university):
    case = factories.submit("teacher", contact="8888 2662")
    for userid in ("clerk", "supervisor"):
        assert _contact(case, userid) == ""


def test_a_contact_is_not_shown_to_those_with_ties_nor_after_the_end(university):
    case = factories.submit("teacher", contact_consent=True, contact="8888 2662")
    roster.get_unit("jwc").head = "supervisor2"
    assert _contact(case, "supervisor2") == ""
    factories.bring_to(case, config.CLOSED)
    assert _contact(case, "clerk") == ""


def _contact(case, userid):
    with factories.acting_as(userid):
        return disclosure.contact(case)
