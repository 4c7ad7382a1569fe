"""Our look, and tables, in the webmaster's forms.

Both bundles are registered switched off: a form of ours asks for them, and no other page loads
them. The tables are those of collective.z3cform.datagridfield with markup of our own, which has a
real label in each cell; its profile, which would change every page of the site, is not needed.
"""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldWidget
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.controlpanels import sent
from hnu.jgzf.domain import accounts
from hnu.jgzf.interfaces import texts
from hnu.jgzf.interfaces.account import IAccount
from hnu.jgzf.interfaces.errors import Refusal
from hnu.jgzf.interfaces.layer import IOurPage
from plone import api
from Products.CMFPlone.resources import add_bundle_on_request
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.error import ComputedErrorViewMessage
from z3c.form.interfaces import IErrorViewSnippet
from z3c.form.interfaces import IFieldWidget
from z3c.form.validator import SimpleFieldValidator
from z3c.form.widget import FieldWidget
from zope.component import getMultiAdapter
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import directlyProvidedBy
from zope.interface import directlyProvides
from zope.interface import implementer
from zope.interface import Invalid
from zope.schema import getFieldsInOrder
from zope.schema import ValidationError
from zope.schema.interfaces import IInt
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import TooBig
from zope.schema.interfaces import TooSmall


GRID_BUNDLE = "hnu-jgzf-grid"
# The same script in a site that has the grid's own profile: on every page, so on ours as well.
STOCK_GRID_BUNDLE = "plone.bundles/datagridfield-bundle.enabled"


class ILookLayer(IOurPage):
    """Marks a request to one of the webmaster's forms."""


class IGridLayer(ILookLayer):
    """Marks a request to one of them that has a table."""


class LookSupport:
    """Mix-in for the webmaster's forms."""

    template = ViewPageTemplateFile("templates/form.pt")
    enableCSRFProtection = True
    marker = ILookLayer
    # Names of the fields that are files
    files = ()

    def update(self):
        sent.check(self.request.form, self.files)
        # In front, so that what is registered for it wins over Plone's own.
        directlyProvides(self.request, self.marker, directlyProvidedBy(self.request))
        add_bundle_on_request(self.request, config.BUNDLE)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        for column in ("plone.leftcolumn", "plone.rightcolumn"):
            self.request.set(f"disable_{column}", 1)
        super().update()

    def render(self):
        # Read by Plone's form macro, and now for that alone: no validation by script, which
        # speaks the browser's language and disables the button.
        self.ignoreRequiredOnExtract = True
        return super().render()


class GridSupport(LookSupport):
    """Mix-in for the webmaster's forms that have a table."""

    marker = IGridLayer

    def update(self):
        if not api.portal.get_registry_record(STOCK_GRID_BUNDLE, default=False):
            add_bundle_on_request(self.request, GRID_BUNDLE)
        super().update()


@implementer(IFieldWidget)
def GridFieldWidget(field, request):
    """``IFieldWidget`` of a list of rows: add, delete, move, nothing by itself."""
    widget = DataGridFieldWidget(request)
    widget.auto_append = False
    widget.allow_reorder = True
    return FieldWidget(field, widget)


class GridField(BrowserView):
    """A table with its label and help, in place of Plone's wrapper for a single control."""

    index = ViewPageTemplateFile("templates/grid_field.pt")

    def __call__(self):
        return self.index()


class GridValidator(SimpleFieldValidator):
    """Each cell is checked, and the message names the row; the stock validator checks none."""

    def validate(self, value, force=False):
        messages = []
        for number, row in enumerate(value or (), 1):
            for name, field in getFieldsInOrder(self.field.value_type.schema):
                message = self.why_not(number, field, row[name])
                if message is not None:
                    messages.append(message)
                    cell = self.widget.widgets[number - 1].widgets[name]
                    show_error(self.view, cell, message)
        if messages:
            raise Invalid(messages[0])

    def why_not(self, number, field, value):
        """Why ``value`` cannot stand in that cell of row ``number``: a message, or None."""
        try:
            field.validate(value)
            if IAccount.providedBy(field):
                accounts.resolve(value, accounts.stored_in(self.context))
        except ValidationError as error:
            return _cell_message(number, field, error)
        except Refusal as refusal:
            reason = translate(refusal.message, context=self.request)
            return _(
                "error_cell_reason",
                default="Row ${n}: ${reason}",
                mapping={"n": number, "reason": reason},
            )
        return None


missing_message = ComputedErrorViewMessage(
    lambda value: texts.missing_message(value.widget.label),
    error=RequiredMissing,
    request=ILookLayer,
)
# "1.5" is a number to the formatter, and no whole one.
too_small_message, too_big_message, not_whole_message = (
    ComputedErrorViewMessage(
        lambda value: texts.number_message(value.field),
        error=error,
        request=ILookLayer,
        field=IInt,
    )
    for error in (TooSmall, TooBig, ValueError)
)


def _cell_message(number, field, error):
    label = translate(field.title, context=getRequest())
    mapping = {"n": number, "label": label}
    if isinstance(error, RequiredMissing):
        return _("error_cell_missing", default="Row ${n}: enter ${label}.", mapping=mapping)
    return _("error_cell", default="Row ${n}: ${label} is not valid.", mapping=mapping)


def show_error(form, widget, message):
    """Show ``message`` (an i18n message) at ``widget`` of ``form``."""
    snippet = getMultiAdapter(
        (Invalid(message), form.request, widget, widget.field, form, form.getContent()),
        IErrorViewSnippet,
    )
    snippet.update()
    widget.error = snippet
    widget.addClass("is-invalid")


def show_in_cells(form, grid, errors, column=None):
    """Show each ``FieldError`` of a field ``row-N-COLUMN`` at its cell of ``grid``.

    :param column: where those of ``row-N`` alone are shown.
    :return: the others, a list.
    """
    others = []
    for error in errors:
        _row, _hyphen, place = error.field.partition("-")
        number, _hyphen, name = place.partition("-")
        if number:
            row = grid.widgets[int(number) - 1]
            show_error(form, row.widgets[name or column], error.message)
        else:
            others.append(error)
    return others
