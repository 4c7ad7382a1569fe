"""代录 (R10): a supervisor enters what somebody without an account has said.

The case is as any other: nobody but supervisors learns that it is an outsider's, and who she is
is sealed as an evaluator's id is (``content.identity``).
"""

from dataclasses import dataclass
from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import entries
from hnu.jgzf.content.identity import Identity
from hnu.jgzf.content.identity import Outsider
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import contact
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.domain import text
from hnu.jgzf.domain.dates import read_day
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from plone import api
from typing import NamedTuple


PERMISSION = receipts.PERMISSION


@dataclass
class Person:
    """Who was heard, and how: as it came, not yet trusted.

    ``received`` is the day on which it came in, a ``date`` or text in ISO form.
    """

    channel: str = ""
    name: str = ""
    contact: str = ""
    received: object = ""


class Entered(NamedTuple):
    """``code`` is shown now and never again. ``again``: the case had been entered before."""

    case: object
    code: str
    again: bool


@dataclass
class Checked:
    """An entry whose every part exists and belongs together."""

    submission: submission.Checked
    outsider: Outsider


def may_enter():
    """Whether the current user may enter evaluations of others."""
    return api.user.has_permission(PERMISSION, obj=roster.get_center())


def enter(sent, person):
    """Store what ``person`` has said, as a case that is public from now on.

    The deadline counts from the day on which it came in, the number and the order of lists from
    now. No limit against floods holds. The same form sent again makes no second case but a new
    code, for the first one may never have been seen.

    :param sent: a ``submission.Submission``; its ``contact`` does not count.
    :param person: a :class:`Person`, or None for something else that came in its place.
    :return: the case and the code of its receipt, as :class:`Entered`.
    :raises NotPermitted: for anybody but supervisors, and for those who would enter something
        about themselves or their own unit.
    :raises InvalidInput: with one error for each field that must be corrected.
    """
    checked = check(sent, person)
    center = roster.get_center()
    mark = _fingerprint(sent.token, checked)
    number = entries.number_with(center, mark) if mark else None
    if number is not None:
        case = listings.get_case(number)
        receipts.note_entry(case, receipt="renewed")
        return Entered(case, receipts.issue(case), again=True)
    identity = Identity(None, checked.submission.contact, checked.outsider)
    case = submission.store(checked.submission, identity, checked.outsider.received)
    if mark:
        entries.remember(center, mark, case.getId())
    receipts.note_entry(case)
    return Entered(case, receipts.issue(case), again=False)


def check(sent, person):
    """The entry with its unit, staff member and category row; see :func:`enter` for errors."""
    if not may_enter():
        raise NotPermitted(
            _("error_enter_forbidden", default="Only supervisors enter evaluations of others.")
        )
    if person is None:
        message = _("error_on_behalf", default="Say who was heard, how, and when.")
        raise InvalidInput((FieldError("on_behalf", message),))
    errors = []
    outsider, reached_by = _check_person(person, errors)
    found = submission.read(sent, errors)
    found.contact_consent = contact.check_consent(sent.contact_consent, errors)
    found.contact = reached_by
    if errors:
        raise InvalidInput(tuple(errors))
    if _is_biased(found):
        raise NotPermitted(
            _(
                "error_enter_biased",
                default=(
                    "This evaluation concerns you or your own unit. Another supervisor must "
                    "enter it."
                ),
            )
        )
    return Checked(found, outsider)


def _check_person(person, errors):
    """The :class:`Outsider`, and how to reach her, a line."""
    if person.channel not in config.HEARD_BY:
        errors.append(
            FieldError(
                "on_behalf.channel",
                _("error_channel", default="Say how the person was heard."),
            )
        )
    name = text.check_line(
        "on_behalf.name",
        person.name,
        errors,
        most=config.LINE_MAX_LENGTH,
        missing=_("error_outsider_name", default="Enter the name of the person."),
        too_long=_("error_outsider_name_long", default="The name is too long by ${n} characters."),
    )
    reached_by = text.check_line(
        "on_behalf.contact",
        person.contact,
        errors,
        most=config.CONTACT_MAX_LENGTH,
        missing=_("error_outsider_contact", default="Enter how the person can be reached."),
        too_long=_("error_contact_long", default="The contact is too long by ${n} characters."),
    )
    received = _check_received(person.received, errors)
    return Outsider(person.channel, name, received), reached_by


def _check_received(value, errors):
    day = read_day(value)
    if day is None:
        message = _("error_received", default="Enter the day on which it came in.")
    elif day > today():
        message = _("error_received_future", default="This day lies in the future.")
    elif day < today() - timedelta(days=config.HEARD_AT_MOST_AGO):
        message = _(
            "error_received_old",
            default="This day lies more than ${n} days back.",
            mapping={"n": config.HEARD_AT_MOST_AGO},
        )
    else:
        return day
    errors.append(FieldError("on_behalf.received", message))
    return None


def _is_biased(found):
    userid = api.user.get_current().getId()
    about_herself = found.staff_member is not None and found.staff_member.userid == userid
    return about_herself or conflicts.belongs_to_unit(found.unit, userid)


def _fingerprint(token, checked):
    """See ``submission.fingerprint``; what one supervisor sent is none of another's."""
    parts = (*checked.outsider, checked.submission.contact, api.user.get_current().getId())
    return submission.fingerprint(token, checked.submission, *map(str, parts))
