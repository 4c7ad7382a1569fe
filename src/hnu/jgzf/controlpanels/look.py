"""Our look, and tables, in the webmaster's forms.

Both bundles are registered switched off: a form of ours asks for them, and no other page loads
them. The tables are those of collective.z3cform.datagridfield with markup of our own, which has a
real label in each cell; its profile, which would change every page of the site, is not needed.
"""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldWidget
from collective.z3cform.datagridfield.interfaces import IDataGridFieldLayer
from plone import api
from Products.CMFPlone.resources import add_bundle_on_request
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import IErrorViewSnippet
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import Invalid


BUNDLE = "hnu-jgzf"
GRID_BUNDLE = "hnu-jgzf-grid"
# The same script in a site that has the grid's own profile: on every page, so on ours as well.
STOCK_GRID_BUNDLE = "plone.bundles/datagridfield-bundle.enabled"


class IGridLayer(IDataGridFieldLayer):
    """Marks a request to a form of ours that has a table."""


class LookSupport:
    """Mix-in for the webmaster's forms."""

    template = ViewPageTemplateFile("templates/form.pt")
    enableCSRFProtection = True

    def update(self):
        add_bundle_on_request(self.request, BUNDLE)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        super().update()


class GridSupport(LookSupport):
    """Mix-in for the webmaster's forms that have a table."""

    def update(self):
        alsoProvides(self.request, IGridLayer)
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


def show_error(form, widget, message):
    """Show ``message`` (an i18n message) at ``widget`` of ``form``."""
    snippet = getMultiAdapter(
        (Invalid(message), form.request, widget, widget.field, form, form.getContent()),
        IErrorViewSnippet,
    )
    snippet.update()
    widget.error = snippet
    widget.addClass("is-invalid")
