from AccessControl.users import SimpleUser
from datetime import date
from datetime import datetime
from datetime import UTC
from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies
from plone import api
from tests import factories
import pytest


REASON = "事项已经多次沟通，双方同意办结。"


def at(month, day, hour=10):
    return dates.at(datetime(2026, month, day, hour, tzinfo=config.TIMEZONE))


def refusal_of(call, *args, by, case, kind=InvalidInput):
    """What ``call(case, *args)`` by ``by`` is refused with, after nothing was written."""
    with (
        factories.nothing_written(api.portal.get(), case),
        factories.acting_as(by),
        pytest.raises(kind) as refused,
    ):
        call(case, *args)
    return refused.value


def errors_of(*args, **kwargs):
    refused = refusal_of(*args, **kwargs)
    return [(error.field, str(error.message)) for error in refused.errors]


# Rounds


def test_a_case_goes_from_submitted_to_closed(case):
    assert case.state == "submitted"
    factories.answer(case)
    assert case.state == "answered"
    factories.rate(case, "dissatisfied")
    assert case.dissatisfied
    assert case.pending
    factories.answer(case)
    factories.rate(case, "satisfied")
    factories.close(case)
    assert case.state == "closed"
    assert [round.satisfaction for round in case.rounds] == ["dissatisfied", "satisfied"]
    assert catalog_upkeep.check() == []
    assert [brain.number for brain in listings.wall()] == [case.getId()]


@pytest.mark.parametrize("outcome", config.OUTCOMES)
def test_an_answer_keeps_content_outcome_and_the_due_date_it_was_given_against(case, outcome):
    due = case.due
    factories.answer(case, content=" 已增加窗口。\r\n请您再来。 ", outcome=outcome)
    (feedback,) = case.rounds
    assert feedback.content == "已增加窗口。\n请您再来。"
    assert (feedback.outcome, feedback.due, feedback.getId()) == (outcome, due, "1")
    assert (feedback.satisfaction, feedback.rating_comment, feedback.rated) == (None, "", None)


def test_eleven_rounds_stay_in_their_order(case):
    for n in range(11):
        factories.answer(case, content=f"第 {n + 1} 轮反馈，共十个字以上。")
        factories.rate(case, "dissatisfied", comment=f"第 {n + 1} 轮")
    assert [feedback.getId() for feedback in case.rounds] == [str(n + 1) for n in range(11)]
    assert case.rounds[10].rating_comment == "第 11 轮"
    assert listings.find(case.getId()).rounds == 11


def test_each_round_is_rated_once(case):
    factories.answer(case)
    factories.rate(case, "neutral", comment=" 尚可 ")
    refused = refusal_of(
        lifecycle.rate, "very_satisfied", by="teacher", case=case, kind=NotPossible
    )
    assert refused.message == "error_rate_not_now"
    assert (case.rounds[0].satisfaction, case.rounds[0].rating_comment) == ("neutral", "尚可")


def test_a_dissatisfied_evaluator_rates_again_only_after_the_next_answer(case):
    factories.bring_to(case, config.RATED, level="very_dissatisfied")
    refusal_of(lifecycle.rate, "satisfied", by="teacher", case=case, kind=NotPossible)
    factories.answer(case)
    factories.rate(case, "satisfied")
    assert [feedback.satisfaction for feedback in case.rounds] == [
        "very_dissatisfied",
        "satisfied",
    ]


def test_nobodys_silence_is_counted_as_a_rating(case):
    factories.answer(case)
    factories.close(case, by="supervisor", reason=REASON)
    assert case.satisfaction == ""
    assert case.rounds[0].satisfaction is None
    assert case.rounds[0].rated is None
    assert listings.find(case.getId()).satisfaction == ""
    assert listings.wall(listings.Filters(satisfaction="unrated")).total == 1
    for level in config.SATISFACTION_LEVELS:
        assert listings.wall(listings.Filters(satisfaction=level)).total == 0


