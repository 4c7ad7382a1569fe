"""What the profile ``hnu.jgzf:demo`` does once its dependencies are applied."""

from hnu.jgzf.demo import messages
from hnu.jgzf.demo.accounts import add_accounts
from hnu.jgzf.demo.branches import add_report
from hnu.jgzf.demo.cases import add_cases
from hnu.jgzf.demo.university import add_university
from hnu.jgzf.domain import roster
import logging


logger = logging.getLogger(__name__)


def load(setup_tool):
    """Fill an empty center; a site that has units already is left as it is.

    That makes the profile harmless when it is applied again, or by mistake to a real site.
    """
    if roster.all_units():
        logger.info("There are units already: the demonstration changes nothing.")
        return
    add_accounts()
    add_university()
    messages.only_record()
    count = add_cases()
    add_report()
    messages.read_old_notices()
    logger.info("The demonstration has %d units, %d cases.", len(roster.all_units()), count)
