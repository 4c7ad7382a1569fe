"""Making, changing, issuing and throwing away bulletins: supervisors alone do and read it.

What was issued never changes and is never thrown away. Whoever else should read one gets it as the
office circulates it, with its signature.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import bulletins
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.bulletins import composing
from hnu.jgzf.domain.bulletins import snapshot
from hnu.jgzf.domain.bulletins import texts
from hnu.jgzf.domain.bulletins import word
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.statistics import query
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
import hashlib


# A bulletin is about all units and all people: only its period is chosen.
CHOSEN = ("period", "from", "to")
MOST_DRAFTS = 20


def make(values):
    """Take a snapshot and keep it as a draft, a ``Bulletin``.

    :param values: texts of ``CHOSEN``, as in the address of statistics.
    :raises InvalidInput: for a period that means nothing, or that has not begun.
    :raises NotPossible: while too many drafts wait.
    """
    check_permission()
    day = today()
    asked, errors = query.read({name: values.get(name) for name in CHOSEN})
    if errors:
        raise InvalidInput(tuple(errors))
    if asked.period.first > day:
        raise InvalidInput((FieldError("period", _NOT_BEGUN),))
    if len(drafts()) >= MOST_DRAFTS:
        raise NotPossible(_TOO_MANY)
    figures = snapshot.take(asked, day)
    undo_log.forget_user()
    bulletin = bulletins.Bulletin(
        asked.parameters, figures, texts.of_draft(figures), day, _name_of_user()
    )
    bulletins.add(roster.get_center(), bulletin)
    return bulletin


def change(bulletin, values):
    """Other texts for a draft, some or all of ``texts.NAMES``.

    :raises InvalidInput: one error for each that is not right; nothing is changed then.
    :raises NotPossible: once it was issued.
    """
    check_permission()
    _check_draft(bulletin)
    checked = texts.checked(values, texts.NAMES)
    undo_log.forget_user()
    bulletin.texts = {**bulletin.texts, **checked}


def issue(bulletin):
    """Give a draft the next number of this year, and keep the document as it is now.

    The head of the supervisors' log stands in the document, and the digest of the document in the
    next entry of the log.

    :raises NotPossible: once it was issued.
    """
    check_permission()
    _check_draft(bulletin)
    center = roster.get_center()
    day = today()
    number = 1 + max((found.number for found in issued() if found.year == day.year), default=0)
    head = supervision_log.head()
    undo_log.forget_user()
    bulletins.remove(center, bulletin)
    bulletin.id = f"{day.year}-{number}"
    bulletin.year, bulletin.number = day.year, number
    bulletin.issued_on, bulletin.issued_by = day, _name_of_user()
    bulletin.head = (head.serial, head.seal) if head is not None else None
    bulletin.blocks = blocks(bulletin)
    bulletin.file = word.write(bulletin.blocks, day)
    bulletins.add(center, bulletin)
    supervision_log.record(
        config.ACT_ISSUE_BULLETIN,
        unit="",
        number=bulletin.id,
        sha256=hashlib.sha256(bulletin.file).hexdigest(),
    )


def discard(bulletin):
    """Throw a draft away.

    :raises NotPossible: once it was issued.
    """
    check_permission()
    _check_draft(bulletin)
    undo_log.forget_user()
    bulletins.remove(roster.get_center(), bulletin)


def find(name):
    """The bulletin of that id, or None."""
    check_permission()
    return bulletins.get(roster.get_center(), name)


def issued():
    """What was issued, newest first."""
    check_permission()
    found = [each for each in bulletins.get_all(roster.get_center()) if each.is_issued]
    return sorted(found, key=lambda each: (each.year, each.number), reverse=True)


def drafts():
    """What was not, newest first."""
    check_permission()
    found = [each for each in bulletins.get_all(roster.get_center()) if not each.is_issued]
    return sorted(found, key=lambda each: (each.made_on, each.id), reverse=True)


def blocks(bulletin):
    """The document: what was issued as it was then, a draft with its texts of now."""
    if bulletin.blocks:
        return bulletin.blocks
    number = (bulletin.year, bulletin.number) if bulletin.is_issued else None
    day = bulletin.issued_on or today()
    return composing.compose(bulletin.figures, bulletin.texts, number, day, bulletin.head)


def word_file(bulletin):
    """The bytes of the Word file: of what was issued those of then, of a draft made anew."""
    if bulletin.is_issued:
        return bulletin.file
    return word.write(blocks(bulletin), today())


def check_permission():
    """:raises NotPermitted: for anybody but supervisors."""
    if not may_make():
        raise NotPermitted(
            _("error_bulletins", default="Only supervisors make and read bulletins here.")
        )


def may_make():
    """Whether the current user makes bulletins."""
    return api.user.has_permission(config.MAKE_BULLETINS, obj=roster.get_center())


def _check_draft(bulletin):
    if bulletin.is_issued:
        raise NotPossible(
            _("error_bulletin_issued", default="This bulletin was issued and cannot be changed.")
        )


def _name_of_user():
    user = api.user.get_current()
    return user.getProperty("fullname") or user.getId() or ""


_NOT_BEGUN = _("error_bulletin_period", default="This period has not begun yet.")
_TOO_MANY = _(
    "error_bulletin_drafts", default="There are too many drafts. Throw away those you do not need."
)
