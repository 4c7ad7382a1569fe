"""Checking what people typed: lines and texts, kept as typed but for white space at the ends."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import FieldError
import unicodedata


# Marks that turn the direction of what follows, outside of the text they stand in as well.
DIRECTION_MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Blank to the eye, yet no white space to Unicode. Inside a text they stay: they join emoji.
INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
)


def clean(value, newlines):
    """``value`` without control characters, with ``\\n`` for line ends, without outer blanks."""
    lines = ("\n" if newlines else " ").join((value or "").splitlines())
    kept = "".join(char for char in lines if not _is_forbidden(char))
    start, end = 0, len(kept)
    while start < end and _is_blank(kept[start]):
        start += 1
    while end > start and _is_blank(kept[end - 1]):
        end -= 1
    return kept[start:end]


def is_text(field, value, errors):
    """Whether ``value`` is text or missing; anything else, as JSON may bring, is an error."""
    if value is None or isinstance(value, str):
        return True
    errors.append(FieldError(field, _("error_not_text", default="Enter text here.")))
    return False


def check_line(field, value, errors, most, too_long, missing=None):
    """One line of at most ``most`` characters; empty only where ``missing`` is None.

    :return: the cleaned line. What is wrong is appended to ``errors`` as a FieldError; messages
        may use ``${n}``, the surplus in characters.
    """
    if not is_text(field, value, errors):
        return ""
    value = clean(value, newlines=False)
    if not value and missing is not None:
        errors.append(FieldError(field, missing))
    elif len(value) > most:
        errors.append(FieldError(field, _with(too_long, n=len(value) - most)))
    return value


def check_text(field, value, errors, most, too_long, least=0, too_short=None, missing=None):
    """Text of ``least`` to ``most`` characters; empty only where ``missing`` is None.

    :return: the cleaned text. What is wrong is appended to ``errors`` as a FieldError; messages
        may use ``${n}``, the surplus, and ``${least}``.
    """
    if not is_text(field, value, errors):
        return ""
    value = clean(value, newlines=True)
    if not value:
        if missing is not None:
            errors.append(FieldError(field, missing))
    elif len(value) < least:
        errors.append(FieldError(field, _with(too_short, least=least)))
    elif len(value) > most:
        errors.append(FieldError(field, _with(too_long, n=len(value) - most)))
    return value


def _is_forbidden(char):
    """What neither XML nor a page can carry, or what would change the page around it.

    Characters that this Python does not know yet stay: new emoji, rare characters of names.
    """
    return (
        (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t")
        or char in DIRECTION_MARKS
        or ord(char) & 0xFFFE == 0xFFFE
        or "\ufdd0" <= char <= "\ufdef"
    )


def _is_blank(char):
    return char.isspace() or char in INVISIBLE


def _with(message, **mapping):
    return _(message, default=message.default, mapping=mapping)
