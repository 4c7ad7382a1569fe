"""SMS by any gateway that takes an HTTP request."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import gateway
from hnu.jgzf.notifications import secrets
from hnu.jgzf.notifications import settings
from time import monotonic
from zope.interface import implementer
import re
import requests


# So many bytes of it are read.
LONGEST = 10_000

# So much of an answer is shown to the webmaster.
SHOWN = 120

# Statuses that would be the same for every message: who we are, where we ask, how often
NOT_THE_MESSAGE = (401, 403, 404, 405, 407, 429)

# A gateway may write a number in another way than we do.
_ADDRESSES = re.compile(r"\+?\d[\d -]{5,}\d|[^\s@<\"']+@[^\s@>\"']+")


@implementer(ISmsTransport)
class HttpTransport:
    title = _("transport_http", default="A gateway over HTTP")

    def send(self, outgoing):
        url = settings.get("http_url")
        if not url:
            raise TransportError(
                _("reason_no_gateway", default="The address of the gateway is not set."),
                unreachable=True,
            )
        secret = secrets.get(secrets.HTTP)
        values = {
            "mobile": outgoing.address,
            "text": outgoing.text,
            "id": outgoing.id,
            "secret": secret,
        }
        hidden = (outgoing.address, secret)
        until = monotonic() + settings.get("http_timeout")
        try:
            # Never on to another address: it would get the secret too.
            answer = requests.request(
                settings.get("http_method"),
                url,
                headers=gateway.headers(settings.get("http_headers"), values),
                timeout=settings.get("http_timeout"),
                allow_redirects=False,
                # Else a ~/.netrc would replace the header.
                auth=lambda prepared: prepared,
                stream=True,
                **gateway.body(settings.get("http_format"), settings.get("http_body"), values),
            )
            with answer:
                text = _read(answer, until)
        except requests.Timeout:
            raise TransportError(
                _(
                    "reason_gateway_slow",
                    default="The gateway did not answer within ${n} seconds.",
                    mapping={"n": settings.get("http_timeout")},
                ),
                unreachable=True,
            ) from None
        except requests.RequestException as error:
            raise TransportError(
                _(
                    "reason_gateway_unreachable",
                    default="The gateway could not be reached (${error}).",
                    mapping={"error": type(error).__name__},
                ),
                unreachable=True,
            ) from None
        if not 200 <= answer.status_code < 300:
            raise TransportError(
                _(
                    "reason_gateway_status",
                    default="The gateway answered ${status}: ${answer}",
                    mapping={"status": answer.status_code, "answer": _shown(text, hidden)},
                ),
                unreachable=answer.status_code >= 500 or answer.status_code in NOT_THE_MESSAGE,
            )
        if not gateway.is_accepted(settings.get("http_success"), text):
            raise TransportError(
                _(
                    "reason_gateway_refused",
                    default="The gateway did not accept the message: ${answer}",
                    mapping={"answer": _shown(text, hidden)},
                )
            )


def _read(answer, until):
    """The text of an answer, or its beginning.

    The library counts its seconds anew at each byte: an answer that comes drop by drop would take
    longer than the lease of the message.
    """
    content = b""
    for byte in answer.iter_content(1):
        content += byte
        if len(content) >= LONGEST:
            break
        if monotonic() > until:
            raise requests.Timeout
    is_told = "charset" in answer.headers.get("Content-Type", "")
    return content.decode(answer.encoding if is_told else "utf-8", "replace")


def _shown(text, hidden):
    text = " ".join(text[: SHOWN * 4].split())
    for value in hidden:
        if value:
            text = text.replace(value, "***")
    return _ADDRESSES.sub("***", text)[:SHOWN]
