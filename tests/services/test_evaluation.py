"""GET of a case: what each kind of viewer reads."""

from tests import factories
from tests.services.client import error
from tests.services.client import stored
import pytest
import re
import transaction


KEYS = [
    "@id",
    "@type",
    "number",
    "unit",
    "staff_member",
    "category",
    "description",
    "topic",
    "content",
    "submitted",
    "due",
    "provisional",
    "working_days_left",
    "overdue",
    "pending",
    "state",
    "satisfaction",
    "rounds",
    "returned",
    "transfers",
    "closings",
    "redacted",
    "hidden",
    "transitions",
    "mine",
]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")


@pytest.fixture
def closed(case_in):
    """A case closed against a bad rating in its second round."""
    case = stored(case_in("rated", level="dissatisfied"))
    factories.answer(case, outcome="explained")
    factories.rate(case, "very_dissatisfied", comment="仍未说明办理依据。")
    factories.close(case, by="supervisor", reason="已与评价人当面沟通，政策不允许。")
    transaction.commit()
    return f"jwc/{case.getId()}"


def moments(case):
    found = [case["submitted"], *(step["at"] for step in case["closings"])]
    for feedback in case["rounds"]:
        found += [feedback["answered"], feedback["rated"]]
    return found


def test_the_case_has_its_rounds_and_nothing_else(rest, closed):
    answer = rest("student").get(closed)
    assert answer.status_code == 200
    case = answer.json()
    assert list(case) == KEYS
    assert (case["state"], case["satisfaction"]) == ("closed", "very_dissatisfied")
    today = case["submitted"]
    first, second = case["rounds"]
    assert first == {
        "round": 1,
        "content": factories.ANSWER,
        "outcome": "resolved",
        "planned": None,
        "answered": today,
        "due": first["due"],
        "in_time": True,
        "satisfaction": "dissatisfied",
        "comment": None,
        "rated": today,
    }
    assert (second["round"], second["outcome"]) == (2, "explained")
    assert second["comment"] == "仍未说明办理依据。"
    assert case["closings"] == [
        {"action": "close", "at": today, "reason": "已与评价人当面沟通，政策不允许。"}
    ]


def test_parties_read_times_of_day_and_everybody_else_days(rest, closed, biased):
    for userid, form in {
        "teacher": MOMENT,
        "clerk": MOMENT,
        "deputy": MOMENT,
        "supervisor": MOMENT,
        biased: DAY,
        "student": DAY,
        "dean": DAY,
        "evaluated": DAY,
        "webmaster": DAY,
        "reviewer": DAY,
        "editor": DAY,
    }.items():
        found = moments(rest(userid).get(closed).json())
        assert len(found) == 6, userid
        assert all(form.fullmatch(value) for value in found), (userid, found)


def test_the_person_a_case_is_about_is_no_party_even_as_administrator(site, rest, case_in):
    path = case_in("answered", staff_member="20090417")
    site.jgzf.jwc.administrators = [
        *site.jgzf.jwc.administrators,
        factories.administrator("evaluated"),
    ]
    transaction.commit()
    case = rest("evaluated").get(path).json()
    assert all(DAY.fullmatch(value) for value in (case["submitted"], case["rounds"][0]["answered"]))
    assert case["transitions"] == []


def test_only_the_evaluator_is_told_that_it_is_hers(rest, closed):
    for userid in factories.ACCOUNTS:
        assert rest(userid).get(closed).json()["mine"] == (userid == "teacher"), userid


def test_the_answer_says_nowhere_who_the_evaluator_is(rest, closed):
    name = factories.ACCOUNTS["teacher"][0]
    for userid in (*factories.ACCOUNTS,):
        answer = rest(userid).get(closed)
        found = answer.text + str(answer.headers)
        assert "teacher" not in found, userid
        assert name not in found, userid


def test_steps_are_named_to_those_who_can_take_them(rest, case_in, biased):
    expected = {
        ("submitted", ""): {"clerk": ["answer"], "supervisor": ["answer"]},
        ("answered", ""): {"teacher": ["rate"], "supervisor": ["return", "close"]},
        ("rated", "satisfied"): {"clerk": ["close"], "supervisor": ["close"]},
        ("rated", "dissatisfied"): {"clerk": ["answer"], "supervisor": ["answer", "close"]},
        ("closed", "satisfied"): {"supervisor": ["reopen"]},
    }
    viewers = ("teacher", "student", "clerk", "dean", "evaluated", "supervisor", biased)
    for (state, level), steps in expected.items():
        path = case_in(state, level=level)
        for userid in viewers:
            found = rest(userid).get(path).json()["transitions"]
            assert found == steps.get(userid, []), (state, level, userid)


def test_the_contact_she_allowed_is_for_those_who_deal_with_the_case(rest, case_in, biased):
    path = case_in("rated", contact_consent=True, contact="电话 8888123")
    for userid in factories.ACCOUNTS:
        shown = rest(userid).get(path).json().get("contact")
        expected = "电话 8888123" if userid in ("clerk", "deputy", "supervisor") else None
        assert shown == expected, userid


def test_without_consent_nobody_reads_a_contact(rest, case_in):
    path = case_in("rated", contact="电话 8888123")
    for userid in factories.ACCOUNTS:
        answer = rest(userid).get(path)
        assert "contact" not in answer.json(), userid
        assert "8888123" not in answer.text, userid


def test_parameters_of_plone_restapi_change_nothing(rest, closed):
    student = rest("student")
    plain = student.get(closed).text
    for query in (
        "expand=workflow,breadcrumbs,actions,types,navigation,lock",
        "expand=*",
        "fullobjects",
        "metadata_fields=_all",
        "version=0",
        "version=current",
        "include_items=true",
        "Creator=teacher",
    ):
        assert student.get(f"{closed}?{query}").text == plain, query


def test_html_is_text(rest):
    text = "<script>alert(1)</script> 请核对办理时间。"
    case = rest("teacher").post("@evaluations", json=factories.fields(content=text)).json()
    answer = rest("student").get(f"jwc/{case['number']}")
    assert answer.json()["content"] == text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_unknown_number_is_not_found(rest, submitted):
    answer = rest("student").get("jwc/20261124-000000")
    assert error(answer) == (404, None)
    assert "没有找到" in answer.json()["error"]["message"]
    number = submitted.partition("/")[2]
    assert error(rest("student").get(f"hqc/{number}")) == (404, None)


def test_the_api_traverser_answers_the_same(site, rest, submitted):
    student = rest("student")
    address = f"{site.absolute_url()}/++api++/jgzf/{submitted}"
    answer = student.get(address, headers={"Accept": "text/html"})
    assert answer.json() == student.get(submitted).json()
    other = student.get(f"{address}/@history", headers={"Accept": "text/html"})
    assert error(other)[0] in (403, 404)


def test_those_in_charge_read_whether_a_conflict_can_be_checked(site, rest, case_in):
    unlinked = case_in("submitted", staff_member="20120356")
    linked = case_in("submitted", staff_member="20090417")
    for userid in ("clerk", "supervisor"):
        assert rest(userid).get(unlinked).json()["conflict"] == "unknown", userid
        assert rest(userid).get(linked).json()["conflict"] == "none", userid
    for userid in ("teacher", "student", "dean", "evaluated", "webmaster"):
        assert "conflict" not in rest(userid).get(unlinked).json(), userid
