"""Submitting an evaluation (R4, R5): one rule for both entrances, REST and scripts."""

from dataclasses import dataclass
from functools import partial
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import evaluators
from hnu.jgzf.content.identity import Identity
from hnu.jgzf.content.identity import set_identity
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import limits
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import receipt_codes
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import text
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.contact import account_contact
from hnu.jgzf.domain.contact import check_contact
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.events import CaseFact
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from plone.dexterity.utils import createContent
from zope.event import notify
from zope.lifecycleevent import ObjectAddedEvent
import hashlib


PERMISSION = "hnu.jgzf: Submit evaluation"


@dataclass
class Submission:
    """What an evaluator sent: tokens, codes and text as they came, not yet trusted.

    ``staff_member`` is an employee number, or empty for an evaluation of the unit. ``contact`` is
    how the unit may reach the evaluator who gave ``contact_consent``; without it her account's
    mail address is taken. ``token`` comes from the form: the same form, sent twice with the same
    words, is one evaluation.
    """

    unit: str = ""
    staff_member: str = ""
    category: str = ""
    description: str = ""
    topic: str = ""
    content: str = ""
    contact_consent: bool = False
    contact: str = ""
    token: str = ""


def may_submit(user=None):
    """Whether ``user``, by default the current one, may submit at all.

    Everybody who has the permission (any account, by the center's workflow), unless the webmaster
    has named groups.
    """
    user = user if user is not None else api.user.get_current()
    if not user.getId() or not user.has_permission(PERMISSION, roster.get_center()):
        return False
    groups = api.portal.get_registry_record("submitter_groups", interface=ISettings, default=())
    return not groups or not set(groups).isdisjoint(user.getGroups())


def submit(submission, evaluator=None):
    """Store an evaluation and return the case, which is public from now on.

    :param submission: a :class:`Submission`.
    :param evaluator: user id of the person who speaks, for scripts that enter what was said
        elsewhere; neither the permission nor the limits are checked then. The current user by
        default.
    :raises NotPermitted: for somebody who may not submit, at all or about this target.
    :raises InvalidInput: with one error for each field that must be corrected.
    :raises TooMany: beyond the limits against floods (``domain.limits``).
    """
    limited = evaluator is None
    if limited:
        evaluator = api.user.get_current().getId()
        if not may_submit():
            raise NotPermitted(
                _("error_submit_forbidden", default="You may not submit evaluations.")
            )
    checked = check(submission, evaluator)
    mark = fingerprint(submission.token, checked)
    if mark:
        number = evaluators.number_with(roster.get_center(), evaluator, mark)
        if number is not None:
            # Not from the unit: it may have been transferred.
            return listings.get_case(number)
    if limited:
        limits.check(evaluator, checked.unit, checked.staff_member)
    case = store(checked, Identity(evaluator, checked.contact))
    evaluators.remember(roster.get_center(), evaluator, case.getId(), mark)
    return case


@dataclass
class Checked:
    """A submission whose every part exists and belongs together.

    How the evaluator can be reached is for the caller of :func:`read` to add.
    """

    unit: object
    staff_member: object
    choice: categories.Choice
    topic: str
    content: str
    contact_consent: bool = False
    contact: str = ""


def check(submission, evaluator):
    """The submission with its unit, person and category row; see :func:`submit` for errors."""
    errors = []
    checked = read(submission, errors)
    known = partial(account_contact, evaluator)
    checked.contact_consent, checked.contact = check_contact(
        submission.contact_consent, submission.contact, known, errors
    )
    if errors:
        raise InvalidInput(tuple(errors))
    _check_conflict(checked.unit, checked.staff_member, evaluator)
    return checked


