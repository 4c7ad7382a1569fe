"""POST @transfer, and what the case says of transfers and of answers that were sent back."""

from hnu.jgzf.domain import roster
from tests import factories
from tests.services.client import error
from tests.services.client import stored
import pytest
import transaction


REASON = "此事由后勤处负责，请后勤处办理。"
SENT = {"unit": "hqc", "reason": REASON}


def state_of(path):
    case = stored(path)
    case._p_activate()
    return case._p_serial


def test_the_answer_is_the_case_at_its_new_address(rest, submitted):
    answer = rest("supervisor").post(f"{submitted}/@transfer", json=SENT)
    assert answer.status_code == 200
    found = answer.json()
    number = submitted.partition("/")[2]
    assert found["@id"].endswith(f"/jgzf/hqc/{number}")
    assert answer.headers["Location"] == found["@id"]
    assert (found["number"], found["unit"]["code"]) == (number, "hqc")
    assert rest("student").get(submitted).status_code == 404
    assert rest("student").get(f"hqc/{number}").status_code == 200
    again = rest("supervisor").post(f"{submitted}/@transfer", json=SENT)
    assert again.status_code == 404


def test_a_person_goes_to_a_person(rest, case_in):
    path = case_in("submitted", staff_member="20090417")
    sent = {**SENT, "staff_member": "20100001"}
    found = rest("supervisor").post(f"{path}/@transfer", json=sent).json()
    assert found["staff_member"] == {"employee_number": "20100001", "name": "温如许"}
    (transfer,) = found["transfers"]
    assert transfer["from"]["staff_member"]["name"] == "周允礼"
    assert transfer["to"]["staff_member"]["name"] == "温如许"
    assert transfer["reason"] == REASON


def test_what_is_wrong_is_named(rest, submitted):
    before = state_of(submitted)
    for sent, field in (
        ({}, "unit"),
        ({**SENT, "unit": "jwc"}, "unit"),
        ({**SENT, "unit": "nothing"}, "unit"),
        ({**SENT, "unit": ["hqc"]}, "unit"),
        ({**SENT, "staff_member": "20100001"}, "staff_member"),
        ({**SENT, "staff_member": 5}, "staff_member"),
        ({**SENT, "reason": "短"}, "reason"),
        ({"unit": "hqc"}, "reason"),
    ):
        answer = rest("supervisor").post(f"{submitted}/@transfer", json=sent)
        assert error(answer) == (400, field), sent
    assert error(rest("supervisor").post(f"{submitted}/@transfer", data="[1]"))[0] in (400, 415)
    text = {"Content-Type": "text/plain"}
    answer = rest("supervisor").post(f"{submitted}/@transfer", data="{}", headers=text)
    assert error(answer) == (415, None)
    assert state_of(submitted) == before


def test_who_is_no_impartial_supervisor_is_refused(rest, submitted, biased):
    before = state_of(submitted)
    for userid in ("student", "teacher", "clerk", "dean", "evaluated", "webmaster", biased):
        answer = rest(userid).post(f"{submitted}/@transfer", json=SENT)
        assert error(answer) == (403, None), userid
    assert error(rest(None).post(f"{submitted}/@transfer", json=SENT)) == (401, None)
    roster.get_unit("hqc").head = "supervisor"
    transaction.commit()
    answer = rest("supervisor").post(f"{submitted}/@transfer", json=SENT)
    assert error(answer) == (403, None)
    assert state_of(submitted) == before


def test_a_closed_case_stays(rest, case_in):
    path = case_in("closed")
    before = state_of(path)
    answer = rest("supervisor").post(f"{path}/@transfer", json=SENT)
    assert error(answer) == (409, None)
    assert state_of(path) == before


@pytest.mark.parametrize("evaluator", ["student", "dean"])
def test_the_answer_is_the_same_where_the_evaluator_administers_the_new_unit(
    rest, case_in, evaluator
):
    path = case_in("answered", by=evaluator)
    answer = rest("supervisor").post(f"{path}/@transfer", json=SENT)
    assert answer.status_code == 200
    found = answer.json()
    assert found["transitions"] == ["return", "close"]
    assert (found["mine"], found["conflict"]) == (False, "none")
    assert evaluator not in answer.text


def test_the_reason_of_a_transfer_is_for_the_parties(rest, submitted):
    number = submitted.partition("/")[2]
    factories.transfer(stored(submitted), reason=REASON)
    transaction.commit()
    for userid in ("teacher", "dean", "supervisor"):
        (transfer,) = rest(userid).get(f"hqc/{number}").json()["transfers"]
        assert transfer["reason"] == REASON
        assert "T" in transfer["at"]
    for userid in ("clerk", "student", "webmaster"):
        (transfer,) = rest(userid).get(f"hqc/{number}").json()["transfers"]
        assert "reason" not in transfer
        assert "T" not in transfer["at"]


def test_a_returned_answer_is_for_those_who_deal_with_the_case(rest, case_in):
    path = case_in("answered")
    factories.return_answer(stored(path), reason=REASON)
    transaction.commit()
    for userid in ("clerk", "supervisor"):
        found = rest(userid).get(path).json()
        assert found["rounds"] == []
        (returned,) = found["returned"]
        assert (returned["content"], returned["reason"]) == (factories.ANSWER, REASON)
    for userid in ("teacher", "student", "dean", "webmaster"):
        answer = rest(userid).get(path)
        (returned,) = answer.json()["returned"]
        assert set(returned) == {"answered", "due", "in_time", "returned"}
        assert factories.ANSWER not in answer.text
        assert REASON not in answer.text
    factories.answer(stored(path), outcome="explained")
    transaction.commit()
    (feedback,) = rest("student").get(path).json()["rounds"]
    assert (feedback["round"], feedback["outcome"]) == (1, "explained")


def test_return_over_rest_takes_a_comment(rest, case_in, biased):
    path = case_in("answered")
    for userid in ("clerk", "teacher", "student", biased):
        answer = rest(userid).post(f"{path}/@workflow/return", json={"comment": REASON})
        assert error(answer) == (403, None), userid
    supervisor = rest("supervisor")
    assert error(supervisor.post(f"{path}/@workflow/return", json={})) == (400, "comment")
    answer = supervisor.post(f"{path}/@workflow/return", json={"comment": REASON})
    assert (answer.status_code, answer.json()) == (200, {"state": "submitted"})
    again = supervisor.post(f"{path}/@workflow/return", json={"comment": REASON})
    assert error(again) == (409, None)
    assert stored(path).answers[0].return_reason == REASON
