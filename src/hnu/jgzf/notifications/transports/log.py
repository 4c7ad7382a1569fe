"""Sends nothing: the outbox shows what would have been sent."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.notifications import IMailTransport
from hnu.jgzf.interfaces.notifications import ISmsTransport
from zope.interface import implementer


@implementer(ISmsTransport, IMailTransport)
class LogTransport:
    title = _("transport_log", default="Nothing is sent, only recorded")

    def send(self, outgoing):
        """The outbox keeps the text."""
