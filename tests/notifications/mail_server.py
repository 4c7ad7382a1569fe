"""A real SMTP server on loopback, and the portal's MailHost set to it."""

from aiosmtpd.controller import Controller
from contextlib import contextmanager
from email import message_from_bytes
from email import policy
from plone import api
from Products.MailHost.interfaces import IMailHost
from Products.MailHost.MailHost import MailHost
from zope.component import getSiteManager
import socket


class MailServer:
    """``mails`` holds what came: recipients, and the mail, parsed. ``refusal`` is answered in
    place of taking a recipient."""

    refusal = ""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 OK"


@contextmanager
def running(portal):
    """``with running(portal) as server``; Plone's tests replace MailHost, so a real one is set."""
    server = MailServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    portal.MailHost = MailHost("MailHost")
    getSiteManager().registerUtility(portal.MailHost, IMailHost)
    # Plone reads the server from its registry, whatever MailHost says.
    for name, value in {
        "plone.smtp_host": "127.0.0.1",
        "plone.smtp_port": port,
        "plone.email_from_address": "jgzf@example.edu",
        "plone.email_from_name": "机关作风评价",
    }.items():
        api.portal.set_registry_record(name, value)
    try:
        yield server
    finally:
        controller.stop()
