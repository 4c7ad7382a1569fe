"""退回重写 (R17): what was sent back no longer stands, and everything counts what stands."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain.case_file import CaseFile
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
from tests import factories
from tests.domain.calendars import know_years
import pytest


# A Monday without holidays near it
MORNING = datetime(2026, 11, 9, 9, 30, tzinfo=config.TIMEZONE)
DAY = timedelta(days=1)
RUDE = "您反映的情况不属实，请不要无理取闹。"
REASON = "语气不当，且未说明依据，请重写。"


def on(day):
    """Ten o'clock of that ``date``."""
    return dates.at(datetime(day.year, day.month, day.day, 10, tzinfo=config.TIMEZONE))


def steps_of(case, userid):
    with factories.acting_as(userid):
        return CaseFile(case).steps


@pytest.fixture
def whole_way(university):
    """Two answers that were sent back, one in each round; closed and reopened: a step a day."""
    with dates.at(MORNING):
        case = factories.submit("teacher", staff_member="20090417")
    steps = (
        lambda: factories.answer(case, content=RUDE),
        lambda: factories.return_answer(case, reason=REASON),
        lambda: factories.answer(case),
        lambda: factories.rate(case, "dissatisfied"),
        lambda: factories.answer(case, content=RUDE, outcome=config.DEFERRED),
        lambda: factories.return_answer(case, reason=REASON),
        lambda: factories.answer(case, outcome=config.EXPLAINED),
        lambda: factories.rate(case, "satisfied"),
        lambda: factories.close(case),
        lambda: reopen(case),
    )
    for n, step in enumerate(steps, 1):
        with dates.at(MORNING + n * DAY):
            step()
    return case


def reopen(case):
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, factories.REASON)


def test_rounds_are_the_answers_that_stand_and_numbers_count_all(whole_way):
    assert [answer.getId() for answer in whole_way.answers] == ["1", "2", "3", "4"]
    assert [answer.getId() for answer in whole_way.rounds] == ["2", "4"]
    first = whole_way.answers[0]
    assert (first.returned, first.return_reason) == (MORNING + 2 * DAY, REASON)
    assert [r.satisfaction for r in whole_way.rounds] == ["dissatisfied", "satisfied"]
    assert catalog_upkeep.check() == []


def test_every_step_is_told_in_order_with_its_round_and_its_moment(whole_way):
    steps = steps_of(whole_way, "clerk")
    assert [(s.action, s.round, s.feedback and s.feedback.getId()) for s in steps] == [
        (None, 0, None),
        ("answer", 1, "1"),
        ("return", 1, "1"),
        ("answer", 1, "2"),
        ("rate", 1, "2"),
        ("answer", 2, "3"),
        ("return", 2, "3"),
        ("answer", 2, "4"),
        ("rate", 2, "4"),
        ("close", 2, "4"),
        ("reopen", 2, "4"),
    ]
    assert [step.at for step in steps] == [MORNING + n * DAY for n in range(11)]
    assert [step.action for step in CaseFile(whole_way).closings] == ["close", "reopen"]


@pytest.mark.parametrize(
    ("userid", "reads"),
    [
        ("clerk", True),
        ("deputy", True),
        ("supervisor", True),
        ("teacher", False),
        ("student", False),
        ("evaluated", False),
        ("dean", False),
        ("webmaster", False),
        ("supervisor2", False),
        (None, False),
    ],
)
def test_why_it_was_sent_back_is_for_those_who_deal_with_the_case(whole_way, userid, reads):
    roster.get_unit("jwc").head = "supervisor2"
    reasons = {step.reason for step in steps_of(whole_way, userid) if step.action == "return"}
    assert reasons == {REASON if reads else ""}
    history = whole_way.workflow_history[config.WORKFLOW_ID]
    assert REASON not in repr(history)


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        # state, satisfaction, pending, rounds, answered
        (1, ("answered", "", False, 1, True)),
        (2, ("submitted", "", True, 0, False)),
        (3, ("answered", "", False, 1, True)),
        (4, ("rated", "dissatisfied", True, 1, True)),
        (5, ("answered", "", False, 2, True)),
        (6, ("submitted", "", True, 1, True)),
        (7, ("answered", "", False, 2, True)),
        (8, ("rated", "satisfied", False, 2, True)),
    ],
)
def test_lists_count_what_stands_after_each_step(university, n, expected):
    case = factories.submit("teacher")
    for step in (
        lambda: factories.answer(case, content=RUDE),
        lambda: factories.return_answer(case),
        lambda: factories.answer(case),
        lambda: factories.rate(case, "dissatisfied"),
        lambda: factories.answer(case, content=RUDE, outcome=config.DEFERRED),
        lambda: factories.return_answer(case),
        lambda: factories.answer(case),
        lambda: factories.rate(case, "satisfied"),
    )[:n]:
        step()
    brain = listings.find(case.getId())
    found = (
        brain.state,
        brain.satisfaction,
        brain.pending,
        brain.rounds,
        brain.answered is not None,
    )
    assert found == expected
    assert catalog_upkeep.check() == []
    assert brain.planned is None or brain.state == config.ANSWERED


def test_what_was_put_off_and_sent_back_is_not_taken_up_by_the_clock(university):
    with dates.at(MORNING):
        case = factories.submit("teacher")
        factories.answer(case, outcome=config.DEFERRED, planned=MORNING.date() + 2 * DAY)
        factories.return_answer(case)
    assert listings.planned_until(date(2030, 1, 1)) == []
    with dates.at(MORNING + 3 * DAY):
        clock.run()
    assert [s.action for s in steps_of(case, "teacher")] == [None, "answer", "return"]


