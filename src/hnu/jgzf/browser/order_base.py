"""What the pages of a supervision order (R25) share: to whom they exist, and how it is marked."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import orders
from hnu.jgzf.domain import roster
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound


STATE_MARKS = {
    config.ORDER_ISSUED: cards.Mark(
        "warn", "wait", _("order_status_issued", default="To be acknowledged")
    ),
    config.ORDER_ACKNOWLEDGED: cards.Mark(
        "info", "clock", _("order_status_acknowledged", default="To be answered")
    ),
    config.ORDER_ANSWERED: cards.Mark(
        "info", "talk", _("order_status_answered", default="Answered, to be ended")
    ),
    config.ORDER_ENDED: cards.Mark("mute", "done", _("order_status_ended", default="Ended")),
}


def deadline_mark(order):
    """Chip of an order that waits for its unit, or None."""
    if not order.waits_for_unit:
        return None
    return cards.deadline_mark(order.due, dates.today(), count=True)


class ForReaders:
    """Mix-in for views of an order, before the view that answers.

    They are registered with a permission that every account has, and answer 404 to whoever may not
    read the order: for other members it is not there.
    """

    def __call__(self):
        if not orders.may_view(self.context):
            raise NotFound
        return super().__call__()


class OrderSupport(ForReaders):
    """Mix-in for pages of an order, before ``base.Page`` or ``forms.RuleForm``."""

    here = "manage"
    order_macros = ViewPageTemplateFile("templates/order_macros.pt")

    @cached_property
    def transitions(self):
        return orders.possible(self.context)

    @property
    def unit(self):
        return self.context.__parent__

    @property
    def badge(self):
        return STATE_MARKS[self.context.state]

    @property
    def chip(self):
        return deadline_mark(self.context)

    @cached_property
    def cases(self):
        """What the viewer may see of the cases: dicts of number, topic, url, due, mark."""
        return [
            {
                "number": case.getId(),
                "topic": case.topic,
                "url": case.absolute_url(),
                "due": dates.long_date(case.due),
                "mark": cards.state_mark(case.state),
            }
            for case in order_lists.visible_cases(self.context)
        ]

    @property
    def hidden_cases(self):
        """How many of the cases the viewer may not see (any more)."""
        return len(self.context.cases) - len(self.cases)

    @property
    def seen(self):
        """How often the answer was sent back when the person opened the page."""
        return str(len(self.context.returned))


class WaitingOrders:
    """Mix-in for a page of those who answer for a unit, before ``base.Page``."""

    @cached_property
    def orders_waiting(self):
        """Orders to the units that the person administers: dicts of state and count."""
        codes = [unit.getId() for unit in roster.administered_units(self.userid)]
        issued, acknowledged = order_lists.waiting(codes) if codes else (0, 0)
        found = {config.ORDER_ISSUED: issued, config.ORDER_ACKNOWLEDGED: acknowledged}
        return [{"state": state, "count": count} for state, count in found.items() if count]
