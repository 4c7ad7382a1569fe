from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content import supervision_log
from persistent import Persistent
import pytest


class Center(Persistent):
    """Something to keep a log at."""


@pytest.fixture
def center():
    center = Center()
    for number in range(1, 4):
        append(center, reason=f"理由 {number}")
    return center


def append(center, **values):
    entry = {
        "at": clock.now(),
        "act": config.ACT_REOPEN,
        "userid": "supervisor",
        "name": "祁望舒",
        "role": config.ROLE_SUPERVISOR,
        "unit": "jwc",
        "number": "20261124-7KQ2MD",
        "reason": "",
        "details": (),
    }
    return supervision_log.append(center, **entry | values)


def stored(center):
    return getattr(center, supervision_log.ATTRIBUTE)


def test_each_entry_is_sealed_with_the_one_before_it(center):
    third, second, first = supervision_log.entries(center)
    assert [first.serial, second.serial, third.serial] == [1, 2, 3]
    assert first.previous == supervision_log.BEGINNING
    assert (second.previous, third.previous) == (first.seal, second.seal)
    assert supervision_log.head(center) == third
    assert supervision_log.broken(center) is None


def test_an_empty_log_has_no_head_and_nothing_wrong():
    center = Center()
    assert supervision_log.head(center) is None
    assert list(supervision_log.entries(center)) == []
    assert supervision_log.broken(center) is None


def test_a_page_of_it_loads_no_more_than_the_page(center, monkeypatch):
    loaded = []

    class Log(dict):
        maxKey = dict.__len__

        def get(self, serial):
            loaded.append(serial)
            return self[serial]

    log = Log(stored(center))
    monkeypatch.setattr(supervision_log, "_log", lambda center: log)
    found = supervision_log.entries(center, 1)
    assert next(found).serial == 2
    assert loaded == [2]
    assert [entry.serial for entry in found] == [1]
    assert list(supervision_log.entries(center, 3)) == []


@pytest.mark.parametrize("field", [f for f in supervision_log.Entry._fields if f != "serial"])
def test_whoever_changes_a_field_of_an_entry_is_found(center, field):
    entry = stored(center)[2]
    changed = (("a", "b"),) if field == "details" else clock.now() if field == "at" else "other"
    stored(center)[2] = entry._replace(**{field: changed})
    assert supervision_log.broken(center) == 2


def test_whoever_changes_an_entry_and_seals_it_anew_is_found_at_the_next_one(center):
    entry = stored(center)[2]._replace(reason="别的理由")
    stored(center)[2] = entry._replace(seal=entry.digest())
    assert supervision_log.broken(center) == 3


def test_whoever_takes_an_entry_away_is_found(center):
    del stored(center)[1]
    assert supervision_log.broken(center) == 1
    append(center)
    assert supervision_log.broken(center) == 1


def test_whoever_moves_an_entry_to_another_number_is_found(center):
    stored(center)[7] = stored(center)[3]
    del stored(center)[3]
    assert supervision_log.broken(center) == 3


def test_the_seal_does_not_depend_on_the_time_zone_of_the_process(center, monkeypatch):
    import time

    for zone in ("UTC", "Asia/Shanghai", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert supervision_log.broken(center) is None
    monkeypatch.undo()
    time.tzset()
