"""What is told of the acts of supervisors on a case (R25), to whom; see ``kinds``."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.config import TO_ADMINISTRATORS
from hnu.jgzf.config import TO_EVALUATOR
from hnu.jgzf.notifications.kind import Kind
from hnu.jgzf.notifications.kind import no_sms
from hnu.jgzf.notifications.kind import notice_only
from hnu.jgzf.notifications.kind import to_administrators
from hnu.jgzf.notifications.kind import to_others


KINDS = {
    config.FACT_REMINDED: Kind(
        _("fact_reminded", default="Reminder by the supervisors"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "机关党委提醒办理评价",
                "机关党委提醒：${unit}有一条机关工作作风评价（编号${number}）待处理，"
                "反馈期限为${due}，请尽快办理并在线反馈。",
            ),
        },
    ),
    config.FACT_RETURNED: Kind(
        _("fact_returned", default="Answer sent back"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "反馈意见被退回重写",
                "机关党委将${unit}的反馈意见（评价编号${number}）退回重写，理由请登录系统查看，"
                "请于${due}（含当日）前重新反馈。",
            ),
            TO_EVALUATOR: to_others(
                "您提交的评价将重新反馈",
                "您提交的机关工作作风评价，其反馈意见已由机关党委退回单位重写，重新反馈后将再次通知您。",
                "评价${number}的反馈意见已由机关党委退回重写，${unit}将重新反馈。",
            ),
        },
        no_sms(TO_EVALUATOR),
    ),
    config.FACT_TRANSFERRED: Kind(
        _("fact_transferred", default="Transferred to another unit"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "机关党委移交一条机关工作作风评价",
                "机关党委将一条机关工作作风评价（编号${number}）移交${unit}办理，反馈期限为${due}"
                "（含当日），尚未反馈的请按期在线反馈，并跟踪直至事项办结。",
            ),
            TO_EVALUATOR: to_others(
                "您提交的评价已移交办理",
                "您提交的机关工作作风评价已移交有关单位办理，评价编号和反馈期限不变。如您此前允许"
                "单位与您联系，该许可随移交失效，可在满意度评价时重新选择。",
                "评价${number}已移交${unit}办理，编号和反馈期限不变。如您此前允许单位与您联系，"
                "该许可随移交失效，可在满意度评价时重新选择。",
            ),
        },
        no_sms(TO_EVALUATOR),
    ),
    config.FACT_HIDDEN: Kind(
        _("fact_hidden", default="Hidden"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "评价不再公开展示",
                "机关党委已隐藏${unit}的一条机关工作作风评价（编号${number}），不再公开展示，"
                "理由见评价页面。请照常办理。",
            ),
            TO_EVALUATOR: to_others(
                "您提交的评价不再公开展示",
                "您提交的一条机关工作作风评价不再公开展示，理由请登录后在个人中心查看。"
                "您仍可查看反馈意见并进行满意度评价。",
                "评价${number}已由机关党委隐藏，不再公开展示，理由见评价页面。"
                "您仍可查看反馈意见并进行满意度评价。",
            ),
        },
        notice_only(TO_ADMINISTRATORS) | no_sms(TO_EVALUATOR),
        news=True,
    ),
    config.FACT_SHOWN: Kind(
        _("fact_shown", default="Shown again"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "评价恢复公开展示",
                "机关党委已恢复展示${unit}的一条机关工作作风评价（编号${number}）。",
            ),
            TO_EVALUATOR: to_others(
                "您提交的评价已恢复公开展示",
                "您提交的一条机关工作作风评价已恢复公开展示。",
                "评价${number}已恢复公开展示，理由见评价页面。",
            ),
        },
        notice_only(TO_ADMINISTRATORS) | no_sms(TO_EVALUATOR),
        news=True,
    ),
    config.FACT_REDACTED: Kind(
        _("fact_redacted", default="Passage redacted"),
        {
            TO_ADMINISTRATORS: to_administrators(
                "评价中的部分内容已依规隐去",
                "机关党委依规隐去了${unit}一条机关工作作风评价（编号${number}）中的部分内容。",
            ),
            TO_EVALUATOR: to_others(
                "您提交的评价中有部分内容已依规隐去",
                "机关党委依规隐去了您提交的一条机关工作作风评价中的部分内容，其余内容照常展示。",
                "机关党委依规隐去了评价${number}中的部分内容，其余内容照常展示。",
            ),
        },
        notice_only(TO_ADMINISTRATORS, TO_EVALUATOR),
        news=True,
    ),
}
