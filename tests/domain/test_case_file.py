from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.case_file import CaseFile
from tests import factories
import pytest


MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=config.TIMEZONE)
DAY = timedelta(days=1)
REASON = "事项已经多次沟通，双方同意办结。"


def file_of(case, userid):
    with factories.acting_as(userid):
        return CaseFile(case)


@pytest.fixture
def whole_way(university):
    """A case answered twice, closed, reopened and answered again, a step a day."""
    with dates.at(MORNING):
        case = factories.submit("teacher", staff_member="20090417")
    steps = (
        lambda: factories.answer(case),
        lambda: factories.rate(case, "dissatisfied"),
        lambda: factories.answer(case),
        lambda: factories.close(case, by="supervisor", reason=REASON),
        lambda: _reopen(case),
        lambda: factories.answer(case),
    )
    for n, step in enumerate(steps, 1):
        with dates.at(MORNING + n * DAY):
            step()
    return case


def _reopen(case):
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, "评价人来电，请再次办理此事。")


def test_every_step_is_told_in_order_with_its_round_and_its_moment(whole_way):
    steps = file_of(whole_way, "teacher").steps
    assert [(step.action, step.round) for step in steps] == [
        (None, 0),
        ("answer", 1),
        ("rate", 1),
        ("answer", 2),
        ("close", 2),
        ("reopen", 2),
        ("answer", 3),
    ]
    assert [step.at for step in steps] == [MORNING + n * DAY for n in range(7)]
    assert [step.feedback and step.feedback.getId() for step in steps] == [
        None, "1", "1", "2", "2", "2", "3",
    ]  # fmt: skip
    assert [step.reason for step in steps if step.reason] == [
        REASON,
        "评价人来电，请再次办理此事。",
    ]


def test_closings_are_the_steps_that_ended_or_reopened_the_case(whole_way):
    closings = file_of(whole_way, "student").closings
    assert [closing.action for closing in closings] == ["close", "reopen"]


@pytest.mark.parametrize(
    ("userid", "is_party"),
    [
        ("teacher", True),
        ("clerk", True),
        ("deputy", True),
        ("supervisor", True),
        ("student", False),
        ("evaluated", False),
        ("dean", False),
        ("webmaster", False),
        ("admin", False),
        ("reviewer", False),
        (None, False),
    ],
)
def test_only_the_parties_see_the_time_of_day(whole_way, userid, is_party):
    file = file_of(whole_way, userid)
    assert file.is_party is is_party
    assert file.moment(MORNING) == (MORNING if is_party else date(2026, 11, 24))
    assert file.moment(None) is None


def test_a_supervisor_with_ties_to_the_unit_is_no_party(whole_way):
    roster.get_unit("jwc").head = "supervisor2"
    file = file_of(whole_way, "supervisor2")
    assert file.is_biased_supervisor
    assert not file.is_party
    assert file.moment(MORNING) == date(2026, 11, 24)
    assert not file_of(whole_way, "supervisor").is_biased_supervisor


def test_a_case_is_overdue_from_the_day_after_its_deadline_while_it_is_pending(university):
    with dates.at(MORNING):
        case = factories.submit("teacher")
    for moment, overdue, left in (
        (datetime(2026, 12, 1, 23, 59, tzinfo=config.TIMEZONE), False, 0),
        (datetime(2026, 12, 2, 0, 0, tzinfo=config.TIMEZONE), True, -1),
        (datetime(2026, 12, 5, 12, 0, tzinfo=config.TIMEZONE), True, -3),
    ):
        with dates.at(moment):
            file = file_of(case, "clerk")
            assert (file.overdue, file.working_days_left) == (overdue, left)
    with dates.at(MORNING + 9 * DAY):
        factories.answer(case)
        assert not file_of(case, "clerk").overdue


def test_nobody_finds_the_evaluator_in_a_file(whole_way):
    for userid in ("clerk", "supervisor", "student"):
        assert "teacher" not in repr(vars(file_of(whole_way, userid)))


def test_supervisors_are_told_who_was_responsible_on_a_day_and_nobody_else(university):
    case = factories.submit("teacher")
    unit = roster.get_unit("jwc")
    unit.administrators = [
        factories.administrator("clerk", until=MORNING.date()),
        factories.administrator("dean", **{"from": MORNING.date() + DAY}),
    ]
    for day, userid in ((MORNING.date(), "clerk"), (MORNING.date() + DAY, "dean")):
        with factories.acting_as("supervisor"):
            (row,) = CaseFile(case).responsible(day)
        assert row["userid"] == userid
        for other in ("teacher", "student", "clerk", "dean", "evaluated", "webmaster"):
            with factories.acting_as(other):
                assert CaseFile(case).responsible(day) is None
