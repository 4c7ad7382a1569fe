"""Layers as fixtures, and the people of a small university."""

from hnu.jgzf.testing import FUNCTIONAL_TESTING
from hnu.jgzf.testing import INTEGRATION_TESTING
from pathlib import Path
from pytest_plone import fixtures_factory
from tests import factories
from tests.browser.visitor import Visitor
import os
import pytest
import transaction


# The test server fires IProcessStarting too. Tests that need a worker make one.
os.environ["JGZF_WORKER"] = "off"

globals().update(
    fixtures_factory(((INTEGRATION_TESTING, "integration"), (FUNCTIONAL_TESTING, "functional")))
)

# Folders whose tests share what takes long to make stay in one process; else each module does.
TOGETHER = ("privacy", "setup")
# What takes minutes begins first, so that all processes end at about the same time.
LONG = (
    "privacy",
    "ways/test_every_page.py",
    "setup",
    "workflow/test_doors.py",
    "workflow/test_order_doors.py",
    "demo",
    "ways",
)


# xdist reads the groups in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Say what goes together and what begins, for a run in several processes (``make pytest``)."""
    if not os.environ.get("PYTEST_XDIST_WORKER"):
        return
    tests = Path(__file__).parent
    for item in items:
        path = item.path.relative_to(tests)
        group = path.parts[0] if path.parts[0] in TOGETHER else str(path)
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: _turn(item.path.relative_to(tests).as_posix()))


def _turn(path):
    return next((turn for turn, start in enumerate(LONG) if path.startswith(start)), len(LONG))


@pytest.fixture
def university(portal):
    """Accounts, two units with people and administrators; see ``factories``."""
    return factories.university(portal)


@pytest.fixture
def case(university):
    """An evaluation of the unit ``jwc`` by ``teacher``, just submitted."""
    return factories.submit("teacher")


@pytest.fixture
def site(functional_portal):
    """The same people behind a running server."""
    factories.university(functional_portal)
    transaction.commit()
    return functional_portal


@pytest.fixture
def visit(site):
    """``visit("clerk")``: that account at a browser without scripts; ``visit(None)``: nobody."""
    return lambda userid: Visitor(site, userid)
