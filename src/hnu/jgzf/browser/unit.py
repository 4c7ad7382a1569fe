"""A unit's own page: for members the ways on, for those in charge its roster and its people."""

from functools import cached_property
from hnu.jgzf import config
from hnu.jgzf.browser.base import Page
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import unit_summary
from hnu.jgzf.domain.dates import today
from plone import api


ADD_PERMISSION = "hnu.jgzf: Add Staff Member"


class UnitPage(Page):
    @cached_property
    def wall_url(self):
        return f"{self.center_url}?unit={self.context.code}"

    @property
    def evaluate_url(self):
        """Where this unit is evaluated; None where that is not possible, or not for this person."""
        refused = conflicts.may_not_evaluate(self.context, None, self.userid)
        if self.context.active and self.may_submit and not refused:
            return f"{self.center_url}/@@evaluate-unit?unit={self.context.code}"
        return None

    @property
    def host(self):
        """The unit to which this one is attached, or None."""
        return roster.get_unit(self.context.host_unit)

    @property
    def attached(self):
        """Units that are attached to this one."""
        return [unit for unit in roster.all_units() if unit.host_unit == self.context.code]

    @cached_property
    def sees_roster(self):
        return api.user.has_permission(config.VIEW_ADMINISTRATORS, obj=self.context)

    @property
    def may_add(self):
        return api.user.has_permission(ADD_PERMISSION, obj=self.context)

    @property
    def summary_url(self):
        """Where the unit is summed up; None for whom it is not."""
        if not unit_summary.may_read(self.context):
            return None
        return f"{self.context.absolute_url()}/@@summary"

    @property
    def administrators(self):
        """Those in force today, as dicts of the roster's fields and ``unknown``.

        ``unknown``: the account does not exist here, so nobody gets the rights of this row.
        """
        return [
            {
                **row,
                "from": self.long_date(row["from"]) if row.get("from") else "",
                "until": self.long_date(row["until"]) if row.get("until") else "",
                "unknown": not row.get("userid") or bool(accounts.unknown([row["userid"]])),
            }
            for row in active_administrators(self.context, today())
        ]

    @cached_property
    def head_name(self):
        """The name of the head's account; empty where nobody has it."""
        return accounts.full_name(self.context.head)

    @property
    def head_unknown(self):
        return bool(accounts.unknown([self.context.head]))

    @cached_property
    def without_account(self):
        """How many people cannot be recognized when they deal with their own case."""
        return len(conflicts.without_account(self.context))

    @cached_property
    def people(self):
        """Everybody of the unit, those who cannot be evaluated any more last."""
        return sorted(
            roster.all_staff(self.context),
            key=lambda person: (not person.active, roster.pinyin_key(person.title)),
        )
