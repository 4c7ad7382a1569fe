"""@identity-disclosures: looking at the evaluator's name, and the log of it."""

from hnu.jgzf.content.identity import get_identity
from tests import factories
from tests.services.client import error
from tests.services.client import stored


REASON = {"reason": "评价为不满意，需与评价人当面沟通。"}


def looks(path):
    return list(get_identity(stored(path)).disclosures)


def test_the_name_is_shown_once_and_the_look_is_on_record(rest, submitted):
    answer = rest("clerk").post(f"{submitted}/@identity-disclosures", json=REASON)
    assert answer.status_code == 201
    assert answer.json() == {"name": "方晓棠", "contact": "teacher@example.org"}
    assert [look.userid for look in looks(submitted)] == ["clerk"]
    assert "方晓棠" not in rest("clerk").get(submitted).text


def test_a_look_needs_a_reason(rest, submitted):
    clerk = rest("clerk")
    for sent in ({}, {"reason": "短"}, {"reason": 5}, {"reason": "字" * 501}, {"reason": []}):
        answer = clerk.post(f"{submitted}/@identity-disclosures", json=sent)
        assert error(answer) == (400, "reason"), sent
    assert looks(submitted) == []


def test_who_does_not_deal_with_the_case_learns_nothing(rest, submitted, biased):
    for userid in ("student", "teacher", "evaluated", "dean", "webmaster", "reviewer", biased):
        client = rest(userid)
        answer = client.post(f"{submitted}/@identity-disclosures", json=REASON)
        assert error(answer) == (403, None), userid
        assert "方晓棠" not in answer.text
    assert error(rest(None).post(f"{submitted}/@identity-disclosures", json=REASON))[0] == 401
    assert looks(submitted) == []


def test_an_administrator_looks_at_most_three_times_a_week(rest, submitted, case_in):
    other = case_in("submitted")
    clerk = rest("clerk")
    for path in (submitted, submitted, other):
        assert clerk.post(f"{path}/@identity-disclosures", json=REASON).status_code == 201
    answer = clerk.post(f"{other}/@identity-disclosures", json=REASON)
    assert error(answer) == (429, None)
    assert len(looks(other)) == 1
    answer = rest("supervisor").post(f"{other}/@identity-disclosures", json=REASON)
    assert answer.status_code == 201


def test_a_closed_case_stays_sealed(rest, case_in):
    path = case_in("closed")
    for userid in ("clerk", "supervisor"):
        answer = rest(userid).post(f"{path}/@identity-disclosures", json=REASON)
        assert error(answer) == (409, None), userid
    assert looks(path) == []


def test_the_log_is_for_supervisors_and_names_no_evaluator(rest, submitted, biased):
    rest("clerk").post(f"{submitted}/@identity-disclosures", json=REASON)
    answer = rest("supervisor").get(f"{submitted}/@identity-disclosures")
    assert answer.status_code == 200
    (look,) = answer.json()["items"]
    assert look.pop("at").endswith("+08:00")
    assert look == {
        "name": factories.ACCOUNTS["clerk"][0],
        "role": "Unit Administrator",
        "reason": REASON["reason"],
    }
    assert "方晓棠" not in answer.text
    assert "teacher" not in answer.text
    for userid in ("student", "teacher", "evaluated", "clerk", "dean", "webmaster", biased):
        answer = rest(userid).get(f"{submitted}/@identity-disclosures")
        assert error(answer) == (403, None), userid
    assert error(rest(None).get(f"{submitted}/@identity-disclosures")) == (401, None)


def test_the_evaluator_sees_each_look_among_her_cases(rest, submitted, case_in):
    other = case_in("submitted")
    rest("clerk").post(f"{submitted}/@identity-disclosures", json=REASON)
    rest("supervisor").post(f"{submitted}/@identity-disclosures", json=REASON)
    found = {
        item["number"]: [
            (look["name"], look["role"], look["reason"]) for look in item["disclosures"]
        ]
        for item in rest("teacher").get("@my-evaluations").json()["items"]
    }
    assert found == {
        other.partition("/")[2]: [],
        submitted.partition("/")[2]: [
            ("祁望舒", "Evaluation Supervisor", REASON["reason"]),
            ("柳明溪", "Unit Administrator", REASON["reason"]),
        ],
    }
