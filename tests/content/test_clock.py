from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content.local_roles import UnitRoles
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.case_file import CaseFile
from tests import factories
import pickle
import pytest


NOON = datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE)


def test_the_clock_follows_the_computer_unless_it_is_set():
    before = datetime.now(UTC)
    assert before <= dates.now() <= datetime.now(UTC)
    assert dates.now().utcoffset() == timedelta(hours=8)


def test_now_can_be_stored():
    # A ZoneInfo cannot: ZODB's pickler does not find its constructor.
    assert type(clock.now().tzinfo).__name__ == "timezone"
    assert pickle.loads(pickle.dumps(clock.now())).utcoffset() == timedelta(hours=8)


def test_the_clock_stands_still_inside_the_block_and_goes_on_after_it():
    with dates.at(NOON):
        assert dates.now() == dates.now() == NOON
        with dates.at(NOON - timedelta(days=1)):
            assert dates.today() == date(2026, 11, 23)
        assert dates.today() == date(2026, 11, 24)
    assert abs(datetime.now(UTC) - dates.now()) < timedelta(minutes=1)


def test_the_clock_goes_on_after_an_error():
    with pytest.raises(RuntimeError), dates.at(NOON):
        raise RuntimeError
    assert dates.now() != NOON


def test_another_thread_keeps_its_own_time():
    with ThreadPoolExecutor(1) as pool, dates.at(NOON):
        assert pool.submit(clock.now).result() != NOON


def test_a_set_time_is_read_in_shanghai():
    with dates.at(datetime(2026, 11, 23, 16, tzinfo=UTC)):
        assert dates.now().utcoffset() == timedelta(hours=8)
        assert dates.today() == date(2026, 11, 24)


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), dates.at(NOON.replace(tzinfo=None)):
        pass


def test_administrators_are_those_of_the_day_the_clock_shows(university):
    unit = roster.get_unit("jwc")
    unit.administrators = [factories.administrator("clerk", until=date(2026, 11, 23))]
    with dates.at(NOON - timedelta(days=1)):
        assert UnitRoles(unit).getRoles("clerk") == (config.ROLE_UNIT_ADMINISTRATOR,)
    with dates.at(NOON):
        assert UnitRoles(unit).getRoles("clerk") == ()


def test_all_that_a_case_records_agrees_with_the_clock(university):
    with dates.at(NOON):
        case = factories.submit()
    with dates.at(NOON + timedelta(days=2)):
        factories.answer(case)
    with dates.at(NOON + timedelta(days=3)):
        factories.rate(case, "satisfied")
    with dates.at(NOON + timedelta(days=6)):
        factories.close(case)
    assert case.received == NOON
    assert case.due == date(2026, 12, 1)
    assert case.getId().startswith("20261124-")
    assert case.rounds[0].answered == NOON + timedelta(days=2)
    assert case.rounds[0].rated == NOON + timedelta(days=3)
    history = case.workflow_history[config.WORKFLOW_ID]
    assert [(entry["time"].asdatetime() - NOON).days for entry in history] == [0, 2, 3, 6]
    assert [closing.at for closing in CaseFile(case).closings] == [NOON + timedelta(days=6)]
