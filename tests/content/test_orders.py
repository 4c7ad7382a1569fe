"""The index of supervision orders, and what an order tells by its addresses."""

from hnu.jgzf.content import orders
from hnu.jgzf.content.supervision_order import official_number
from persistent import Persistent
from tests import factories
from tests.browser.visitor import Visitor
import pytest
import transaction


class Center(Persistent):
    """Something to keep an index at."""


def test_numbers_begin_anew_with_each_year_and_count_on(university):
    center = Center()
    assert orders.entries(center) == []
    drawn = [orders.draw(center, year, "jwc", ["a"]) for year in [2026] * 11 + [2027, 2026]]
    assert [entry.id for entry in drawn[-3:]] == ["order-2026-11", "order-2027-1", "order-2026-12"]
    assert [entry.id for entry in orders.entries(center)][:3] == [
        "order-2027-1",
        "order-2026-12",
        "order-2026-11",
    ]
    assert drawn[0] == orders.Entry("order-2026-1", "jwc", ("a",))


def test_people_call_an_order_by_year_and_number():
    assert official_number("order-2026-3") == "督办〔2026〕3号"
    assert official_number("20261124-7KQ2MD") == "20261124-7KQ2MD"
    assert official_number("order-2026-12") == "督办〔2026〕12号"
    for name in ("order-2026-0", "order-26-1", "x"):
        assert official_number(name) == name


ATTRIBUTES = (
    "text",
    "cases",
    "due",
    "issued",
    "acknowledged_by",
    "answer",
    "answered",
    "end_reason",
    "returned",
    "number",
    "title",
    "Title",
    "Description",
    "getId",
    "state",
    "day",
    "allows?transition=end",
    "workflow_history",
    "listCreators",
    "CreationDate",
    "manage_main",
    "manage_DAVget",
    "@@search",
    "@@plone_lock_info",
    "listing_view",
)


def test_no_attribute_of_an_order_has_an_address_for_others(functional_portal):
    site = functional_portal
    factories.university(site)
    order = factories.bring_order_to(factories.issue_order(factories.submit("teacher")), "ended")
    transaction.commit()
    told = (order.number, factories.ORDER, factories.ANSWER, order.cases[0], "柳明溪", "+08:00")
    for who in ("student", "dean", "webmaster", "editor", None):
        visitor = Visitor(site, who)
        for name in ATTRIBUTES:
            for accept in ("text/html", "application/json"):
                answer = visitor.session.get(
                    visitor.url(order, f"/{name}"),
                    headers={"Accept": accept},
                    allow_redirects=False,
                    timeout=30,
                )
                found = [word for word in told if word in answer.text]
                assert found == [], (who, name, accept, answer.status_code)


def test_an_order_is_in_no_catalog(portal, university):
    order = factories.issue_order(factories.submit("teacher"))
    path = "/".join(order.getPhysicalPath())
    order.reindexObject()
    portal.portal_catalog.clearFindAndRebuild()
    assert path not in portal.portal_catalog._catalog.uids
    assert order.getId() not in portal.evaluation_catalog._catalog.uids


@pytest.mark.parametrize("userid", ["clerk", "supervisor"])
def test_an_order_has_neither_owner_nor_creator(university, userid):
    order = factories.issue_order(factories.submit("teacher"))
    with factories.acting_as(userid):
        assert order.Creator() == "(anonymous)"
        assert order.listCreators() == ()
    assert order.getOwner() is None
    assert order.get_local_roles() == ()
    assert [set(entry) for entry in order.workflow_history["jgzf_order_workflow"]] == [
        {"action", "comments", "time", "review_state"}
    ]
