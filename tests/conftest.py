"""Layers as fixtures, and the people of a small university."""

from hnu.jgzf.domain import accounts
from hnu.jgzf.testing import FUNCTIONAL_TESTING
from hnu.jgzf.testing import INTEGRATION_TESTING
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


@pytest.fixture(autouse=True)
def nobody_has_asked():
    """A limit for an hour is not reached by all tests together."""
    accounts.questions.clear()


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
