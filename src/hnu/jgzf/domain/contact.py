"""How a unit may reach an evaluator who allows it, when submitting or rating (R23)."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.errors import FieldError
from plone import api


def check_contact(consent, contact, userid, errors):
    """Whether and how the unit may reach the evaluator ``userid``.

    :param contact: what she wrote; without it a consent takes her account's mail address.
    :return: ``consent`` as a bool and the contact, a line. What is wrong is appended to
        ``errors``: a consent that is neither true nor false, or one that nothing can be done with.
    """
    if not (consent is None or isinstance(consent, bool)):
        errors.append(
            FieldError(
                "contact_consent", _("error_contact_consent", default="Answer with yes or no.")
            )
        )
    contact = text.check_line(
        "contact",
        contact,
        errors,
        most=config.CONTACT_MAX_LENGTH,
        too_long=_("error_contact_long", default="The contact is too long by ${n} characters."),
    )
    if consent is True and not contact:
        user = api.user.get(userid=userid)
        contact = (user.getProperty("email") or "") if user is not None else ""
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
    return consent is True, contact
