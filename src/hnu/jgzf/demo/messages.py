"""Messages of those weeks: made when it happened, as the worker would have, and sent to nobody."""

from datetime import timedelta
from hnu.jgzf.content import notices
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.demo.accounts import full_names
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import settings
from plone import api


# People have read what is older.
UNREAD_FOR = timedelta(days=3)


def only_record():
    """A demonstration writes to no mail server: the outbox shows what would have been sent."""
    for name in ("sms_transport", "mail_transport"):
        api.portal.set_registry_record(name, settings.RECORD_ONLY, interface=INotificationSettings)


def send():
    """Everything that waits at this moment."""
    outbox = get_outbox(roster.get_center())
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)
    outbox.forget_dispatched()
    while (claimed := delivery.claim(outbox)) is not None:
        delivery.record(outbox, claimed.id, delivery.send(claimed))


def read_old_notices():
    center, limit = roster.get_center(), dates.now() - UNREAD_FOR
    for userid in full_names():
        old = [notice.id for notice in notices.unread(center, userid) if notice.at < limit]
        if old:
            notices.forget(center, userid, old)
