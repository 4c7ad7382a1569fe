from hnu.jgzf.interfaces.notifications import Outgoing
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications.transports.mail import MailHostTransport
from tests.notifications import mail_server
from zope.i18n import translate
import pytest


OUTGOING = Outgoing("0001", "answered", "teacher@example.org", "您有新的反馈", "请查看。\n谢谢", {})


@pytest.fixture
def server(portal):
    with mail_server.running(portal) as running:
        yield running


def test_a_mail_has_a_fixed_sender_and_its_id_and_nothing_of_the_portal(server):
    MailHostTransport().send(OUTGOING)
    ((recipients, mail),) = server.mails
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
