"""Tries are limited by address or account: in memory, bounded, and with nothing written."""

from concurrent.futures import ThreadPoolExecutor
from hnu.jgzf.domain.tries import Tries
from hnu.jgzf.interfaces.errors import TooMany
import pytest


class Clock:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


def tries_of(most, seconds=900, **options):
    return Tries(most, seconds, "There were too many.", **options)


def count(tries, address, most=100):
    """How many tries there are from that address before it is refused."""
    for number in range(most):
        try:
            tries.begin(address)
        except TooMany:
            return number
    return most


def test_so_many_tries_and_no_more(clock):
    tries = tries_of(most=3, clock=clock)
    assert count(tries, "203.0.113.9") == 3
    assert count(tries, "203.0.113.9") == 0


def test_another_address_has_its_own(clock):
    tries = tries_of(most=3, clock=clock)
    count(tries, "203.0.113.9")
    assert count(tries, "203.0.113.10") == 3


def test_a_right_try_does_not_count(clock):
    tries = tries_of(most=3, clock=clock)
    for _i in range(10):
        tries.forgive(tries.begin("203.0.113.9"))
    assert count(tries, "203.0.113.9") == 3


def test_after_a_while_one_may_try_again(clock):
    tries = tries_of(most=3, seconds=60, clock=clock)
    count(tries, "203.0.113.9")
    clock.seconds = 61
    assert count(tries, "203.0.113.9") == 3


def test_who_is_refused_does_not_wait_longer_for_it(clock):
    tries = tries_of(most=1, seconds=60, clock=clock)
    tries.begin("203.0.113.9")
    clock.seconds = 59
    assert count(tries, "203.0.113.9") == 0
    clock.seconds = 61
    assert count(tries, "203.0.113.9") == 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
        ("::1", "0.0.0.1", False),
        ("", "", True),
        ("no address", "no address", True),
    ],
)
def test_a_household_counts_as_one(clock, first, second, same):
    tries = tries_of(most=3, clock=clock)
    count(tries, first)
    assert count(tries, second) == (0 if same else 3)


def test_memory_is_bounded(clock):
    tries = tries_of(most=3, room=10, clock=clock)
    for number in range(50):
        count(tries, f"203.0.113.{number}")
    assert len(tries._tries) == 10
    # The latest are kept.
    assert count(tries, "203.0.113.49") == 0
    assert count(tries, "203.0.113.1") == 3


def test_many_at_once_get_no_more_tries():
    tries = tries_of(most=5)

    def once(_number):
        try:
            return bool(tries.begin("203.0.113.9"))
        except TooMany:
            return False

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(once, range(200))) == 5
