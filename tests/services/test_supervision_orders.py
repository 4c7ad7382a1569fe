"""@supervision-orders, and an order with its steps."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from tests import factories
from tests.services.client import error
from tests.services.client import problems
from tests.services.client import stored
import pytest
import transaction


LIST = "@supervision-orders"
REASON = {"comment": "反馈没有说明超期原因，请补充。"}


@pytest.fixture
def due(site):
    return (dates.today() + timedelta(days=7)).isoformat()


@pytest.fixture
def order(site):
    """Path of an order that was just issued, below the center."""
    return kept(factories.issue_order(factories.submit("teacher")))


def kept(order):
    transaction.commit()
    return f"{order.__parent__.getId()}/{order.getId()}"


def body(submitted, due, **values):
    number = submitted.partition("/")[2]
    return {"unit": "jwc", "cases": [number], "text": factories.ORDER, "due": due, **values}


def test_a_supervisor_issues_an_order(rest, submitted, due):
    answer = rest("supervisor").post(LIST, json=body(submitted, due))
    assert answer.status_code == 201
    found = answer.json()
    assert answer.headers["Location"] == found["@id"]
    assert found["id"].startswith("order-")
    assert found["number"] == f"督办〔{found['id'][6:10]}〕1号"
    assert found["state"] == "issued"
    assert [case["number"] for case in found["evaluations"]] == found["cases"]
    assert found["transitions"] == ["end"]
    assert stored(f"jwc/{found['id']}").text == factories.ORDER


@pytest.mark.parametrize("who", ["teacher", "clerk", "dean", "webmaster", "editor"])
def test_nobody_else_issues_orders(rest, submitted, due, who):
    assert error(rest(who).post(LIST, json=body(submitted, due))) == (403, None)


def test_a_supervisor_of_the_unit_does_not_either(rest, submitted, due, biased):
    assert error(rest(biased).post(LIST, json=body(submitted, due))) == (403, None)


def test_nobody_does_without_a_login_or_without_json(rest, submitted, due):
    assert error(rest(None).post(LIST, json=body(submitted, due)))[0] == 401
    sent = rest("supervisor").post(LIST, data={"unit": "jwc"})
    assert error(sent)[0] == 415


def test_what_is_wrong_is_named(rest, submitted, due):
    supervisor = rest("supervisor")
    wrong = body(submitted, "2001-01-01", cases=["20261124-000000"], text="短")
    assert set(problems(supervisor.post(LIST, json=wrong))) == {"cases", "text", "due"}
    assert set(problems(supervisor.post(LIST, json={}))) == {"unit"}
    for value in (5, {"a": 1}, [1], ["x"], "20261124-000000"):
        sent = body(submitted, due, cases=value)
        assert set(problems(supervisor.post(LIST, json=sent))) == {"cases"}
    assert error(
        supervisor.post(LIST, data="[1", headers={"Content-Type": "application/json"})
    ) == (
        400,
        None,
    )


def test_lists_show_what_one_may_read(rest, site, order):
    other = kept(factories.issue_order(factories.submit("teacher", unit="hqc")))
    site.jgzf.hqc.head = "student"
    transaction.commit()

    def listed(who, query=""):
        answer = rest(who).get(LIST + query)
        assert answer.status_code == 200
        return [item["@id"].partition("/jgzf/")[2] for item in answer.json()["items"]]

    assert listed("supervisor") == [other, order]
    assert listed("supervisor", "?unit=jwc") == [order]
    assert listed("supervisor", "?state=issued&b_size=1") == [other]
    assert listed("supervisor", "?state=ended") == []
    assert listed("clerk") == [order]
    assert listed("student") == [other]
    found = rest("supervisor").get(f"{LIST}?b_size=1").json()
    assert found["items_total"] == 2
    assert found["batching"]["next"].endswith("b_start=1&b_size=1")
    assert set(problems(rest("clerk").get(f"{LIST}?unit=hqc&state=x&b_start=-1"))) == {
        "unit",
        "state",
        "b_start",
    }
    for who in ("teacher", "evaluated", "webmaster"):
        assert error(rest(who).get(LIST)) == (403, None)
    assert error(rest(None).get(LIST))[0] == 401


def test_to_others_an_order_is_not_there(rest, site, order):
    nowhere = "jwc/order-2001-1"
    factories.add_person(site.jgzf.jwc, "777", "甘棠", userid="supervisor2")
    transaction.commit()
    for who in ("teacher", "dean", "evaluated", "webmaster", "supervisor2", "editor"):
        client = rest(who)
        for method, path, values in (
            ("GET", "", None),
            ("GET", "/@workflow", None),
            ("POST", "/@workflow/acknowledge", {}),
            ("POST", "/@workflow/end", REASON),
            ("PATCH", "", {"text": "x"}),
            ("DELETE", "", None),
            ("POST", "", {"@type": "Document"}),
        ):
            answers = [
                client.request(method, f"{item}{path}", json=values) for item in (order, nowhere)
            ]
            assert [answer.status_code for answer in answers] == [404, 404], (who, method, path)
            assert answers[0].text == answers[1].text
    assert error(rest(None).get(order))[0] == 401


def test_the_steps_of_an_order(rest, order):
    clerk, supervisor = rest("clerk"), rest("supervisor")
    step = f"{order}/@workflow"
    assert clerk.get(step).json() == {"state": "issued"}
    early = clerk.post(f"{step}/answer", json={"content": factories.ANSWER})
    assert error(early) == (409, None)
    assert clerk.post(f"{step}/acknowledge", json={}).json() == {"state": "acknowledged"}
    assert error(clerk.post(f"{step}/acknowledge", json={})) == (409, None)
    assert set(problems(clerk.post(f"{step}/answer", json={}))) == {"content"}
    assert clerk.post(f"{step}/answer", json={"content": factories.ANSWER}).status_code == 200
    assert error(clerk.post(f"{step}/end", json=REASON)) == (403, None)
    assert set(problems(supervisor.post(f"{step}/send_back", json={}))) == {"comment"}
    assert supervisor.post(f"{step}/send_back", json=REASON).json() == {"state": "acknowledged"}
    assert clerk.post(f"{step}/answer", json={"content": factories.CONTENT}).status_code == 200
    assert supervisor.post(f"{step}/end", json={}).json() == {"state": "ended"}
    found = clerk.get(order).json()
    assert (found["answer"], found["answered_by"]) == (factories.CONTENT, "柳明溪")
    assert [returned["reason"] for returned in found["returned"]] == [REASON["comment"]]
    assert (found["acknowledged_by"], found["transitions"]) == ("柳明溪", [])


def test_a_step_that_is_none_leads_nowhere(rest, order):
    supervisor = rest("supervisor")
    assert error(supervisor.post(f"{order}/@workflow/publish", json={}))[0] == 404
    assert error(supervisor.post(f"{order}/@workflow/end/end", json=REASON))[0] == 404
    assert set(problems(supervisor.post(f"{order}/@workflow", json={}))) == {"transition"}
    assert error(supervisor.post(f"{order}/@workflow/end", data="x"))[0] == 415


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_an_order_is_changed_by_its_steps_only(rest, order, method):
    for who in ("clerk", "supervisor"):
        assert rest(who).request(method, order, json={"text": "x"}).status_code == 405
    assert stored(order).text == factories.ORDER


def test_an_order_names_only_cases_that_the_viewer_may_see(rest, site):
    case, other = factories.submit("teacher"), factories.submit("teacher")
    order = kept(factories.issue_order(case, other))
    other.manage_permission("View", (config.ROLE_SUPERVISOR,), 0)
    transaction.commit()
    found = rest("clerk").get(order).json()
    assert [item["number"] for item in found["evaluations"]] == [case.getId()]
    assert found["cases"] == [case.getId(), other.getId()]


def test_a_notice_leads_to_the_order(rest, order):
    factories.tell()
    (notice,) = [n for n in rest("clerk").get("@notices").json()["items"] if n["order"]]
    assert notice["order"].endswith(order)
    assert notice["evaluation"] is None
    assert notice["number"].startswith("督办〔")
    assert "签收" in notice["text"]