def test_only_the_two_worst_levels_bring_a_case_back_to_the_unit(university):
    for level in config.SATISFACTION_LEVELS:
        case = factories.bring_to(factories.submit("teacher"), config.RATED, level=level)
        assert case.pending == (level in ("dissatisfied", "very_dissatisfied"))
        assert case.satisfaction == level


# Deadlines: 2026-11-24 is a Tuesday


def test_each_round_is_due_five_working_days_after_what_began_it(university):
    with at(11, 24):
        case = factories.submit("teacher")
    assert case.due == date(2026, 12, 1)
    with at(11, 27):
        factories.answer(case)
    assert case.due == date(2026, 12, 1)
    with at(11, 28, hour=23):  # a Saturday
        factories.rate(case, "dissatisfied")
    assert case.due == date(2026, 12, 4)
    assert listings.find(case.getId()).due == date(2026, 12, 4).toordinal()
    with at(12, 7):
        factories.answer(case)
    with at(12, 8):
        factories.rate(case, "satisfied")
    assert case.due == date(2026, 12, 4)
    with at(12, 9):
        factories.close(case)
    with at(12, 31), factories.acting_as("supervisor"):
        lifecycle.reopen(case, REASON)
    assert case.due == date(2027, 1, 8)
    with at(12, 31):
        factories.answer(case)
    assert [feedback.due for feedback in case.rounds] == [
        date(2026, 12, 1),
        date(2026, 12, 4),
        date(2027, 1, 8),
    ]
    assert [feedback.in_time for feedback in case.rounds] == [True, False, True]


def test_an_answer_is_in_time_until_midnight_in_shanghai(university):
    with at(11, 24):
        cases = [factories.submit("teacher") for _n in range(2)]
    for case, moment, in_time in (
        (cases[0], datetime(2026, 12, 1, 15, 59, 59, tzinfo=dates.now().tzinfo), True),
        (cases[1], datetime(2026, 12, 2, 0, 0, 0, tzinfo=dates.now().tzinfo), False),
    ):
        with dates.at(moment):
            factories.answer(case)
        assert case.rounds[0].in_time is in_time


def test_the_day_in_shanghai_counts_not_the_day_elsewhere(university):
    # 00:30 on Wednesday in Shanghai
    with dates.at(datetime(2026, 11, 24, 16, 30, tzinfo=UTC)):
        case = factories.submit("teacher")
    assert case.due == date(2026, 12, 2)
    assert case.getId().startswith("20261125-")


# Closing and reopening


def test_a_good_case_is_closed_without_a_reason_and_one_that_is_given_is_kept(university):
    for by in ("clerk", "deputy", "supervisor"):
        case = factories.bring_to(factories.submit("teacher"), config.RATED)
        factories.close(case, by=by, reason=" 已\x00办结 ")
        assert case.state == config.CLOSED
        assert case.workflow_history[config.WORKFLOW_ID][-1]["comments"] == "已办结"


def test_an_administrator_learns_that_a_bad_rating_is_the_supervisors_business(case):
    factories.bring_to(case, config.RATED, level="dissatisfied")
    refused = refusal_of(lifecycle.close, REASON, by="clerk", case=case, kind=NotPermitted)
    assert refused.message == "error_close_dissatisfied"


@pytest.mark.parametrize("reason", ["", None, "太短", " " * 20, "\u3000" * 20, 12345678901, ["因"]])
def test_a_reason_has_ten_characters_where_one_is_needed(university, reason):
    for level in ("", "dissatisfied"):
        case = factories.submit("teacher")
        factories.bring_to(case, config.RATED if level else config.ANSWERED, level=level)
        errors = errors_of(lifecycle.close, reason, by="supervisor", case=case)
        assert [field for field, _message in errors] == ["comment"]
    factories.close(case, by="supervisor", reason="文" * 10)
    errors = errors_of(lifecycle.reopen, reason, by="supervisor", case=case)
    assert [field for field, _message in errors] == ["comment"]


