"""党支部报送, the supervisors' side: what each report would change; 采纳 or 退回."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.branch_report import STATES
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.browser.grid_cells import TITLES as COLUMNS
from hnu.jgzf.domain.branch_reports import changes
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.branch_reports import reviewing
from hnu.jgzf.domain.roster_files.writing import shown
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


ACTS = {
    changes.ADD: (_("act_add", default="Added"), "ok"),
    changes.CHANGE: (_("act_change", default="Changed"), "info"),
    changes.END: (_("act_end", default="Ended"), "warn"),
}
EMPTY = _("value_empty", default="(empty)")
YES, NO = _("value_yes", default="yes"), _("value_no", default="no")


class IDecisionForm(Interface):
    reason = schema.Text(
        title=_("label_decline_reason", default="Reason for sending it back"),
        description=_(
            "help_decline_reason", default="10 to 500 characters; the secretary reads it."
        ),
        required=False,
    )


class ReviewPart:
    """A report on the page: ``values`` and ``errors`` of its own form."""

    def __init__(self, review, view):
        self.view = view
        self.review = review
        self.report = review.report
        self.id = self.report.id
        self.is_current = view.request.form.get("report") == self.id
        self.refusal = reviewing.refusal(self.report)
        self.obstacle = review.obstacle
        self.fingerprint = review.fingerprint
        self.unknown = "、".join(reporting.unknown_accounts(self.report))

    @property
    def units(self):
        """Dicts of title, url, lines."""
        return [
            {
                "title": unit.title,
                "url": unit.absolute_url(),
                "lines": [self._line(change) for change in compared.changes],
            }
            for _code, unit, compared in self.review.units
        ]

    def _line(self, change):
        title, tone = ACTS[change.act]
        fields = []
        for each in change.changes:
            if each.key == "name" and change.act == changes.ADD:
                continue
            fields.append(
                {
                    "label": COLUMNS[each.key],
                    "old": "" if change.act == changes.ADD else self._shown(each.key, each.old),
                    "new": self._shown(each.key, each.new),
                }
            )
        return {"title": title, "tone": tone, "name": change.name, "fields": fields}

    def _shown(self, key, value):
        if key == "deputy":
            return self.view.translate(YES if value else NO)
        return shown(value) or self.view.translate(EMPTY)

    @property
    def made(self):
        return self.view.long_date(self.report.made)


class BranchReportsForm(RuleForm):
    here = "manage"
    fields = field.Fields(IDecisionForm)
    fields["reason"].widgetFactory = widgets.Area
    field_names = {"comment": "reason"}
    index = ViewPageTemplateFile("templates/branch_reports.pt")
    page_title = _("title_branch_reports", default="Reports of branches")
    unsent = _("status_not_declined", default="the report was not sent back")

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["reason"].rows = 3
        if self.request.method != "POST":
            # An address must not be able to fill in what a person is to say.
            self.widgets["reason"].value = ""

    @cached_property
    def parts(self):
        """Every :class:`ReviewPart` that waits, the oldest report first."""
        return [ReviewPart(review, self) for review in reviewing.pending()]

    @property
    def mark(self):
        return STATES["pending"]

    def text(self, name):
        value = self.request.form.get(name)
        return value if isinstance(value, str) else ""

    @button.buttonAndHandler(_("button_accept", default="Accept"), name="accept")
    def handle_accept(self, action):
        report = self.obey(reviewing.accept, self.text("report"), self.text("fingerprint"))
        if not self.errors:
            self.finish(
                _(
                    "status_report_accepted",
                    default="Accepted: the administrators of ${branch} are up to date.",
                    mapping={"branch": report.branch},
                )
            )

    @button.buttonAndHandler(_("button_decline", default="Send back"), name="decline")
    def handle_decline(self, action):
        report = self.obey(reviewing.decline, self.text("report"), self.values()["reason"])
        if not self.errors:
            self.finish(
                _(
                    "status_report_declined",
                    default="Sent back: the secretary of ${branch} reads your reason.",
                    mapping={"branch": report.branch},
                )
            )
