"""How a unit may reach an evaluator who allows it, when submitting or rating (R23)."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.errors import FieldError
from plone import api


def check_consent(consent, errors):
    """``consent`` as a bool; one that is neither true nor false nor missing is an error."""
    if not (consent is None or isinstance(consent, bool)):
        errors.append(
            FieldError(
                "contact_consent", _("error_contact_consent", default="Answer with yes or no.")
            )
        )
    return consent is True


def check_contact(consent, contact, known, errors):
    """Whether and how the unit may reach an evaluator.

    :param contact: what she wrote; without it a consent takes ``known``.
    :param known: a function that returns :func:`known_contact`: who leaves it, or writes another,
        is not looked up.
    :return: ``consent`` as a bool and the contact, a line. What is wrong is appended to
        ``errors``: a consent that is neither true nor false, or one that nothing can be done with.
    """
    consent = check_consent(consent, errors)
    contact = text.check_line(
        "contact",
        contact,
        errors,
        most=config.CONTACT_MAX_LENGTH,
        too_long=_("error_contact_long", default="The contact is too long by ${n} characters."),
    )
    if consent and not contact:
        contact = known()
        if not contact:
            errors.append(
                FieldError(
                    "contact",
                    _(
                        "error_contact",
                        default="Enter a phone number or mail address, or take back your consent.",
                    ),
                )
            )
    return consent, contact


def account_contact(userid):
    """The mail address of an account; empty without one, or without an account."""
    user = api.user.get(userid=userid) if userid else None
    return (user.getProperty("email") or "") if user is not None else ""


def known_contact(identity):
    """How the evaluator can be reached who says no more about it than that she may be.

    :param identity: a ``content.identity.Identity``.
    """
    if identity.outsider is not None:
        return identity.contact
    return account_contact(identity.evaluator)
