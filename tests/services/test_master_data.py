"""Center, units and staff members over REST: who reads what, and who keeps the roster."""

from hnu.jgzf.domain import roster
from tests import factories
from tests.services.client import error
import transaction


def test_the_center_tells_how_to_reach_its_office(site, rest):
    site.jgzf.contact_phone = "0000-8888211"
    transaction.commit()
    answer = rest("student").get("")
    assert answer.status_code == 200
    assert list(answer.json()) == ["@id", "@type", "title", "description", "contact"]
    assert answer.json()["contact"]["phone"] == "0000-8888211"


def test_administrators_of_a_unit_are_for_those_concerned(site, rest):
    site.jgzf.jwc.head = "dean"
    site.jgzf.jwc.host_unit = "hqc"
    transaction.commit()
    for userid in factories.ACCOUNTS:
        answer = rest(userid).get("jwc")
        assert answer.status_code == 200
        assert answer.json()["host_unit"] == {"code": "hqc", "title": "后勤处"}
        concerned = userid in ("clerk", "deputy", "supervisor", "supervisor2", "webmaster")
        assert ("administrators" in answer.json()) == concerned, userid
        assert ("head" in answer.json()) == concerned, userid
        for secret in ("13900000000", "10000", "clerk", "dean"):
            assert (secret in answer.text) == concerned, (userid, secret)


def test_a_staff_member_is_for_those_concerned(rest):
    for userid in factories.ACCOUNTS:
        answer = rest(userid).get("jwc/20090417")
        if userid in ("clerk", "deputy", "supervisor", "supervisor2", "webmaster"):
            assert answer.json()["userid"] == "evaluated", userid
        else:
            assert error(answer) == (403, None), userid
            assert "周允礼" not in answer.text


def test_who_keeps_the_roster_adds_changes_and_deletes(site, rest):
    supervisor = rest("supervisor")
    sent = {"@type": "jgzf.Unit", "id": "bgs", "code": "bgs", "title": "办公室"}
    answer = supervisor.post("", json=sent)
    assert answer.status_code == 201
    assert answer.json()["code"] == "bgs"
    sent = {"@type": "jgzf.StaffMember", "id": "1", "employee_number": "1", "title": "温如许"}
    assert supervisor.post("bgs", json=sent).status_code == 201
    rows = [{"userid": "dean", "name": "霍昕澜", "mobile": "13911111111"}]
    assert supervisor.patch("bgs", json={"administrators": rows}).status_code == 204
    transaction.abort()
    unit = roster.get_unit("bgs")
    assert [row["userid"] for row in unit.administrators] == ["dean"]
    assert error(supervisor.delete("bgs/1")) == (403, None)
    assert rest("webmaster").delete("bgs/1").status_code == 204
    assert supervisor.get("bgs/1").status_code == 404


def test_what_is_missing_is_named(rest):
    sent = {"@type": "jgzf.StaffMember", "id": "1", "employee_number": "1"}
    assert error(rest("supervisor").post("jwc", json=sent)) == (400, "title")


def test_a_unit_or_person_with_cases_stays(rest, case_in):
    case_in("submitted", staff_member="20090417")
    for path in ("jwc", "jwc/20090417"):
        answer = rest("webmaster").delete(path)
        assert error(answer) == (400, None)
        assert "停用" in answer.json()["error"]["message"]
    assert rest("webmaster").delete("jwc/20120356").status_code == 204


def test_a_code_is_never_changed(rest):
    answer = rest("webmaster").patch("jwc", json={"code": "new"})
    assert error(answer)[0] == 400
    assert rest("webmaster").get("jwc").json()["code"] == "jwc"


def test_those_concerned_read_how_many_people_have_no_account(rest):
    assert rest("clerk").get("jwc").json()["people_without_account"] == 1
    assert rest("supervisor").get("hqc").json()["people_without_account"] == 1
    assert "people_without_account" not in rest("teacher").get("jwc").json()
