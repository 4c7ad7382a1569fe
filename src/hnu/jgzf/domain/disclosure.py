"""Looking at the evaluator's identity: for a reason, on record, shown once (R19, DESIGN §3)."""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.identity import Disclosure
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import refusals
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.events import CaseFact
from plone import api
from typing import NamedTuple
from zope.event import notify


PERMISSION = "hnu.jgzf: Disclose identity"
LOG_PERMISSION = "hnu.jgzf: View disclosures"

# On the center: user id of an administrator -> times (aware datetimes) of her last looks.
ATTRIBUTE = "_disclosures"


class Person(NamedTuple):
    """``contact``: what the evaluator left, else the mail address of her account, else empty.

    Of somebody without an account both are what a supervisor entered.
    """

    name: str
    contact: str


def disclose(case, reason):
    """Who wrote ``case``, as a :class:`Person`, after an entry in the log.

    :param reason: at least 10 characters; the evaluator reads it.
    :raises NotPossible: for a closed case.
    :raises NotPermitted: for anybody but the unit's administrators and supervisors, and for those
        who would look at their own case.
    :raises InvalidInput: without a reason.
    :raises TooMany: for an administrator's fourth look within seven days; a supervisor can still
        look for her.
    """
    refused = refusal(case)
    if refused is not None:
        raise refused
    reason = _checked_reason(reason)
    user = api.user.get_current()
    role = config.ROLE_SUPERVISOR
    if lifecycle.is_administrator(case):
        role = config.ROLE_UNIT_ADMINISTRATOR
        _count(user.getId())
    identity = get_identity(case)
    name = user.getProperty("fullname") or user.getId()
    identity.note(Disclosure(user.getId(), name, role, now(), reason))
    supervision_log.record(config.ACT_DISCLOSE, case.__parent__.getId(), case.getId(), reason, role)
    undo_log.forget_user()
    notify(CaseFact(config.FACT_DISCLOSED, case))
    return _person(identity)


def refusal(case):
    """Why the current user cannot ask for the evaluator of ``case``: a Refusal, or None.

    Before the limit a week: that is counted when she asks.
    """
    if is_anonymised(case):
        return NotPossible(refusals.ANONYMISED)
    if case.state == config.CLOSED:
        return NotPossible(
            _("error_disclose_closed", default="The case is closed: the identity stays sealed.")
        )
    if api.user.has_permission(PERMISSION, obj=case) and (
        lifecycle.is_administrator(case) or lifecycle.is_supervisor(case)
    ):
        return None
    return NotPermitted(
        _(
            "error_disclose_forbidden",
            default="You may not look at the evaluator's identity in this case.",
        )
    )


def may_disclose(case):
    """Whether the current user may ask for the evaluator of ``case``, the limit apart."""
    return refusal(case) is None


def contact(case):
    """How to reach an evaluator who allowed it, for those who deal with the case; else empty.

    R23 without a disclosure: the evaluator's own choice.
    """
    if case.contact_consent and may_disclose(case):
        return get_identity(case).contact
    return ""


def log(case):
    """The disclosures of a case, oldest first, for its evaluator and for supervisors.

    :raises NotPermitted: for others, and for a supervisor who would judge herself.
    """
    user = api.user.get_current()
    if not api.user.has_permission(LOG_PERMISSION, obj=case) or not (
        conflicts.is_evaluator(case, user.getId()) or lifecycle.is_supervisor(case)
    ):
        raise NotPermitted(
            _("error_disclosure_log", default="You may not see who looked at the identity.")
        )
    return list(get_identity(case).disclosures)


class Look(NamedTuple):
    """One entry of a person's own log: the case's number, its unit's code and title."""

    number: str
    unit: str
    unit_title: str
    disclosure: Disclosure


def log_of(userid):
    """Every :class:`Look` at the identity of ``userid`` in all of her cases, newest first.

    For 个人中心: a caller passes the current user's id and nobody else's.
    """
    looks = [
        Look(brain.number, brain.unit, brain.unit_title, disclosure)
        for brain in listings.of_evaluator(userid)
        for disclosure in get_identity(roster.get_unit(brain.unit)[brain.number]).disclosures
    ]
    return sorted(looks, key=lambda look: look.disclosure.at, reverse=True)


def own_looks(case):
    """The current user's own disclosures of a case, oldest first."""
    userid = api.user.get_current().getId()
    return [look for look in get_identity(case).disclosures if look.userid == userid]


def _checked_reason(reason):
    errors = []
    reason = text.check_text(
        "reason",
        reason,
        errors,
        least=config.TEXT_MIN_LENGTH,
        most=config.COMMENT_MAX_LENGTH,
        missing=_("error_disclose_reason", default="Say why, in at least 10 characters."),
        too_short=_("error_disclose_reason", default="Say why, in at least 10 characters."),
        too_long=_("error_reason_long", default="The reason is too long by ${n} characters."),
    )
    if errors:
        raise InvalidInput(tuple(errors))
    return reason


def _count(userid):
    center = roster.get_center()
    looks = getattr(aq_base(center), ATTRIBUTE, None)
    if looks is None:
        looks = OOBTree()
        setattr(center, ATTRIBUTE, looks)
    present = now()
    week_ago = present - timedelta(days=7)
    # None of a time to come, in which the clock had run ahead
    recent = tuple(moment for moment in looks.get(userid, ()) if week_ago < moment <= present)
    if len(recent) >= config.DISCLOSURES_PER_WEEK:
        raise TooMany(
            _(
                "error_disclose_limit",
                default="You looked 3 times within 7 days. Ask a supervisor.",
            )
        )
    looks[userid] = (*recent, present)


def _person(identity):
    if identity.outsider is not None:
        return Person(identity.outsider.name, identity.contact)
    user = api.user.get(userid=identity.evaluator)
    if user is None:
        return Person(identity.evaluator, identity.contact)
    return Person(
        user.getProperty("fullname") or identity.evaluator,
        identity.contact or user.getProperty("email") or "",
    )