def read(submission, errors):
    """What a submission is about and what it says, as far as it is right, as :class:`Checked`.

    What is wrong is appended to ``errors``.

    :raises InvalidInput: at once, where a token or code is no text.
    """
    no_texts = []
    for name in ("unit", "staff_member", "category", "description"):
        text.is_text(name, getattr(submission, name), no_texts)
    if no_texts:
        raise InvalidInput((*errors, *no_texts))

    unit = roster.get_unit(submission.unit)
    if not submission.unit:
        errors.append(FieldError("unit", _("error_unit", default="Choose a unit.")))
    elif unit is None:
        errors.append(FieldError("unit", _("error_unit_unknown", default="There is no such unit.")))
    elif not unit.active:
        errors.append(
            FieldError(
                "unit",
                _(
                    "error_unit_inactive",
                    default="This unit is no longer in use. Choose another one.",
                ),
            )
        )

    staff_member = None
    if submission.staff_member and unit is not None:
        staff_member = roster.get_staff_member(unit, submission.staff_member)
        if staff_member is None or not staff_member.active:
            errors.append(
                FieldError(
                    "staff_member",
                    _(
                        "error_staff_member",
                        default="This person cannot be evaluated. Choose somebody else.",
                    ),
                )
            )

    target = config.TARGET_STAFF if submission.staff_member else config.TARGET_UNIT
    choice = _check_choice(target, submission, errors)
    topic = text.check_line(
        "topic",
        submission.topic,
        errors,
        most=config.TOPIC_MAX_LENGTH,
        missing=_("error_topic", default="Enter the topic."),
        too_long=_("error_topic_long", default="The topic is too long by ${n} characters."),
    )
    content = text.check_text(
        "content",
        submission.content,
        errors,
        least=config.TEXT_MIN_LENGTH,
        most=config.TEXT_MAX_LENGTH,
        missing=_("error_content", default="Enter the content."),
        too_short=_("error_content_short", default="Write at least ${least} characters."),
        too_long=_("error_content_long", default="The content is too long by ${n} characters."),
    )
    text.is_text("token", submission.token, errors)
    return Checked(unit, staff_member, choice, topic, content)


def _check_choice(target, submission, errors):
    choice = categories.find(target, submission.description)
    if not submission.category:
        errors.append(FieldError("category", _("error_category", default="Choose a category.")))
    elif submission.category not in {c.token for c in categories.active_categories(target)}:
        errors.append(
            FieldError(
                "category",
                _("error_category_unknown", default="This category is not in use. Choose again."),
            )
        )
    elif not submission.description:
        errors.append(
            FieldError("description", _("error_description", default="Choose a description."))
        )
    elif choice is None:
        errors.append(
            FieldError(
                "description",
                _(
                    "error_description_unknown",
                    default="This description is not in use. Choose again.",
                ),
            )
        )
    elif choice.category != submission.category:
        errors.append(
            FieldError(
                "description",
                _(
                    "error_pair",
                    default="This description belongs to another category. Choose again.",
                ),
            )
        )
    return choice


def _check_conflict(unit, staff_member, evaluator):
    reason = conflicts.may_not_evaluate(unit, staff_member, evaluator)
    if reason == "self":
        raise NotPermitted(_("error_self", default="You cannot evaluate yourself."))
    if reason == "unit":
        raise NotPermitted(
            _("error_own_unit", default="You cannot evaluate a unit that you administer.")
        )


def fingerprint(token, checked, *others):
    """What tells a form that is sent again from another one with the same token; or empty.

    :param others: what it says besides, texts.
    """
    if not token:
        return ""
    person = checked.staff_member.getId() if checked.staff_member is not None else ""
    texts = (checked.topic, checked.content, *others)
    parts = (token, checked.unit.getId(), person, *checked.choice, *texts)
    # A token is taken as it comes, half characters included.
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]


def store(checked, identity, heard=None):
    """Add the case, sealed with ``identity``, and tell its unit.

    :param identity: a ``content.identity.Identity``.
    :param heard: the day (``date``) from which the deadline counts, if it is not today.
    """
    received = now()
    unit = checked.unit
    person = checked.staff_member
    number = _draw_number(received)
    case = createContent(
        config.EVALUATION_TYPE,
        id=number,
        unit_title=unit.title,
        staff_member=person.employee_number if person is not None else "",
        staff_member_title=person.title if person is not None else "",
        category=checked.choice.category,
        category_title=checked.choice.category_title,
        description_token=checked.choice.description,
        description_title=checked.choice.description_title,
        topic=checked.topic,
        content=checked.content,
        received=received,
        contact_consent=checked.contact_consent,
    )
    deadlines.set_deadline(case, heard or received)
    # Before it is added: dynamic roles are cached for a request.
    set_identity(case, identity)
    # Without events the unit is not modified, so that submissions do not compete for it.
    unit._setObject(number, case, set_owner=0, suppress_events=True)
    case = unit[number]
    notify(ObjectAddedEvent(case, unit, number))
    undo_log.forget_user()
    notify(CaseFact(config.FACT_SUBMITTED, case))
    return case


def _draw_number(received):
    """A free case number: no counter, so that two submissions never wait for each other."""
    while True:
        number = f"{received:%Y%m%d}-{receipt_codes.draw(6)}"
        if listings.find(number) is None:
            return number