def test_a_reason_is_not_endless(case):
    factories.bring_to(case, config.RATED)
    errors = errors_of(lifecycle.close, "文" * 501, by="clerk", case=case)
    assert errors == [("comment", "error_reason_long")]


def test_a_reopened_case_waits_for_the_unit_again_and_keeps_its_rounds(case):
    factories.bring_to(case, config.CLOSED)
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, REASON)
    assert (case.state, case.pending, case.satisfaction) == (config.SUBMITTED, True, "")
    assert [feedback.satisfaction for feedback in case.rounds] == ["satisfied"]
    assert [brain.number for brain in listings.pending(["jwc"])] == [case.getId()]
    factories.answer(case)
    factories.rate(case, "very_satisfied")
    assert [feedback.satisfaction for feedback in case.rounds] == ["satisfied", "very_satisfied"]
    assert catalog_upkeep.check() == []


# What was sent


def test_what_is_missing_or_wrong_in_an_answer_is_told_field_by_field(case):
    long = "文" * 2001
    for content, outcome, expected in (
        ("", "", [("outcome", "error_outcome"), ("content", "error_feedback")]),
        (None, None, [("outcome", "error_outcome"), ("content", "error_feedback")]),
        ("\u3000\n", "resolved", [("content", "error_feedback")]),
        ("太短", "resolved", [("content", "error_feedback_short")]),
        (long, "resolved", [("content", "error_feedback_long")]),
        (factories.ANSWER, "solved", [("outcome", "error_outcome")]),
        (factories.ANSWER, ["resolved"], [("outcome", "error_outcome")]),
        (5, "resolved", [("content", "error_not_text")]),
    ):
        assert errors_of(lifecycle.answer, content, outcome, by="clerk", case=case) == expected


def test_what_is_missing_or_wrong_in_a_rating_is_told_field_by_field(case):
    factories.answer(case)
    for args, expected in (
        (("",), [("level", "error_level")]),
        ((None,), [("level", "error_level")]),
        (("good",), [("level", "error_level")]),
        ((5,), [("level", "error_level")]),
        ((["satisfied"],), [("level", "error_level")]),
        (("satisfied", "文" * 501), [("comment", "error_comment_long")]),
        (("satisfied", 5), [("comment", "error_not_text")]),
        (("satisfied", "", "yes"), [("contact_consent", "error_contact_consent")]),
        (("satisfied", "", True, "1" * 101), [("contact", "error_contact_long")]),
    ):
        assert errors_of(lifecycle.rate, *args, by="teacher", case=case) == expected


@pytest.mark.parametrize("payload", [None, "text", 5, [], {}])
def test_a_transition_without_what_it_needs_is_refused(university, portal, payload):
    tool = portal.portal_workflow
    for by, state, name, key in (
        ("clerk", config.SUBMITTED, "answer", "feedback"),
        ("teacher", config.ANSWERED, "rate", "satisfaction"),
    ):
        case = factories.bring_to(factories.submit("teacher"), state)
        for payloads in ({}, {key: payload}, {"comment": REASON}):
            with (
                factories.nothing_written(portal, case),
                factories.acting_as(by),
                pytest.raises(InvalidInput),
            ):
                tool.doActionFor(case, name, **payloads)


ANYTHING = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(),
    lambda inner: strategies.lists(inner) | strategies.dictionaries(strategies.text(), inner),
    max_leaves=4,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    feedback=ANYTHING | strategies.fixed_dictionaries({"content": ANYTHING, "outcome": ANYTHING}),
    comment=ANYTHING,
)
def test_whatever_is_sent_as_an_answer_is_taken_or_refused(case, portal, feedback, comment):
    with factories.acting_as("clerk"), pytest.raises(InvalidInput):
        portal.portal_workflow.doActionFor(case, "answer", feedback=feedback, comment=comment)
    assert case.state == config.SUBMITTED
    assert case.rounds == []


