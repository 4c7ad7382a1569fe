"""Receipts of people without an account (R10): by number and code they see and rate their case.

The code is shown once and kept as a slow hash, beside the identity. A wrong number and a wrong
code have the same answer after the same work, and wrong tries are limited by address, never by
number: nobody can be locked out, and nobody learns which cases are an outsider's.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import receipt_codes
from hnu.jgzf.domain import receipt_user
from hnu.jgzf.domain import refusals
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.case_file import CaseFile
from hnu.jgzf.domain.tries import Tries
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
import re


PERMISSION = "hnu.jgzf: Enter evaluation"

NUMBER = re.compile(r"(\d{8})([0-9A-Z]{6})")

# By the address of the client; a right one does not count.
wrong_tries = Tries(
    most=20,
    seconds=15 * 60,
    message=_(
        "error_receipt_limit",
        default="There were too many wrong tries. Wait a quarter of an hour, or call the office.",
    ),
)


class Opened:
    """A case in the hands of whoever has shown its receipt.

    ``file`` is what anybody may see of it, and what the evaluator may do; whoever is logged in at
    that browser makes no difference.
    """

    def __init__(self, case):
        self.case = case

    @property
    def file(self):
        with receipt_user.acting(self.case):
            return CaseFile(self.case)

    def rate(self, level, comment="", contact_consent=False, contact=""):
        """``lifecycle.rate``, marked in the supervisors' log, where nothing of the person stands.

        A consent without a contact takes what was entered for her.
        """
        with receipt_user.acting(self.case):
            lifecycle.rate(self.case, level, comment, contact_consent, contact)
        supervision_log.record(
            config.ACT_RATE, self.case.__parent__.getId(), self.case.getId(), role=""
        )


def open_case(number, code, address):
    """The case of a receipt, as :class:`Opened`, hidden from others or not.

    :param number: of the case, and ``code``: as somebody typed them.
    :param address: of the client, by which wrong tries are counted.
    :raises InvalidInput: where one of them is empty.
    :raises TooMany: for too many wrong tries from there.
    :raises NotPermitted: for any number and code that do not belong together.
    """
    errors = []
    missing = {
        "number": _("error_receipt_number", default="Enter the number."),
        "code": _("error_receipt_code", default="Enter the code."),
    }
    for name, value in (("number", number), ("code", code)):
        if text.is_text(name, value, errors) and not text.clean(value, newlines=False):
            errors.append(FieldError(name, missing[name]))
    if errors:
        raise InvalidInput(tuple(errors))
    begun = wrong_tries.begin(address)
    case = _find(number)
    kept = get_identity(case).receipt if case is not None else None
    if not receipt_codes.fits(kept or receipt_codes.no_seal(), code):
        raise NotPermitted(
            _(
                "error_receipt",
                default=(
                    "Number and code do not belong together. Compare both with your receipt, or "
                    "call the office."
                ),
            )
        )
    wrong_tries.forgive(begun)
    return Opened(case)


def _find(typed):
    found = NUMBER.fullmatch(receipt_codes.read(typed))
    return listings.get_case("-".join(found.groups())) if found else None


def issue(case):
    """A new code for an outsider's case, as it is shown; from now on no earlier one is right."""
    code = receipt_codes.draw()
    get_identity(case).receipt = receipt_codes.seal(code)
    undo_log.forget_user()
    return receipt_codes.shown(code)


def renew(case, reason):
    """A new code in place of one that was lost, as it is shown.

    :param reason: 10 to 500 characters, for the supervisors' log.
    :raises NotPossible: for a case that has no receipt.
    :raises NotPermitted: for anybody but supervisors who do not judge themselves.
    :raises InvalidInput: without a reason.
    """
    refused = refusal(case)
    if refused is not None:
        raise refused
    reason = payloads.reason(reason, needed=True)
    code = issue(case)
    note_entry(case, reason, receipt="renewed")
    return code


def refusal(case):
    """Why the current user cannot issue a new code for ``case``: a Refusal, or None."""
    center = roster.get_center()
    if not api.user.has_permission(PERMISSION, obj=center) or not lifecycle.is_supervisor(case):
        return NotPermitted(
            _("error_receipt_forbidden", default="Only a supervisor can issue a new code.")
        )
    if is_anonymised(case):
        return NotPossible(refusals.ANONYMISED)
    if get_identity(case).receipt is None:
        return NotPossible(
            _("error_receipt_none", default="This evaluation was entered by its evaluator.")
        )
    return None


def note_entry(case, reason="", **details):
    """What a supervisor has entered or issued, in the log: nothing about the person."""
    supervision_log.record(
        config.ACT_ENTER, case.__parent__.getId(), case.getId(), reason, **details
    )
