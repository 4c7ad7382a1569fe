"""Content rules as a portal may have them: whatever happens is mailed and noted, with its maker."""

from contextlib import contextmanager
from plone.app.contentrules.actions.logger import LoggerAction
from plone.app.contentrules.actions.mail import MailAction
from plone.app.contentrules.rule import get_assignments
from plone.app.contentrules.rule import Rule
from plone.contentrules.engine.assignments import RuleAssignment
from plone.contentrules.engine.interfaces import IRuleAssignmentManager
from plone.contentrules.engine.interfaces import IRuleStorage
from Products.CMFCore.interfaces import IActionSucceededEvent
from Products.MailHost.MailHost import MailBase
from unittest import mock
from zope.component import getUtility
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent
import logging


LOGGER = "portal.rules"
VARIABLES = (
    "${user_fullname} ${user_id} ${user_email} ${title} ${creator_fullname} ${creators} "
    "${change_authorid} ${owner_emails} ${owner_fullname} ${change_comment} ${text}"
)
EVENTS = (IObjectAddedEvent, IObjectModifiedEvent, IActionSucceededEvent, IObjectRemovedEvent)


# What the add-on has for rules about cases
OURS = (
    "${evaluation_number}|${evaluation_unit}|${evaluation_category}|${evaluation_description}|"
    "${evaluation_state}|${evaluation_due}|${evaluation_days}|${evaluation_link}"
)


def install(portal, places, events=EVENTS, message=VARIABLES):
    """A rule for each of ``events``, assigned at ``places`` for all that is below them."""
    registry = portal.portal_registry
    registry["plone.email_from_address"] = "portal@example.org"
    registry["plone.email_from_name"] = "Portal"
    storage = getUtility(IRuleStorage)
    for event in events:
        rule = Rule()
        rule.title = event.__name__
        rule.event = event
        rule.enabled = True
        mail = MailAction()
        mail.subject = "Something happened"
        mail.recipients = "office@example.org"
        mail.message = message
        log = LoggerAction()
        log.targetLogger = LOGGER
        log.loggingLevel = logging.INFO
        log.message = "Caught: &u did &e to &c"
        rule.actions = [log, mail]
        storage[event.__name__] = rule
        for place in places:
            assignments = IRuleAssignmentManager(place)
            assignments[event.__name__] = RuleAssignment(event.__name__, enabled=True, bubbles=True)
            get_assignments(rule).insert("/".join(place.getPhysicalPath()))


@contextmanager
def mails():
    """Inside the block nothing is sent: the list of all that would have been."""
    messages = []

    def keep(self, mfrom, mto, messageText, immediate=False):
        messages.append(messageText)

    with mock.patch.object(MailBase, "_send", keep):
        yield messages
