"""How a request to an SMS gateway is made of the settings, and what may stand in them."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import FieldError
from string import Template
import json


# What is filled in. A text has line ends and Chinese, which no header can carry.
BODY_VARIABLES = ("mobile", "text", "id", "secret")
HEADER_VARIABLES = ("mobile", "id", "secret")


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
    if not all(equals and name.strip() for name, equals, _value in pairs):
        raise ValueError(text)
    fields = {name.strip(): _filled(value.strip(), values) for name, _equals, value in pairs}
    return {"params" if form == "query" else "data": fields}


def _filled(part, values):
    if isinstance(part, dict):
        return {name: _filled(value, values) for name, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    return Template(part).safe_substitute(values) if isinstance(part, str) else part


def is_accepted(condition, answer):
    """Whether an answer fulfils ``http_success``: ``path=value`` in JSON, or a text in it.

    A number in a path is a place in a list: ``results.0.code=0``.
    """
    condition = condition.strip()
    if not condition:
        return True
    path, equals, value = condition.partition("=")
    try:
        part = json.loads(answer)
    except ValueError:
        return condition in answer
    if not equals or not isinstance(part, dict | list):
        # As a person reads it, whether the gateway writes Chinese as it is or as numbers
        return condition in answer or condition in json.dumps(part, ensure_ascii=False)
    for name in path.strip().split("."):
        part = _part(part, name)
    return part is not None and (part == value.strip() or json.dumps(part) == value.strip())


def _part(whole, name):
    if isinstance(whole, dict):
        return whole.get(name)
    if isinstance(whole, list) and name.isdecimal() and int(name) < len(whole):
        return whole[int(name)]
    return None


def why_not(values):
    """What is wrong with the settings ``http_…`` together: a list of :class:`FieldError`.

    :param values: every setting by name, each right by itself.
    """
    errors = []
    if values["sms_transport"] == "http" and not values["http_url"]:
        message = _("error_gateway_url", default="Enter the address of the gateway.")
        errors.append(FieldError("http_url", message))
    if values["http_method"] == "GET" and values["http_format"] != "query":
        message = _(
            "error_gateway_method",
            default="GET has no body: choose another method, or parts of the address.",
        )
        errors.append(FieldError("http_method", message))
    for name, reason in (
        ("http_headers", why_not_filled(values["http_headers"], HEADER_VARIABLES)),
        ("http_body", _why_not_body(values["http_format"], values["http_body"])),
    ):
        if reason is not None:
            errors.append(FieldError(name, reason))
    return errors


def why_not_filled(text, variables):
    """Why ``text`` cannot be filled in with ``variables``: a message, or None."""
    template = Template(text)
    if not template.is_valid():
        return _(
            "error_gateway_dollar",
            default="A $ must be followed by a variable such as {mobile}. Write $$ for the sign.",
        )
    unknown = [name for name in template.get_identifiers() if name not in variables]
    if unknown:
        return _(
            "error_template_unknown",
            default="There is no variable ${names} here.",
            mapping={"names": "、".join(unknown)},
        )
    return None


def _why_not_body(form, text):
    try:
        body(form, text, {})
    except ValueError:
        if form == "json":
            return _("error_gateway_json", default="Enter one JSON object: {…}.")
        return _("error_gateway_fields", default="Write name=value, one on a line.")
    reason = why_not_filled(text, BODY_VARIABLES)
    if reason is None and "mobile" not in Template(text).get_identifiers():
        return _(
            "error_gateway_mobile",
            default="The variable {mobile} after a $ is missing: the gateway must know the number.",
        )
    return reason
