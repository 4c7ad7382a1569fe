"""@bulletins: the same rules as on the page."""

from docx import Document
from io import BytesIO
from tests import factories
from tests.services.client import error
import pytest
import transaction


TERM = {"period": "term"}


@pytest.fixture
def supervisor(rest, site):
    factories.submit("teacher")
    transaction.commit()
    return rest("supervisor")


@pytest.fixture
def draft(supervisor):
    answer = supervisor.post("@bulletins", json=TERM)
    assert answer.status_code == 201
    return answer


def path(answer):
    return answer.json()["@id"].partition("/jgzf/")[2]


def test_a_draft_is_made_and_found_at_its_address(supervisor, draft):
    made = draft.json()
    assert draft.headers["Location"] == made["@id"]
    assert (made["state"], made["made_by"], made["issued"]) == ("draft", "祁望舒", None)
    answer = supervisor.get(path(draft))
    found = answer.json()
    assert {name: found[name] for name in made} == made
    assert found["figures"]["counts"]["received"] == 1
    words = "机关作风评价通报"
    assert found["document"][0] == {"kind": "masthead", "text": words}
    assert "<svg" not in answer.text
    listed = supervisor.get("@bulletins").json()
    assert (listed["items_total"], listed["items"][0]["id"]) == (1, made["id"])


def test_a_draft_can_have_texts_of_its_own(supervisor):
    values = {**TERM, "title": "情况通报", "requirements": "一条"}
    made = supervisor.post("@bulletins", json=values).json()
    assert made["texts"]["title"] == made["title"] == "情况通报"
    found = supervisor.get(f"@bulletins/{made['id']}").json()
    assert {"kind": "paragraph", "text": "（一）一条"} in found["document"]


def test_it_is_issued_once(supervisor, draft):
    answer = supervisor.post(f"{path(draft)}/issue", json={})
    assert answer.status_code == 200
    issued = answer.json()
    assert issued["state"] == "issued"
    assert issued["id"].endswith("-1")
    assert path(answer) == f"@bulletins/{issued['id']}"
    assert error(supervisor.post(f"{path(answer)}/issue", json={}))[0] == 409
    assert error(supervisor.delete(path(answer)))[0] == 409
    assert error(supervisor.get(path(draft)))[0] == 404
    file = supervisor.get(issued["file"])
    assert Document(BytesIO(file.content)).core_properties.title == issued["title"]


def test_a_draft_is_thrown_away(supervisor, draft):
    answer = supervisor.delete(path(draft))
    assert (answer.status_code, answer.text) == (204, "")
    assert supervisor.get("@bulletins").json()["items"] == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, None),
        ({"period": "moon"}, "period"),
        ({"period": 7}, "period"),
        ({"period": "custom"}, "from"),
        ({"period": "month-2199-01-01"}, "period"),
        ({**TERM, "title": ""}, "title"),
        ({**TERM, "title": 5}, "title"),
        ({**TERM, "signature": "长" * 101}, "signature"),
    ],
)
def test_what_is_wrong_makes_no_draft(supervisor, values, field):
    answer = supervisor.post("@bulletins", json=values)
    if field is None:
        # Without a word about it, it is this term.
        assert answer.status_code == 201
        return
    assert error(answer) == (400, field)
    assert supervisor.get("@bulletins").json()["items_total"] == 0


def test_an_act_has_a_name(supervisor, draft):
    assert error(supervisor.post(path(draft), json={})) == (400, "act")
    assert error(supervisor.post(f"{path(draft)}/burn", json={})) == (400, "act")
    assert error(supervisor.post("@bulletins/2026-77/issue", json={}))[0] == 404
    assert error(supervisor.get(f"{path(draft)}/issue"))[0] == 404
    assert error(supervisor.delete("@bulletins"))[0] == 404


def test_json_alone_is_taken(supervisor, draft):
    text = {"Content-Type": "text/plain"}
    for name in ("@bulletins", f"{path(draft)}/issue"):
        assert error(supervisor.post(name, data="{}", headers=text))[0] == 415


@pytest.mark.parametrize("userid", ["teacher", "clerk", "webmaster"])
def test_others_neither_read_nor_make_any(rest, draft, userid):
    client = rest(userid)
    for answer in (
        client.get("@bulletins"),
        client.get(path(draft)),
        client.post("@bulletins", json=TERM),
        client.post(f"{path(draft)}/issue", json={}),
        client.delete(path(draft)),
    ):
        assert error(answer)[0] == 403
        assert "情况通报" not in answer.text


def test_nobody_does_without_a_login(rest, draft):
    client = rest(None)
    assert error(client.get("@bulletins"))[0] == 401
    assert error(client.post("@bulletins", json=TERM))[0] == 401
