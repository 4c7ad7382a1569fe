"""What a kind of message is, and the words that most of them share."""

from hnu.jgzf.config import MAIL
from hnu.jgzf.config import NOTICE
from hnu.jgzf.config import SMS
from typing import NamedTuple


class Kind(NamedTuple):
    """``recipients``: by role the texts by channel; ``off``: (role, channel) pairs not told unless
    somebody switches them on.

    A ``reminder`` waits for the morning, and is dropped once it is no longer true. ``news`` says
    what happened and asks for nothing: a notice of it stays until somebody has read it.
    """

    title: object
    recipients: dict
    off: frozenset = frozenset()
    reminder: bool = False
    news: bool = False


def to_administrators(subject, text):
    """The same words as SMS, mail and notice."""
    return {
        SMS: f"${{name}}老师：您好！{text}",
        MAIL: f"{subject}\n\n${{name}}老师：您好！\n\n{text}\n\n查看：${{link}}",
        NOTICE: text,
    }


def to_others(subject, text, notice=None):
    """To people who are not addressed by name; ``notice`` where one may say more."""
    return {
        SMS: f"您好！{text}",
        MAIL: f"{subject}\n\n您好！\n\n{text}\n\n查看：${{link}}",
        NOTICE: notice or text,
    }


def no_sms(*roles):
    return frozenset((role, SMS) for role in roles)


def notice_only(*roles):
    return frozenset((role, channel) for role in roles for channel in (SMS, MAIL))
