"""Checking what people typed: lines and texts, kept as typed but for white space at the ends."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import FieldError
import unicodedata


def clean(value, newlines):
    """``value`` without control characters, with ``\\n`` for line ends, without outer blanks."""
    value = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    if not newlines:
        value = value.replace("\n", " ")
    kept = "".join(
        char
        for char in value
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")
    )
    return kept.strip().strip("\u200b\ufeff\u3000").strip()


def check_line(field, value, errors, most, too_long, missing=None):
    """One line of at most ``most`` characters; empty only where ``missing`` is None.

    :return: the cleaned line. What is wrong is appended to ``errors`` as a FieldError; messages
        may use ``${n}``, the surplus in characters.
    """
    value = clean(value, newlines=False)
    if not value and missing is not None:
        errors.append(FieldError(field, missing))
    elif len(value) > most:
        errors.append(FieldError(field, _with(too_long, n=len(value) - most)))
    return value


def check_text(field, value, errors, least, most, too_short, too_long, missing=None):
    """Text of ``least`` to ``most`` characters; empty only where ``missing`` is None.

    :return: the cleaned text. What is wrong is appended to ``errors`` as a FieldError; messages
        may use ``${n}``, the surplus, and ``${least}``.
    """
    value = clean(value, newlines=True)
    if not value:
        if missing is not None:
            errors.append(FieldError(field, missing))
    elif len(value) < least:
        errors.append(FieldError(field, _with(too_short, least=least)))
    elif len(value) > most:
        errors.append(FieldError(field, _with(too_long, n=len(value) - most)))
    return value


def _with(message, **mapping):
    return _(message, default=message.default, mapping=mapping)
