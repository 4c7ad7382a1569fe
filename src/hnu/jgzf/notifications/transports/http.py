"""SMS by any gateway that takes an HTTP request."""

from hnu.jgzf import _
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import settings
from string import Template
from zope.interface import implementer
import json
import requests


SECRET = "http"

# So much of an answer is shown to the webmaster.
SHOWN = 120


@implementer(ISmsTransport)
class HttpTransport:
    title = _("transport_http", default="A gateway over HTTP")

    def send(self, outgoing):
        url = settings.get("http_url")
        if not url:
            raise TransportError(
                _("reason_no_gateway", default="The address of the gateway is not set.")
            )
        secret = get_secret()
        values = {
            "mobile": outgoing.address,
            "text": outgoing.text,
            "id": outgoing.id,
            "secret": secret,
        }
        hidden = (outgoing.address, secret)
        try:
            # Never on to another address: it would get the secret too.
            answer = requests.request(
                settings.get("http_method"),
                url,
                headers=headers(settings.get("http_headers"), values),
                timeout=settings.get("http_timeout"),
                allow_redirects=False,
                **body(settings.get("http_format"), settings.get("http_body"), values),
            )
        except requests.Timeout:
            raise TransportError(
                _(
                    "reason_gateway_slow",
                    default="The gateway did not answer within ${n} seconds.",
                    mapping={"n": settings.get("http_timeout")},
                )
            ) from None
        except requests.RequestException as error:
            raise TransportError(
                _(
                    "reason_gateway_unreachable",
                    default="The gateway could not be reached (${error}).",
                    mapping={"error": type(error).__name__},
                )
            ) from None
        if not 200 <= answer.status_code < 300:
            raise TransportError(
                _(
                    "reason_gateway_status",
                    default="The gateway answered ${status}: ${answer}",
                    mapping={"status": answer.status_code, "answer": _shown(answer, hidden)},
                )
            )
        if not is_accepted(settings.get("http_success"), answer.text):
            raise TransportError(
                _(
                    "reason_gateway_refused",
                    default="The gateway did not accept the message: ${answer}",
                    mapping={"answer": _shown(answer, hidden)},
                )
            )


def get_secret():
    """What stands for ``${secret}``; in no record of the registry, so in no export."""
    outbox = get_outbox(roster.get_center())
    return outbox.secrets.get(SECRET, "") if outbox is not None else ""


def set_secret(value):
    get_outbox(roster.get_center()).secrets[SECRET] = value


def headers(text, values):
    """The lines ``Name: value`` as a dict, filled in."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return {name.strip(): _filled(value.strip(), values).encode() for name, _colon, value in pairs}


def body(form, text, values):
    """Keyword arguments for ``requests``: values are filled in after the text was taken apart, so
    that no quotation mark or ampersand in them can change its structure.

    :raises ValueError: for a text that is not of that form.
    """
    if form == "json":
        content = json.loads(text)
        if not isinstance(content, dict):
            raise ValueError(text)
        return {"json": _filled(content, values)}
    pairs = [line.partition("=") for line in text.splitlines() if line.strip()]
    fields = {name.strip(): _filled(value.strip(), values) for name, _equals, value in pairs}
    return {"params" if form == "query" else "data": fields}


def _filled(part, values):
    if isinstance(part, dict):
        return {name: _filled(value, values) for name, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    return Template(part).safe_substitute(values) if isinstance(part, str) else part


def is_accepted(condition, answer):
    """Whether an answer fulfils ``http_success``: ``path=value`` in JSON, or a text in it."""
    condition = condition.strip()
    if not condition:
        return True
    path, equals, value = condition.partition("=")
    try:
        part = json.loads(answer)
    except ValueError:
        part = None
    if not equals or not isinstance(part, dict):
        return condition in answer
    for name in path.strip().split("."):
        part = part.get(name) if isinstance(part, dict) else None
    return part is not None and (part == value.strip() or json.dumps(part) == value.strip())


def _shown(answer, hidden):
    text = " ".join(answer.text[: SHOWN * 4].split())
    for value in hidden:
        if value:
            text = text.replace(value, "***")
    return text[:SHOWN]
