"""Mails, by the portal's own MailHost."""

from email.message import EmailMessage
from email.utils import formataddr
from hnu.jgzf import _
from hnu.jgzf.interfaces.notifications import IMailTransport
from hnu.jgzf.interfaces.notifications import TransportError
from plone import api
from zope.interface import implementer
import smtplib


@implementer(IMailTransport)
class MailHostTransport:
    title = _("transport_mailhost", default="The portal's mail server")

    def send(self, outgoing):
        registry = api.portal.get_registry_record
        sender = registry("plone.email_from_address")
        if not sender:
            raise TransportError(
                _("reason_no_sender", default="The portal has no mail address to send from."),
                unreachable=True,
            )
        message = EmailMessage()
        message["Subject"] = outgoing.subject
        message["From"] = formataddr((registry("plone.email_from_name") or "", sender))
        message["To"] = outgoing.address
        message["Message-ID"] = f"<{outgoing.id}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(outgoing.text)
        try:
            # Now, not at the commit: the answer is recorded in a transaction of its own.
            api.portal.get_tool("MailHost").send(message, immediate=True)
        except smtplib.SMTPRecipientsRefused as error:
            # It names the address
            code = next(iter(error.recipients.values()))[0]
            raise TransportError(_refused(code), permanent=500 <= code < 600) from None
        except smtplib.SMTPResponseException as error:
            # After the data it is about the mail, before it about us.
            unreachable = not isinstance(error, smtplib.SMTPDataError)
            raise TransportError(_refused(error.smtp_code), unreachable=unreachable) from None
        except (smtplib.SMTPException, OSError) as error:
            raise TransportError(
                _(
                    "reason_mail_server",
                    default="The mail server could not be reached (${error}).",
                    mapping={"error": type(error).__name__},
                ),
                unreachable=True,
            ) from None


def _refused(code):
    return _(
        "reason_mail_refused",
        default="The mail server refused the mail (${code}).",
        mapping={"code": code},
    )
