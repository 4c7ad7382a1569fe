"""名册: units, administrators, people and photos from files; a preview before anything changes.

A POST reads, applies, forgets or goes on, and leads back here; a GET shows what waits. Only what
cannot be read is answered at once.
"""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser.base import Page
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files.tables import BadFile
from hnu.jgzf.domain.roster_files.writing import shown
from hnu.jgzf.domain.roster_import import photos
from hnu.jgzf.domain.roster_import import uploads
from hnu.jgzf.domain.roster_import.plan import ACTS
from hnu.jgzf.domain.roster_import.plan import ADD
from hnu.jgzf.domain.roster_import.plan import CHANGE
from hnu.jgzf.domain.roster_import.plan import DEACTIVATE
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import BadRequest
import transaction


# So many of a kind are shown; the rest is in the file of changes.
SHOWN = 50
SHOWN_PROBLEMS = 200

TITLES = {
    ADD: _("act_add", default="Added"),
    CHANGE: _("act_change", default="Changed"),
    DEACTIVATE: _("act_deactivate", default="Deactivated"),
}
TONES = {ADD: "ok", CHANGE: "info", DEACTIVATE: "warn"}
# What a line has columns for
OWN_COLUMNS = ("code", "unit", "employee_number")
EMPTY = _("value_empty", default="(empty)")


class RosterPage(Page):
    roster_macros = ViewPageTemplateFile("templates/roster_macros.pt")

    page_title = _("title_roster", default="Import and export the roster")

    # What a file is refused for: an i18n message, or a plan with problems
    refusal = None
    photos_refusal = None
    refused = None

    def __call__(self):
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            for name, act in self.acts.items():
                if f"form.buttons.{name}" in self.request.form:
                    address = act()
                    if address is not None:
                        return self.lead_to(address)
        return super().__call__()

    @property
    def acts(self):
        return {
            "preview": self.preview,
            "apply": self.apply,
            "discard": self.discard,
            "photos": self.receive_photos,
            "continue": self.store_photos,
        }

    def lead_to(self, fragment):
        # Not to be taken for an answer to the file itself by reloading it
        self.keep_private()
        self.request.response.redirect(f"{self.url}{fragment}")
        return ""

    @cached_property
    def url(self):
        return f"{self.center_url}/@@roster"

    # What a button does: the end of the address that follows, or None to answer at once

    def preview(self):
        file = self.sent("file")
        if file is None:
            self.refusal = _("error_roster_no_file", default="Choose a file.")
            return None
        full = bool(self.request.form.get("full"))
        try:
            plan = uploads.receive(self.userid, file, file.filename, full)
        except BadFile as refusal:
            self.refusal = refusal.message
            return None
        if plan.problems:
            self.refused = plan
            return None
        return "#preview"

    def apply(self):
        form = self.request.form
        try:
            plan = uploads.confirm(self.userid, form.get("token"), form.get("fingerprint"))
        except NotPossible as refusal:
            self.say(refusal.message, "error")
            return "#preview"
        except BadRequest as refusal:
            transaction.abort()
            self.say(str(refusal), "error")
            return "#preview"
        counts = {act: sum(item.act == act for item in plan.items) for act in ACTS}
        self.say(
            _(
                "status_roster_applied",
                default="Imported: ${add} added, ${change} changed, ${deactivate} deactivated.",
                mapping=counts,
            )
        )
        return ""

    def discard(self):
        kind = self.request.form.get("kind")
        if kind in ("tables", "photos"):
            uploads.discard(self.userid, kind)
        return ""

    def receive_photos(self):
        file = self.sent("photos")
        if file is None:
            self.photos_refusal = _("error_photos_no_file", default="Choose a zip of photos.")
            return None
        try:
            photos.receive(self.userid, file, file.filename)
        except BadFile as refusal:
            self.photos_refusal = refusal.message
            return None
        return "#photos"

    def store_photos(self):
        try:
            upload = photos.store_batch(self.userid, self.request.form.get("token"))
        except NotPossible as refusal:
            self.say(refusal.message, "error")
            return "#photos"
        # The script presses the button again where this stands in the address.
        return "#photos" if upload.is_done else "#going"

    def sent(self, name):
        """The file that was sent in that field, or None."""
        file = self.request.form.get(name)
        return file if getattr(file, "filename", "") else None

    def say(self, message, kind="info"):
        api.portal.show_message(message, self.request, kind)

    # What the template shows

    def update(self):
        self.upload = uploads.waiting(self.userid) if self.refused is None else None
        self.plan = uploads.plan_of(self.upload) if self.upload is not None else self.refused
        self.archive = photos.waiting(self.userid)

    @property
    def too_many(self):
        return uploads.too_many(self.plan)

    @property
    def may_apply(self):
        plan = self.plan
        return bool(plan.items) and not plan.problems and not self.too_many

    @property
    def problems(self):
        return self.plan.problems[:SHOWN_PROBLEMS]

    @property
    def further_problems(self):
        return len(self.plan.problems) - len(self.problems)

    @property
    def counts(self):
        """A line for each sheet: dicts of title, and how many things become what."""
        return [
            {
                "title": sheet.title,
                **{act: len(self.plan.of(sheet.name, act)) for act in ACTS},
                "unchanged": self.plan.unchanged[sheet.name],
            }
            for sheet in sheets.SHEETS.values()
        ]

    @property
    def groups(self):
        """What would be done, by sheet and act: dicts of title, count, tone, lines, further."""
        for sheet in sheets.SHEETS.values():
            for act in ACTS:
                items = self.plan.of(sheet.name, act)
                if items:
                    yield {
                        "sheet": sheet,
                        "title": TITLES[act],
                        "tone": TONES[act],
                        "count": len(items),
                        "lines": [Line(item, sheet, self) for item in items[:SHOWN]],
                        "further": max(0, len(items) - SHOWN),
                    }

    @property
    def exports(self):
        """Sheets to take along alone: dicts of url and title."""
        return [
            {"url": f"{self.center_url}/@@roster-export?sheet={name}", "title": sheet.title}
            for name, sheet in sheets.SHEETS.items()
        ]

    @property
    def archive_problems(self):
        return self.archive.problems[:SHOWN_PROBLEMS]

    @property
    def further_archive_problems(self):
        return len(self.archive.problems) - len(self.archive_problems)

    @property
    def percent(self):
        return self.archive.position * 100 // len(self.archive.entries)

    minute = staticmethod(dates.minute)


class Line:
    """An item of a plan, as text."""

    def __init__(self, item, sheet, view):
        self.row = item.row or ""
        self.note = item.note
        self.title = item.title
        self.name = item.key[1] if sheet.name == sheets.STAFF else ""
        self.unit = item.key[0]
        is_new = item.act == ADD
        self.fields = []
        empty = view.translate(EMPTY)
        for change in item.changes:
            if change.key in OWN_COLUMNS:
                continue
            label = sheet.title_of(change.key)
            new = shown(change.new) or empty
            old = "" if is_new else shown(change.old) or empty
            self.fields.append({"label": label, "old": old, "new": new})
