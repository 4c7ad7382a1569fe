"""Rates with their intervals, and times."""

from hnu.jgzf.domain.statistics import figures
from hnu.jgzf.domain.statistics.figures import Share
from hnu.jgzf.domain.statistics.pictures import percent
from hypothesis import given
from hypothesis import strategies as st
import math
import numpy
import pytest


# Newcombe, Statistics in Medicine 17 (1998), table I, method 3: Wilson's without correction
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(part, whole, low, high):
    found = Share(part, whole).interval
    assert [round(end, 4) for end in found] == [low, high]


@given(st.integers(5, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_rate_lies_in_its_interval(numbers):
    share = Share(*numbers)
    low, high = share.interval
    assert 0 <= low <= share.rate <= high <= 1


def test_fewer_than_five_have_neither():
    assert (Share(4, 4).rate, Share(4, 4).interval) == (None, None)
    assert Share(5, 5).rate == 1


@given(st.lists(st.integers(0, 60), min_size=1, max_size=80))
def test_times_are_the_textbooks(days):
    (found,) = figures.times_of(numpy.array(days), numpy.zeros(len(days), dtype=int))
    days = sorted(days)
    assert found.mean == pytest.approx(sum(days) / len(days))
    middle = len(days) // 2
    median = days[middle] if len(days) % 2 else (days[middle - 1] + days[middle]) / 2
    assert found.median == median
    assert found.percentile_90 == days[math.ceil(0.9 * len(days)) - 1]


def test_without_answers_there_is_no_time():
    assert figures.times_of(numpy.array([], dtype=int), numpy.array([], dtype=int)) == []


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(164, 177, "92.7%"), (1, 8, "12.5%"), (581, 2000, "29.1%"), (0, 5, "0.0%"), (5, 5, "100.0%")],
)
def test_halves_are_rounded_up_as_by_hand(part, whole, words):
    assert percent(Share(part, whole).rate) == words
