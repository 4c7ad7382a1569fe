"""@party-branches, @branch-report, @branch-reports: who speaks for a branch, and who accepts."""

from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import roster
from tests import factories
from tests.services.client import error
from tests.services.client import problems
import pytest
import transaction


BRANCH = "教务处、后勤处联合党支部"
TEACHER = {"name": "方晓棠", "userid": "teacher", "mobile": "13911111111", "qq": "20000"}
REASON = {"reason": "手机号码有误，请核对后重新报送。"}


@pytest.fixture
def branch(site):
    """``student`` speaks for the joint branch of ``jwc`` and ``hqc``."""
    for code in ("jwc", "hqc"):
        roster.get_unit(code).party_branch = BRANCH
    party_branches.set_secretaries(site.jgzf, BRANCH, ("student",))
    transaction.commit()
    return BRANCH


@pytest.fixture
def reported(branch, rest):
    """The report of a new administrator of ``jwc``, as a supervisor reads it."""
    answer = rest("student").post("@branch-report", json={"units": {"jwc": [TEACHER]}})
    assert answer.status_code == 201, answer.text
    (found,) = rest("supervisor").get("@branch-reports").json()["items"]
    return found


def administrators(code="jwc"):
    transaction.abort()
    return [row["userid"] for row in roster.get_unit(code).administrators if not row.get("until")]


def test_supervisors_say_who_speaks_for_a_branch(branch, rest):
    supervisor = rest("supervisor")
    found = supervisor.get("@party-branches").json()
    (item,) = found["items"]
    assert (item["name"], item["secretaries"]) == (BRANCH, ["student"])
    assert [unit["code"] for unit in item["units"]] == ["hqc", "jwc"]
    answer = supervisor.post(
        "@party-branches", json={"secretaries": {BRANCH: ["方晓棠", "20990001"]}}
    )
    assert answer.status_code == 200
    assert answer.json()["items"][0]["secretaries"] == ["teacher", "20990001"]
    assert answer.json()["unknown_accounts"] == ["20990001"]


def test_a_branch_that_is_not_there_is_refused(branch, rest):
    sent = {"secretaries": {BRANCH: "teacher", "没有": "teacher"}}
    assert set(problems(rest("supervisor").post("@party-branches", json=sent))) == {"没有"}
    for wrong in ({}, {"secretaries": []}, {"secretaries": {BRANCH: 5}}):
        assert error(rest("supervisor").post("@party-branches", json=wrong))[0] == 400
    assert rest("supervisor").get("@party-branches").json()["items"][0]["secretaries"] == [
        "student"
    ]


@pytest.mark.parametrize("userid", ["student", "clerk", "teacher", "editor"])
def test_nobody_else_reads_or_says_it(branch, rest, userid):
    assert error(rest(userid).get("@party-branches")) == (403, None)
    sent = {"secretaries": {BRANCH: [userid]}}
    assert error(rest(userid).post("@party-branches", json=sent)) == (403, None)


def test_a_secretary_reads_her_units_and_reports(branch, rest):
    found = rest("student").get("@branch-report").json()
    assert (found["branch"], found["report"]) == (BRANCH, None)
    units = {unit["code"]: unit["administrators"] for unit in found["units"]}
    assert [row["userid"] for row in units["jwc"]] == ["clerk", "deputy"]
    assert units["hqc"][0]["mobile"] == "13900000000"
    answer = rest("student").post("@branch-report", json={"units": {"jwc": [TEACHER]}})
    assert answer.status_code == 201
    assert answer.json()["report"]["state"] == "pending"
    assert answer.json()["report"]["units"]["jwc"][0]["qq"] == "20000"
    # Nothing has changed
    assert administrators() == ["clerk", "deputy"]


def test_what_is_wrong_is_named_by_unit_row_and_column(branch, rest):
    sent = {"units": {"jwc": [{**TEACHER, "mobile": "1"}], "hqc": []}}
    assert set(problems(rest("student").post("@branch-report", json=sent))) == {"jwc.0.mobile"}
    sent = {"units": {"jwc": [TEACHER], "hqc": []}}
    assert set(problems(rest("student").post("@branch-report", json=sent))) == {"hqc"}
    assert set(problems(rest("student").post("@branch-report", json={}))) == {"units"}
    assert rest("student").get("@branch-report").json()["report"] is None


