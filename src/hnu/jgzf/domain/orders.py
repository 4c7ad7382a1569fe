"""The steps of a 督办单 (R25), from issued to ended (docs/workflow.md); ``order_issue`` makes one.

As in ``domain.lifecycle``: the workflow says who may do what in which state, what a step needs
travels with it, and everything is checked before the first write.
"""

from AccessControl import getSecurityManager
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.supervision_order import Returned
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import order_payloads
from hnu.jgzf.domain import order_roles
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.events import OrderFact
from plone import api
from zope.event import notify


ACKNOWLEDGE = "acknowledge"
ANSWER = "answer"
SEND_BACK = "send_back"
END = "end"
TRANSITIONS = (ACKNOWLEDGE, ANSWER, SEND_BACK, END)
# What the unit does; the others are a supervisor's
OF_THE_UNIT = (ACKNOWLEDGE, ANSWER)

STARTS = {
    ACKNOWLEDGE: (config.ORDER_ISSUED,),
    ANSWER: (config.ORDER_ACKNOWLEDGED,),
    SEND_BACK: (config.ORDER_ANSWERED,),
    END: (config.ORDER_ISSUED, config.ORDER_ACKNOWLEDGED, config.ORDER_ANSWERED),
}
VIEW_PERMISSION = "hnu.jgzf: View supervision order"
_END_PERMISSION = "hnu.jgzf: End supervision order"
PERMISSIONS = {
    ACKNOWLEDGE: "hnu.jgzf: Acknowledge supervision order",
    ANSWER: "hnu.jgzf: Answer supervision order",
    SEND_BACK: _END_PERMISSION,
    END: _END_PERMISSION,
}
TELLS = {
    ANSWER: config.FACT_ORDER_ANSWERED,
    SEND_BACK: config.FACT_ORDER_RETURNED,
    END: config.FACT_ORDER_ENDED,
}
LOGGED = {
    ACKNOWLEDGE: config.ACT_ACKNOWLEDGE_ORDER,
    ANSWER: config.ACT_ANSWER_ORDER,
    SEND_BACK: config.ACT_RETURN_ORDER,
    END: config.ACT_END_ORDER,
}


def acknowledge(order):
    """签收: the unit has taken note of the order.

    :raises NotPermitted: for anybody but the unit's administrators.
    :raises NotPossible: unless it was just issued.
    """
    _transition(order, ACKNOWLEDGE)


def answer(order, content):
    """反馈: the unit says what it has done.

    :raises InvalidInput: for missing, too short or over-long ``content``.
    :raises NotPermitted: for anybody but the unit's administrators.
    :raises NotPossible: unless it is acknowledged, and waits for an answer.
    """
    _transition(order, ANSWER, answer={"content": content})


def send_back(order, reason):
    """退回: the answer does not do, for a ``reason``; the unit has to answer once more.

    :raises InvalidInput: without a reason of 10 to 500 characters.
    :raises NotPermitted: for anybody but a supervisor who has nothing to do with the unit.
    :raises NotPossible: unless it is answered.
    """
    _transition(order, SEND_BACK, comment=reason)


def end(order, reason=""):
    """办结: answered, or taken back for a ``reason``.

    Errors as for :func:`send_back`; the reason is needed unless the order is answered.
    """
    _transition(order, END, comment=reason)


def possible(order):
    """Steps that the current user can make now, in the order of ``TRANSITIONS``."""
    return [name for name in TRANSITIONS if refusal(order, name) is None]


def refusal(order, name):
    """Why the current user cannot make the step ``name`` now: a Refusal, or None.

    The workflow's guards ask here too.
    """
    if name not in TRANSITIONS:
        return NotPossible(_("error_no_such_step", default="There is no such step."))
    if order.state not in STARTS[name]:
        return NotPossible(_NOT_NOW[name])
    # Whatever roles were granted by hand
    if not getSecurityManager().checkPermission(PERMISSIONS[name], order):
        return NotPermitted(_NOT_YOU[name])
    if name in OF_THE_UNIT:
        is_unit = is_administrator(order.__parent__, _userid(), today())
        return None if is_unit else NotPermitted(_NOT_YOU[name])
    return None if is_supervisor(order) else NotPermitted(BIASED)


