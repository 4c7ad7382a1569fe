"""Reading what a client sent as JSON."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import Refusal
import json


CONTENT_TYPE = "application/json"


class MalformedBody(Refusal):
    """The body is not one JSON object."""


class UnsupportedMediaType(Refusal):
    """The body is not declared as JSON."""


def check_content_type(request):
    """Refuse what a form of another site could send: any type but ``application/json``.

    :raises UnsupportedMediaType: also without a type.
    """
    sent = (request.getHeader("Content-Type") or "").partition(";")[0].strip().lower()
    if sent != CONTENT_TYPE:
        raise UnsupportedMediaType(
            _("error_content_type", default="Send the header Content-Type: application/json.")
        )


def read(request, texts=(), flags=()):
    """The named values of the body as they came: a missing text is empty, a missing flag False.

    An empty body is an empty object; other names in it are ignored. Types are checked by the
    rules, together with the rest.

    :raises MalformedBody: for anything but a JSON object.
    """
    sent = read_object(request)
    values = {**dict.fromkeys(texts, ""), **dict.fromkeys(flags, False)}
    return {name: empty if sent.get(name) is None else sent[name] for name, empty in values.items()}


def read_object(request):
    """The body, as it came; an empty one is an empty object.

    :raises MalformedBody: for anything but a JSON object.
    """
    try:
        sent = json.loads(request.get("BODY") or "{}")
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise MalformedBody(_("error_json", default="Send one JSON object."))
    return sent
