"""下发督办单 (R25): a unit, its open evaluations to tick, the demand, the deadline."""

from datetime import date
from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.forms import ActForm
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import order_issue
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import roster
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface
import re


# So many open cases of a unit are offered; those that the address names always are.
OFFERED = 100


class IIssueOrderForm(Interface):
    cases = schema.TextLine(
        title=_("label_cases", default="Evaluations"),
        description=_("help_order_cases", default="Tick 1 to 20."),
        required=False,
    )
    text = schema.Text(
        title=_("label_order_text", default="What is demanded"),
        description=_(
            "help_order_text",
            default=(
                "10 to 2000 characters. The unit's administrators and head read it; do not name or "
                "hint at the evaluator."
            ),
        ),
        required=False,
    )
    due = schema.TextLine(title=_("label_order_due", default="Deadline"), required=False)


def numbers_in(form):
    """Numbers that ``?numbers=`` of the address names and that exist, each once, a list."""
    named = form.get("numbers", "")
    named = " ".join(map(str, named)) if isinstance(named, list) else str(named)
    found = dict.fromkeys(re.findall(r"[0-9A-Za-z-]+", named))
    brains = {brain.number for brain in listings.with_numbers(found)}
    return [number for number in found if number in brains]


def address(unit, numbers=()):
    """The form of that unit (its code), with these cases ticked."""
    url = f"{roster.get_center().absolute_url()}/{unit}/@@issue-order"
    return f"{url}?{urlencode({'numbers': ' '.join(numbers)})}" if numbers else url


class ChooseUnit(Page):
    """Which unit the order goes to: that of ``?numbers=``, or else one chooses."""

    here = "manage"
    index = ViewPageTemplateFile("templates/issue_order_unit.pt")
    page_title = _("title_issue_order", default="Issue a supervision order")

    def __call__(self):
        form = self.request.form
        numbers = numbers_in(form)
        code = form.get("unit") if isinstance(form.get("unit"), str) else ""
        if not code and numbers:
            code = listings.find(numbers[0]).unit
        if roster.get_unit(code) is None:
            return super().__call__()
        self.request.response.redirect(address(code, numbers))
        return ""

    @property
    def unit_options(self):
        """Units with open evaluations to which this person may issue orders."""
        return [
            {"token": unit.getId(), "title": unit.title}
            for unit in roster.all_units()
            if order_issue.refusal_to_issue(unit) is None and order_lists.issuable(unit)
        ]


class IssueOrderForm(ActForm):
    """Of the unit that is its context; ``?numbers=`` ticks evaluations."""

    here = "manage"
    fields = field.Fields(IIssueOrderForm)
    fields["cases"].widgetFactory = widgets.Ticks
    fields["text"].widgetFactory = widgets.Area
    fields["due"].widgetFactory = widgets.Day
    index = ViewPageTemplateFile("templates/issue_order.pt")
    page_title = _("title_issue_order", default="Issue a supervision order")
    unsent = _("status_order_not_issued", default="the order was not issued")

    def refusal(self):
        return order_issue.refusal_to_issue(self.context)

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["text"].rows = 8
        if self.request.method != "POST":
            self.widgets["due"].value = self.advised.isoformat()
            self.widgets["cases"].value = " ".join(numbers_in(self.request.form))
        self.widgets["due"].help = self.translate(
            _(
                "help_order_due",
                default="The fifth working day from today is ${date}.",
                mapping={"date": dates.long_date(self.advised)},
            )
        )
        self.widgets["cases"].options = self.options()

    @cached_property
    def advised(self):
        """A deadline that leaves the unit as many working days as for an answer, a ``date``."""
        return deadlines.deadline(dates.today(), 5).due

    @cached_property
    def open_cases(self):
        return order_lists.issuable(self.context)

    @property
    def left_out(self):
        """How many open cases of the unit are not offered."""
        return max(0, len(self.open_cases) - len(self.widgets["cases"].options))

    def options(self):
        ticked = self.widgets["cases"].value.split()
        offered = self.open_cases[:OFFERED]
        offered += [brain for brain in self.open_cases[OFFERED:] if brain.number in ticked]
        today = dates.today()
        return [
            {
                "token": brain.number,
                "title": brain.topic,
                "number": brain.number,
                "mark": cards.deadline_mark(date.fromordinal(brain.due), today)
                if brain.pending
                else cards.state_mark(brain.state),
            }
            for brain in offered
        ]

    @button.buttonAndHandler(_("button_issue_order", default="Issue the order"), name="issue")
    def handle_issue(self, action):
        values = self.values()
        values["cases"] = values["cases"].split()
        order = self.obey(order_issue.issue, self.context.getId(), **values)
        if self.errors:
            return
        message = _(
            "status_order_issued_done",
            default="${number} was issued; the unit's administrators and head are told.",
            mapping={"number": order.number},
        )
        self.finish(message, order.absolute_url())
        if not deadlines.is_working_day(order.due):
            hint = _(
                "status_order_due_day_off",
                default="Note: the deadline, ${date}, is no working day.",
                mapping={"date": dates.long_date(order.due)},
            )
            api.portal.show_message(hint, self.request, type="warning")


class IssueAboutCase(BrowserView):
    """From a case to the form, with the case ticked."""

    def __call__(self):
        case = self.context
        self.request.response.redirect(address(case.__parent__.getId(), [case.getId()]))
        return ""
