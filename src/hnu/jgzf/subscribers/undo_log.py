"""No name in the database's log of a request that had to do with a case."""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.content.supervision_order import ISupervisionOrder
from hnu.jgzf.domain import undo_log
from hnu.jgzf.interfaces.layer import IBrowserLayer
from plone.rest.traverse import RESTWrapper
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit
import transaction


OURS = (IEvaluation, IFeedback, ISupervisionOrder)

# What these write is the webmaster's or a supervisor's work and keeps their names.
NOT_ABOUT_CASES = (
    "hnu.jgzf.controlpanels",
    "hnu.jgzf.services.master_data",
    "hnu.jgzf.browser.roster",
)


def is_ours(request):
    """Whether something of a case or an order, or one of our pages, is what was asked for."""
    if not IBrowserLayer.providedBy(request):
        return False
    modules = modules_of_page(request)
    if any(module.startswith("hnu.jgzf.") for module in modules):
        return not any(module.startswith(NOT_ABOUT_CASES) for module in modules)
    return any(
        any(interface.providedBy(parent) for interface in OURS)
        for parent in map(unwrapped, request.get("PARENTS", ()))
    )


def modules_of_page(request):
    """Names of the modules that what was published is made of."""
    published = request.get("PUBLISHED")
    page = getattr(published, "__self__", published)
    # The class itself is made by ZCML, in a module of Zope's or plone.rest's.
    return [cls.__module__ for cls in type(page).__mro__]


def unwrapped(parent):
    """What REST has put a wrapper around; anything else as it is."""
    return parent.context if isinstance(parent, RESTWrapper) else parent


@adapter(IPubBeforeCommit)
def forget_user(event):
    if is_ours(event.request):
        undo_log.clear_notes(transaction.get())
        undo_log.forget_user()
