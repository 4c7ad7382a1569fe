"""Channel 23: the portal's own content rules do not run for cases and answers.

Their ``${user_fullname}`` would be the evaluator, and their mail would go to whom a rule names.
"""

from hnu.jgzf import config
from plone import api
from plone.app.contentrules.actions.logger import LoggerAction
from plone.app.contentrules.actions.mail import MailAction
from plone.app.contentrules.rule import get_assignments
from plone.app.contentrules.rule import Rule
from plone.app.testing.utils import MockMailHost
from plone.contentrules.engine.assignments import RuleAssignment
from plone.contentrules.engine.interfaces import IRuleAssignmentManager
from plone.contentrules.engine.interfaces import IRuleStorage
from Products.CMFCore.interfaces import IActionSucceededEvent
from Products.MailHost.interfaces import IMailHost
from tests import factories
from tests.privacy import evidence
from tests.privacy.world import AUTHOR
from zope.component import getSiteManager
from zope.component import getUtility
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent
import logging
import pytest
import transaction


VARIABLES = (
    "${user_fullname} ${user_id} ${user_email} ${title} ${creator_fullname} ${creators} "
    "${change_authorid} ${owner_emails} ${owner_fullname} ${change_comment} ${text}"
)


@pytest.fixture
def mails(used_world):
    """Rules at the site's root, at the center and at the unit, for all below, that send mail."""
    portal = used_world.portal
    transaction.begin()
    host = MockMailHost("MailHost")
    portal.MailHost = host
    manager = getSiteManager()
    manager.unregisterUtility(provided=IMailHost)
    manager.registerUtility(host, IMailHost)
    registry = portal.portal_registry
    registry["plone.email_from_address"] = "portal@example.org"
    registry["plone.email_from_name"] = "Portal"

    storage = getUtility(IRuleStorage)
    for event in (
        IObjectAddedEvent,
        IObjectModifiedEvent,
        IActionSucceededEvent,
        IObjectRemovedEvent,
    ):
        rule = Rule()
        rule.title = event.__name__
        rule.event = event
        rule.enabled = True
        mail = MailAction()
        mail.subject = "Something happened"
        mail.recipients = "office@example.org"
        mail.message = VARIABLES
        log = LoggerAction()
        log.targetLogger = "portal.rules"
        log.loggingLevel = logging.INFO
        log.message = "Caught: &u did &e to &c"
        rule.actions = [log, mail]
        storage[event.__name__] = rule
        for place in (portal, portal.jgzf, portal.jgzf.jwc, portal.shared):
            assignments = IRuleAssignmentManager(place)
            assignments[event.__name__] = RuleAssignment(event.__name__, enabled=True, bubbles=True)
            get_assignments(rule).insert("/".join(place.getPhysicalPath()))
    transaction.commit()
    return host.messages


def live_a_life():
    """A case by the author, from its submission to its end and beyond."""
    case = factories.submit(AUTHOR.userid)
    factories.answer(case)
    factories.rate(case, "dissatisfied", by=AUTHOR.userid)
    factories.answer(case)
    factories.rate(case, "satisfied", by=AUTHOR.userid)
    factories.close(case)
    with factories.acting_as("supervisor"):
        api.portal.get_tool("portal_workflow").doActionFor(
            case, "reopen", comment=factories.CONTENT
        )
    assert case.state == config.SUBMITTED


def test_no_rule_of_the_portal_runs_for_cases_and_answers(used_world, mails, caplog):
    caplog.set_level(logging.INFO)
    live_a_life()
    transaction.commit()
    assert mails == []
    assert not [record for record in caplog.records if record.name == "portal.rules"]


def test_the_same_rules_name_the_author_of_other_content(used_world, mails, caplog):
    """The control."""
    caplog.set_level(logging.INFO)
    with api.env.adopt_user(user=api.user.get(userid=AUTHOR.userid)):
        api.content.create(used_world.portal.shared, "Document", "page", title="Page")
    transaction.commit()
    assert len(mails) >= 1
    assert evidence.identity_in(mails[0].decode())
    noted = [record.getMessage() for record in caplog.records if record.name == "portal.rules"]
    assert any(AUTHOR.userid in message or AUTHOR.login in message for message in noted)


def test_rules_still_run_for_units_and_people(used_world, mails):
    """That a unit was added is a webmaster's business."""
    with api.env.adopt_user(username="webmaster"):
        factories.add_unit("xgb", "学生工作部")
        factories.add_person(used_world.portal.jgzf.jwc, "20130001", "林知夏")
    transaction.commit()
    assert len(mails) >= 2
