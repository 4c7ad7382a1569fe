"""@feedback, @satisfaction and @workflow: each step of a case, and who is refused."""

from tests import factories
from tests.services.client import error
from tests.services.client import stored
import pytest


FEEDBACK = {"content": factories.ANSWER, "outcome": "explained"}
REASON = {"comment": "评价人长期未作评价，事项已经办结。"}


@pytest.fixture
def unchanged():
    """``unchanged(path)``: from here on nothing may be written to the case or its answers."""
    seen = {}

    def check(path):
        case = stored(path)
        found = []
        for item in (case, *case.rounds):
            item._p_activate()
            found.append(item._p_serial)
        assert seen.setdefault(path, found) == found

    return check


# @feedback


def test_the_unit_answers_and_gets_the_case_with_one_round_more(rest, submitted):
    answer = rest("clerk").post(f"{submitted}/@feedback", json=FEEDBACK)
    assert answer.status_code == 201
    assert answer.json()["state"] == "answered"
    assert [feedback["outcome"] for feedback in answer.json()["rounds"]] == ["explained"]
    assert stored(submitted).rounds[0].content == factories.ANSWER


def test_a_supervisor_can_answer(rest, submitted):
    assert rest("supervisor").post(f"{submitted}/@feedback", json=FEEDBACK).status_code == 201


def test_who_does_not_answer_for_the_unit_is_refused(rest, submitted, biased, unchanged):
    unchanged(submitted)
    for userid in ("student", "teacher", "evaluated", "dean", "webmaster", "editor", biased):
        answer = rest(userid).post(f"{submitted}/@feedback", json=FEEDBACK)
        assert error(answer) == (403, None), userid
    assert error(rest(None).post(f"{submitted}/@feedback", json=FEEDBACK)) == (401, None)
    unchanged(submitted)


def test_an_answer_needs_outcome_and_content(rest, submitted, unchanged):
    unchanged(submitted)
    clerk = rest("clerk")
    for sent, field in (
        ({}, "outcome"),
        ({**FEEDBACK, "outcome": "done"}, "outcome"),
        ({**FEEDBACK, "outcome": []}, "outcome"),
        ({**FEEDBACK, "content": " "}, "content"),
        ({**FEEDBACK, "content": "短"}, "content"),
        ({**FEEDBACK, "content": "字" * 2001}, "content"),
        ({**FEEDBACK, "content": 5}, "content"),
        ({**FEEDBACK, "content": [factories.ANSWER]}, "content"),
    ):
        assert error(clerk.post(f"{submitted}/@feedback", json=sent)) == (400, field), sent
    unchanged(submitted)


def test_a_case_that_does_not_wait_cannot_be_answered(rest, case_in, unchanged):
    for state in ("answered", "rated", "closed"):
        path = case_in(state)
        unchanged(path)
        answer = rest("clerk").post(f"{path}/@feedback", json=FEEDBACK)
        assert error(answer) == (409, None), state
        unchanged(path)


# @satisfaction


def test_the_evaluator_rates_once(rest, case_in):
    path = case_in("answered")
    sent = {"level": "dissatisfied", "comment": "没有说明依据。"}
    answer = rest("teacher").post(f"{path}/@satisfaction", json=sent)
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["pending"]) == ("rated", True)
    assert answer.json()["rounds"][0]["comment"] == "没有说明依据。"
    again = rest("teacher").post(f"{path}/@satisfaction", json={"level": "satisfied"})
    assert error(again) == (409, None)
    assert stored(path).satisfaction == "dissatisfied"


def test_nobody_rates_for_the_evaluator(rest, case_in, biased, unchanged):
    path = case_in("answered")
    unchanged(path)
    for userid in ("student", "evaluated", "clerk", "dean", "supervisor", biased, "webmaster"):
        answer = rest(userid).post(f"{path}/@satisfaction", json={"level": "satisfied"})
        assert error(answer) == (403, None), userid
    answer = rest(None).post(f"{path}/@satisfaction", json={"level": "satisfied"})
    assert error(answer) == (401, None)
    unchanged(path)


def test_a_rating_is_one_of_five_levels(rest, case_in, unchanged):
    path = case_in("answered")
    unchanged(path)
    teacher = rest("teacher")
    for sent, field in (
        ({}, "level"),
        ({"level": "unrated"}, "level"),
        ({"level": 5}, "level"),
        ({"level": {}}, "level"),
        ({"level": "neutral", "comment": []}, "comment"),
        ({"level": "neutral", "comment": "字" * 501}, "comment"),
        ({"level": "neutral", "contact_consent": 1}, "contact_consent"),
    ):
        assert error(teacher.post(f"{path}/@satisfaction", json=sent)) == (400, field), sent
    unchanged(path)


def test_with_a_rating_she_can_let_the_unit_reach_her(rest, case_in):
    path = case_in("answered")
    sent = {"level": "dissatisfied", "contact_consent": True, "contact": "电话 8888123"}
    answer = rest("teacher").post(f"{path}/@satisfaction", json=sent)
    assert answer.status_code == 200
    assert rest("clerk").get(path).json()["contact"] == "电话 8888123"


