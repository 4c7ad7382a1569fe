"""Every cell of the tables about supervision orders, through every door."""

from hnu.jgzf import config
from hnu.jgzf.domain import orders as rules
from hnu.jgzf.interfaces.errors import InvalidInput
from itertools import product
from plone.protect import createToken
from Products.CMFCore.WorkflowCore import WorkflowException
from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.browser.visitor import Visitor
from tests.workflow import order_table
from tests.workflow import table
from zope.browsermenu.interfaces import IBrowserMenu
from zope.component import getUtility
from zope.i18n import translate
import pytest
import re
import transaction


SCRIPTS = {
    "acknowledge": lambda order: rules.acknowledge(order),
    "answer": lambda order: rules.answer(order, factories.ANSWER),
    "send_back": lambda order: rules.send_back(order, table.REASON),
    "end": lambda order: rules.end(order, table.REASON),
}
# transition -> what its form and its service take
VALUES = {
    "acknowledge": {},
    "answer": {"content": factories.ANSWER},
    "send_back": {"comment": table.REASON},
    "end": {"comment": table.REASON},
}


def test_the_document_says_yes_or_no_to_everybody_in_every_state():
    found = [(cell.state, cell.who, cell.transition) for cell in order_table.CELLS]
    everything = product(order_table.STATES, order_table.ACCOUNTS, rules.TRANSITIONS)
    assert sorted(found) == sorted(everything)
    assert set(order_table.STATES.values()) == set(config.ORDER_STATES)


def test_the_document_speaks_of_every_transition_that_leaves_a_state():
    possible = {
        (order_table.STATES[cell.state], cell.transition)
        for cell in order_table.CELLS
        if cell.allowed
    }
    starts = {(state, name) for name, states in rules.STARTS.items() for state in states}
    assert possible == starts


@pytest.fixture(scope="class")
def orders(portal_class):
    factories.university(portal_class)
    return order_table.orders()


@pytest.fixture
def undone(orders):
    savepoint = transaction.savepoint()
    yield
    savepoint.rollback()


def account(cell):
    return order_table.ACCOUNTS[cell.who]


def through_script(portal, order, transition):
    SCRIPTS[transition](order)


def through_workflow_tool(portal, order, transition):
    portal.portal_workflow.doActionFor(order, transition, **order_table.PAYLOADS[transition])


@pytest.mark.usefixtures("undone")
class TestDoors:
    @pytest.mark.parametrize("door", [through_script, through_workflow_tool])
    @pytest.mark.parametrize("cell", order_table.CELLS, ids=str)
    def test_a_door_opens_for_those_in_the_table(self, portal_class, orders, cell, door):
        order = orders[cell.state]
        if cell.allowed:
            with factories.acting_as(account(cell)):
                door(portal_class, order, cell.transition)
            assert order.state == order_table.TARGETS[cell.transition]
            return
        with (
            factories.nothing_written(portal_class, order),
            factories.acting_as(account(cell)),
            pytest.raises(WorkflowException) as refused,
        ):
            door(portal_class, order, cell.transition)
        if door is through_script:
            message = translate(refused.value.message, target_language="zh_CN")
            assert is_chinese(message)

    @pytest.mark.parametrize(
        "cell", [cell for cell in order_table.CELLS if cell.needs_reason], ids=str
    )
    @pytest.mark.parametrize("reason", [None, "", "没有写完", " \u3000\u200b" * 10, ["原因"] * 10])
    def test_without_a_reason_nothing_happens(self, portal_class, orders, cell, reason):
        order = orders[cell.state]
        with (
            factories.nothing_written(portal_class, order),
            factories.acting_as(account(cell)),
            pytest.raises(InvalidInput) as refused,
        ):
            portal_class.portal_workflow.doActionFor(order, cell.transition, comment=reason)
        assert [error.field for error in refused.value.errors] == ["comment"]

    @pytest.mark.parametrize("who", order_table.ACCOUNTS)
    @pytest.mark.parametrize("state", order_table.STATES)
    def test_what_is_offered_is_what_is_possible(self, portal_class, orders, state, who):
        order = orders[state]
        expected = [
            cell.transition
            for cell in order_table.CELLS
            if (cell.state, cell.who) == (state, who) and cell.allowed
        ]
        with factories.acting_as(order_table.ACCOUNTS[who]):
            assert rules.possible(order) == expected
            assert bool(rules.may_view(order)) == (who in order_table.READERS)
            tool = portal_class.portal_workflow
            assert {action["id"] for action in tool.getTransitionsFor(order)} == set(expected)
            menu = getUtility(IBrowserMenu, name="plone_contentmenu_workflow")
            items = menu.getMenuItems(order, portal_class.REQUEST)
        prefix = "workflow-transition-"
        ids = {item["extra"]["id"].removeprefix(prefix) for item in items} - {"advanced"}
        assert ids == set(expected)

    def test_no_other_transition_exists(self, portal_class, orders):
        for order in orders.values():
            for name in ("publish", "retract", "", "issued", "close"):
                with factories.acting_as("supervisor"), pytest.raises(WorkflowException):
                    portal_class.portal_workflow.doActionFor(order, name, comment=table.REASON)


