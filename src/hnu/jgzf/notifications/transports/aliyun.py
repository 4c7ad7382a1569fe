"""SMS by Alibaba Cloud, with its own SDK: only where that is installed.

It gets no text but the code of one that is registered there, and the variables in it.
"""

from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_dysmsapi20170525.models import SendSmsRequest
from alibabacloud_tea_openapi.utils_models import Config
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import aliyun
from hnu.jgzf.notifications import secrets
from hnu.jgzf.notifications import settings
from string import Template
from Tea.exceptions import RetryError
from Tea.exceptions import TeaException
from zope.interface import implementer
import json


ACCEPTED = "OK"

# Whatever is done, this number will not get it.
PERMANENT = ("isv.MOBILE_NUMBER_ILLEGAL",)

# What it says of the account or of itself: no other message would be accepted now.
NOT_THE_MESSAGE = (
    "InvalidAccessKeyId",
    "ServiceUnavailable",
    "SignatureDoesNotMatch",
    "Throttling",
    "isp.",
    "isv.ACCOUNT_",
    "isv.AMOUNT_NOT_ENOUGH",
    "isv.OUT_OF_SERVICE",
    "isv.PRODUCT_UN_SUBSCRIPT",
)

# Milliseconds; both together less than half a minute
CONNECT_TIMEOUT = 5_000
READ_TIMEOUT = 15_000


@implementer(ISmsTransport)
class AliyunTransport:
    title = _("transport_aliyun", default="Alibaba Cloud")

    def __init__(self, endpoint="dysmsapi.aliyuncs.com", protocol="HTTPS"):
        self.endpoint = endpoint
        self.protocol = protocol

    def send(self, outgoing):
        request = SendSmsRequest(
            phone_numbers=outgoing.address,
            sign_name=settings.get("aliyun_sign_name"),
            template_code=template_code(outgoing),
            template_param=json.dumps(parameters(outgoing), ensure_ascii=False),
            out_id=outgoing.id,
        )
        client = self.client()
        # Words and texts of its exceptions stay here: they can name the number.
        try:
            code = client.send_sms(request).body.code
        except TeaException as error:
            code = error.code
            if code is None:
                raise _unreachable(error) from None
        except RetryError as error:
            raise _unreachable(error) from None
        if code != ACCEPTED:
            raise TransportError(
                _(
                    "reason_aliyun_refused",
                    default="Alibaba Cloud did not accept the message (${code}).",
                    mapping={"code": code},
                ),
                permanent=code in PERMANENT,
                unreachable=str(code).startswith(NOT_THE_MESSAGE),
            )

    def client(self):
        key, secret = settings.get("aliyun_access_key_id"), secrets.get(secrets.ALIYUN)
        if not (key and secret):
            raise TransportError(
                _(
                    "reason_aliyun_key",
                    default="AccessKey ID or secret of Alibaba Cloud is not set.",
                )
            )
        return Client(
            Config(
                access_key_id=key,
                access_key_secret=secret,
                endpoint=self.endpoint,
                protocol=self.protocol,
                connect_timeout=CONNECT_TIMEOUT,
                read_timeout=READ_TIMEOUT,
            )
        )


def template_code(outgoing):
    """The registered template for a message.

    :raises TransportError: where there is none.
    """
    found = aliyun.templates(settings.get("aliyun_templates"))
    try:
        return found[outgoing.kind, outgoing.role]
    except KeyError:
        raise TransportError(
            _(
                "reason_aliyun_template",
                default="No template of Alibaba Cloud is entered for this message.",
            )
        ) from None


def parameters(outgoing):
    """The variables in the message's text, which is the registered one, as texts by name."""
    text = settings.text(outgoing.kind, outgoing.role, config.SMS)
    names = Template(text).get_identifiers()
    return {name: str(outgoing.values[name]) for name in names if name in outgoing.values}


def _unreachable(error):
    cause = getattr(error, "inner_exception", None) or error
    return TransportError(
        _(
            "reason_aliyun_unreachable",
            default="Alibaba Cloud could not be reached (${error}).",
            mapping={"error": type(cause).__name__},
        ),
        unreachable=True,
    )
