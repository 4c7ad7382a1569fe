"""What may stand in the university's own calendar."""

from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import university_days
from hnu.jgzf.interfaces.errors import InvalidInput
from tests.domain.calendars import configure
from tests.domain.calendars import know_years
from tests.domain.calendars import row
from zope.i18n import translate
import pytest


WORKING, VACATION = config.DAY_WORKING, config.DAY_VACATION


@pytest.fixture(autouse=True)
def november():
    with dates.at(datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE)):
        yield


def problems(rows, years=()):
    """What is said about them, as pairs of field and words."""
    try:
        university_days.check(rows, years)
    except InvalidInput as refusal:
        return [
            (error.field, translate(error.message, target_language="zh_CN"))
            for error in refusal.errors
        ]
    return []


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row(date(2001, 1, 1)), row(date(2031, 12, 31))],
        # the same thing twice is no contradiction
        [row(date(2026, 12, 1), date(2026, 12, 4)), row(date(2026, 12, 4), date(2026, 12, 9))],
        # nor is a working day within a vacation
        [row(date(2027, 1, 20), date(2027, 2, 25), VACATION), row(date(2027, 1, 23), kind=WORKING)],
        [row(date(2026, 12, 1)), row(date(2026, 12, 2), kind=WORKING)],
        [row(date(2026, 12, 1), note="校" * config.DAY_NOTE_MAX_LENGTH)],
        [row(date(2026, 7, 1), date(2027, 1, 16), VACATION)],  # 200 days
    ],
)
def test_rows_that_make_sense_pass(portal, rows):
    assert problems(rows) == []


FINE = row(date(2026, 12, 24))


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        (
            row(date(2000, 12, 31), date(2001, 1, 1)),
            "row-2-from",
            "第 2 行：日期应在 2001 年至 2031 年之间。",
        ),
        (
            row(date(2026, 1, 1), date(2206, 1, 1)),
            "row-2-until",
            "第 2 行：日期应在 2001 年至 2031 年之间。",
        ),
        (
            row(date(2026, 12, 5), date(2026, 12, 4)),
            "row-2-until",
            "第 2 行：截止日期早于起始日期，请修改。",
        ),
        (
            row(date(2026, 7, 1), date(2027, 1, 17), VACATION),
            "row-2-until",
            "第 2 行：超过 200 天，请核对日期。",
        ),
        (
            row(date(2026, 12, 5), note="校" * (config.DAY_NOTE_MAX_LENGTH + 3)),
            "row-2-note",
            "第 2 行：说明超出 3 字，请删减。",
        ),
        (
            row(date(2026, 12, 20), date(2026, 12, 31), WORKING),
            "row-2-from",
            "第 2 行与第 1 行矛盾（2026年12月24日），请修改。",
        ),
    ],
)
def test_a_row_that_makes_none_is_named_at_its_cell(portal, wrong, field, words):
    assert problems([FINE, wrong]) == [(field, words)]


def test_a_last_day_that_is_left_out_is_the_first(portal):
    rows = [{**row(date(2026, 12, 1), note=" 校庆\n放假 "), "until": None}]
    assert problems(rows) == []
    assert university_days.cleaned(rows) == [row(date(2026, 12, 1), note="校庆 放假")]


def test_a_year_is_not_entered_in_full_while_statutory_holidays_are_missing(portal, monkeypatch):
    know_years(monkeypatch, 2025, 2026)
    rows = [row(date(2027, 1, 1), date(2027, 1, 3)), row(date(2027, 10, 1), date(2027, 10, 7))]
    assert problems(rows, (2027,)) == [
        ("complete_years", "2027 年没有全部录入：2027年5月1日未录入为放假。")
    ]
    assert problems([*rows, row(date(2027, 5, 1), date(2027, 5, 5))], (2027,)) == []
    assert problems([], (2026,)) == [], "the library has it"


def test_one_can_choose_the_years_that_the_library_lacks_and_those_that_were_chosen(
    portal, monkeypatch
):
    know_years(monkeypatch, 2025, 2026)
    assert university_days.choosable_years() == [2027]
    configure(complete_years=(2024,))
    assert university_days.choosable_years() == [2024, 2027]
    know_years(monkeypatch, 2024, 2025, 2026, 2027)
    configure(complete_years=())
    assert university_days.choosable_years() == []
