"""党支部: which units each branch has, and who speaks for it; kept by supervisors."""

from functools import cached_property
from hashlib import sha256
from hnu.jgzf import _
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.content import branch_reports
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import party_branches
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.interfaces.errors import InvalidInput
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field


PREFIX = "form.widgets."


class Line:
    """A branch as the page shows it; ``key`` is its name in the form, ``error`` a text."""

    error = None

    def __init__(self, branch, value):
        self.branch = branch
        self.name = branch.name
        self.key = key_of(branch.name)
        self.field = f"{PREFIX}{self.key}"
        self.id = f"jz-{self.key}"
        self.value = "、".join(branch.secretaries) if value is None else value
        self.people = "、".join(
            str(accounts.Account(userid, accounts.full_name(userid)))
            for userid in branch.secretaries
        )
        self.unknown = "、".join(branch.unknown)

    @property
    def needs_secretary(self):
        return bool(self.branch.units) and not self.branch.secretaries

    @property
    def waits(self):
        report = reporting.latest(self.branch)
        return report is not None and report.state == branch_reports.PENDING


def key_of(name):
    """A name of a branch as it can stand in a form."""
    return f"b{sha256(name.encode(errors='surrogatepass')).hexdigest()[:12]}"


class PartyBranchesForm(RuleForm):
    here = "manage"
    fields = field.Fields()
    index = ViewPageTemplateFile("templates/party_branches.pt")
    page_title = _("title_party_branches", default="Party branches")
    unsent = _("status_not_saved", default="nothing was saved")

    @cached_property
    def lines(self):
        return [
            Line(branch, self.sent(branch.name) if self.request.method == "POST" else None)
            for branch in party_branches.branches()
        ]

    @cached_property
    def without_branch(self):
        return party_branches.units_without_branch()

    def sent(self, name):
        """What was typed for that branch; None where nothing was sent."""
        value = self.request.form.get(f"{PREFIX}{key_of(name)}")
        return value if isinstance(value, str) else None

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def handle_save(self, action):
        names = [branch.name for branch in party_branches.branches()]
        entered = {name: self.sent(name) for name in names if self.sent(name) is not None}
        unknown = self.obey(party_branches.save, entered)
        if self.errors:
            return
        if unknown:
            message = _(
                "status_accounts_unknown",
                default=(
                    "The portal knows no such account yet: ${accounts}. Make sure that it is "
                    "written as for logging in."
                ),
                mapping={"accounts": "、".join(unknown)},
            )
            api.portal.show_message(message, self.request, "warning")
        self.finish(_("status_branches_saved", default="Saved."))

    def show(self, refusal):
        super().show(refusal)
        if not isinstance(refusal, InvalidInput):
            return
        lines = {line.name: line for line in self.lines}
        self.errors = []
        for error in refusal.errors:
            line, message = lines[error.field], self.translate(error.message)
            line.error = line.error or message
            self.errors.append({"href": f"#{line.id}", "label": line.name, "message": message})
