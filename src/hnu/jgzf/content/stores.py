"""What is kept at the center beside its units: each module an underscore attribute of its own."""

from hnu.jgzf.content import evaluators
from hnu.jgzf.content import notices
from hnu.jgzf.content import orders
from hnu.jgzf.content import outbox
from hnu.jgzf.content import roster_uploads
from hnu.jgzf.content import supervision_log


STORES = (evaluators, notices, orders, outbox, roster_uploads, supervision_log)


def prepare(center):
    """Make what is not there yet, so that the first to write do not compete for it."""
    for store in STORES:
        store.prepare(center)