def is_chinese(message):
    return re.search("[一-鿿]", message) and not re.search("[A-Za-z]{2}", message)


# Over HTTP


class Person:
    def __init__(self, site, who):
        userid = order_table.ACCOUNTS[who]
        self.visitor = Visitor(site, userid)
        with factories.acting_as(userid):
            self.token = createToken()

    def form(self, order, transition, values):
        names = {"comment": "reason"}
        data = {f"form.widgets.{names.get(name, name)}": value for name, value in values.items()}
        data |= {f"form.buttons.{transition}": "1", "_authenticator": self.token}
        page = f"/@@{transition.replace('_', '-')}"
        self.visitor.session.cookies.clear()
        answer = Answer(self.visitor.session.post(self.visitor.url(order, page), data=data))
        return 403 if answer.is_refusal else answer.status

    def state_menu(self, order, transition, values):
        data = {"workflow_action": transition, "_authenticator": self.token, **values}
        url = self.visitor.url(order, "/content_status_modify")
        self.visitor.session.cookies.clear()
        return self.visitor.session.post(url, data=data, allow_redirects=False).status_code

    def service(self, order, transition, values):
        url = self.visitor.url(order, f"/@workflow/{transition}")
        headers = {"Accept": "application/json"}
        return self.visitor.session.post(url, json=values, headers=headers).status_code


DOORS = ("form", "state_menu", "service")


@pytest.fixture(scope="class")
def site(functional_portal_class):
    factories.university(functional_portal_class)
    order_table.add_people()
    transaction.commit()
    return functional_portal_class


@pytest.fixture(scope="class")
def order_in(site):
    """``order_in(state)``: an order in that state of the table; a new one once it was changed."""
    known = {}

    def find(state):
        order = known.get(state)
        if order is None or latest(order).state != order_table.STATES[state]:
            order = known[state] = order_table.order(state)
            transaction.commit()
        return order

    return find


def expected_refusal(door, cell):
    """Statuses by which a door may say no in that cell."""
    possible = any(
        other.allowed
        for other in order_table.CELLS
        if (other.state, other.transition) == (cell.state, cell.transition)
    )
    if cell.who == "Anonymous":
        return (401, 403, 302)
    if cell.who not in order_table.READERS:
        # Zope's own owner has no account in the site: the form is kept for her login.
        return (404, 403) if cell.who == "Manager" else (404,)
    if door == "state_menu":
        return (302,)
    return (403 if possible else 409,)


class TestDoorsOverHttp:
    @pytest.mark.parametrize("who", order_table.ACCOUNTS)
    @pytest.mark.parametrize("door", DOORS)
    def test_a_door_opens_for_those_in_the_table(self, site, order_in, door, who):
        person, wrong = Person(site, who), []
        for cell in [cell for cell in order_table.CELLS if cell.who == who]:
            order = order_in(cell.state)
            before = last_write(site)
            status = getattr(person, door)(order, cell.transition, VALUES[cell.transition])
            state = latest(order).state
            # A comment is not enough for these: the menu leads to the form.
            leads = door == "state_menu" and cell.transition in rules.OF_THE_UNIT
            if cell.allowed and not leads:
                done = state == order_table.TARGETS[cell.transition]
                if not done or status not in (200, 302):
                    wrong.append(f"{cell}: {status}, {state}")
            elif last_write(site) != before:
                wrong.append(f"{cell}: written")
            elif not cell.allowed and status not in expected_refusal(door, cell):
                wrong.append(f"{cell}: {status}")
        assert wrong == []
