"""The portal's own content rules never run for cases and orders.

They could mail ``${user_fullname}``.
"""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.content.supervision_order import ISupervisionOrder
from plone.contentrules.engine.interfaces import StopRule


OURS = (IEvaluation, IFeedback, ISupervisionOrder)


class NoRules:
    """``IRuleExecutor`` of a unit and of a case: stops before any rule, bubbling ones included."""

    def __init__(self, context):
        self.context = context

    def __call__(self, event, bubbled=False, rule_filter=None):
        item = getattr(event, "object", None)
        if any(interface.providedBy(item) for interface in OURS):
            raise StopRule(event)
