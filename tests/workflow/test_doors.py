"""Every cell of docs/workflow.md through the doors that need no server."""

from hnu.jgzf import config
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.interfaces.errors import InvalidInput
from Products.CMFCore.WorkflowCore import WorkflowException
from tests import factories
from tests.workflow import table
from zope.browsermenu.interfaces import IBrowserMenu
from zope.component import getUtility
from zope.i18n import translate
import pytest
import re
import transaction


SCRIPTS = {
    "answer": lambda case: lifecycle.answer(case, factories.ANSWER, config.EXPLAINED),
    "rate": lambda case: lifecycle.rate(case, "satisfied"),
    "return": lambda case: lifecycle.return_answer(case, table.REASON),
    "close": lambda case: lifecycle.close(case, table.REASON),
    "reopen": lambda case: lifecycle.reopen(case, table.REASON),
}


@pytest.fixture(scope="class")
def cases(portal_class):
    factories.university(portal_class)
    return table.cases()


@pytest.fixture
def undone(cases):
    """What the test writes is undone: all tests of a class share the cases."""
    savepoint = transaction.savepoint()
    yield
    savepoint.rollback()


def through_script(portal, case, transition):
    SCRIPTS[transition](case)


def through_workflow_tool(portal, case, transition):
    portal.portal_workflow.doActionFor(case, transition, **table.PAYLOADS[transition])


@pytest.mark.usefixtures("undone")
class TestDoors:
    @pytest.mark.parametrize("door", [through_script, through_workflow_tool])
    @pytest.mark.parametrize("cell", table.CELLS, ids=str)
    def test_a_door_opens_for_those_in_the_table(self, portal_class, cases, cell, door):
        case = cases[cell.state]
        if cell.allowed:
            with factories.acting_as(cell.account):
                door(portal_class, case, cell.transition)
            assert case.state == table.TARGETS[cell.transition]
        else:
            with (
                factories.nothing_written(portal_class, case),
                factories.acting_as(cell.account),
                pytest.raises(WorkflowException) as refused,
            ):
                door(portal_class, case, cell.transition)
            if door is through_script:
                message = translate(refused.value.message, target_language="zh_CN")
                assert re.search("[一-鿿]", message)
                assert not re.search("[A-Za-z]{2}", message)

    @pytest.mark.parametrize("cell", [cell for cell in table.CELLS if cell.needs_reason], ids=str)
    @pytest.mark.parametrize("reason", [None, "", "没有写完", " \u3000\u200b" * 10, ["原因"] * 10])
    def test_without_a_reason_nothing_happens(self, portal_class, cases, cell, reason):
        case = cases[cell.state]
        with (
            factories.nothing_written(portal_class, case),
            factories.acting_as(cell.account),
            pytest.raises(InvalidInput) as refused,
        ):
            portal_class.portal_workflow.doActionFor(case, cell.transition, comment=reason)
        assert [error.field for error in refused.value.errors] == ["comment"]

    @pytest.mark.parametrize("who", table.ACCOUNTS)
    @pytest.mark.parametrize("state", table.STATES)
    def test_what_is_offered_is_what_is_possible(self, portal_class, cases, state, who):
        case = cases[state]
        expected = [
            cell.transition
            for cell in table.CELLS
            if (cell.state, cell.who) == (state, who) and cell.allowed
        ]
        with factories.acting_as(table.ACCOUNTS[who]):
            assert lifecycle.possible(case) == expected
            tool = portal_class.portal_workflow
            offered = {action["id"] for action in tool.getTransitionsFor(case)}
            assert offered == set(expected)
            menu = getUtility(IBrowserMenu, name="plone_contentmenu_workflow")
            items = menu.getMenuItems(case, portal_class.REQUEST)
        prefix = "workflow-transition-"
        ids = {item["extra"]["id"].removeprefix(prefix) for item in items} - {"advanced"}
        assert ids == set(expected)

    def test_no_other_transition_exists(self, portal_class, cases):
        for case in cases.values():
            for name in ("publish", "retract", "", "submitted"):
                with factories.acting_as("supervisor"), pytest.raises(WorkflowException):
                    portal_class.portal_workflow.doActionFor(case, name, comment=table.REASON)
