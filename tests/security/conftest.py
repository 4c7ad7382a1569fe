"""One site for each module, of which nothing that is sent to it remains."""

from tests.security import town as towns
import pytest


@pytest.fixture(scope="module")
def town(functional_session):
    with towns.town() as result:
        yield result
