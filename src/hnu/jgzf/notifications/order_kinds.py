"""What is told of supervision orders (R25), to whom; see ``kinds``."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.config import MAIL
from hnu.jgzf.config import TO_ADMINISTRATORS
from hnu.jgzf.config import TO_HEAD
from hnu.jgzf.config import TO_SUPERVISORS
from hnu.jgzf.notifications.kind import Kind
from hnu.jgzf.notifications.kind import no_sms
from hnu.jgzf.notifications.kind import to_administrators
from hnu.jgzf.notifications.kind import to_others


KINDS = {
    config.FACT_ORDER_ISSUED: Kind(
        _("fact_order_issued", default="Supervision order issued"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "收到督办单",
                "机关党委向${unit}下发${number}，请登录机关工作作风评价系统签收，"
                "并于${due}（含当日）前反馈办理情况。",
            ),
            TO_HEAD: to_others(
                "本单位收到督办单",
                "机关党委向${unit}下发${number}，要求于${due}（含当日）前反馈办理情况，请督促办理。",
            ),
        },
        no_sms(TO_HEAD),
    ),
    config.FACT_ORDER_ANSWERED: Kind(
        _("fact_order_answered", default="Supervision order answered"),
        {
            TO_SUPERVISORS: to_others(
                "${unit}已反馈督办单", "${unit}已反馈${number}的办理情况，请查看并办结或退回。"
            ),
        },
        no_sms(TO_SUPERVISORS) | {(TO_SUPERVISORS, MAIL)},
    ),
    config.FACT_ORDER_RETURNED: Kind(
        _("fact_order_returned", default="Answer to a supervision order sent back"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "督办单反馈被退回",
                "机关党委退回了${unit}对${number}的反馈，请查看退回原因并重新反馈"
                "（反馈期限：${due}）。",
            ),
        },
    ),
    config.FACT_ORDER_ENDED: Kind(
        _("fact_order_ended", default="Supervision order ended"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "督办单已办结", "机关党委已将${unit}的${number}办结。"
            ),
        },
        no_sms(TO_ADMINISTRATORS),
    ),
    config.FACT_ORDER_OVERDUE: Kind(
        _("fact_order_overdue", default="Supervision order overdue"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "督办单已超期，请立即反馈",
                "${unit}的${number}已于${due}到期，尚未反馈办理情况，请立即办理。",
            ),
        },
        reminder=True,
    ),
}

# What an office is told until which states: then nobody has to do anything any more
ASKS_IN = {
    (config.FACT_ORDER_ISSUED, TO_ADMINISTRATORS): (config.ORDER_ISSUED, config.ORDER_ACKNOWLEDGED),
    (config.FACT_ORDER_ISSUED, TO_HEAD): (config.ORDER_ISSUED, config.ORDER_ACKNOWLEDGED),
    (config.FACT_ORDER_ANSWERED, TO_SUPERVISORS): (config.ORDER_ANSWERED,),
    (config.FACT_ORDER_RETURNED, TO_ADMINISTRATORS): (config.ORDER_ACKNOWLEDGED,),
    # News that asks for nothing
    (config.FACT_ORDER_ENDED, TO_ADMINISTRATORS): (config.ORDER_ENDED,),
    (config.FACT_ORDER_OVERDUE, TO_ADMINISTRATORS): (
        config.ORDER_ISSUED,
        config.ORDER_ACKNOWLEDGED,
    ),
}


def is_still_asked(order, kind, role):
    """Whether what ``role`` was told of ``order`` holds in the state that it is in now."""
    return order.state in ASKS_IN.get((kind, role), ())
