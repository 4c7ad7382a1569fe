"""督办单 (R25) as a list: all for supervisors, their units' for administrators and heads."""

from functools import cached_property
from functools import partial
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import choices
from hnu.jgzf.browser import paging
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.order_base import deadline_mark
from hnu.jgzf.browser.order_base import STATE_MARKS
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import order_issue
from hnu.jgzf.domain import order_lists
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class SupervisionOrders(Page):
    """``?state=`` one of ``config.ORDER_STATES``, ``?unit=`` the code of one of one's units.

    Who has to do with no unit is told so, with status 403.
    """

    here = "manage"
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")
    page_title = _("title_orders", default="Supervision orders")

    def __call__(self):
        if not order_lists.reads_orders():
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        return super().__call__()

    @cached_property
    def readable_units(self):
        return order_lists.readable_units()

    @cached_property
    def may_issue(self):
        return order_issue.may_issue()

    def update(self):
        form = self.request.form
        codes = [unit.getId() for unit in self.readable_units]
        self.unit = form.get("unit") if form.get("unit") in codes else ""
        self.state = form.get("state") if form.get("state") in config.ORDER_STATES else ""
        page = paging.within(
            partial(order_lists.read, self.state, self.unit), *paging.requested(form)
        )
        wanted = [("state", self.state), ("unit", self.unit)]
        query = [(name, value) for name, value in wanted if value]
        self.paging = paging.Paging(page, self.url, query)
        self.count = page.total
        self.rows = [self._row(order) for order in page]

    @property
    def url(self):
        return f"{self.center_url}/@@supervision-orders"

    @property
    def is_filtered(self):
        return bool(self.unit or self.state)

    @property
    def unit_options(self):
        """Units to choose from; none for somebody who has only one."""
        if len(self.readable_units) < 2:
            return []
        return choices.units(self.readable_units, self.unit)

    @property
    def state_options(self):
        pairs = [(state, mark.title) for state, mark in STATE_MARKS.items()]
        return choices.options(pairs, self.state)

    def _row(self, order):
        mark = STATE_MARKS[order.state]
        chip = deadline_mark(order)
        return {
            "url": order.absolute_url(),
            "number": order.number,
            "unit": order.__parent__.title,
            "count": len(order.cases),
            "issued": dates.short_date(order.issued),
            "due": dates.short_date(order.due),
            "mark": mark,
            "chip": chip,
            "tone": chip.tone if chip is not None and chip.tone == "bad" else mark.tone,
        }
