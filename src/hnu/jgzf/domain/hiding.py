"""隐藏 and 恢复展示: a supervisor takes a case out of everybody's sight, and gives it back.

For abuse and personal data. The parties see it and work on it as before (``content.hiding``); the
evaluator reads why.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.hiding import Hiding
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.events import CaseFact
from plone import api
from zope.event import notify


PERMISSION = "hnu.jgzf: Hide evaluation"


def hide(case, reason):
    """Take ``case`` out of sight, in whatever state it is.

    :param reason: 10 to 500 characters; the parties read it, the evaluator first of all.
    :raises NotPermitted: for anybody but supervisors, and for those who would judge themselves.
    :raises NotPossible: for a case that is hidden.
    :raises InvalidInput: at ``reason``.
    """
    _set(case, True, reason)


def show_again(case, reason):
    """Let everybody see ``case`` again; errors as for :func:`hide`."""
    _set(case, False, reason)


def refusal(case, hidden):
    """Why the current user cannot hide the case (``hidden``), or show it again, now.

    :return: a Refusal, or None.
    """
    if not (api.user.has_permission(PERMISSION, obj=case) and lifecycle.is_supervisor(case)):
        return NotPermitted(_NOT_YOU)
    if case.hidden == hidden:
        return NotPossible(_ALREADY_HIDDEN if hidden else _NOT_HIDDEN)
    return None


def _set(case, hidden, reason):
    refused = refusal(case, hidden)
    if refused is not None:
        raise refused
    reason = payloads.reason(reason, needed=True, field="reason")
    undo_log.forget_user()
    case.hidings = (*case.hidings, Hiding(hidden, now(), reason))
    act = config.ACT_HIDE if hidden else config.ACT_SHOW
    supervision_log.record(act, case.__parent__.getId(), case.getId(), reason)
    case.reindexObject()
    notify(CaseFact(config.FACT_HIDDEN if hidden else config.FACT_SHOWN, case))


_NOT_YOU = _(
    "error_hide_not_you",
    default=(
        "Only a supervisor whom the evaluation does not concern can hide it or show it again."
    ),
)
_ALREADY_HIDDEN = _("error_hidden_already", default="This evaluation is hidden already.")
_NOT_HIDDEN = _("error_not_hidden", default="This evaluation is not hidden.")


def is_withheld(brain):
    """Whether the case is hidden from the current user: in figures it counts, and says nothing.

    :param brain: of the catalog. Few cases are hidden: these alone are woken.
    """
    if not listings.is_hidden(brain):
        return False
    case = listings.get_case(brain.number)
    if conflicts.is_evaluated(case, api.user.get_current().getId()):
        return True
    return not api.user.has_permission("View", obj=case)
