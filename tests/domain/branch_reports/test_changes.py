from datetime import date
from datetime import timedelta
from hnu.jgzf.domain.branch_reports import changes
import pytest


DAY = date(2026, 11, 24)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def row(name="柳明溪", userid="clerk", **values):
    empty = {"mobile": "13900000000", "qq": None, "from": None, "until": None, "deputy": False}
    return {"name": name, "userid": userid, **empty, **values}


def compare(old, new):
    return changes.compare("jwc", old, list(enumerate(new)), DAY)


def told(found):
    return [(change.act, change.name) for change in found.changes]


def test_the_same_changes_nothing():
    old = [row(), row("庄亦诚", "deputy", deputy=True)]
    found = compare(old, [dict(each) for each in old])
    assert (found.rows, found.changes, found.errors) == (old, [], [])


def test_a_new_number_is_corrected_in_place():
    found = compare([row()], [row(mobile="13911111111", qq="12345")])
    assert told(found) == [("change", "柳明溪")]
    assert found.rows == [row(mobile="13911111111", qq="12345")]


def test_whoever_is_missing_was_in_office_until_yesterday_and_her_successor_begins_today():
    gone = row("已离任", "gone", until=date(2025, 1, 1))
    found = compare([gone, row()], [row("方晓棠", "teacher", **{"from": date(2026, 9, 1)})])
    assert told(found) == [("add", "方晓棠"), ("end", "柳明溪")]
    # A row is ended, never rewritten: on every day it can be said who was responsible.
    assert found.rows == [
        gone,
        row(until=BEFORE),
        row("方晓棠", "teacher", **{"from": DAY}),
    ]
    assert found.errors == []


def test_another_name_or_account_in_a_row_is_another_person():
    found = compare([row()], [row("方晓棠", "teacher")])
    assert told(found) == [("add", "方晓棠"), ("end", "柳明溪")]
    found = compare([row(userid=None)], [row("方晓棠", userid=None)])
    assert told(found) == [("add", "方晓棠"), ("end", "柳明溪")]


def test_an_account_that_was_missing_is_filled_in():
    found = compare([row(userid=None)], [row()])
    assert (told(found), found.rows) == ([("change", "柳明溪")], [row()])


def test_a_handover_at_a_date_is_planned():
    new = row("方晓棠", "teacher", **{"from": AFTER})
    found = compare([row()], [row(until=DAY), new])
    assert told(found) == [("change", "柳明溪"), ("add", "方晓棠")]
    assert found.rows == [row(until=DAY), new]
    assert found.errors == []


def test_nobody_has_left_before_yesterday():
    old = [row(), row("方晓棠", "teacher")]
    found = compare(old, [row(until=date(2026, 1, 1)), old[1]])
    assert (told(found), found.rows[0]["until"]) == ([("end", "柳明溪")], BEFORE)


def test_a_planned_row_can_be_moved_and_withdrawn():
    planned = row("方晓棠", "teacher", **{"from": AFTER})
    later = {**planned, "from": AFTER + timedelta(days=5)}
    assert compare([row(), planned], [row(), later]).rows == [row(), later]
    found = compare([row(), planned], [row()])
    assert (told(found), found.rows) == ([("end", "方晓棠")], [row()])


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ([row()], [], "jwc"),
        ([row()], [row(deputy=True)], "jwc"),
        ([row()], [row(until=BEFORE), row("方晓棠", "teacher", **{"from": AFTER})], "jwc"),
        ([], [row(**{"from": AFTER})], "jwc"),
        ([row()], [row(**{"from": BEFORE})], "jwc.0.from"),
        ([row()], [row(), row("方晓棠", "teacher", until=BEFORE)], "jwc.1.until"),
        ([row()], [row(), row()], "jwc.1.name"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(old, new, field):
    assert [error.field for error in compare(old, new).errors] == [field]
