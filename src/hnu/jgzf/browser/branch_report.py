"""党支部报送 (R28, R32): a secretary says who administers the units of her branch."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser import grid_cells
from hnu.jgzf.browser.cards import Mark
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.content import branch_reports
from hnu.jgzf.domain import party_branches
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from z3c.form import button
from z3c.form import field


# Empty rows of each unit, for whoever has no script
EMPTY_ROWS = 2

STATES = {
    branch_reports.PENDING: Mark(
        "info", "wait", _("report_pending", default="Waits for the supervisors")
    ),
    branch_reports.ACCEPTED: Mark("ok", "done", _("report_accepted", default="Accepted")),
    branch_reports.DECLINED: Mark("bad", "alert", _("report_declined", default="Sent back")),
}


def query(branch):
    """The end of the address for that branch."""
    return f"?{urlencode({'branch': branch})}"


class UnitRows:
    """A unit and its rows as the form shows them."""

    error = None

    def __init__(self, unit, branch, values):
        self.code = unit.code
        self.id = f"jz-{unit.code}"
        self.title = unit.title
        self.is_attached = unit in branch.attached
        self.rows = [
            grid_cells.Row(unit.code, number, row)
            for number, row in enumerate([*values, *[{}] * EMPTY_ROWS])
        ]

    def cell(self, name):
        """The cell of that name in errors, with its row; or None."""
        for row in self.rows:
            for cell in row.cells:
                if cell.field == name:
                    return row, cell
        return None


class BranchReportForm(RuleForm):
    """To who is no secretary it says no, with status 403."""

    here = "me"
    fields = field.Fields()
    index = ViewPageTemplateFile("templates/branch_report.pt")
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")
    page_title = _("title_branch_report", default="Report of the branch")
    unsent = _("status_report_not_sent", default="the report was not sent")

    def __call__(self):
        name = self.request.form.get("branch")
        try:
            self.branch = party_branches.own(name if isinstance(name, str) else "")
        except NotPermitted:
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        return super().__call__()

    @cached_property
    def others(self):
        """Further branches of the same secretary: dicts of url and title."""
        return [
            {"url": f"{self.action}{query(branch.name)}", "title": branch.name}
            for branch in party_branches.of_secretary(self.userid)
            if branch.name != self.branch.name
        ]

    @cached_property
    def report(self):
        return reporting.latest(self.branch)

    @property
    def mark(self):
        return STATES[self.report.state] if self.report is not None else None

    @property
    def made(self):
        return self.long_date(self.report.made)

    @property
    def unknown(self):
        """Accounts of the report that waits and that the portal does not know, as a text."""
        if self.report is None or self.report.state != branch_reports.PENDING:
            return ""
        return "、".join(reporting.unknown_accounts(self.report))

    @cached_property
    def unit_rows(self):
        """Every :class:`UnitRows`: with what was sent, else with what there is."""
        proposed = reporting.proposed(self.branch, self.report)
        is_sent = self.request.method == "POST" and bool(self.request.form)
        return [
            UnitRows(
                unit,
                self.branch,
                self._without_end(grid_cells.sent_rows(self.request.form, unit.code))
                if is_sent
                else proposed[unit.code],
            )
            for unit in self.branch.all_units
        ]

    def _without_end(self, rows):
        """The rows without the empty ones at their end, which come anew."""
        while rows and not any(rows[-1].values()):
            rows = rows[:-1]
        return rows

    def sent(self):
        """What was filled in, as the rule takes it."""
        return {
            unit.code: [
                grid_cells.as_sent(row)
                for row in grid_cells.sent_rows(self.request.form, unit.code)
            ]
            for unit in self.branch.all_units
        }

    @button.buttonAndHandler(_("button_report", default="Send the report"), name="report")
    def handle_report(self, action):
        self.obey(reporting.submit, self.branch.name, self.sent())
        if not self.errors:
            self.finish(
                _(
                    "status_report_sent",
                    default="The report was sent. It takes effect once a supervisor accepts it.",
                ),
                f"{self.action}{query(self.branch.name) if self.others else ''}",
            )

    def show(self, refusal):
        super().show(refusal)
        if not isinstance(refusal, InvalidInput):
            return
        self.errors = [
            self._located(error.field, self.translate(error.message)) for error in refusal.errors
        ]

    def _located(self, name, message):
        """The error as the list on top shows it; its cell or unit knows it from now on."""
        for unit in self.unit_rows:
            if unit.code == name:
                unit.error = message
                return {"href": f"#{unit.id}", "label": unit.title, "message": message}
            found = unit.cell(name)
            if found is not None:
                row, cell = found
                cell.error = cell.error or message
                label = self.translate(
                    _(
                        "label_report_cell",
                        default="${unit}, row ${n}, ${column}",
                        mapping={
                            "unit": unit.title,
                            "n": row.number + 1,
                            "column": self.translate(cell.title),
                        },
                    )
                )
                return {"href": f"#{cell.id}", "label": label, "message": message}
        return {"href": None, "label": "", "message": message}
