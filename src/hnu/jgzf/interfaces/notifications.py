"""Settings of the messages, and what sends them."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.interfaces.texts import InvalidText
from hnu.jgzf.interfaces.texts import of_at_most
from plone.supermodel import model
from typing import NamedTuple
from urllib.parse import urlsplit
from zope import schema
from zope.interface import Interface


def is_address(value):
    """Empty, or an absolute http(s) address without user and password."""
    if not value:
        return True
    parts = urlsplit(value)
    try:
        is_complete = bool(parts.hostname) and parts.port != 0
    except ValueError:
        # Not a port
        is_complete = False
    if parts.scheme not in ("http", "https") or not is_complete or "@" in parts.netloc:
        raise InvalidText(
            _("error_address", default="Enter an address that begins with http:// or https://.")
        )
    return True


def are_headers(value):
    """Lines ``Name: value``."""
    for line in value.splitlines():
        name, colon, _value = line.partition(":")
        if line.strip() and not (colon and name.strip() and name.strip().isascii()):
            raise InvalidText(
                _("error_headers", default="Write each header as Name: value, one on a line.")
            )
    return True


def is_line(value):
    """Empty, or one line that a page has room for."""
    return not value or of_at_most(config.LINE_MAX_LENGTH)(value)


class INotificationSettings(model.Schema):
    """How people are told. The gateways' secrets are no records: they would be exported."""

    model.fieldset(
        "gateway",
        label=_("legend_gateway", default="SMS gateway over HTTP"),
        fields=[
            "http_url",
            "http_method",
            "http_format",
            "http_headers",
            "http_body",
            "http_success",
            "http_timeout",
        ],
    )
    model.fieldset(
        "aliyun",
        label=_("legend_aliyun", default="Alibaba Cloud SMS"),
        fields=["aliyun_access_key_id", "aliyun_sign_name", "aliyun_templates"],
    )

    site_address = schema.TextLine(
        title=_("label_site_address", default="Address of the portal"),
        description=_(
            "help_site_address",
            default="As people type it. Links in messages begin with it; else there are none.",
        ),
        constraint=is_address,
        required=False,
        default="",
        missing_value="",
    )
    sms_transport = schema.Choice(
        title=_("label_sms_transport", default="SMS are sent by"),
        vocabulary="hnu.jgzf.SmsTransports",
        default="log",
    )
    mail_transport = schema.Choice(
        title=_("label_mail_transport", default="Mails are sent by"),
        vocabulary="hnu.jgzf.MailTransports",
        default="mailhost",
    )
    quiet_from = schema.Int(
        title=_("label_quiet_from", default="Quiet from (hour)"),
        description=_(
            "help_quiet",
            default="Reminders wait until the quiet hours are over; news of evaluations does not.",
        ),
        min=0,
        max=23,
        default=22,
    )
    quiet_until = schema.Int(
        title=_("label_quiet_until", default="Quiet until (hour)"), min=0, max=23, default=7
    )
    close_after = schema.Int(
        title=_("label_close_after", default="Close without a rating after (working days)"),
        description=_(
            "help_close_after",
            default=(
                "An answer that nobody rates is closed after so many working days; the evaluator "
                "is told two working days before. 0: never."
            ),
        ),
        min=0,
        max=250,
        default=15,
    )

    http_url = schema.TextLine(
        title=_("label_http_url", default="Address of the gateway"),
        constraint=is_address,
        required=False,
        default="",
        missing_value="",
    )
    http_method = schema.Choice(
        title=_("label_http_method", default="Method"),
        values=("POST", "PUT", "GET"),
        default="POST",
    )
    http_format = schema.Choice(
        title=_("label_http_format", default="Sent as"),
        vocabulary="hnu.jgzf.GatewayFormats",
        default="json",
    )
    http_headers = schema.Text(
        title=_("label_http_headers", default="Headers"),
        description=_(
            "help_http_headers",
            default=(
                "One on a line, such as Name: value. {mobile}, {id} and {secret} after a $ are "
                "filled in; write no secret here."
            ),
        ),
        constraint=are_headers,
        required=False,
        default="",
        missing_value="",
    )
    http_body = schema.Text(
        title=_("label_http_body", default="Body"),
        description=_(
            "help_http_body",
            default=(
                "As JSON an object; else one name=value on a line. {mobile}, {text}, {id} and "
                "{secret} after a $ are filled in."
            ),
        ),
        required=False,
        default='{"mobile": "${mobile}", "content": "${text}", "id": "${id}"}',
        missing_value="",
    )
    http_success = schema.TextLine(
        title=_("label_http_success", default="It was accepted when"),
        description=_(
            "help_http_success",
            default=(
                "Beside a status of 200 to 299: a part of a JSON answer such as code=0 or "
                "data.status=ok, or a text that stands in the answer. Empty: the status is enough."
            ),
        ),
        required=False,
        default="",
        missing_value="",
    )
    http_timeout = schema.Int(
        title=_("label_http_timeout", default="Wait for an answer (seconds)"),
        min=1,
        max=30,
        default=10,
    )

    aliyun_access_key_id = schema.TextLine(
        title=_("label_aliyun_access_key_id", default="AccessKey ID"),
        constraint=is_line,
        required=False,
        default="",
        missing_value="",
    )
    aliyun_sign_name = schema.TextLine(
        title=_("label_aliyun_sign_name", default="Signature"),
        description=_("help_aliyun_sign_name", default="As it is registered, without 【】."),
        constraint=is_line,
        required=False,
        default="",
        missing_value="",
    )
    aliyun_templates = schema.Text(
        title=_("label_aliyun_templates", default="Templates"),
        description=_(
            "help_aliyun_templates",
            default=(
                "Alibaba Cloud sends only texts that are registered with it. Register the text of "
                "each SMS as it stands among the messages, with variables of the same names; then "
                "enter message=template, one on a line, such as submitted=SMS_123456789. To others "
                "than the administrators: long_overdue.head=SMS_123456789."
            ),
        ),
        required=False,
        default="",
        missing_value="",
    )

    switches = schema.Dict(
        title=_("label_switches", default="What is told"),
        description=_("help_switches", default="Only what differs from the default."),
        key_type=schema.ASCIILine(title=_("label_message", default="Message")),
        value_type=schema.Bool(title=_("label_switch", default="Told")),
        required=False,
        default={},
        missing_value={},
    )
    texts = schema.Dict(
        title=_("label_texts", default="Texts"),
        description=_("help_texts", default="Only what differs from the default."),
        key_type=schema.ASCIILine(title=_("label_message", default="Message")),
        value_type=schema.Text(title=_("label_text", default="Text")),
        required=False,
        default={},
        missing_value={},
    )


class Outgoing(NamedTuple):
    """What a transport gets: the message's ``id`` is the same at each try.

    ``address`` is a mobile number or a mail address; ``subject`` is empty for an SMS. ``values``
    are those that its text may use, and ``role`` is the recipient's, of ``config.RECIPIENTS``.
    """

    id: str
    kind: str
    address: str
    subject: str
    text: str
    values: dict
    role: str = config.TO_ADMINISTRATORS


class ITransport(Interface):
    """Sends one message, outside any transaction of ours, in at most half a minute."""

    title = schema.TextLine(title="What the webmaster chooses by")

    def send(outgoing):
        """Hand over an :class:`Outgoing`.

        :raises TransportError: when it was not accepted.
        """


class ISmsTransport(ITransport):
    """Named utilities; the webmaster chooses one by its name."""


class IMailTransport(ITransport):
    """Named utilities, as for SMS."""


class TransportError(Exception):
    """A message was not accepted.

    ``reason`` is an i18n message for the webmaster, without address, text or secret; with
    ``permanent`` it is useless to try again. ``unreachable``: nothing of that channel can be sent
    now, whatever it is, and the worker lets it rest for half a minute.
    """

    def __init__(self, reason, permanent=False, unreachable=False):
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.unreachable = unreachable
