from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from plone.app.contentrules.actions.logger import LoggerAction
from plone.app.contentrules.handlers import close
from plone.app.contentrules.rule import get_assignments
from plone.app.contentrules.rule import Rule
from plone.contentrules.engine.assignments import RuleAssignment
from plone.contentrules.engine.interfaces import IRuleAssignmentManager
from plone.contentrules.engine.interfaces import IRuleStorage
from Products.CMFCore.interfaces import IActionSucceededEvent
from tests import factories
from zope.component import getUtility
from zope.lifecycleevent import modified
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent
import logging
import pytest


REASON = "事项已经多次沟通，双方同意办结。"


@pytest.fixture
def heard(portal, university, caplog):
    """What rules of the site, for everything in it, told about whom."""
    storage = getUtility(IRuleStorage)
    storage.active = True
    for number, event in enumerate(
        (IObjectAddedEvent, IObjectModifiedEvent, IActionSucceededEvent)
    ):
        rule = Rule()
        rule.event = event
        action = LoggerAction()
        action.targetLogger, action.loggingLevel, action.message = "rule", 20, "&c by &u"
        rule.actions.append(action)
        storage[f"rule-{number}"] = rule
        assignments = IRuleAssignmentManager(portal)
        assignments[rule.__name__] = RuleAssignment(rule.__name__, bubbles=True)
        get_assignments(rule).insert("/".join(portal.getPhysicalPath()))
    caplog.set_level(logging.INFO, "rule")
    close(None)
    caplog.clear()
    return lambda: [record.getMessage() for record in caplog.records if record.name == "rule"]


def test_rules_of_the_site_hear_of_other_things(heard):
    """The control: without it the test below could not fail."""
    with factories.acting_as("webmaster"):
        factories.add_person(roster.get_unit("jwc"), "20200001", "甘棠")
        assert heard() == ["<StaffMember at /plone/jgzf/jwc/20200001> by webmaster"]
        modified(roster.get_unit("jwc"))
    assert "<Unit at /plone/jgzf/jwc> by webmaster" in heard()


def test_no_rule_of_the_site_hears_of_a_case_or_of_an_answer(heard):
    case = factories.submit("teacher", contact_consent=True)
    factories.answer(case)
    with factories.acting_as("clerk"):
        disclosure.disclose(case, REASON)
    factories.rate(case, "dissatisfied")
    factories.close(case, by="supervisor", reason=REASON)
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, REASON)
    for item in (case, case["1"]):
        modified(item)
    assert heard() == []
