"""The portal's content rules never hear of a case or an order while somebody deals with it.

They could mail ``${user_fullname}``. What the worker tells them is another matter:
``notifications.content_rules``.
"""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.content.supervision_order import ISupervisionOrder
from plone.contentrules.engine.assignments import KEY
from plone.contentrules.engine.executor import RuleExecutor
from plone.contentrules.engine.interfaces import StopRule
from zope.annotation.interfaces import IAnnotations


OURS = (IEvaluation, IFeedback, ISupervisionOrder)


class NoRules:
    """``IRuleExecutor`` of a unit and of a case: stops before any rule, bubbling ones included.

    Rules about other things in a unit, and those that the worker tells, run as Plone runs them.
    """

    def __init__(self, context):
        self.context = context

    def __call__(self, event, bubbled=False, rule_filter=None):
        item = getattr(event, "object", None)
        if any(interface.providedBy(item) for interface in OURS):
            raise StopRule(event)
        # Plone's own executor would write an empty list where no rule is assigned.
        if KEY in IAnnotations(self.context):
            RuleExecutor(self.context)(event, bubbled, rule_filter)
