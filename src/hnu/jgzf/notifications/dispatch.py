"""From a fact to messages: whom it concerns, by which channels, and when.

One transaction a fact. Two workers that take up the same one both write to it, and one of them is
turned back.
"""

from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.notices import Notice
from hnu.jgzf.content.outbox import Message
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import recipients
from hnu.jgzf.notifications import settings


def dispatch(outbox, fact):
    """Make the messages of a fact, and put notices where they are read.

    :return: the new messages, a list; notices are no messages.
    """
    fact.dispatched = True
    undo_log.forget_user()
    item = find(fact)
    if item is None or fact.kind not in kinds.KINDS:
        return []
    moment = first_try(fact.kind)
    messages = []
    for role, texts in kinds.KINDS[fact.kind].recipients.items():
        if is_left_behind(item, fact.unit, role):
            continue
        channels = [channel for channel in texts if settings.is_on(fact.kind, role, channel)]
        for recipient in recipients.of(item, role) if channels else ():
            for channel in channels:
                if channel == config.NOTICE:
                    _put_up(item, fact, recipient)
                elif recipient.userid or channel == config.SMS or role == config.TO_EVALUATOR:
                    message = Message(
                        fact,
                        role,
                        channel,
                        moment,
                        userid=recipient.userid,
                        name=recipient.name,
                        mobile=recipient.mobile,
                    )
                    outbox.add(message)
                    messages.append(message)
    return messages


def find(told):
    """The case or order of a fact or message, or None.

    A case may be with another unit than it was then.
    """
    return listings.get_case(told.number) or order_lists.find(told.unit, told.number)


def is_left_behind(item, unit, role):
    """Whether news of ``unit`` (a code) for ``role`` in it came before a transfer of the case.

    The new unit has news of its own, and the old one's office has nothing more to do.
    """
    return role in (config.TO_ADMINISTRATORS, config.TO_HEAD) and item.__parent__.getId() != unit


def first_try(kind):
    """When a message of that kind may be sent at the earliest: now, or after the quiet hours."""
    moment = now()
    if not kinds.KINDS[kind].reminder or not settings.is_quiet(moment):
        return moment
    until = settings.get("quiet_until")
    morning = datetime(moment.year, moment.month, moment.day, until, tzinfo=config.TIMEZONE)
    return morning if morning > moment else morning + timedelta(days=1)


def _put_up(item, fact, recipient):
    is_evaluator = recipient.role == config.TO_EVALUATOR
    userid = evaluator_of(item) if is_evaluator else recipient.userid
    if userid:
        notices.add(roster.get_center(), userid, Notice.of(fact, recipient.role))
