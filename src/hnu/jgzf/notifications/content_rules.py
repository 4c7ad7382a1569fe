"""The portal's content rules about cases: run by the worker, for what is public, by nobody.

In the request of whoever submits or rates, ``${user_fullname}`` would be she; there no rule hears
of a case (``subscribers.content_rules``). Here a fact is taken up afterwards, as messages are:
nobody is logged in, and a rule knows the case's number, unit, category, state, deadline and
address (``case_news``).
"""

from AccessControl.SpecialUsers import nobody
from functools import partial
from hnu.jgzf import config
from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.domain import undo_log
from hnu.jgzf.interfaces import rules
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import failures
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications.case_news import CaseNews
from plone import api
from plone.app.contentrules import handlers
from plone.contentrules.engine.interfaces import IRuleStorage
from ZODB.POSException import ConflictError
from ZODB.POSException import StorageError
from zope.component import queryUtility
from zope.event import notify
from zope.interface import directlyProvides
from zope.interface.interfaces import ObjectEvent
import logging
import transaction


logger = logging.getLogger(__name__)

# What all who may see the case can see on its page; not what parties alone are told
EVENTS = {
    config.FACT_SUBMITTED: rules.ICaseSubmitted,
    config.FACT_ANSWERED: rules.ICaseAnswered,
    config.FACT_DISSATISFIED: rules.ICaseDissatisfied,
    config.FACT_DUE_SOON: rules.ICaseDueSoon,
    config.FACT_OVERDUE: rules.ICaseOverdue,
    config.FACT_LONG_OVERDUE: rules.ICaseLongOverdue,
    config.FACT_RETURNED: rules.ICaseReturned,
    config.FACT_TRANSFERRED: rules.ICaseTransferred,
    config.FACT_RESUMED: rules.ICaseResumed,
    config.FACT_CLOSED: rules.ICaseClosed,
    config.FACT_REOPENED: rules.ICaseReopened,
}


class CaseEvent(ObjectEvent):
    """An event of one of ``EVENTS``."""

    def __init__(self, news, interface):
        super().__init__(news)
        directlyProvides(self, interface)


def is_wanted(fact):
    """Whether some rule of the site waits for what has happened."""
    storage = queryUtility(IRuleStorage)
    interface = EVENTS.get(fact.kind)
    return bool(
        interface is not None
        and storage is not None
        and storage.active
        and any(rule.enabled and interface.isOrExtends(rule.event) for rule in storage.values())
    )


def work(outbox, step):
    """Tell the rules what they wait for, each fact once, whatever becomes of it.

    What a rule has mailed cannot be taken back: a fact is claimed first.

    :param step: carries a function out in a transaction, and says whether that went well.
    """
    for fact in outbox.awaiting_rules():
        claims = []
        if step(partial(_claim, fact, claims)) and claims[-1]:
            step(partial(run, fact))


def _claim(fact, claims):
    claims.append(fact.awaits_rules)
    if fact.awaits_rules:
        undo_log.forget_user()
        fact.awaits_rules = False


def run(fact):
    """Run the rules that wait for a fact, where it still is true; a rule that fails stops there.

    What other rules have done before it in this transaction is undone; a mail is sent at once.
    """
    case = dispatch.find(fact)
    if not _is_told(case, fact):
        return
    news = CaseNews(case, fact.due, fact.days).__of__(case.__parent__)
    undo_log.forget_user()
    savepoint = transaction.savepoint()
    try:
        with api.env.adopt_user(user=nobody):
            notify(CaseEvent(news, EVENTS[fact.kind]))
    except (ConflictError, StorageError):
        raise
    except Exception as error:
        savepoint.rollback()
        failures.log(logger, f"A content rule failed ({fact.kind})", error)
    finally:
        # What Plone does at the end of a request, of which there is none
        handlers.close(None)


def _is_told(case, fact):
    """Whether it is a case that everybody sees, and a reminder not overtaken meanwhile."""
    if not IEvaluation.providedBy(case) or case.hidden:
        return False
    return not kinds.KINDS[fact.kind].reminder or (case.pending and case.due == fact.due)
