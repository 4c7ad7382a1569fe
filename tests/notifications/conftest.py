from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.notifications import dispatch
from plone import api
from zope.component import getGlobalSiteManager
import pytest


@pytest.fixture
def outbox(university):
    return box.get_outbox(roster.get_center())


@pytest.fixture
def settings(university):
    """``settings(sms_transport="http", …)`` sets records."""

    def change(**values):
        for name, value in values.items():
            api.portal.set_registry_record(name, value, interface=INotificationSettings)

    return change


@pytest.fixture
def dispatched(outbox):
    """``dispatched()``: every message so far, facts taken in before; by channel if one is given."""

    def make(channel=None):
        for fact in outbox.undispatched():
            dispatch.dispatch(outbox, fact)
        return [m for m in outbox.messages.values() if channel in (None, m.channel)]

    return make


class Transport:
    """Takes what it gets, or raises the ``error`` it was given."""

    title = "test"
    error = None

    def __init__(self):
        self.sent = []

    def send(self, outgoing):
        self.sent.append(outgoing)
        if self.error is not None:
            raise self.error


@pytest.fixture
def transport(settings):
    """The transport of all SMS."""
    transport = Transport()
    manager = getGlobalSiteManager()
    manager.registerUtility(transport, ISmsTransport, "test")
    settings(sms_transport="test")
    yield transport
    manager.unregisterUtility(transport, ISmsTransport, "test")
