from tests import factories
import pytest
import transaction


@pytest.fixture
def submitted(site):
    """``submitted(state=…, level=…, **fields)``: a case by ``teacher``, brought to that state."""

    def make(state="submitted", level="satisfied", **values):
        case = factories.bring_to(factories.submit(**values), state, level)
        transaction.commit()
        return case

    return make
