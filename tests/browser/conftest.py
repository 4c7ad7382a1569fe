from tests import factories
from tests.browser.visitor import Visitor
import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    """The small university of ``factories``, behind a running server."""
    factories.university(functional_portal)
    transaction.commit()
    return functional_portal


@pytest.fixture
def visit(site):
    """``visit("clerk")`` is that account's browser; ``visit(None)`` nobody's."""
    return lambda userid: Visitor(site, userid)


@pytest.fixture
def submitted(site):
    """``submitted(state=…, level=…, **fields)``: a case by ``teacher``, brought to that state."""

    def make(state="submitted", level="satisfied", **values):
        case = factories.bring_to(factories.submit(**values), state, level)
        transaction.commit()
        return case

    return make
