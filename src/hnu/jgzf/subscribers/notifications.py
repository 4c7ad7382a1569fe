"""A fact enters the outbox in the transaction in which it happens."""

from hnu.jgzf.content.outbox import Fact
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.events import IFact
from hnu.jgzf.interfaces.events import IUnitSummedUp
from hnu.jgzf.notifications import notice_board
from hnu.jgzf.notifications import wakeup
from zope.component import adapter


@adapter(IFact)
def note(event):
    outbox = get_outbox(roster.get_center())
    if outbox is None:
        return
    item = event.item
    outbox.note(
        Fact(event.kind, item.__parent__.getId(), item.getId(), now(), event.due, days=event.days)
    )
    wakeup.after_commit()


@adapter(IUnitSummedUp)
def tell_head(event):
    notice_board.tell_head(event.unit, event.record)
