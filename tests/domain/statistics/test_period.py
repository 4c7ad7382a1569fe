"""Periods of statistics, the one before, and what they are called."""

from datetime import date
from hnu.jgzf.domain.dates import span
from hnu.jgzf.domain.statistics import period
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.calendars import configure
import pytest


DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))


@pytest.fixture(autouse=True)
def registry(portal):
    """Where terms are entered: none of them."""


def term(name, first, last):
    return {"name": name, "from": first, "until": last}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 9, 1), date(2026, 11, 24), "2026年9月1日至11月24日"),
        (date(2026, 11, 1), date(2026, 11, 24), "2026年11月1日至24日"),
        (date(2026, 9, 1), date(2027, 1, 31), "2026年9月1日至2027年1月31日"),
        (date(2028, 2, 29), date(2028, 2, 29), "2028年2月29日"),
    ],
)
def test_a_span_says_once_what_its_days_have_in_common(first, last, words):
    assert span(first, last) == words


def test_the_present_term_ends_today_and_is_compared_with_as_much_of_the_last_one():
    found = period.term(date(2026, 11, 24), date(2026, 11, 24))
    assert (found.first, found.last, found.end) == (
        date(2026, 9, 1),
        date(2026, 11, 24),
        date(2027, 1, 31),
    )
    assert found.is_running
    assert found.before.words == "2026年2月1日至4月26日"
    assert (found.last - found.first) == (found.before.last - found.before.first)


def test_a_term_that_is_over_is_compared_with_all_of_the_last_one():
    found = period.term(date(2026, 3, 9), date(2026, 11, 24))
    assert found.words == "2026年2月1日至8月31日"
    assert found.before.words == "2025年9月1日至2026年1月31日"
    assert not found.is_running


@pytest.mark.parametrize(
    ("day", "today", "words", "before"),
    [
        (date(2026, 11, 3), date(2026, 11, 24), "2026年11月1日至24日", "2026年10月1日至24日"),
        (date(2027, 3, 30), date(2027, 3, 30), "2027年3月1日至30日", "2027年2月1日至28日"),
        (date(2028, 3, 5), date(2028, 5, 1), "2028年3月1日至31日", "2028年2月1日至29日"),
        (date(2027, 1, 5), date(2027, 1, 5), "2027年1月1日至5日", "2026年12月1日至5日"),
    ],
)
def test_months(day, today, words, before):
    found = period.month(day, today)
    assert (found.words, found.before.words) == (words, before)


@pytest.mark.parametrize(
    ("today", "words", "before"),
    [
        (date(2026, 11, 24), "2026年1月1日至11月24日", "2025年1月1日至11月24日"),
        (date(2028, 2, 29), "2028年1月1日至2月29日", "2027年1月1日至2月28日"),
        (date(2026, 12, 31), "2026年1月1日至12月31日", "2025年1月1日至12月31日"),
    ],
)
def test_years(today, words, before):
    found = period.year(today, today)
    assert (found.words, found.before.words) == (words, before)


def test_free_days_are_compared_with_as_many_before_them():
    found = period.custom(date(2028, 2, 25), date(2028, 3, 5))
    assert found.before.words == "2028年2月15日至24日"
    assert found.token == "custom"


def test_entered_terms_take_the_place_of_the_usual_ones():
    configure(
        terms=[
            term("2026—2027学年秋季学期", date(2026, 8, 31), date(2027, 1, 17)),
            term("2026—2027学年春季学期", date(2027, 2, 22), date(2027, 7, 11)),
        ]
    )
    autumn = period.term(date(2026, 8, 31))
    assert (autumn.name, autumn.words) == (
        "2026—2027学年秋季学期",
        "2026年8月31日至2027年1月17日",
    )
    # In the holidays the present term is the one that is over.
    assert period.term(date(2027, 2, 10), date(2027, 2, 10)).words == autumn.words
    # The usual one before ends where the entered one begins.
    assert autumn.before.words == "2026年2月1日至8月30日"
    assert period.term(date(2027, 3, 1)).before.words == autumn.words
    # The usual ones go on after the last that was entered.
    assert period.term(date(2027, 9, 1)).words == "2027年9月1日至2028年1月31日"


@given(day=DAYS, today=DAYS, kind=st.sampled_from(sorted(period.MAKERS)))
def test_periods_lie_side_by_side(day, today, kind):
    found = period.MAKERS[kind](day, today)
    assert found.first <= day <= found.end
    assert found.first <= found.last <= found.end
    whole = period.MAKERS[kind](day)
    assert whole.before.end.toordinal() + 1 == whole.first.toordinal()
    assert found.before.first == whole.before.first
    assert period.MAKERS[kind](found.first) == whole
