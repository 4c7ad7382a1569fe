"""工作日设置: how long a unit has for its answer (R14), and the university's own days."""

from copy import copy
from hnu.jgzf import _
from hnu.jgzf.controlpanels.look import GridFieldWidget
from hnu.jgzf.controlpanels.look import GridSupport
from hnu.jgzf.controlpanels.look import show_error
from hnu.jgzf.controlpanels.look import show_in_cells
from hnu.jgzf.controlpanels.panel import PanelForm
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import university_days
from hnu.jgzf.domain import working_days
from hnu.jgzf.interfaces.working_days import IWorkingDays
from plone.app.z3cform.widgets.checkbox import CheckBoxFieldWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope import schema
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


class WorkingDaysForm(GridSupport, PanelForm):
    """The rules are those of ``domain.working_days``; a refusal changes nothing."""

    schema = IWorkingDays
    label = _("title_working_days", default="Working days")
    description = _(
        "help_working_days",
        default=(
            "Deadlines count the working days of the national calendar, with the university's own "
            "days. A change holds for deadlines that are set from now on."
        ),
    )
    template = ViewPageTemplateFile("templates/working_days.pt")

    @property
    def years(self):
        """This year and the next: dicts of number, and what deadlines in it rest on."""
        this_year = dates.today().year
        return [{"number": year, "source": _source(year)} for year in (this_year, this_year + 1)]

    @property
    def has_missing(self):
        return bool(calendar.missing_years(dates.today()))

    @property
    def provisional_count(self):
        return len(listings.provisional())

    def updateFields(self):
        super().updateFields()
        for name in ("days", "terms"):
            self.fields[name].widgetFactory = GridFieldWidget
        years = university_days.choosable_years()
        if years:
            # The stock field would ask for numbers.
            field = copy(IWorkingDays["complete_years"])
            terms = [SimpleTerm(year, str(year), f"{year}年") for year in years]
            field.value_type = schema.Choice(vocabulary=SimpleVocabulary(terms))
            self.fields["complete_years"].field = field
            self.fields["complete_years"].widgetFactory = CheckBoxFieldWidget
        else:
            self.fields = self.fields.omit("complete_years")

    def save(self, data):
        settled = working_days.save(data)
        message = _("status_working_days_saved", default="Saved. New deadlines use it from now on.")
        if settled:
            message = _(
                "status_working_days_settled",
                default="Saved. ${n} provisional deadlines are final now.",
                mapping={"n": len(settled)},
            )
        return [(message, "info")]

    def show(self, errors, data):
        """Each message at its cell, or at the years."""
        of_terms = [error for error in errors if error.field.startswith("term-")]
        show_in_cells(self, self.widgets["terms"], of_terms, column="name")
        others = [error for error in errors if error not in of_terms]
        for field, message in show_in_cells(self, self.widgets["days"], others):
            show_error(self, self.widgets[field], message)


def _source(year):
    if calendar.in_library(year):
        return _("calendar_library", default="the holidays that were announced")
    if calendar.current().is_announced(year):
        return _("calendar_rows", default="the days entered below")
    return _("calendar_estimate", default="an estimate; deadlines in it are provisional")


class WorkingDaysPanel(PanelView):
    form = WorkingDaysForm
