from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import roster
from tests import factories
import pytest


BRANCH = "教务处、后勤处联合党支部"


@pytest.fixture
def branch(university):
    """A joint branch of ``jwc`` and ``hqc`` (R29), with ``below`` attached to ``jwc`` (R30).

    ``student`` is its secretary. ``supervisor2`` is head of ``hqc``.
    """
    for code in ("jwc", "hqc"):
        roster.get_unit(code).party_branch = BRANCH
    roster.get_unit("hqc").head = "supervisor2"
    factories.add_unit(
        "below", "考试中心", host_unit="jwc", administrators=[factories.administrator("clerk")]
    )
    party_branches.set_secretaries(roster.get_center(), BRANCH, ("student",))
    return BRANCH
