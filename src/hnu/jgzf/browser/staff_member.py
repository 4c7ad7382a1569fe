"""A staff member's own page, for those who keep the roster. Members meet people elsewhere."""

from functools import cached_property
from hnu.jgzf.browser.base import Page
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import conflicts


class StaffMemberPage(Page):
    @cached_property
    def unit(self):
        return self.context.__parent__

    @property
    def account_unknown(self):
        return bool(accounts.unknown([self.context.userid]))

    @property
    def wall_url(self):
        number = self.context.employee_number
        return f"{self.center_url}?unit={self.unit.code}&staff_member={number}"

    @property
    def evaluate_url(self):
        """Where this person is evaluated; None where it is not possible, or not for this viewer."""
        refused = conflicts.may_not_evaluate(self.unit, self.context, self.userid)
        if self.context.active and self.unit.active and self.may_submit and not refused:
            return f"{self.context.absolute_url()}/@@evaluate"
        return None