# The deadline


@pytest.mark.parametrize(
    ("answered", "returned", "due"),
    [
        # Submitted on Monday the 9th, due on Monday the 16th
        (date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 16)),
        (date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 16)),
        (date(2026, 11, 10), date(2026, 11, 13), date(2026, 11, 17)),
        (date(2026, 11, 13), date(2026, 11, 14), date(2026, 11, 17)),  # a Saturday
        (date(2026, 11, 16), date(2026, 11, 16), date(2026, 11, 18)),
        (date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 23)),
    ],
)
def test_the_round_keeps_its_deadline_but_for_two_working_days(university, answered, returned, due):
    with dates.at(MORNING):
        case = factories.submit("teacher")
    with on(answered):
        factories.answer(case)
    with on(returned):
        factories.return_answer(case)
    assert case.due == due
    assert listings.find(case.getId()).due == due.toordinal()
    assert not case.provisional


def test_who_writes_it_anew_too_late_is_late(university):
    with dates.at(MORNING):
        case = factories.submit("teacher")
        factories.answer(case)
        factories.return_answer(case)
    with on(case.due + DAY):
        with factories.acting_as("clerk"):
            assert CaseFile(case).overdue
        factories.answer(case)
    assert not case.rounds[-1].in_time


def test_a_deadline_that_was_an_estimate_stays_one_and_is_settled(university, monkeypatch):
    know_years(monkeypatch, 2026)
    with on(date(2026, 12, 24)):
        case = factories.submit("teacher")
        factories.answer(case)
        assert case.provisional
        estimated = case.estimated_from
        factories.return_answer(case)
    assert case.estimated_from == estimated
    with on(case.due):
        factories.answer(case)
        factories.return_answer(case)
    assert case.estimated_from == (case.answers[-1].returned.date(), 2)
    know_years(monkeypatch, 2026, 2027)
    assert deadlines.settle_provisional() == [case]
    assert not case.provisional
    assert case.due >= factories.due(case.answers[-1].returned, 2)


# Who may, and what is said


@pytest.mark.parametrize("state", [config.SUBMITTED, config.RATED, config.CLOSED])
def test_only_an_answer_that_waits_for_its_rating_goes_back(university, state):
    case = factories.bring_to(factories.submit("teacher"), state)
    with (
        factories.nothing_written(api.portal.get(), case),
        factories.acting_as("supervisor"),
        pytest.raises(NotPossible),
    ):
        lifecycle.return_answer(case, REASON)


@pytest.mark.parametrize("tie", ["evaluator", "head", "administrator", "person", "evaluated"])
def test_nobody_sends_back_the_answer_of_her_own_unit_or_to_herself(university, tie):
    unit = roster.get_unit("jwc")
    case = factories.submit(
        "supervisor" if tie == "evaluator" else "teacher", staff_member="20090417"
    )
    if tie == "head":
        unit.head = "supervisor"
    elif tie == "administrator":
        unit.administrators = [
            factories.administrator("clerk"),
            factories.administrator("supervisor"),
        ]
    elif tie == "person":
        unit["20120356"].userid = "supervisor"
    elif tie == "evaluated":
        unit["20090417"].userid = "supervisor"
    factories.answer(case)
    with (
        factories.nothing_written(api.portal.get(), case),
        factories.acting_as("supervisor"),
        pytest.raises(NotPermitted),
    ):
        lifecycle.return_answer(case, REASON)
    factories.return_answer(case, by="supervisor2")


@pytest.mark.parametrize("reason", [None, "", "太短", "长" * 501, ["原因"] * 10])
def test_it_needs_a_reason(case, reason):
    factories.answer(case)
    with (
        factories.nothing_written(api.portal.get(), case),
        factories.acting_as("supervisor"),
        pytest.raises(InvalidInput) as refused,
    ):
        lifecycle.return_answer(case, reason)
    assert [error.field for error in refused.value.errors] == ["comment"]


def test_it_is_on_record_with_its_reason(case):
    factories.answer(case)
    factories.return_answer(case, reason=REASON)
    with factories.acting_as("supervisor"):
        ((line,), total) = supervision_log.read(act=config.ACT_RETURN)
    assert total == 1
    assert (line.entry.number, line.entry.unit) == (case.getId(), "jwc")
    assert (line.entry.reason, line.entry.userid) == (REASON, "supervisor")


def test_the_unit_and_the_evaluator_are_told(case):
    factories.answer(case)
    factories.dispatch_all()
    factories.return_answer(case)
    factories.dispatch_all()
    messages = get_outbox(roster.get_center()).messages.values()
    told = {(m.role, m.channel, m.userid) for m in messages if m.kind == config.FACT_RETURNED}
    assert told == {
        ("administrators", "sms", "clerk"),
        ("administrators", "sms", "deputy"),
        ("administrators", "mail", "clerk"),
        ("administrators", "mail", "deputy"),
        ("evaluator", "mail", ""),
    }
    assert {m.due for m in messages if m.kind == config.FACT_RETURNED} == {case.due}


def test_the_returned_answer_itself_is_closed_to_members(case):
    factories.answer(case)
    feedback = case["1"]
    with factories.acting_as("student"):
        assert api.user.has_permission("View", obj=feedback)
    factories.return_answer(case)
    for userid in ("student", "teacher", "dean", "webmaster"):
        with factories.acting_as(userid):
            assert not api.user.has_permission("View", obj=feedback)
            assert not api.user.has_permission("Access contents information", obj=feedback)
    factories.answer(case)
    with factories.acting_as("student"):
        assert api.user.has_permission("View", obj=case["2"])
