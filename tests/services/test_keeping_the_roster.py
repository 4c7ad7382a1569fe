"""R33: 机关党委 keeps units, their administrators and people by REST, as webmasters do."""

from hnu.jgzf import config
from hnu.jgzf.domain import roster
from tests import factories
from tests.services.client import error
import pytest
import transaction


KEEPERS = ("supervisor", "webmaster")
OTHERS = ("clerk", "teacher", "evaluated", "reviewer", "editor")
UNIT = {"@type": config.UNIT_TYPE, "code": "tsg", "title": "图书馆"}
PERSON = {"@type": config.STAFF_MEMBER_TYPE, "employee_number": "00000009", "title": "沈知行"}
ROW = {"userid": "dean", "name": "霍昕澜", "mobile": "13911111111", "qq": "20000"}


def stored(code):
    transaction.abort()
    return roster.get_unit(code)


@pytest.mark.parametrize("userid", KEEPERS)
def test_a_keeper_adds_changes_and_deactivates_units_and_people(rest, userid):
    keeper = rest(userid)
    answer = keeper.post("", json={**UNIT, "administrators": [ROW]})
    assert answer.status_code == 201, answer.text
    assert answer.json()["administrators"][0]["mobile"] == "13911111111"
    assert keeper.post("tsg", json=PERSON).status_code == 201
    assert keeper.patch("tsg", json={"party_branch": "图书馆党支部"}).status_code == 204
    assert keeper.patch("tsg/00000009", json={"position": "借阅部"}).status_code == 204
    assert keeper.patch("tsg/00000009", json={"active": False}).status_code == 204
    assert keeper.patch("tsg", json={"active": False}).status_code == 204
    unit = stored("tsg")
    assert (unit.party_branch, unit.active) == ("图书馆党支部", False)
    assert (unit["00000009"].position, unit["00000009"].active) == ("借阅部", False)


@pytest.mark.parametrize("userid", KEEPERS)
@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([{"userid": "dean"}], "administrators"),
        ([{**ROW, "from": "yesterday"}], "administrators"),
        ([{**ROW, "from": "2026-05-01", "until": "2026-04-01"}], None),
        ([{**ROW, "userid": "没有此人"}], "administrators"),
        ("dean", "administrators"),
        ([5], "administrators"),
        ([{**ROW, "from": 5}], "administrators"),
        ([{**ROW, "mobile": 13911111111}], "administrators"),
    ],
)
def test_administrators_are_checked_as_in_the_form(rest, userid, rows, field):
    answer = rest(userid).patch("jwc", json={"administrators": rows})
    assert error(answer) == (400, field)
    assert [row["userid"] for row in stored("jwc").administrators] == ["clerk", "deputy"]


@pytest.mark.parametrize("userid", KEEPERS)
@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("", {**UNIT, "code": "jwc"}),
        ("", {**UNIT, "code": "教务处"}),
        ("", {**UNIT, "title": ""}),
        ("", {**UNIT, "host_unit": "none"}),
        ("jwc", {**PERSON, "employee_number": "20120356"}),
        ("jwc", {**PERSON, "title": None}),
        ("jwc", {"@type": "Document", "title": "x"}),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_added(rest, userid, path, sent):
    assert error(rest(userid).post(path, json=sent))[0] in (400, 403)
    assert [unit.code for unit in roster.all_units()] == ["hqc", "jwc"]
    assert sorted(stored("jwc").objectIds()) == ["20090417", "20120356"]


@pytest.mark.parametrize("userid", OTHERS)
def test_nobody_else_keeps_the_roster(rest, userid):
    client = rest(userid)
    answers = [
        client.post("", json=UNIT),
        client.post("jwc", json=PERSON),
        client.patch("jwc", json={"administrators": [ROW]}),
        client.patch("jwc/20120356", json={"active": False}),
        client.delete("hqc"),
    ]
    assert [error(answer) for answer in answers] == [(403, None)] * 5
    assert [row["userid"] for row in stored("jwc").administrators] == ["clerk", "deputy"]


def test_a_login_json_and_an_address_are_needed(rest):
    nobody, supervisor = rest(None), rest("supervisor")
    assert error(nobody.post("", json=UNIT)) == (401, None)
    assert error(nobody.patch("jwc", json={"title": "x"})) == (401, None)
    assert error(supervisor.patch("none", json={"title": "x"})) == (404, None)
    assert error(supervisor.patch("jwc/none", json={"title": "x"})) == (404, None)
    assert error(supervisor.patch("jwc", data="title=x"))[0] == 415


def test_who_was_entered_deals_with_the_cases_from_now_on(rest, submitted):
    row = {**ROW, "userid": "霍昕澜"}
    kept = [factories.administrator("clerk"), row]
    rows = [{**each, "from": None, "until": None} for each in kept]
    assert rest("supervisor").patch("jwc", json={"administrators": rows}).status_code == 204
    assert stored("jwc").administrators[1]["userid"] == "dean"
    answer = {"content": factories.ANSWER, "outcome": "resolved"}
    assert rest("dean").post(f"{submitted}/@feedback", json=answer).status_code == 201
