"""@my-evaluations and @pending-evaluations: lists that differ by person."""

from datetime import timedelta
from hnu.jgzf.domain import dates
from tests import factories
from tests.services.client import error
import transaction


def numbers(answer):
    assert answer.status_code == 200
    return [item["number"] for item in answer.json()["items"]]


def test_everybody_finds_her_own_cases_and_no_others(rest, case_in):
    mine = [case_in("submitted"), case_in("closed"), case_in("rated")]
    theirs = case_in("answered", by="student")
    assert numbers(rest("teacher").get("@my-evaluations")) == [
        path.partition("/")[2] for path in reversed(mine)
    ]
    assert numbers(rest("student").get("@my-evaluations")) == [theirs.partition("/")[2]]
    for userid in ("clerk", "supervisor", "webmaster"):
        assert numbers(rest(userid).get("@my-evaluations")) == [], userid


def test_whose_cases_are_listed_cannot_be_chosen(rest, submitted):
    plain = rest("student").get("@my-evaluations").text
    for query in ("userid=teacher", "Creator=teacher", "evaluator=teacher", "b_start=0"):
        assert rest("student").get(f"@my-evaluations?{query}").text == plain, query


def test_own_cases_come_in_pages(rest, case_in):
    paths = [case_in("submitted") for _n in range(3)]
    answer = rest("teacher").get("@my-evaluations?b_size=2")
    assert answer.json()["items_total"] == 3
    rest_of_them = rest("teacher").get(answer.json()["batching"]["next"])
    found = numbers(answer) + numbers(rest_of_them)
    assert found == [path.partition("/")[2] for path in reversed(paths)]
    assert error(rest("teacher").get("@my-evaluations?b_size=x")) == (400, "b_size")


def test_an_administrator_finds_what_waits_for_her_unit_due_soonest_first(rest, case_in):
    late = None
    with dates.at(dates.now() - timedelta(days=30)):
        late = factories.submit(topic="办理时间没有公布")
    transaction.commit()
    new = case_in("submitted")
    bad = case_in("rated", level="very_dissatisfied", staff_member="20120356")
    case_in("answered")
    case_in("rated")
    case_in("closed")
    theirs = case_in("submitted", unit="hqc")
    answer = rest("clerk").get("@pending-evaluations")
    assert numbers(answer)[0] == late.getId()
    assert answer.json()["items"][0]["overdue"]
    assert sorted(numbers(answer)[1:]) == sorted(path.partition("/")[2] for path in (new, bad))
    assert numbers(rest("dean").get("@pending-evaluations")) == [theirs.partition("/")[2]]
    assert rest("supervisor").get("@pending-evaluations").json()["items_total"] == 4
    page = rest("supervisor").get("@pending-evaluations?b_size=1&b_start=3").json()
    assert (len(page["items"]), "next" in page["batching"]) == (1, False)
    assert error(rest("clerk").get("@pending-evaluations?b_start=x")) == (400, "b_start")


def test_who_answers_for_no_unit_has_no_pending_cases(site, rest, submitted):
    for userid in ("student", "teacher", "evaluated", "webmaster"):
        assert error(rest(userid).get("@pending-evaluations")) == (403, None), userid


def test_an_administrator_whose_time_is_over_is_refused(site, rest, submitted):
    yesterday = dates.today() - timedelta(days=1)
    site.jgzf.jwc.administrators = [factories.administrator("clerk", until=yesterday)]
    transaction.commit()
    assert error(rest("clerk").get("@pending-evaluations")) == (403, None)
    sent = {"content": factories.ANSWER, "outcome": "resolved"}
    assert error(rest("clerk").post(f"{submitted}/@feedback", json=sent)) == (403, None)
