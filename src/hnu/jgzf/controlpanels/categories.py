"""评价类别: the two category tables (R8), one on a page."""

from copy import deepcopy
from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.controlpanels.look import GridFieldWidget
from hnu.jgzf.controlpanels.look import GridSupport
from hnu.jgzf.controlpanels.look import show_in_cells
from hnu.jgzf.controlpanels.panel import PanelForm
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import category_tables
from hnu.jgzf.domain import listings
from hnu.jgzf.interfaces.settings import ICategoryTables
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import IDataConverter
from zope.i18n import translate


class CategoriesForm(GridSupport, PanelForm):
    """The rules are those of ``domain.categories``; a refusal changes nothing and keeps the form.

    The token of a row travels in a hidden field, so that a row that is moved or reworded stays
    the same row; which tokens are believed is decided by ``domain.categories``.
    """

    schema = ICategoryTables
    label = _("title_categories", default="Categories")
    description = _(
        "help_categories",
        default=(
            "The “category” and “description” of the evaluation forms. Keep the descriptions of "
            "a category together."
        ),
    )
    template = ViewPageTemplateFile("templates/categories.pt")
    enable_unload_protection = True
    errors = ()
    has_put_back = False

    @cached_property
    def target(self):
        """The table on this page, one of ``config.TARGETS``."""
        table = self.request.form.get("table")
        return table if table in config.TARGETS else config.TARGET_UNIT

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@jgzf-categories?table={self.target}"

    @property
    def tabs(self):
        """Dicts of url, title, count and current, one for each table."""
        url = f"{self.context.absolute_url()}/@@jgzf-categories"
        return [
            {
                "url": f"{url}?table={target}",
                "title": ICategoryTables[target].title,
                "count": len(categories.complete(target)),
                "current": "page" if target == self.target else None,
            }
            for target in config.TARGETS
        ]

    @property
    def errors_title(self):
        unsent = translate(_("status_not_saved", default="nothing was saved"), context=self.request)
        return _(
            "title_errors",
            default="${n} things to correct, ${unsent}",
            mapping={"n": len(self.errors), "unsent": unsent},
        )

    def getContent(self):
        return {self.target: deepcopy(categories.complete(self.target))}

    def updateFields(self):
        super().updateFields()
        self.fields = self.fields.select(self.target)
        self.fields[self.target].widgetFactory = GridFieldWidget

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        for column in self.grid.columns:
            column["required"] = column["name"] in ("category", "description")

    @property
    def grid(self):
        return self.widgets[self.target]

    @property
    def saved_url(self):
        return self.action

    def save(self, data):
        rows = category_tables.prepare(self.target, data[self.target] or [])
        api.portal.set_registry_record(self.target, rows, interface=ICategoryTables)
        saved = _("status_categories_saved", default="Saved. New evaluations use it from now on.")
        messages = [(saved, "info")]
        not_offered = category_tables.not_offered(rows)
        if not_offered:
            warning = _(
                "status_categories_not_offered",
                default="No row of these categories is active, so nobody can choose them: ${names}",
                mapping={"names": "、".join(not_offered)},
            )
            messages.append((warning, "warning"))
        return messages

    def show(self, errors, data):
        """Errors above the table and at their cells; deleted rows that must stay come back."""
        self.errors = [error.message for error in errors]
        self.has_put_back = self.put_back({row["token"] for row in data[self.target] or ()})
        show_in_cells(self, self.grid, errors, column="description")

    def put_back(self, tokens):
        """Show rows again that are none of ``tokens`` although evaluations were made with them.

        :return: whether there are such rows.
        """
        used = listings.used_descriptions(self.target).keys() - tokens
        rows = [row for row in categories.complete(self.target) if row["token"] in used]
        if rows:
            converter = IDataConverter(self.grid)
            self.grid.value = [*self.grid.extract([]), *converter.toWidgetValue(rows)]
        return bool(rows)


class CategoriesPanel(PanelView):
    form = CategoriesForm
