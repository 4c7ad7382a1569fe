from aiosmtpd.controller import Controller
from email import message_from_bytes
from email import policy
from hnu.jgzf.interfaces.notifications import Outgoing
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications.transports.mail import MailHostTransport
from plone import api
from Products.MailHost.interfaces import IMailHost
from Products.MailHost.MailHost import MailHost
from zope.component import getSiteManager
from zope.i18n import translate
import pytest
import socket


OUTGOING = Outgoing("0001", "answered", "teacher@example.org", "您有新的反馈", "请查看。\n谢谢", {})


class Handler:
    """Keeps what came; ``refusal`` is answered in place of taking the recipient."""

    refusal = ""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def server(portal):
    """A real SMTP server, and the portal's MailHost set to it; Plone's tests replace that one."""
    handler = Handler()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    # Plone reads the server from its registry, whatever MailHost says.
    portal.portal_registry["plone.smtp_host"] = "127.0.0.1"
    portal.portal_registry["plone.smtp_port"] = port
    portal.MailHost = MailHost("MailHost")
    getSiteManager().registerUtility(portal.MailHost, IMailHost)
    api.portal.set_registry_record("plone.email_from_address", "jgzf@example.edu")
    api.portal.set_registry_record("plone.email_from_name", "机关作风评价")
    yield handler
    controller.stop()


def test_a_mail_has_a_fixed_sender_and_its_id_and_nothing_of_the_portal(server):
    MailHostTransport().send(OUTGOING)
    ((recipients, content),) = server.mails
    mail = message_from_bytes(content, policy=policy.default)
    assert recipients == ["teacher@example.org"]
    assert mail["From"] == "机关作风评价 <jgzf@example.edu>"
    assert mail["Subject"] == "您有新的反馈"
    assert mail["Message-ID"] == "<0001@example.edu>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip() == "请查看。\n谢谢"
    assert set(mail.keys()) <= {
        "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding", "X-Peer",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "permanent"), [("550 no such user", True), ("451 later", False)]
)
def test_a_refused_recipient_is_told_without_the_address(server, refusal, permanent):
    server.refusal = refusal
    with pytest.raises(TransportError) as caught:
        MailHostTransport().send(OUTGOING)
    reason = translate(caught.value.reason)
    assert refusal[:3] in reason
    assert "teacher" not in reason
    assert caught.value.permanent == permanent
    # It is about her address: others get their mails.
    assert not caught.value.unreachable


def test_a_mail_server_that_is_not_there_is_told(server, portal):
    portal.portal_registry["plone.smtp_port"] = 1
    with pytest.raises(TransportError) as caught:
        MailHostTransport().send(OUTGOING)
    assert not caught.value.permanent
    assert caught.value.unreachable


def test_without_a_sender_nothing_is_sent(server, portal):
    portal.portal_registry["plone.email_from_address"] = None
    with pytest.raises(TransportError):
        MailHostTransport().send(OUTGOING)
    assert server.mails == []