def test_what_a_caller_handed_over_is_not_changed(case, portal):
    feedback = {"content": f" {factories.ANSWER} ", "outcome": config.RESOLVED}
    with factories.acting_as("clerk"):
        portal.portal_workflow.doActionFor(case, "answer", feedback=feedback)
    assert feedback["content"] == f" {factories.ANSWER} "
    assert case.rounds[0].content == factories.ANSWER


# What the workflow's history notes


def test_the_history_notes_step_time_and_reason_and_nobodys_name(case, portal):
    tool = portal.portal_workflow
    with factories.acting_as("clerk"):
        feedback = {"content": factories.ANSWER, "outcome": config.RESOLVED}
        tool.doActionFor(case, "answer", feedback=feedback, comment="我是柳明溪")
    with factories.acting_as("teacher"):
        tool.doActionFor(case, "rate", satisfaction={"level": "satisfied"}, comment="我是方晓棠")
    factories.close(case, by="clerk", reason="办结。")
    history = case.workflow_history[config.WORKFLOW_ID]
    assert [entry["action"] for entry in history] == [None, "answer", "rate", "close"]
    assert [entry["comments"] for entry in history] == ["", "", "", "办结。"]
    for entry in history:
        assert set(entry) == {"action", "comments", "time", "review_state"}


# Consent at the rating


def test_a_consent_at_the_rating_gives_the_unit_the_contact(case):
    factories.answer(case)
    factories.rate(case, "dissatisfied", contact_consent=True, contact="8888 2662")
    assert case.contact_consent is True
    assert get_identity(case).contact == "8888 2662"


def test_a_rating_without_a_consent_leaves_an_earlier_one_as_it_is(university):
    case = factories.submit("teacher", contact_consent=True, contact="8888 2662")
    factories.answer(case)
    factories.rate(case, "dissatisfied", contact="9999")
    assert case.contact_consent is True
    assert get_identity(case).contact == "8888 2662"


# The door behind the doors


def test_the_rules_hold_when_somebody_opens_the_workflows_guards(case, portal):
    transitions = portal.portal_workflow[config.WORKFLOW_ID].transitions
    for name in lifecycle.TRANSITIONS:
        transitions[name].guard = None
    payload = {"content": factories.ANSWER, "outcome": config.RESOLVED}
    for by in ("dean", "webmaster", "teacher", None):
        with (
            factories.nothing_written(portal, case),
            factories.acting_as(by),
            pytest.raises(NotPermitted),
        ):
            portal.portal_workflow.doActionFor(case, "answer", feedback=payload)


@pytest.mark.parametrize(
    "role", [config.ROLE_UNIT_ADMINISTRATOR, config.ROLE_EVALUATOR, "Owner", "Manager"]
)
def test_a_role_granted_by_hand_does_not_make_anybody_a_party(case, portal, role):
    """The three roles of ours can be ticked in Plone's users panel."""
    api.user.grant_roles(username="student", roles=[role])
    case.__parent__.manage_setLocalRoles("student", [role])
    for state in config.STATES:
        case = factories.bring_to(factories.submit("teacher"), state)
        with factories.acting_as("student"):
            assert lifecycle.possible(case) == []


def test_a_technical_user_with_the_supervisors_role_can_close_what_nobody_rated(case, portal):
    """What acts without a person (a clock) has an own user and this one role, never Manager."""
    factories.answer(case)
    clock = SimpleUser("jgzf-clock", "", [config.ROLE_SUPERVISOR], [])
    with api.env.adopt_user(user=clock.__of__(portal.acl_users)):
        assert lifecycle.possible(case) == ["return", "close"]
        lifecycle.close(case, REASON)
    assert (case.state, case.satisfaction) == (config.CLOSED, "")


def test_there_is_no_other_step(case):
    with factories.acting_as("supervisor"):
        assert lifecycle.refusal(case, "publish").message == "error_no_such_step"