# @workflow


def test_the_state_is_told_without_a_history(rest, case_in):
    path = case_in("rated")
    for userid in ("student", "teacher", "clerk", "reviewer", "webmaster"):
        answer = rest(userid).get(f"{path}/@workflow")
        assert (answer.status_code, answer.json()) == (200, {"state": "rated"}), userid
    assert error(rest(None).get(f"{path}/@workflow")) == (401, None)


def test_the_unit_closes_a_case_that_was_rated_well(rest, case_in):
    path = case_in("rated")
    answer = rest("clerk").post(f"{path}/@workflow/close", json={})
    assert (answer.status_code, answer.json()) == (200, {"state": "closed"})


def test_a_body_is_not_needed_where_nothing_is(rest, case_in):
    path = case_in("rated")
    answer = rest("clerk").post(
        f"{path}/@workflow/close", headers={"Content-Type": "application/json"}
    )
    assert answer.json() == {"state": "closed"}


def test_against_a_bad_rating_only_a_supervisor_closes_and_says_why(
    rest, case_in, biased, unchanged
):
    path = case_in("rated", level="dissatisfied")
    unchanged(path)
    for userid in ("clerk", "teacher", "student", "dean", "webmaster", biased):
        answer = rest(userid).post(f"{path}/@workflow/close", json=REASON)
        assert error(answer) == (403, None), userid
    supervisor = rest("supervisor")
    for sent in ({}, {"comment": "短"}, {"comment": 5}, {"comment": "字" * 501}):
        answer = supervisor.post(f"{path}/@workflow/close", json=sent)
        assert error(answer) == (400, "comment"), sent
    unchanged(path)
    assert supervisor.post(f"{path}/@workflow/close", json=REASON).json() == {"state": "closed"}
    assert rest("student").get(path).json()["closings"][0]["reason"] == REASON["comment"]


def test_only_a_supervisor_reopens(rest, case_in, biased, unchanged):
    path = case_in("closed")
    unchanged(path)
    for userid in ("clerk", "teacher", "student", "dean", "webmaster", biased):
        answer = rest(userid).post(f"{path}/@workflow/reopen", json=REASON)
        assert error(answer) == (403, None), userid
    assert error(rest("supervisor").post(f"{path}/@workflow/reopen", json={})) == (400, "comment")
    unchanged(path)
    answer = rest("supervisor").post(f"{path}/@workflow/reopen", json=REASON)
    assert answer.json() == {"state": "submitted"}


def test_a_step_that_is_not_possible_now_is_a_conflict(rest, submitted, case_in, unchanged):
    unchanged(submitted)
    assert error(rest("clerk").post(f"{submitted}/@workflow/close", json=REASON)) == (409, None)
    assert error(rest("supervisor").post(f"{submitted}/@workflow/reopen", json=REASON))[0] == 409
    unchanged(submitted)
    closed = case_in("closed")
    unchanged(closed)
    # plone.restapi would answer 200: the case is in the state that the step leads to.
    assert error(rest("clerk").post(f"{closed}/@workflow/close", json=REASON)) == (409, None)
    unchanged(closed)


def test_steps_need_by_this_door_what_they_need_by_their_own(rest, submitted, unchanged):
    unchanged(submitted)
    clerk, teacher = rest("clerk"), rest("teacher")
    assert error(clerk.post(f"{submitted}/@workflow/answer", json={})) == (400, "outcome")
    assert error(clerk.post(f"{submitted}/@workflow/answer", json=REASON)) == (400, "outcome")
    unchanged(submitted)
    answer = clerk.post(f"{submitted}/@workflow/answer", json=FEEDBACK)
    assert answer.json() == {"state": "answered"}
    assert error(teacher.post(f"{submitted}/@workflow/rate", json={})) == (400, "level")
    assert error(clerk.post(f"{submitted}/@workflow/rate", json={"level": "neutral"}))[0] == 403
    answer = teacher.post(f"{submitted}/@workflow/rate", json={"level": "neutral"})
    assert answer.json() == {"state": "rated"}


def test_a_step_that_does_not_exist_is_not_found(rest, submitted):
    clerk = rest("clerk")
    assert error(clerk.post(f"{submitted}/@workflow/publish", json={})) == (404, None)
    assert error(clerk.post(f"{submitted}/@workflow/close/again", json={})) == (404, None)
    assert error(clerk.get(f"{submitted}/@workflow/close")) == (404, None)
    assert error(clerk.post(f"{submitted}/@workflow", json={})) == (400, "transition")


def test_no_date_of_publication_is_written_by_a_step(rest, case_in):
    path = case_in("rated")
    sent = {"effective": "2020-01-01", "expires": "2020-01-02", "include_children": True}
    rest("clerk").post(f"{path}/@workflow/close", json=sent)
    case = stored(path)
    assert case.state == "closed"
    assert (case.effective_date, case.expiration_date) == (None, None)
