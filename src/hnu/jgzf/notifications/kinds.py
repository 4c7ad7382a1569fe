"""Which fact is told to whom by which channel, unless the webmaster decides otherwise.

The texts are the customer's and Chinese; R11's is word for word the notice's. The first line of a
mail is its subject. What may stand in a text is in ``templates``.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.config import MAIL
from hnu.jgzf.config import NOTICE
from hnu.jgzf.config import SMS
from hnu.jgzf.config import TO_ADMINISTRATORS
from hnu.jgzf.config import TO_EVALUATOR
from hnu.jgzf.config import TO_HEAD
from hnu.jgzf.config import TO_SUPERVISORS
from hnu.jgzf.notifications import kind
from hnu.jgzf.notifications import order_kinds
from hnu.jgzf.notifications import supervision_kinds
from hnu.jgzf.notifications.kind import Kind


ROLE_TITLES = {
    TO_ADMINISTRATORS: _("recipient_administrators", default="Unit administrators"),
    TO_EVALUATOR: _("recipient_evaluator", default="Evaluator"),
    TO_HEAD: _("recipient_head", default="Head of the unit"),
    TO_SUPERVISORS: _("recipient_supervisors", default="Supervisors"),
}
CHANNEL_TITLES = {
    SMS: _("channel_sms", default="SMS"),
    MAIL: _("channel_mail", default="Mail"),
    NOTICE: _("channel_notice", default="Notice in the system"),
}

# R11
SUBMITTED_SMS = (
    "${name}老师：您好！您所在单位于${year}年${month}月${day}日${hour}时，收到了服务对象给出的"
    "机关工作作风评价信息，请您及时查阅机关工作作风评价系统内有关内容并向领导汇报，在${limit}个"
    "工作日内予以在线反馈并对有关事项进行跟踪，直至事项办结。感谢您对改进学校机关作风工作的支持！"
)


_to_administrators = kind.to_administrators
_to_others = kind.to_others
_no_sms = kind.no_sms


KINDS = {
    config.FACT_SUBMITTED: Kind(
        _("fact_submitted", default="New evaluation"),
        {
            TO_ADMINISTRATORS: {
                **_to_administrators(
                    "收到新的机关工作作风评价",
                    "${unit}收到一条机关工作作风评价（编号${number}），请于${due}（含当日）前在线反馈，"
                    "并跟踪直至事项办结。",
                ),
                SMS: SUBMITTED_SMS,
            },
        },
    ),
    config.FACT_ANSWERED: Kind(
        _("fact_answered", default="Answered"),
        {
            TO_EVALUATOR: _to_others(
                "您提交的评价已有反馈意见",
                "您提交的机关工作作风评价已有反馈意见，请登录后在个人中心查看，"
                "并对反馈意见进行满意度评价。",
                "${unit}已反馈评价${number}，请查看并进行满意度评价。",
            ),
        },
        _no_sms(TO_EVALUATOR),
    ),
    config.FACT_DISSATISFIED: Kind(
        _("fact_dissatisfied", default="Rated as dissatisfied"),
        {
            TO_ADMINISTRATORS: _to_administrators(
                "评价人对反馈意见不满意",
                "评价人对${unit}的反馈意见（评价编号${number}）不满意，请与评价人沟通解决，"
                "并于${due}（含当日）前再次反馈。",
            ),
        },
    ),
    config.FACT_DUE_SOON: Kind(
        _("fact_due_soon", default="Due on the next working day"),
        {
            TO_ADMINISTRATORS: _to_administrators(
                "评价即将到期，尚未反馈",
                "${unit}有一条机关工作作风评价（编号${number}）将于${due}到期，"
                "目前尚未反馈，请及时办理。",
            ),
        },
        reminder=True,
    ),
    config.FACT_OVERDUE: Kind(
        _("fact_overdue", default="Overdue"),
        {
            TO_ADMINISTRATORS: _to_administrators(
                "评价已超期，请立即反馈",
                "${unit}有一条机关工作作风评价（编号${number}）已于${due}到期，"
                "超期${days}个工作日，请立即反馈。",
            ),
        },
        reminder=True,
    ),
    config.FACT_LONG_OVERDUE: Kind(
        _("fact_long_overdue", default="Overdue for three working days"),
        {
            TO_ADMINISTRATORS: _to_administrators(
                "评价严重超期，已报机关党委",
                "${unit}有一条机关工作作风评价（编号${number}）已于${due}到期，"
                "超期${days}个工作日，已报单位负责人和机关党委，请立即反馈。",
            ),
            TO_HEAD: _to_others(
                "本单位有评价严重超期",
                "${unit}有一条机关工作作风评价（编号${number}）已于${due}到期，"
                "超期${days}个工作日仍未反馈，请督促办理。",
            ),
            TO_SUPERVISORS: _to_others(
                "${unit}有评价严重超期",
                "${unit}有一条机关工作作风评价（编号${number}）已于${due}到期，"
                "超期${days}个工作日仍未反馈，请督办。",
            ),
        },
        _no_sms(TO_HEAD, TO_SUPERVISORS),
        reminder=True,
    ),
    config.FACT_CLOSING_SOON: Kind(
        _("fact_closing_soon", default="Will be closed without a rating"),
        {
            TO_EVALUATOR: _to_others(
                "您有反馈意见尚未评价",
                "您提交的机关工作作风评价已有反馈意见，您尚未进行满意度评价。如至${due}"
                "仍未评价，系统将按期满办结，不计入满意度。",
                "评价${number}尚未进行满意度评价。如至${due}仍未评价，系统将按期满办结。",
            ),
        },
        _no_sms(TO_EVALUATOR),
        reminder=True,
    ),
    config.FACT_CLOSED: Kind(
        _("fact_closed", default="Closed"),
        {
            TO_EVALUATOR: _to_others(
                "您提交的评价已办结",
                "您提交的机关工作作风评价已办结，感谢您对改进学校机关作风工作的支持。",
                "评价${number}已办结。",
            ),
        },
        _no_sms(TO_EVALUATOR),
    ),
    config.FACT_REOPENED: Kind(
        _("fact_reopened", default="Reopened"),
        {
            TO_ADMINISTRATORS: _to_administrators(
                "评价重新办理",
                "机关党委要求${unit}重新办理一条机关工作作风评价（编号${number}），"
                "请于${due}（含当日）前再次反馈。",
            ),
            TO_EVALUATOR: _to_others(
                "您提交的评价正在重新办理",
                "您提交的机关工作作风评价正在重新办理，反馈后将再次通知您。",
                "评价${number}正在重新办理。",
            ),
        },
        _no_sms(TO_EVALUATOR),
    ),
    config.FACT_RESUMED: Kind(
        _("fact_resumed", default="Planned day has come"),
        {
            TO_ADMINISTRATORS: _to_administrators(
                "已到计划办理日期",
                "${unit}曾以“条件不具备”反馈的一条机关工作作风评价（编号${number}）"
                "已到计划办理日期，请于${due}（含当日）前再次反馈。",
            ),
            TO_EVALUATOR: _to_others(
                "您提交的评价已到计划办理日期",
                "您提交的机关工作作风评价已到单位承诺的计划办理日期，单位将再次反馈。",
                "评价${number}已到计划办理日期，${unit}将再次反馈。",
            ),
        },
        _no_sms(TO_EVALUATOR),
        reminder=True,
    ),
    # At once, whatever the hour: somebody asks for it, and waits.
    config.FACT_DISCLOSED: Kind(
        _("fact_disclosed", default="Identity looked at"),
        {
            TO_EVALUATOR: _to_others(
                "您的评价人身份被查看",
                "有工作人员查看了您在机关作风评价系统中的评价人身份，查看人和理由请登录后在个人中心查看。",
                "评价${number}的评价人身份被查看，查看人和理由见个人中心的身份查看记录。",
            ),
        },
        _no_sms(TO_EVALUATOR),
    ),
    # R20: inside the system alone, beside a link to what was summed up
    config.FACT_SUMMED_UP: Kind(
        _("fact_summed_up", default="Unit summed up"),
        {
            TO_HEAD: {
                NOTICE: "${unit}的单位管理员提交了机关工作作风评价汇总和工作建议，请查看。",
            },
        },
    ),
    **supervision_kinds.KINDS,
    **order_kinds.KINDS,
}


def key(name, role, channel):
    """The name of one message in the settings, such as ``answered.evaluator.mail``."""
    return f"{name}.{role}.{channel}"


def messages():
    """Every (kind, role, channel) that can be told, in the order of a case's life."""
    return [
        (name, role, channel)
        for name, told in KINDS.items()
        for role, texts in told.recipients.items()
        for channel in texts
    ]
