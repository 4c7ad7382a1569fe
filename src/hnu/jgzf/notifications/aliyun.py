"""Which texts are registered with Alibaba Cloud, as ``aliyun_templates`` says it."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import settings
import re


CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def templates(text):
    """The code of a registered template by (kind, role).

    A line is ``kind=CODE`` for what administrators are told, ``kind.role=CODE`` for others: what
    an evaluator is told has no words in common with it.
    """
    return {message: code for message, code in map(_message, text.splitlines()) if code}


def missing():
    """Messages (kind, role) that are told by SMS and have no template."""
    found = templates(settings.get("aliyun_templates"))
    return [
        (kind, role)
        for kind, role, channel in kinds.messages()
        if channel == config.SMS
        and settings.is_on(kind, role, channel)
        and (kind, role) not in found
    ]


def _message(line):
    name, _equals, code = (part.strip() for part in line.partition("="))
    kind, _dot, role = name.partition(".")
    return (kind, role or config.TO_ADMINISTRATORS), code


def why_not(values):
    """What is wrong with the settings ``aliyun_…``: a list of :class:`FieldError`.

    :param values: every setting by name, each right by itself.
    """
    errors = []
    if values["sms_transport"] == "aliyun":
        for name in ("aliyun_access_key_id", "aliyun_sign_name"):
            if not values[name]:
                message = _("error_aliyun_needed", default="Alibaba Cloud asks for this.")
                errors.append(FieldError(name, message))
    for number, line in enumerate(values["aliyun_templates"].splitlines(), 1):
        (kind, role), code = _message(line)
        if not line.strip():
            continue
        if (kind, role, config.SMS) not in kinds.messages() or not CODE.fullmatch(code):
            message = _(
                "error_aliyun_template",
                default="Line ${n}: write message=template, such as submitted=SMS_123456789.",
                mapping={"n": number},
            )
            errors.append(FieldError("aliyun_templates", message))
            break
    return errors
