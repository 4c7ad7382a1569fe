from datetime import datetime
from datetime import timedelta
from hnu.jgzf.content import clock

import pickle
import pytest


def test_now_is_the_time_of_shanghai():
    assert clock.now().utcoffset() == timedelta(hours=8)


def test_now_can_be_stored():
    # A ZoneInfo cannot: ZODB's pickler does not find its constructor.
    assert type(clock.now().tzinfo).__name__ == "timezone"
    assert pickle.loads(pickle.dumps(clock.now())).utcoffset() == timedelta(hours=8)


def test_the_clock_cannot_be_set_to_a_time_without_a_zone():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 11, 24, 9)):  # noqa: DTZ001
        pass
