"""From a file to its preview, and from there to the click that applies it."""

from hnu.jgzf import _
from hnu.jgzf.content import roster_uploads
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import text
from hnu.jgzf.domain.roster_files import reading
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files import tables
from hnu.jgzf.domain.roster_import import applying
from hnu.jgzf.domain.roster_import import snapshot
from hnu.jgzf.domain.roster_import.building import build
from hnu.jgzf.domain.roster_import.plan import ADD
from hnu.jgzf.interfaces.errors import NotPossible


FILE_NAME_LENGTH = 80
# What one request adds within a minute on a small machine; a script may take longer.
MOST_ADDED = 6_000


def receive(userid, file, file_name, full):
    """Read a file and keep its rows for ``userid`` until she confirms; nothing if it has errors.

    :return: its :class:`plan.Plan`.
    :raises tables.BadFile: where it cannot be read at all.
    """
    uploads = open_uploads()
    uploads.forget_old()
    uploads.tables.pop(userid, None)
    book = reading.read(file)
    data = tables.dump(book) if not book.problems else None
    plan = build(book, snapshot.take(), full)
    if data is not None and not plan.problems:
        name = text.clean(file_name, newlines=False)[:FILE_NAME_LENGTH]
        upload = roster_uploads.TablesUpload(name, data, book.notes, full)
        uploads.tables[userid] = upload
    return plan


def waiting(userid):
    """The upload that waits for this account's click, or None; nothing is written."""
    return still_waiting("tables", userid)


def plan_of(upload):
    """What that upload would do now."""
    book = tables.load(upload.data)
    book.notes.extend(upload.notes)
    return build(book, snapshot.take(), upload.full)


def confirm(userid, token, fingerprint):
    """Apply what ``userid`` was shown, and forget the upload.

    :return: the plan that was applied.
    :raises NotPossible: where something else would be done by now: nothing is changed then.
    :raises interfaces.errors.BadRequest: where a guard of the content refuses; abort then.
    """
    upload = waiting(userid)
    if upload is None or upload.token != token:
        raise NotPossible(
            _(
                "error_roster_gone",
                default="This preview is no longer there. Choose the file again.",
            )
        )
    plan = plan_of(upload)
    if plan.problems or plan.fingerprint != fingerprint:
        raise NotPossible(
            _(
                "error_roster_changed",
                default=(
                    "The roster has changed since this preview, so nothing was applied. Check the "
                    "new preview below."
                ),
            )
        )
    if too_many(plan):
        raise NotPossible(too_many(plan))
    applying.apply(plan)
    del open_uploads().tables[userid]
    return plan


def too_many(plan):
    """Why one request cannot do all this, an i18n message, or None."""
    if len(plan.of(sheets.STAFF, ADD)) <= MOST_ADDED:
        return None
    return _(
        "error_roster_too_many",
        default=(
            "More than ${n} people would be added at once. Divide the file, or ask the webmasters "
            "to import it by the script."
        ),
        mapping={"n": MOST_ADDED},
    )


def discard(userid, kind):
    """Forget what waits: ``kind`` is ``tables`` or ``photos``."""
    getattr(open_uploads(), kind).pop(userid, None)


def forget_old():
    """Remove what nobody has come back for within a day."""
    uploads = roster_uploads.get_uploads(roster.get_center())
    if uploads is not None:
        uploads.forget_old()


def open_uploads():
    """The center's uploads, made where there are none."""
    return roster_uploads.prepare(roster.get_center())


def still_waiting(kind, userid):
    """What ``userid`` has sent and not confirmed, if it is not too old; nothing is written."""
    uploads = roster_uploads.get_uploads(roster.get_center())
    upload = getattr(uploads, kind).get(userid) if uploads is not None else None
    return upload if upload is not None and not upload.is_old else None
