"""Reading what a client sent as JSON."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import Refusal
import json


CONTENT_TYPE = "application/json"
# Ten times what any call needs. Forms have the same limit from Zope (form-memory-limit).
MOST_BYTES = 1024 * 1024


class MalformedBody(Refusal):
    """The body is not one JSON object."""


class UnsupportedMediaType(Refusal):
    """The body is not declared as JSON."""


class TooLarge(Refusal):
    """The body has more bytes than the call can need."""


def check_size(request, most=MOST_BYTES):
    """Refuse a body of more than ``most`` bytes before it is read.

    :raises TooLarge: by what the server in front of Zope has counted.
    """
    size = request.environ.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) > most:
        raise TooLarge(
            _(
                "error_body_large",
                default="The request is larger than ${n} MB.",
                mapping={"n": most // 1024**2},
            )
        )


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
