"""Every transition of a case passes here, whichever door it comes through."""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.domain import lifecycle
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
