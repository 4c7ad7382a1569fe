"""POST @evaluations with ``on_behalf``: supervisors enter what others have said (R10)."""

from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from tests import factories
from tests.services.client import error
from tests.services.client import problems
from tests.services.client import stored
import pytest
import re
import transaction


def sent(on_behalf=None, **values):
    heard = {**factories.OUTSIDER, "received": dates.today().isoformat()}
    return factories.fields(**values, on_behalf={**heard, **(on_behalf or {})})


def count():
    transaction.abort()
    return listings.wall().total


def test_a_supervisor_gets_the_case_and_its_receipt_once(site, rest):
    supervisor = rest("supervisor")
    answer = supervisor.post("@evaluations", json=sent(contact_consent=True))
    assert answer.status_code == 201
    assert "no-store" in answer.headers["Cache-Control"]
    case = answer.json()
    receipt = case.pop("receipt")
    assert answer.headers["Location"] == case["@id"]
    assert receipt["number"] == case["number"]
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt["code"])
    path = f"jwc/{case['number']}"
    assert evaluator_of(stored(path)) is None
    assert get_identity(stored(path)).outsider.name == "翟明溯"
    assert stored(path).contact_consent is True
    # Never again, and nothing of the person, to the supervisor either
    again = supervisor.get(path)
    assert "receipt" not in again.json()
    assert (again.json()["mine"], case["mine"]) == (False, False)
    for text in (answer.text, again.text, supervisor.get("@my-evaluations").text):
        assert "翟明溯" not in text
        assert "phone" not in text


def test_the_contact_is_shown_with_consent_only(rest):
    for consent in (True, False):
        answer = rest("supervisor").post("@evaluations", json=sent(contact_consent=consent))
        path = f"jwc/{answer.json()['number']}"
        contact = rest("clerk").get(path).json().get("contact")
        assert contact == (factories.OUTSIDER["contact"] if consent else None)
        assert "contact" not in rest("student").get(path).json()


def test_to_others_it_looks_like_any_case(site, rest):
    entered = rest("supervisor").post("@evaluations", json=sent()).json()["number"]
    member = rest("teacher").post("@evaluations", json=factories.fields()).json()["number"]
    for userid in ("student", "clerk", "supervisor", "evaluated"):
        client = rest(userid)
        texts = [
            client.get(f"jwc/{number}").text.replace(number, "") for number in (entered, member)
        ]
        texts = [re.sub(r"T\d\d:\d\d:\d\d", "", text) for text in texts]
        assert texts[0] == texts[1], userid


@pytest.mark.parametrize("userid", ["teacher", "clerk", "evaluated", "webmaster"])
def test_nobody_else_may(rest, userid):
    for values in (sent(), {"on_behalf": {}}, {"on_behalf": "me"}):
        assert error(rest(userid).post("@evaluations", json=values)) == (403, None)
    assert count() == 0


def test_nobody_without_a_login(rest):
    assert error(rest(None).post("@evaluations", json=sent()))[0] == 401


def test_a_supervisor_of_the_unit_may_not(rest, biased):
    assert error(rest(biased).post("@evaluations", json=sent())) == (403, None)
    assert count() == 0


def test_every_wrong_field_is_named(rest):
    values = sent({"channel": "fax", "name": "", "contact": 5, "received": "2036-01-01"})
    values.update(topic="")
    found = problems(rest("supervisor").post("@evaluations", json=values))
    assert found == {
        "on_behalf.channel": "请选择反映方式。",
        "on_behalf.name": "请填写反映人姓名。",
        "on_behalf.contact": "此项须填写文字。",
        "on_behalf.received": "收到日期不能晚于今天。",
        "topic": "请填写评价内容主题。",
    }
    assert count() == 0


@pytest.mark.parametrize("value", [True, "phone", [], 5])
def test_what_is_no_object_is_a_bad_request(rest, value):
    answer = rest("supervisor").post("@evaluations", json=factories.fields(on_behalf=value))
    assert error(answer) == (400, "on_behalf")


def test_null_is_no_outsider(rest):
    answer = rest("supervisor").post("@evaluations", json=factories.fields(on_behalf=None))
    assert answer.status_code == 201
    assert "receipt" not in answer.json()
    assert evaluator_of(stored(f"jwc/{answer.json()['number']}")) == "supervisor"


def test_another_content_type_is_refused(rest):
    answer = rest("supervisor").post(
        "@evaluations", data="{}", headers={"Content-Type": "text/plain"}
    )
    assert error(answer)[0] == 415


def test_the_same_form_sent_twice_is_one_case_with_a_new_code(rest):
    supervisor, values = rest("supervisor"), sent(token="t1")
    first, second = [
        supervisor.post("@evaluations", json=values).json()["receipt"] for _i in range(2)
    ]
    assert first["number"] == second["number"]
    assert first["code"] != second["code"]
    assert count() == 1
    assert roster.get_unit("jwc")[first["number"]] is not None
