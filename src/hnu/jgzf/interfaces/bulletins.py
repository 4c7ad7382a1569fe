"""Texts of the bulletin (通报, R25), as registry records that supervisors edit."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.interfaces.texts import of_at_most
from zope import schema
from zope.interface import Interface


# What stands in a text for something that is known only when a bulletin is made
PERIOD = "${period}"
UNIVERSITY = "${university}"


class IBulletinTexts(Interface):
    """What every new bulletin begins with."""

    university = schema.TextLine(
        title=_("label_university", default="Name of the university"),
        description=_(
            "help_university", default="For the signature, which does without if this is empty."
        ),
        constraint=of_at_most(config.LINE_MAX_LENGTH),
        required=False,
    )
    title = schema.TextLine(
        title=_("label_bulletin_title", default="Title"),
        description=_(
            "help_bulletin_title", default="“${period}” stands for the period of the bulletin."
        ),
        constraint=of_at_most(config.LINE_MAX_LENGTH),
        default="${period}机关作风评价情况通报",
    )
    recipients = schema.TextLine(
        title=_("label_bulletin_recipients", default="To"),
        constraint=of_at_most(config.LINE_MAX_LENGTH),
        default="各党总支、党支部，机关各单位：",
    )
    requirements = schema.Text(
        title=_("label_bulletin_requirements", default="Requirements"),
        description=_(
            "help_bulletin_requirements",
            default="One on each line. A line about what is overdue is put before them.",
        ),
        constraint=of_at_most(config.BULLETIN_TEXT_MAX_LENGTH),
        required=False,
        default=(
            "对评价为不满意的事项，各单位管理员应主动联系评价人另行沟通解决，跟踪到办结。\n"
            "各单位应严格保守评价人身份信息，不得追查、转告。"
        ),
    )
    signature = schema.TextLine(
        title=_("label_bulletin_signature", default="Signature"),
        description=_(
            "help_bulletin_signature",
            default="“${university}” stands for the name of the university.",
        ),
        constraint=of_at_most(config.LINE_MAX_LENGTH),
        default="中共${university}机关委员会",
    )
