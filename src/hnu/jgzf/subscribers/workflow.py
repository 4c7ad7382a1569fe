"""Every transition of a case or an order passes here, whichever door it comes through."""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.supervision_order import ISupervisionOrder
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import orders
from hnu.jgzf.interfaces.workflow import ITransitionGuard
from zope.component import adapter
from zope.interface import implementer


@implementer(ITransitionGuard)
@adapter(IEvaluation)
class TransitionGuard:
    def __init__(self, case):
        self.case = case

    def allows(self, transition):
        return lifecycle.refusal(self.case, transition) is None


def before_transition(case, event):
    if event.transition is not None:
        lifecycle.before_transition(case, event.transition.getId(), event.kwargs)


def after_transition(case, event):
    if event.transition is not None:
        lifecycle.after_transition(case, event.transition.getId(), event.kwargs)


@implementer(ITransitionGuard)
@adapter(ISupervisionOrder)
class OrderTransitionGuard:
    def __init__(self, order):
        self.order = order

    def allows(self, transition):
        return orders.refusal(self.order, transition) is None


def before_order_transition(order, event):
    if event.transition is not None:
        orders.before_transition(order, event.transition.getId(), event.kwargs)


def after_order_transition(order, event):
    if event.transition is not None:
        orders.after_transition(order, event.transition.getId(), event.kwargs)
