"""移交 (R25): a case goes to the unit or person whose it is, with a reason."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import transfer
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class ITransferForm(Interface):
    unit = schema.Text(title=_("label_transfer_unit", default="To which unit"), required=False)
    staff_member = schema.Text(
        title=_("label_transfer_person", default="About which person"), required=False
    )
    reason = schema.Text(
        title=_("label_reason", default="Reason"),
        description=_(
            "help_transfer_reason",
            default=(
                "10 to 500 characters. The evaluator, the new unit's administrators and "
                "supervisors can read it; it must not hint at the evaluator."
            ),
        ),
        required=False,
    )


class TransferForm(CaseForm):
    """For a case about a person the people of one unit at a time stand in the second list."""

    here = "manage"
    fields = field.Fields(ITransferForm)
    fields["unit"].widgetFactory = widgets.Options
    fields["staff_member"].widgetFactory = widgets.Options
    fields["reason"].widgetFactory = widgets.Area
    index = ViewPageTemplateFile("templates/transfer.pt")
    page_title = _("title_transfer", default="Transfer")
    unsent = _("status_not_transferred", default="the evaluation was not transferred")

    def refusal(self):
        return transfer.refusal(self.context)

    @cached_property
    def is_about_person(self):
        return bool(self.context.staff_member)

    def updateWidgets(self, prefix=None):
        if not self.is_about_person:
            self.fields = self.fields.omit("staff_member")
        super().updateWidgets(prefix)
        here = self.context.__parent__.getId()
        if self.is_about_person and self.request.method != "POST":
            self.widgets["unit"].value = here
        self.widgets["unit"].groups = [
            (
                "",
                "",
                [
                    (unit.code, unit.title)
                    for unit in roster.active_units()
                    if self.is_about_person or unit.code != here
                ],
            )
        ]
        if self.is_about_person:
            self.widgets["staff_member"].groups = [("", "", self._people(here))]
        self.widgets["reason"].rows = 3

    def _people(self, here):
        """Number, name and position of those whom the case could be about in the chosen unit."""
        unit = roster.get_unit(self.widgets["unit"].value)
        if unit is None:
            return []
        return [
            (
                person.employee_number,
                "　".join(
                    part for part in (person.title, person.employee_number, person.position) if part
                ),
            )
            for person in roster.active_staff(unit)
            if (unit.code, person.employee_number) != (here, self.context.staff_member)
        ]

    @button.buttonAndHandler(_("button_people", default="Show the people"), name="people")
    def handle_people(self, action):
        """The form again, with the people of the unit that was chosen."""

    @button.buttonAndHandler(_("button_transfer", default="Transfer"), name="transfer")
    def handle_transfer(self, action):
        case = self.obey(transfer.transfer, self.context, **self.values())
        if case is None:
            return
        # Its old address is gone.
        self.context = case
        self.finish(
            _(
                "status_transferred_done",
                default="Transferred to ${unit}; the answer is due ${date} as before.",
                mapping={"unit": case.unit_title, "date": self.long_date(case.due)},
            )
        )
