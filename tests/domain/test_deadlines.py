from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hnu.jgzf import config
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hypothesis import given
from hypothesis import strategies
from pathlib import Path
from tests import factories
from tests.domain.calendars import configure
from tests.domain.calendars import know_years
from tests.domain.calendars import row
import csv
import pytest


# 2026-11-23 is a Monday
MONDAY = date(2026, 11, 23)
VECTORS = Path(__file__).parent / "working-day-vectors.csv"
days = strategies.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),  # Monday
        (date(2026, 11, 24), date(2026, 12, 1)),  # Tuesday
        (date(2026, 11, 27), date(2026, 12, 4)),  # Friday
        (date(2026, 11, 28), date(2026, 12, 4)),  # Saturday
        (date(2026, 11, 29), date(2026, 12, 4)),  # Sunday
        (date(2016, 8, 11), date(2016, 8, 18)),  # the notice's own date
        (date(2016, 9, 14), date(2016, 9, 22)),  # Mid-Autumn
        (date(2024, 2, 23), date(2024, 3, 1)),  # a leap year
    ],
)
def test_an_answer_is_due_on_the_fifth_working_day_after(received, due):
    assert factories.due(received) == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date.fromisoformat(line["received"]), date.fromisoformat(line["due"]))
        for line in csv.DictReader(VECTORS.read_text("utf-8").splitlines())
    ],
)
def test_deadlines_that_were_counted_by_hand(received, due):
    assert factories.due(received) == due
    assert deadlines.deadline(received, 5) == (due, False)


def test_the_day_of_receipt_is_the_day_in_shanghai():
    late_in_london = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert factories.due(late_in_london) == factories.due(date(2026, 11, 25))
    one_minute_to_midnight = datetime(2026, 11, 24, 23, 59, tzinfo=config.TIMEZONE)
    assert factories.due(one_minute_to_midnight) == factories.due(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 11, 24), 5),
        (date(2026, 11, 27), 2),  # Friday
        (date(2026, 11, 28), 2),  # Saturday: Monday and Tuesday are left
        (date(2026, 11, 29), 2),
        (date(2026, 11, 30), 1),
        (date(2026, 12, 1), 0),  # the last day
        (date(2026, 12, 2), -1),
        (date(2026, 12, 4), -3),
        (date(2026, 12, 5), -3),
        (date(2026, 12, 7), -4),
    ],
)
def test_working_days_left_of_a_deadline_on_a_tuesday(today, left):
    assert deadlines.working_days_left(date(2026, 12, 1), today) == left


@pytest.mark.parametrize(("day", "left"), [(27, 0), (28, -1), (29, -1), (30, -1)])
def test_a_deadline_that_passed_on_a_friday_is_overdue_on_saturday_already(day, left):
    assert deadlines.working_days_left(date(2026, 11, 27), date(2026, 11, day)) == left


def test_a_count_skips_weekends_and_does_not_run_backwards():
    assert deadlines.working_days_between(MONDAY, MONDAY) == 0
    assert deadlines.working_days_between(MONDAY, MONDAY + timedelta(days=7)) == 5
    assert deadlines.working_days_between(MONDAY + timedelta(days=7), MONDAY) == 0


@given(received=days, count=strategies.integers(0, 60))
def test_between_receipt_and_due_lie_exactly_so_many_working_days(received, count):
    due = factories.due(received, count)
    assert deadlines.working_days_between(received, due) == count
    assert count == 0 or deadlines.is_working_day(due)


@given(due=days, offset=strategies.integers(-60, 60))
def test_the_sign_says_whether_it_is_over(due, offset):
    today = due + timedelta(days=offset)
    left = deadlines.working_days_left(due, today)
    assert (left < 0) == (today > due)
    assert deadlines.working_days_left(due, today + timedelta(days=1)) <= left


# A setting


@pytest.mark.parametrize(("count", "due"), [(1, date(2026, 11, 25)), (10, date(2026, 12, 8))])
def test_how_many_working_days_there_are_is_a_setting(university, count, due):
    with dates.at(at(2026, 11, 24)):
        old = factories.submit("teacher")
        configure(working_days_to_answer=count)
        new = factories.submit("student")
    assert (old.due, new.due) == (date(2026, 12, 1), due), "what is set is frozen"
    assert not new.provisional


def test_the_universitys_days_move_new_deadlines_and_no_old_ones(university):
    with dates.at(at(2026, 11, 24)):
        old = factories.submit("teacher")
        configure(days=[row(date(2026, 11, 27))])
        new = factories.submit("student")
        assert deadlines.settle_provisional() == []
    assert (old.due, new.due) == (date(2026, 12, 1), date(2026, 12, 2))


# Years that are not announced. None of 2060 will be before this test is obsolete.
# 2059-12-29 is a Monday; without announcement its fifth working day is 2060-01-06.

ESTIMATE = date(2060, 1, 6)
MAY, OCTOBER = row(date(2060, 5, 1)), row(date(2060, 10, 1))


def at(year, month, day):
    return datetime(year, month, day, 10, tzinfo=config.TIMEZONE)