@pytest.mark.parametrize("userid", ["clerk", "teacher", "supervisor", "webmaster"])
def test_who_is_no_secretary_neither_reads_nor_reports(branch, rest, userid):
    answers = [
        rest(userid).get("@branch-report"),
        rest(userid).get("@branch-report?branch=none"),
        rest(userid).post("@branch-report", json={"units": {"jwc": [TEACHER]}}),
    ]
    assert [error(answer) for answer in answers] == [(403, None)] * 3
    assert len({answer.text for answer in answers}) == 1


def test_a_supervisor_accepts(reported, rest):
    assert reported["may_decide"]
    assert reported["can_be_accepted"]
    assert [(change["act"], change["name"]) for change in reported["changes"]] == [
        ("add", "方晓棠"),
        ("end", "柳明溪"),
        ("end", "庄亦诚"),
    ]
    sent = {"id": reported["id"], "fingerprint": reported["fingerprint"]}
    answer = rest("supervisor").post("@branch-reports/accept", json=sent)
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    assert administrators() == ["teacher"]
    assert error(rest("supervisor").post("@branch-reports/accept", json=sent)) == (409, None)
    assert rest("student").get("@branch-report").json()["report"]["state"] == "accepted"
    assert rest("supervisor").get("@branch-reports").json()["items_total"] == 0


def test_a_supervisor_sends_it_back(reported, rest):
    supervisor = rest("supervisor")
    short = {"id": reported["id"], "reason": "不对"}
    assert error(supervisor.post("@branch-reports/decline", json=short)) == (400, "comment")
    sent = {"id": reported["id"], **REASON}
    assert supervisor.post("@branch-reports/decline", json=sent).status_code == 200
    found = rest("student").get("@branch-report").json()["report"]
    assert (found["state"], found["reason"]) == ("declined", REASON["reason"])
    assert administrators() == ["clerk", "deputy"]


def test_what_was_not_looked_at_or_has_changed_is_not_accepted(reported, rest):
    supervisor = rest("supervisor")
    for sent in ({}, {"id": reported["id"]}, {"id": "x", "fingerprint": reported["fingerprint"]}):
        assert error(supervisor.post("@branch-reports/accept", json=sent)) == (409, None)
    roster.get_unit("jwc").administrators = [factories.administrator("dean")]
    transaction.commit()
    assert not supervisor.get("@branch-reports").json()["items"][0]["can_be_accepted"]
    sent = {"id": reported["id"], "fingerprint": reported["fingerprint"]}
    assert error(supervisor.post("@branch-reports/accept", json=sent)) == (409, None)
    assert administrators() == ["dean"]


def test_a_supervisor_of_the_unit_may_not(reported, rest, biased):
    (found,) = rest(biased).get("@branch-reports").json()["items"]
    assert not found["may_decide"]
    sent = {"id": found["id"], "fingerprint": found["fingerprint"], **REASON}
    for step in ("accept", "decline"):
        assert error(rest(biased).post(f"@branch-reports/{step}", json=sent)) == (403, None)


@pytest.mark.parametrize("userid", ["student", "clerk", "webmaster"])
def test_nobody_else_decides(reported, rest, userid):
    assert error(rest(userid).get("@branch-reports")) == (403, None)
    sent = {"id": reported["id"], "fingerprint": reported["fingerprint"], **REASON}
    for step in ("accept", "decline"):
        assert error(rest(userid).post(f"@branch-reports/{step}", json=sent)) == (403, None)


def test_there_are_no_other_steps(reported, rest):
    for path in ("@branch-reports/reject", "@branch-reports", "@branch-reports/accept/x"):
        assert error(rest("supervisor").post(path, json={})) == (404, None)


def test_a_login_and_json_are_needed(branch, rest):
    for name in ("@party-branches", "@branch-report", "@branch-reports"):
        assert error(rest(None).get(name)) == (401, None)
        assert error(rest("supervisor").post(name, data="x=1"))[0] == 415
