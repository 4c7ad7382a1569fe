"""What a person has not read yet: the channel inside the system.

A notice waits in 个人中心 where it concerns an own evaluation, in 评价管理 where it concerns a unit
in one's charge; whoever has no unit there (a head, say) finds it in 个人中心 as well.
"""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.notifications import templates
from typing import NamedTuple


class Unread(NamedTuple):
    """``day`` in China (never a time: two cases of one minute would be told apart by it);
    ``path`` of the case below the center."""

    id: str
    kind: str
    role: str
    day: date
    text: str
    unit: str
    number: str

    @property
    def path(self):
        return f"{self.unit}/{self.number}"

    @property
    def is_own(self):
        """Whether it is about an evaluation of the reader's."""
        return self.role == config.TO_EVALUATOR


def unread(userid):
    """Every :class:`Unread` of a user id, newest first."""
    return [
        Unread(
            notice.id,
            notice.kind,
            notice.role,
            notice.at.astimezone(config.TIMEZONE).date(),
            templates.render(notice).strip(),
            notice.unit,
            notice.number,
        )
        for notice in notices.unread(roster.get_center(), userid)
    ]


def mark_read(userid, ids):
    """Take notices away; ids that the person does not have change nothing.

    :param ids: list of str.
    :raises InvalidInput: at the field ``read`` for anything else.
    """
    if not isinstance(ids, list) or not all(isinstance(key, str) for key in ids):
        message = _("error_notice_ids", default="Send a list of ids of notices.")
        raise InvalidInput((FieldError("read", message),))
    undo_log.forget_user()
    notices.forget(roster.get_center(), userid, ids)
