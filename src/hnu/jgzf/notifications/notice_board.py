"""What a person has not read yet: the channel inside the system.

A notice waits in 个人中心 where it concerns an own evaluation, in 评价管理 where it concerns a unit
in one's charge; whoever has no unit there (a head, say) finds it in 个人中心 as well.
"""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.content.outbox import Fact
from hnu.jgzf.content.supervision_order import official_number
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import order_kinds
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import templates


# What the number of a notice begins with that is about a summary
SUMMARY = "summary-"


class Unread:
    """A ``content.notices.Notice`` as its reader sees it.

    :param unit: code of the unit that has the case or order by now.
    """

    def __init__(self, notice, unit):
        self.notice = notice
        self.id = notice.id
        self.kind = notice.kind
        self.role = notice.role
        # Of a case or an order, as people say it
        self.number = official_number(notice.number)
        self.is_about_order = notice.kind in order_kinds.KINDS
        # Never a time
        self.day = notice.at.astimezone(config.TIMEZONE).date()
        # Of the case, order or summary, below the center
        self.path = f"{unit}/{_name(notice)}"
        self.is_own = notice.role == config.TO_EVALUATOR

    @cached_property
    def text(self):
        return templates.render(self.notice).strip()


def unread(userid):
    """Every :class:`Unread` of a user id, newest first; none that asks for what has been done.

    What an office is told last about a case says all that it has to do.
    """
    found = [n for n in notices.unread(roster.get_center(), userid) if n.kind in kinds.KINDS]
    brains = {brain.number: brain for brain in listings.with_numbers({n.number for n in found})}
    kept, told = [], set()
    for notice in found:
        is_overtaken = _place(notice) in told
        told.add(_place(notice))
        brain = brains.get(notice.number)
        if not is_overtaken and not _is_settled(notice, brain):
            kept.append(Unread(notice, brain.unit if brain is not None else notice.unit))
    return kept


def tell_head(unit, record):
    """R20: the unit's head finds a summary in the system, unless she wrote it herself."""
    kind, role = config.FACT_SUMMED_UP, config.TO_HEAD
    if not unit.head or unit.head == record.userid or not settings.is_on(kind, role, config.NOTICE):
        return
    number = f"{SUMMARY}{unit.code}-{record.number}"
    fact = Fact(kind, unit.code, number, dates.now(), record.last)
    notices.add(roster.get_center(), unit.head, notices.Notice.of(fact, role))


def _name(notice):
    """What the notice leads to, in its unit."""
    if notice.kind == config.FACT_SUMMED_UP:
        return f"@@saved-summary?number={notice.number.rpartition('-')[2]}"
    return notice.number


def _place(notice):
    """What a later notice takes the place of: for an office what was told of the same case or
    order, for an evaluator nothing.

    News take the place of nothing: what they do not speak of still has to be done.
    """
    if notice.role == config.TO_EVALUATOR or _is_news(notice):
        return notice.id
    return (notice.role, notice.number)


def _is_news(notice):
    return notice.kind in kinds.KINDS and kinds.KINDS[notice.kind].news


def _is_settled(notice, brain):
    """Whether the matter has gone on, so that nobody has to do what the notice asks for.

    :param brain: of the case; None where there is none, or where it is about an order.
    """
    if notice.kind in order_kinds.KINDS:
        order = order_lists.find(notice.unit, notice.number)
        return order is None or not order_kinds.is_still_asked(order, notice.kind, notice.role)
    if notice.kind == config.FACT_SUMMED_UP:
        return False
    if brain is None:
        return True
    if notice.role == config.TO_EVALUATOR:
        asks = notice.kind in (config.FACT_ANSWERED, config.FACT_CLOSING_SOON)
        return asks and brain.state != config.ANSWERED
    if notice.role != config.TO_SUPERVISORS and notice.unit != brain.unit:
        # Transferred: no longer this office's
        return True
    if _is_news(notice):
        return False
    return not brain.pending or brain.due != notice.due.toordinal()


def mark_read(userid, ids):
    """Take notices away; ids that the person does not have change nothing.

    :param ids: list of str.
    :raises InvalidInput: at the field ``read`` for anything else.
    """
    if not isinstance(ids, list) or not all(isinstance(key, str) for key in ids):
        message = _("error_notice_ids", default="Send a list of ids of notices.")
        raise InvalidInput((FieldError("read", message),))
    undo_log.forget_user()
    center = roster.get_center()
    found = notices.unread(center, userid)
    last = {_place(notice): notice.at for notice in found if notice.id in ids}
    # With it, what it has overtaken
    older = [n.id for n in found if _place(n) in last and n.at <= last[_place(n)]]
    notices.forget(center, userid, older)
