"""No name in the database's log of a request that had to do with a case."""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.domain import undo_log
from hnu.jgzf.interfaces.layer import IBrowserLayer
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit
import transaction


def is_ours(request):
    """Whether a case, an answer or one of our pages stands among the request's parents."""
    if not IBrowserLayer.providedBy(request):
        return False
    published = request.get("PUBLISHED")
    module = getattr(getattr(published, "__self__", published), "__module__", "") or ""
    if module.startswith("hnu.jgzf.") and not module.startswith("hnu.jgzf.controlpanels"):
        return True
    return any(
        IEvaluation.providedBy(parent) or IFeedback.providedBy(parent)
        for parent in request.get("PARENTS", ())
    )


@adapter(IPubBeforeCommit)
def forget_user(event):
    if is_ours(event.request):
        undo_log.clear_notes(transaction.get())
        undo_log.forget_user()
