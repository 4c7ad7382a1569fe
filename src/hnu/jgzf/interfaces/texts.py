"""Constraints of the texts that a webmaster enters, which say themselves what is wrong.

And the words for what zope.schema finds wrong, the same in forms and REST.
"""

from hnu.jgzf import _
from zope import schema
from zope.globalrequest import getRequest
from zope.i18n import translate
import re


class InvalidText(schema.ValidationError):
    """``args[0]`` is an i18n message; forms and REST show it at the field."""

    def doc(self):
        return self.args[0]


def missing_message(label):
    """What to do about an empty field; ``label`` is its title."""
    label = translate(label, context=getRequest())
    return _("error_missing", default="Enter ${label}.", mapping={"label": label})


def number_message(field):
    """What to do about a value that is no number, or out of the bounds of ``field``."""
    return _(
        "error_number",
        default="Enter a whole number from ${least} to ${most}.",
        mapping={"least": field.min, "most": field.max},
    )


# Control characters, halves of characters, marks that turn the direction of what follows: neither a
# page nor a workbook or a Word file can carry all of them.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
PHONE = re.compile(r"[0-9 +()（）-]+")
PHONE_LEAST_DIGITS = 3


def printable(most):
    """A constraint: as :func:`of_at_most`, and every character can be shown and printed.

    For fields whose values nothing cleans before they are stored.
    """
    is_short = of_at_most(most)

    def is_printable(value):
        if UNPRINTABLE.search(value):
            raise InvalidText(
                _(
                    "error_unprintable",
                    default="There are characters in it that cannot be shown. Type it anew.",
                )
            )
        return is_short(value)

    return is_printable


def of_at_most(most):
    """A constraint: a text of ``most`` characters that has something in it to be read."""

    def is_text(value):
        if not any(char.isprintable() and not char.isspace() for char in value):
            raise InvalidText(_("error_blank", default="There is nothing to read in this text."))
        if len(value) > most:
            raise InvalidText(
                _(
                    "error_text_long",
                    default="At most ${most} characters, this text has ${n} too many.",
                    mapping={"most": most, "n": len(value) - most},
                )
            )
        return True

    return is_text


def is_mail(value):
    """Constraint: one mail address."""
    of_at_most(100)(value)
    if not MAIL.fullmatch(value):
        raise InvalidText(
            _("error_mail", default="Enter one mail address, such as office@example.edu.cn.")
        )
    return True


def is_phone(value):
    """Constraint: one number that a telephone can dial, for the page makes a link of it."""
    of_at_most(40)(value)
    digits = sum(char.isdigit() for char in value)
    if not PHONE.fullmatch(value) or digits < PHONE_LEAST_DIGITS:
        raise InvalidText(
            _("error_phone", default="Enter one phone number: digits, blanks, + - ( ).")
        )
    return True
