"""A running site and somebody at a browser without JavaScript, as for the pages."""

from tests import factories
from tests.browser.visitor import Visitor
import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    factories.university(functional_portal)
    transaction.commit()
    return functional_portal


@pytest.fixture
def visit(site):
    """``visit("webmaster")`` is that account's browser; ``visit(None)`` nobody's."""
    return lambda userid: Visitor(site, userid)


@pytest.fixture
def webmaster(visit):
    return visit("webmaster")
