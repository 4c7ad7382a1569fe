"""Working days: the national calendar, the university's own days, and years nobody knows yet."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hypothesis import given
from hypothesis import strategies
from tests.domain.calendars import configure
from tests.domain.calendars import know_years
from tests.domain.calendars import row
import chinese_calendar
import pytest


DAY = timedelta(days=1)
days = strategies.dates(date(2014, 1, 1), date(2027, 12, 31))

# No announcement will ever be there before these tests are.
FAR = 2060


def weekdays_off(year):
    """Days from Monday to Friday on which the calendar rests."""
    day, found = date(year, 1, 1), []
    while day.year == year:
        if day.weekday() < 5 and not calendar.is_working_day(day):
            found.append(day)
        day += DAY
    return found


@pytest.mark.parametrize("year", range(2015, 2027))
def test_every_day_is_what_chinesecalendar_says(year):
    day = date(year, 1, 1)
    while day.year == year:
        assert calendar.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += DAY


def test_every_year_from_the_first_announcement_on_is_known_without_a_gap():
    known = [year for year in range(1990, 2100) if calendar.in_library(year)]
    assert known == list(range(config.FIRST_CALENDAR_YEAR, known[-1] + 1))
    assert known[-1] >= 2026


# A list of days, slowly counted, is what the counts are compared with.


@given(first=days, last=days)
def test_between_two_days_lie_as_many_working_days_as_one_counts(first, last):
    expected = 0
    day = first
    while day < last and (last - first).days < 900:
        day += DAY
        expected += calendar.is_working_day(day)
    if (last - first).days < 900:
        assert calendar.working_days_between(first, last) == expected


@given(day=days, count=strategies.integers(1, 400))
def test_adding_working_days_ends_on_a_working_day_so_many_later(day, count):
    end = calendar.add_working_days(day, count)
    assert calendar.is_working_day(end)
    assert calendar.working_days_between(day, end) == count


@given(day=days, count=strategies.integers(1, 400))
def test_going_back_ends_on_a_working_day_so_many_earlier(day, count):
    start = calendar.add_working_days(day, -count)
    assert calendar.is_working_day(start)
    # ``between`` counts its last day and not its first.
    assert calendar.working_days_between(start - DAY, day - DAY) == count


def test_no_working_day_on_is_the_day_itself_whatever_it_is():
    sunday = date(2026, 11, 29)
    assert calendar.add_working_days(sunday, 0) == sunday
    assert calendar.working_days_between(sunday, sunday) == 0


@pytest.mark.parametrize("year", [1949, 1, 2101, 2500, 9990])
def test_a_year_that_the_library_lacks_has_its_weekends(year):
    monday = calendar.add_working_days(date(year, 3, 1), 5)
    assert monday.weekday() < 5
    assert calendar.working_days_between(date(year, 3, 1), monday) == 5
    assert not calendar.is_known(monday)


# Known and not known


def test_the_last_days_of_a_year_wait_for_the_announcement_of_the_next(monkeypatch):
    know_years(monkeypatch, 2025, 2026)
    assert calendar.is_known(date(2026, 1, 1))
    assert calendar.is_known(date(2026, 12, 27))
    assert not calendar.is_known(date(2026, 12, 28))
    assert not calendar.is_known(date(2027, 1, 1))


def test_no_announcement_so_far_moved_a_day_before_the_last_four_of_a_year():
    # Their working weekends before New Year's Day
    for year in range(2001, 2027):
        day = date(year, 12, 20)
        while (day.month, day.day) < calendar.NEW_YEAR_REACHES_BACK_TO:
            assert calendar.is_working_day(day) == (day.weekday() < 5), day
            day += DAY


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 6, 1), []),
        (date(2026, 11, 27), []),
        (date(2026, 11, 28), [2027]),  # thirty days before the first day that can move
        (date(2026, 12, 31), [2027]),
        (date(2027, 1, 1), [2027]),
        (date(2027, 11, 27), [2027]),
        (date(2027, 12, 15), [2027, 2028]),
    ],
)
def test_a_year_is_missed_before_deadlines_reach_it(monkeypatch, today, missing):
    know_years(monkeypatch, 2025, 2026)
    assert calendar.missing_years(today) == missing


# The university's own days


@pytest.fixture
def settings(portal):
    return configure


def test_a_day_off_and_a_working_day_of_the_university_count(settings):
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    settings(days=[row(friday, note="校庆"), row(saturday, kind=config.DAY_WORKING)])
    assert not calendar.is_working_day(friday)
    assert calendar.is_working_day(saturday)
    settings(days=[])
    assert calendar.is_working_day(friday)
    assert not calendar.is_working_day(saturday)


def test_the_universitys_days_go_before_the_national_calendar(settings):
    golden_week = row(date(2026, 10, 1), date(2026, 10, 7), config.DAY_WORKING)
    settings(days=[golden_week, row(date(2026, 10, 10))])
    assert calendar.is_working_day(date(2026, 10, 3))
    assert not calendar.is_working_day(date(2026, 10, 10)), "a working Saturday for the nation"


@pytest.mark.parametrize("stop", [False, True])
def test_vacations_stop_the_clock_only_where_they_are_to(settings, stop):
    vacation = row(date(2026, 7, 15), date(2026, 8, 25), config.DAY_VACATION)
    working = row(date(2026, 8, 1), kind=config.DAY_WORKING)
    off = row(date(2026, 8, 3))
    settings(days=[working, vacation, off], vacations_stop_the_clock=stop)
    assert calendar.is_working_day(date(2026, 7, 20)) is not stop
    assert calendar.is_working_day(date(2026, 8, 1)), "a Saturday, but said to be a working day"
    assert not calendar.is_working_day(date(2026, 8, 3))
    assert calendar.is_working_day(date(2026, 8, 26))


def test_a_row_over_new_year_holds_on_both_sides(settings):
    settings(days=[row(date(2025, 12, 30), date(2026, 1, 9))])
    assert calendar.add_working_days(date(2025, 12, 29), 1) == date(2026, 1, 12)


def test_by_default_there_are_no_days_of_the_university(portal):
    assert calendar.current().rows == ()
    assert calendar.current().vacations_stop is False


def test_what_is_counted_follows_the_value_of_the_settings_not_the_object(settings, portal):
    """Another process may have saved; here it is the stored list itself that is changed."""
    from hnu.jgzf.interfaces.working_days import IWorkingDays
    from plone import api

    monday = date(2026, 11, 30)
    settings(days=[row(monday)])
    assert not calendar.is_working_day(monday)
    stored = api.portal.get_registry_record("days", interface=IWorkingDays)
    stored[0]["kind"] = config.DAY_WORKING
    assert calendar.is_working_day(monday)


# Years entered by hand


@pytest.fixture
def far():
    with dates.at(datetime(FAR, 1, 15, tzinfo=config.TIMEZONE)):
        yield


def test_a_year_that_is_entered_in_full_is_known_and_has_no_estimates(settings, far):
    estimated = weekdays_off(FAR)
    assert estimated
    new_year, labour_day = date(FAR, 1, 1), date(FAR, 5, 1)
    settings(days=[row(new_year), row(labour_day)])
    assert not calendar.is_known(labour_day)
    assert set(estimated) <= set(weekdays_off(FAR))
    settings(complete_years=(FAR,))
    assert calendar.is_known(labour_day)
    assert not calendar.is_known(date(FAR, 12, 31)), "the year after it is not entered"
    own = [day for day in (new_year, labour_day) if day.weekday() < 5]
    assert weekdays_off(FAR) == own


def test_the_librarys_year_stays_below_own_rows_once_it_has_it(settings):
    before = weekdays_off(2026)
    settings(complete_years=(2026,), days=[row(date(2026, 11, 27))])
    assert weekdays_off(2026) == [*before, date(2026, 11, 27)]
