"""The portal's own content rules never run for cases: they could mail ``${user_fullname}``."""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from plone.contentrules.engine.interfaces import StopRule


class NoRules:
    """``IRuleExecutor`` of a unit and of a case: stops before any rule, bubbling ones included."""

    def __init__(self, context):
        self.context = context

    def __call__(self, event, bubbled=False, rule_filter=None):
        item = getattr(event, "object", None)
        if IEvaluation.providedBy(item) or IFeedback.providedBy(item):
            raise StopRule(event)
