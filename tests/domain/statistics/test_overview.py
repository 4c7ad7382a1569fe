"""What a page shows of a selection: groups with names, means, and never yesterday's figures."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.statistics import overview
from hnu.jgzf.domain.statistics import period
from hnu.jgzf.domain.statistics.selection import Selection
from tests import factories
import pytest


DAY = date(2026, 11, 24)
EVERYTHING = Selection()


def at(day, hour=10):
    return dates.at(datetime(day.year, day.month, day.day, hour, tzinfo=config.TIMEZONE))


@pytest.fixture
def some(university):
    """Two cases of jwc, one of them about a person and answered; one of hqc a month before."""
    with at(DAY - timedelta(days=40)):
        factories.submit("student", unit="hqc")
    with at(DAY - timedelta(days=6)):
        factories.submit("teacher")
        factories.answer(factories.submit("teacher", staff_member="20120356"))
    return university


def made(selection=EVERYTHING, **options):
    return overview.overview(selection, DAY, **options)


def test_units_without_cases_stand_among_the_others(some):
    factories.add_unit("tsg", "图书馆")
    factories.add_unit("old", "旧单位", active=False)
    found = made()
    assert [(unit.token, unit.title, unit.counts["received"]) for unit in found.units] == [
        ("hqc", "后勤处", 1),
        ("jwc", "教务处", 2),
        ("tsg", "图书馆", 0),
    ]
    assert found.university_units == 2
    assert found.unit_mean("received") == 1.5
    assert [unit.per_100_staff for unit in found.units] == [100, 100, None]


def test_only_the_units_of_the_selection_stand_in_it(some):
    found = made(Selection(units=("jwc",)))
    assert [unit.token for unit in found.units] == ["jwc"]
    assert found.figures.counts["received"] == 2
    assert found.university.counts["received"] == 3


def test_people_are_counted_when_asked_for(some):
    selection = Selection(units=("jwc",))
    assert made(selection).people == ()
    assert [
        (person.token, person.title, person.counts["received"])
        for person in made(selection, people=True).people
    ] == [("20120356", "姜砚秋", 1), ("20090417", "周允礼", 0)]


def test_the_period_before_is_counted_beside_it(some):
    month = period.month(DAY, DAY)
    found = made(Selection(month.first, month.last), before=month.before)
    assert found.figures.counts["received"] == 2
    assert found.before.counts["received"] == 1


def test_a_new_case_is_in_the_figures_at_once(some):
    assert made().figures.counts["received"] == 3
    with at(DAY):
        factories.submit("teacher")
    assert made().figures.counts["received"] == 4


def test_the_best_come_first_and_equals_share_a_place(some):
    def group(token, part, whole):
        counts = {**overview.NOTHING.counts, "satisfied": part, "rated": whole}
        return overview.Group(counts, overview.NOTHING.times, None, token)

    groups = [group("a", 4, 8), group("b", 4, 4), group("c", 9, 9), group("d", 5, 10)]
    groups += [group("e", 1, 10), group("f", 0, 0)]
    assert [(place, one.token) for place, one in overview.ranked(groups, "satisfaction_rate")] == [
        (1, "c"),
        (2, "a"),
        (2, "d"),
        (4, "e"),
    ]


def test_weeks_are_mondays_and_the_running_one_is_marked(some):
    month = period.month(DAY, DAY)
    steps = made(Selection(month.first, month.last)).trend
    assert [(step.short, step.counts["received"], step.is_complete) for step in steps] == [
        ("10/26", 0, False),
        ("11/2", 0, True),
        ("11/9", 0, True),
        ("11/16", 2, True),
        ("11/23", 0, False),
    ]
    assert [step.words for step in steps][:2] == ["2026年11月1日", "2026年11月2日至8日"]


def test_a_year_goes_by_month_and_many_years_by_year(some):
    assert [step.short for step in made(Selection(date(2026, 1, 1), DAY)).trend] == [
        f"{number}月" for number in range(1, 12)
    ]
    assert [step.short for step in made(Selection(date(2020, 1, 1), DAY)).trend] == [
        str(number) for number in range(2020, 2027)
    ]
    assert sum(step.counts["received"] for step in made().trend) == 3
