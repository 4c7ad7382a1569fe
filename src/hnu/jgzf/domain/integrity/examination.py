"""One walk through all content, asking every check. Reads only."""

from hnu.jgzf.domain import roster
from hnu.jgzf.domain.integrity import reading
from hnu.jgzf.domain.integrity.cases import Cases
from hnu.jgzf.domain.integrity.evaluators import Evaluators
from hnu.jgzf.domain.integrity.files import Files
from hnu.jgzf.domain.integrity.findings import Finding
from hnu.jgzf.domain.integrity.findings import RESTORE
from hnu.jgzf.domain.integrity.folders import Folders
from hnu.jgzf.domain.integrity.log import Log
from hnu.jgzf.domain.integrity.outbox import Outbox
from hnu.jgzf.domain.integrity.registers import Bulletins
from hnu.jgzf.domain.integrity.registers import Orders
from hnu.jgzf.domain.integrity.registers import Summaries
from hnu.jgzf.domain.integrity.rows import PortalCatalog
from hnu.jgzf.domain.integrity.rows import Rows
from hnu.jgzf.domain.integrity.rows import Statistics
from hnu.jgzf.domain.integrity.security import Security
import logging


logger = logging.getLogger(__name__)

CHECKS = (
    Folders,
    Cases,
    Security,
    Evaluators,
    Rows,
    Statistics,
    PortalCatalog,
    Outbox,
    Orders,
    Bulletins,
    Summaries,
    Log,
    Files,
)

UNREADABLE = "unreadable"


class Examination:
    """``findings`` walks; ``cases`` is how many cases it has seen by then."""

    def __init__(self):
        self.center = roster.get_center()
        self.known = {}

    @property
    def cases(self):
        return len(self.known)

    def findings(self):
        """Everything that does not agree with content: ``Finding`` objects, one after the other.

        Memory: what the database's cache may hold, and the number of every case.
        """
        checks = [check(self.center, self.known) for check in CHECKS]
        for case in reading.cases(self.center):
            number, unit = case.getId(), case.__parent__.getId()
            for check in checks:
                yield from _guarded(number, check.of_case, case)
            self.known[number] = unit
        for check in checks:
            yield from _guarded(type(check).__name__, check.at_end)
            reading.forget(self.center)


def _guarded(subject, ask, *args):
    """What ``ask`` finds; that it cannot even look is a finding, too."""
    try:
        yield from ask(*args)
    except Exception as error:
        logger.debug("%s cannot be looked at", subject, exc_info=True)
        name = type(error).__name__
        yield Finding(UNREADABLE, subject, f"it cannot be looked at ({name})", (), RESTORE)
