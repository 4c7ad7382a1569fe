from datetime import date
from datetime import datetime
from datetime import UTC
from hnu.jgzf import config
from hnu.jgzf.domain import dates
import os
import pytest
import subprocess
import sys


NOON = datetime(2026, 11, 4, 12, 5, tzinfo=config.TIMEZONE)


def test_dates_read_as_the_product_prints_them():
    with dates.at(NOON):
        assert dates.long_date(NOON) == dates.long_date(NOON.date()) == "2026年11月4日"
        assert dates.short_date(NOON) == dates.short_date(NOON.date()) == "11月4日"
        assert dates.short_date(date(2025, 12, 31)) == "2025年12月31日"
        assert dates.minute(NOON) == "2026-11-04 12:05"


def test_a_moment_elsewhere_is_read_in_shanghai():
    evening = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    with dates.at(evening):
        assert dates.today() == date(2026, 1, 1)
        assert dates.long_date(evening) == "2026年1月1日"
        assert dates.short_date(evening) == "1月1日"
        assert dates.minute(evening) == "2026-01-01 00:30"


# Zope's DateTime reads the process's TZ when it is imported: each needs a process of its own.
ELSEWHERE = """
from datetime import date, datetime, UTC
from hnu.jgzf.content.evaluation import Evaluation
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import dates, deadlines
import pickle

class Unit:
    administrators = [{"userid": "clerk", "from": date(2026, 11, 24), "until": date(2026, 11, 24)}]

assert abs((dates.now() - datetime.now(UTC)).total_seconds()) < 5
for utc, day in (
    (datetime(2026, 11, 23, 15, 59, tzinfo=UTC), "2026年11月23日"),
    (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "2026年11月24日"),
    (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), "2026年11月24日"),
    (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), "2026年11月25日"),
    # summer time elsewhere
    (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "2026年7月2日"),
):
    with dates.at(utc):
        assert dates.long_date(dates.now()) == dates.long_date(dates.today()) == day, day
        assert dates.now() == utc
        assert dates.now().utcoffset().total_seconds() == 8 * 3600
        assert is_administrator(Unit, "clerk", dates.today()) == (day == "2026年11月24日")
        # what the workflow notes, as it comes back from the database
        noted = pickle.loads(pickle.dumps(Evaluation.step_time.fget(None)))
        assert noted.asdatetime() == utc, noted
        received = pickle.loads(pickle.dumps(dates.now()))
        assert received == utc and received.utcoffset().total_seconds() == 8 * 3600
for utc, due in (
    (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), date(2026, 12, 2)),
    (datetime(2026, 9, 29, 15, 59, tzinfo=UTC), date(2026, 10, 12)),
    (datetime(2026, 9, 29, 16, 0, tzinfo=UTC), date(2026, 10, 13)),  # before a week off
    (datetime(2026, 4, 30, 12, 0, tzinfo=UTC), date(2026, 5, 11)),
):
    assert deadlines.deadline(utc, 5).due == due, utc
assert deadlines.working_days_between(date(2026, 9, 30), date(2026, 10, 13)) == 5
print("as in Shanghai")
"""


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_days_are_those_of_shanghai_wherever_the_process_thinks_it_is(zone):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "as in Shanghai", done.stderr
