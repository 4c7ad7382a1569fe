from tests import handlers
import pytest


@pytest.fixture
def as_in_production():
    """``with as_in_production(handler):`` our handler is called when a server would call it."""
    return handlers.as_in_production
