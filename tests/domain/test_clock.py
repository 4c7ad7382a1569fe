from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.notifications import INotificationSettings
from plone import api
from tests import factories
import pytest


# A Monday without holidays near it
MONDAY = date(2026, 11, 9)


def at(day, hour=10):
    return dates.at(datetime(day.year, day.month, day.day, hour, tzinfo=config.TIMEZONE))


def run(day, hour=10):
    with at(day, hour):
        clock.run()


@pytest.fixture
def facts(university):
    """``facts()``: kinds noted so far, in the order of time, submission left out."""
    outbox = box.get_outbox(roster.get_center())
    return lambda: [fact.kind for fact in outbox.undispatched()][1:]


@pytest.fixture
def case(university):
    """Submitted on Monday, due on the Monday after."""
    with at(MONDAY):
        return factories.submit("teacher")


@pytest.fixture
def answered(case):
    """Answered on the day it was submitted."""
    with at(MONDAY, 11):
        factories.answer(case)
    return case


DUE = MONDAY + timedelta(days=7)


def test_on_the_working_day_before_administrators_are_reminded_once(case, facts):
    run(DUE - timedelta(days=4))
    assert facts() == []
    run(DUE - timedelta(days=3))
    run(DUE - timedelta(days=3), 11)
    run(DUE)
    assert facts() == ["due_soon"]


def test_on_the_first_and_third_working_day_after_it_is_overdue(case, facts):
    for days in range(8):
        run(DUE + timedelta(days=days))
    assert facts() == ["due_soon", "overdue", "long_overdue"]


def test_after_days_without_a_worker_only_what_is_true_is_said(case, facts):
    run(DUE + timedelta(days=4))
    run(DUE + timedelta(days=4), 11)
    assert facts() == ["long_overdue"]


def test_what_is_answered_is_not_late(answered, facts):
    run(DUE + timedelta(days=3))
    assert facts() == ["answered"]


def test_an_answer_nobody_rates_is_closed_after_fifteen_working_days(answered, facts):
    last = date(2026, 11, 30)
    run(last - timedelta(days=5))
    assert facts() == ["answered"]
    run(last - timedelta(days=4))
    run(last)
    assert facts() == ["answered", "closing_soon"]
    assert answered.state == config.ANSWERED
    run(last + timedelta(days=1))
    assert facts() == ["answered", "closing_soon", "closed"]
    assert answered.state == config.CLOSED
    assert answered.satisfaction == ""


def test_a_deferred_answer_comes_back_on_its_planned_day_and_is_never_closed(case, facts):
    planned = date(2027, 1, 11)
    with at(MONDAY, 11):
        factories.answer(case, outcome=config.DEFERRED, planned=planned)
    run(planned - timedelta(days=1))
    assert case.state == config.ANSWERED
    run(planned)
    run(planned, 12)
    assert case.state == config.SUBMITTED
    assert case.pending
    assert case.due == date(2027, 1, 18)
    assert facts() == ["answered", "resumed"]


def test_nobody_but_the_clock_takes_it_up_again(case, facts):
    with at(MONDAY, 11):
        factories.answer(case, outcome=config.DEFERRED, planned=MONDAY + timedelta(days=1))
    for userid in ("clerk", "supervisor", "teacher", "webmaster"):
        with at(DUE), factories.acting_as(userid), pytest.raises(NotPermitted):
            lifecycle.resume(case)


def test_a_planned_day_in_days_without_a_worker_is_made_up_for(case, facts):
    with at(MONDAY, 11):
        factories.answer(case, outcome=config.DEFERRED, planned=MONDAY + timedelta(days=1))
    run(MONDAY + timedelta(days=3))
    run(MONDAY + timedelta(days=3), 11)
    assert case.pending
    assert case.due == MONDAY + timedelta(days=8)
    assert facts() == ["answered", "resumed"]


def test_what_was_closed_before_its_planned_day_stays_closed(case, facts):
    with at(MONDAY, 11):
        factories.answer(case, outcome=config.DEFERRED, planned=MONDAY + timedelta(days=2))
    with at(MONDAY, 12):
        factories.rate(case, "satisfied")
    with at(MONDAY, 13):
        factories.close(case)
    run(MONDAY + timedelta(days=2))
    assert case.state == config.CLOSED
    assert facts() == ["answered", "closed"]


def test_what_was_rated_as_dissatisfied_waits_already_and_is_not_taken_up_again(case, facts):
    with at(MONDAY, 11):
        factories.answer(case, outcome=config.DEFERRED, planned=MONDAY + timedelta(days=2))
    with at(MONDAY, 12):
        factories.rate(case, "dissatisfied")
    due = case.due
    run(MONDAY + timedelta(days=2))
    assert (case.state, case.due) == (config.RATED, due)
    assert facts() == ["answered", "dissatisfied"]


def test_with_zero_days_nothing_is_ever_closed_by_itself(answered, facts):
    api.portal.set_registry_record("close_after", 0, interface=INotificationSettings)
    run(MONDAY + timedelta(days=300))
    assert answered.state == config.ANSWERED
    assert facts() == ["answered"]


@pytest.mark.parametrize("stopped", [True, False])
def test_nobodys_answer_is_closed_before_she_was_warned_and_had_two_working_days(
    answered, facts, stopped
):
    """After days without a worker, and where the setting was shortened."""
    if not stopped:
        api.portal.set_registry_record("close_after", 5, interface=INotificationSettings)
    friday = date(2026, 12, 18) if stopped else date(2026, 11, 20)
    run(friday)
    run(friday, 11)
    for days in range(5):
        run(friday + timedelta(days=days))
        assert answered.state == config.ANSWERED
    assert facts() == ["answered", "closing_soon"]
    run(friday + timedelta(days=5))
    assert answered.state == config.CLOSED
    assert facts() == ["answered", "closing_soon", "closed"]


def test_on_days_off_nobody_is_reminded(university, facts):
    with at(MONDAY - timedelta(days=3)):
        case = factories.submit("teacher")
    friday = MONDAY + timedelta(days=4)
    assert case.due == friday
    run(friday + timedelta(days=1))
    run(friday + timedelta(days=2))
    assert facts() == []
    run(friday + timedelta(days=3))
    assert facts() == ["overdue"]


def test_nobody_is_called_late_for_a_deadline_that_may_still_move(case, facts):
    case.estimated_from = (MONDAY, 5)
    assert case.provisional
    with at(DUE + timedelta(days=1)):
        clock.remind(case)
    assert facts() == []


def test_a_new_round_has_reminders_of_its_own(case, facts):
    run(DUE + timedelta(days=1))
    with at(DUE + timedelta(days=1), 11):
        factories.answer(case)
    with at(DUE + timedelta(days=1), 12):
        factories.rate(case, "dissatisfied")
    for days in range(2, 14):
        run(DUE + timedelta(days=days))
    assert facts() == [
        "overdue",
        "answered",
        "dissatisfied",
        "due_soon",
        "overdue",
        "long_overdue",
    ]
