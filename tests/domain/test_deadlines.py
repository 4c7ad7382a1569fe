from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hnu.jgzf import config
from hnu.jgzf.domain import deadlines
from hypothesis import given
from hypothesis import strategies
import pytest


# 2026-11-23 is a Monday
MONDAY = date(2026, 11, 23)
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
        (date(2016, 9, 14), date(2016, 9, 21)),  # a Monday-to-Friday count
        (date(2026, 12, 30), date(2027, 1, 6)),
        (date(2028, 2, 28), date(2028, 3, 6)),  # a leap year
    ],
)
def test_an_answer_is_due_on_the_fifth_working_day_after(received, due):
    assert deadlines.due_date(received) == due


def test_the_day_of_receipt_is_the_day_in_shanghai():
    late_in_london = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert deadlines.due_date(late_in_london) == deadlines.due_date(date(2026, 11, 25))
    one_minute_to_midnight = datetime(2026, 11, 24, 23, 59, tzinfo=config.TIMEZONE)
    assert deadlines.due_date(one_minute_to_midnight) == deadlines.due_date(date(2026, 11, 24))


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
    due = deadlines.due_date(received, count)
    assert deadlines.working_days_between(received, due) == count
    assert count == 0 or deadlines.is_working_day(due)


@given(due=days, offset=strategies.integers(-60, 60))
def test_the_sign_says_whether_it_is_over(due, offset):
    today = due + timedelta(days=offset)
    left = deadlines.working_days_left(due, today)
    assert (left < 0) == (today > due)
    assert deadlines.working_days_left(due, today + timedelta(days=1)) <= left