def needs_reason(order, name):
    """Whether the step takes a reason: sending back, and ending what is not answered."""
    return name == SEND_BACK or (name == END and order.state != config.ORDER_ANSWERED)


def is_supervisor(order):
    """Whether the current user is a supervisor who would not judge herself here."""
    return order_roles.is_impartial_supervisor(order, _userid())


def may_view(order):
    """Whether the current user may read the order."""
    return getSecurityManager().checkPermission(VIEW_PERMISSION, order)


def _userid():
    return getSecurityManager().getUser().getId()


def _name():
    """Of the current user, as it stands on the order."""
    user = api.user.get_current()
    return user.getProperty("fullname") or user.getId()


def _transition(order, name, **payload):
    refused = refusal(order, name)
    if refused is not None:
        raise refused
    api.portal.get_tool("portal_workflow").doActionFor(order, name, **payload)


# What the workflow's events call


def before_transition(order, name, payload):
    """Check person, state and payload, and clean the payload; called before anything is written.

    :param payload: the keyword arguments of ``doActionFor``, a dict.
    """
    refused = refusal(order, name)
    if refused is not None:
        raise refused
    # The workflow's history notes ``comment`` as it leaves here.
    if name == ANSWER:
        payload["answer"] = order_payloads.answer(payload.get("answer"))
    if name in OF_THE_UNIT:
        payload["comment"] = ""
    else:
        payload["comment"] = payloads.reason(payload.get("comment"), needs_reason(order, name))


def after_transition(order, name, payload):
    """Write what the step brings, once the state has changed."""
    reason = payload["comment"]
    if name == ACKNOWLEDGE:
        order.acknowledged, order.acknowledged_by = now(), _name()
    elif name == ANSWER:
        order.answer = payload["answer"]["content"]
        order.answered, order.answered_by = now(), _name()
    elif name == SEND_BACK:
        returned = Returned(order.answer, order.answered, order.answered_by, reason, now())
        order.returned = (*order.returned, returned)
        order.answer, order.answered, order.answered_by = "", None, ""
    else:
        order.ended, order.end_reason = now(), reason
    undo_log.forget_user()
    role = config.ROLE_UNIT_ADMINISTRATOR if name in OF_THE_UNIT else config.ROLE_SUPERVISOR
    supervision_log.record(LOGGED[name], order.__parent__.getId(), order.getId(), reason, role=role)
    if name in TELLS:
        notify(OrderFact(TELLS[name], order))


BIASED = _(
    "error_order_biased",
    default="This order concerns you or your own unit. Another supervisor must deal with it.",
)
_NOT_NOW = {
    ACKNOWLEDGE: _(
        "error_order_acknowledge_not_now",
        default="This order does not wait to be acknowledged. Reload the page.",
    ),
    ANSWER: _(
        "error_order_answer_not_now",
        default="This order does not wait for an answer: acknowledge it first, or reload the page.",
    ),
    SEND_BACK: _(
        "error_order_send_back_not_now",
        default="There is no answer that could be sent back. Reload the page.",
    ),
    END: _("error_order_end_not_now", default="This order is ended already."),
}
_NOT_YOU = {
    ACKNOWLEDGE: _(
        "error_order_acknowledge_not_you",
        default="Only the unit's administrators acknowledge an order.",
    ),
    ANSWER: _(
        "error_order_answer_not_you", default="Only the unit's administrators answer an order."
    ),
    SEND_BACK: _(
        "error_order_send_back_not_you", default="Only a supervisor sends an answer back."
    ),
    END: _("error_order_end_not_you", default="Only a supervisor ends an order."),
}
