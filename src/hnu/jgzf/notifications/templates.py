"""The texts of messages: checked when they are saved, filled in when they are sent.

Neither what was written in a case nor who wrote it is available to them, and a mail or SMS to an
evaluator, which others may see on her screen, says nothing about the case either.
"""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.supervision_order import official_number
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.notifications import order_kinds
from hnu.jgzf.notifications import settings
from math import ceil
from string import Template
from typing import NamedTuple


MOST = 1000

# Characters of one SMS, and of each part of a longer one, by whether all are ASCII
SMS_LENGTHS = {True: (160, 153), False: (70, 67)}

VARIABLES = {
    "name": _("variable_name", default="Name of the administrator"),
    "unit": _("variable_unit", default="Name of the unit"),
    "number": _("variable_number", default="Number of the evaluation or order"),
    "year": _("variable_year", default="Year in which it happened"),
    "month": _("variable_month", default="Month"),
    "day": _("variable_day", default="Day"),
    "hour": _("variable_hour", default="Hour"),
    "due": _("variable_due", default="Last day, such as 2026年11月24日"),
    "days": _("variable_days", default="Working days since the deadline"),
    "limit": _("variable_limit", default="Working days for an answer"),
    "link": _("variable_link", default="Address of the page"),
}


def variables(role, channel):
    """Names that a text to ``role`` by ``channel`` may use."""
    names = set(VARIABLES)
    if role != config.TO_ADMINISTRATORS:
        names.discard("name")
    if role == config.TO_EVALUATOR:
        names.discard("hour")
        if channel != config.NOTICE:
            names -= {"unit", "number"}
    if channel == config.NOTICE:
        # It stands beside a link
        names.discard("link")
    return names


def check(role, channel, text):
    """Refuse what could not be filled in.

    :raises InvalidInput: for a text that is too long, has an unknown variable or a stray ``$``,
        or, for a mail, no text below its subject; at the field ``text``.
    """
    message = _why_not(role, channel, text)
    if message is not None:
        raise InvalidInput((FieldError("text", message),))


def _why_not(role, channel, text):
    if not text.strip():
        return _("error_template_empty", default="Enter the text.")
    if len(text) > MOST:
        return _(
            "error_template_long",
            default="The text is too long by ${n} characters.",
            mapping={"n": len(text) - MOST},
        )
    if channel == config.MAIL and len(text.strip().split("\n", 1)) < 2:
        return _(
            "error_template_subject",
            default="The first line of a mail is its subject: enter the text below it.",
        )
    template = Template(text)
    if not template.is_valid():
        return _(
            "error_template_dollar",
            default="A $ must be followed by a variable such as {due}. Write $$ for the sign.",
        )
    unknown = [n for n in template.get_identifiers() if n not in variables(role, channel)]
    if unknown:
        return _(
            "error_template_unknown",
            default="There is no variable ${names} here.",
            mapping={"names": "、".join(unknown)},
        )
    return None


def render(message):
    """The text of a ``content.outbox.Message`` or ``content.notices.Notice``, filled in."""
    channel = getattr(message, "channel", config.NOTICE)
    return preview(message, settings.text(message.kind, message.role, channel))


def values(message):
    """What the variables that it may use stand for in ``message``, a dict by name.

    The others are not there: not in a text that got by :func:`check`, and not for a gateway.
    """
    unit = roster.get_unit(message.unit)
    at = message.at.astimezone(config.TIMEZONE)
    found = {
        "name": getattr(message, "name", ""),
        "unit": unit.title if unit is not None else message.unit,
        "number": official_number(message.number),
        "year": at.year,
        "month": at.month,
        "day": at.day,
        "hour": at.hour,
        "due": dates.long_date(message.due),
        "days": message.days,
        "limit": deadlines.working_days_to_answer(),
        "link": link(message),
    }
    allowed = variables(message.role, getattr(message, "channel", config.NOTICE))
    return {name: value for name, value in found.items() if name in allowed}


class Example(NamedTuple):
    """Stands for a message where its text is tried out."""

    kind: str
    role: str
    channel: str
    at: datetime
    due: date
    name: str
    unit: str = "教务处"
    number: str = "20261124-7KQ2MD"
    days: int = 3


def example(kind, role, channel, name="张明远"):
    """An :class:`Example` of that message, as of now."""
    made = Example(kind, role, channel, dates.now(), dates.today() + timedelta(days=7), name)
    return made._replace(number="order-2026-3") if kind in order_kinds.KINDS else made


def preview(message, text):
    """``text`` as it would be sent in place of the template of ``message``."""
    return Template(text).safe_substitute(values(message))


def link(message):
    """The page to look at, of a case or an order: never a case for an evaluator.

    Words, where the address is not set.
    """
    address = settings.site_address()
    if not address:
        return "请登录学校门户，进入“机关作风评价”"
    base = f"{address}/{config.CENTER_ID}"
    if message.role == config.TO_EVALUATOR:
        return f"{base}/@@my-evaluations"
    # A case may have been transferred; one that is not there stands for a text that is tried out.
    found = listings.find(message.number)
    return f"{base}/{found.unit if found is not None else message.unit}/{message.number}"


def segments(text):
    """How many SMS a text is charged as: 70 characters make one, longer ones are cut at 67."""
    first, rest = SMS_LENGTHS[text.isascii()]
    return 1 if len(text) <= first else ceil(len(text) / rest)