@pytest.fixture
def year_end(university, monkeypatch):
    """The end of a year that is announced, while the next one is not."""
    know_years(monkeypatch, *range(2001, 2060))
    with dates.at(at(2059, 12, 29)):
        yield university


def announce(*rows):
    """The webmaster enters the whole year 2060."""
    configure(days=[*rows, MAY, OCTOBER], complete_years=(2060,))


def test_a_deadline_that_reaches_an_unknown_year_is_provisional(year_end):
    case = factories.submit("teacher")
    assert (case.due, case.provisional) == (ESTIMATE, True)
    assert [brain.number for brain in listings.provisional()] == [case.getId()]
    assert listings.find(case.getId()).provisional is True


def test_a_deadline_before_it_stores_nothing_more_than_before(university):
    with dates.at(at(2026, 11, 24)):
        case = factories.submit("teacher")
    assert case.provisional is False
    assert "estimated_from" not in vars(case)
    assert listings.find(case.getId()).provisional is False
    assert listings.provisional() == []


@pytest.mark.parametrize(
    ("rows", "due"),
    [
        # New Year's Day alone, as estimated
        ([row(date(2060, 1, 1))], ESTIMATE),
        # two days more
        ([row(date(2060, 1, 1), date(2060, 1, 5))], date(2060, 1, 8)),
        # a working Saturday would make it earlier: it stays
        (
            [row(date(2060, 1, 1)), row(date(2060, 1, 3), kind=config.DAY_WORKING)],
            ESTIMATE,
        ),
    ],
)
def test_when_the_year_is_announced_it_is_set_again_but_never_earlier(year_end, rows, due):
    case = factories.submit("teacher")
    assert deadlines.settle_provisional() == []
    announce(*rows)
    assert deadlines.settle_provisional() == [case]
    assert (case.due, case.provisional) == (due, False)
    brain = listings.find(case.getId())
    assert (brain.due, brain.provisional) == (due.toordinal(), False)
    assert catalog_upkeep.check() == []


def test_once_settled_it_is_frozen(year_end):
    case = factories.submit("teacher")
    announce(row(date(2060, 1, 1)))
    deadlines.settle_provisional()
    announce(row(date(2060, 1, 1), date(2060, 1, 20)))
    assert deadlines.settle_provisional() == []
    assert case.due == ESTIMATE


def test_nothing_is_settled_by_days_of_a_year_that_is_not_entered_in_full(year_end):
    case = factories.submit("teacher")
    configure(days=[row(date(2060, 1, 1), date(2060, 1, 5))])
    assert deadlines.settle_provisional() == []
    assert (case.due, case.provisional) == (ESTIMATE, True)


def test_a_library_that_has_learned_the_year_settles_too(year_end, monkeypatch):
    case = factories.submit("teacher")
    know_years(monkeypatch, *range(2001, 2061))
    assert deadlines.settle_provisional() == [case]
    assert (case.due, case.provisional) == (ESTIMATE, False)


def test_it_is_set_again_with_the_days_it_was_set_with(year_end):
    case = factories.submit("teacher")
    configure(working_days_to_answer=20)
    announce(row(date(2060, 1, 1)))
    deadlines.settle_provisional()
    assert case.due == ESTIMATE


def test_an_answer_that_was_late_only_by_the_estimate_is_in_time(year_end):
    case = factories.submit("teacher")
    with dates.at(at(2060, 1, 7)):
        factories.answer(case)
        assert not case.rounds[0].in_time
        announce(row(date(2060, 1, 1), date(2060, 1, 5)))
        assert deadlines.settle_provisional() == [case]
        assert case.rounds[0].in_time
        assert listings.find(case.getId()).answer_due == date(2060, 1, 8)


def test_a_new_round_and_a_reopening_have_deadlines_of_their_own(year_end):
    case = factories.submit("teacher")
    factories.answer(case)
    first = case.rounds[0].due
    factories.rate(case, "dissatisfied")
    assert (case.due, case.provisional) == (ESTIMATE, True)
    announce(row(date(2060, 1, 1), date(2060, 1, 5)))
    deadlines.settle_provisional()
    assert case.due == date(2060, 1, 8)
    assert case.rounds[0].due == first, "the round before is over"
    with dates.at(at(2060, 2, 20)):
        factories.answer(case)
        factories.rate(case, "satisfied")
        factories.close(case)
        with factories.acting_as("supervisor"):
            lifecycle.reopen(case, factories.ANSWER)
        assert case.due == factories.due(date(2060, 2, 20))
        assert not case.provisional


def test_a_round_with_a_known_deadline_ends_the_estimate_of_the_one_before(year_end):
    case = factories.submit("teacher")
    factories.answer(case)
    announce(row(date(2060, 1, 1)))
    with dates.at(at(2060, 1, 15)):
        factories.rate(case, "dissatisfied")
        assert not case.provisional
        assert listings.provisional() == []


def test_without_the_add_on_there_is_nothing_to_settle(portal):
    portal._delObject(config.CATALOG_ID)
    assert deadlines.settle_provisional() == []
