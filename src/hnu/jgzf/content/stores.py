"""What is kept at the center beside its units: each module an underscore attribute of its own."""

from hnu.jgzf.content import branch_reports
from hnu.jgzf.content import bulletins
from hnu.jgzf.content import entries
from hnu.jgzf.content import evaluators
from hnu.jgzf.content import notices
from hnu.jgzf.content import orders
from hnu.jgzf.content import outbox
from hnu.jgzf.content import party_branches
from hnu.jgzf.content import roster_uploads
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content import unit_summaries


STORES = (
    branch_reports,
    bulletins,
    entries,
    evaluators,
    notices,
    orders,
    outbox,
    party_branches,
    roster_uploads,
    supervision_log,
    unit_summaries,
)


def prepare(center):
    """Make what is not there yet, so that the first to write do not compete for it."""
    for store in STORES:
        store.prepare(center)
