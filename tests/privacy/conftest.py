"""A site for the whole folder, and one world for each module."""

from tests.privacy import world
from tests.privacy.layer import PRIVACY_FIXTURE
import pytest


@pytest.fixture(scope="package")
def open_site(functional_session):
    """The layer with the naive type; set up once for this folder and gone after it."""
    PRIVACY_FIXTURE.setUp()
    yield
    PRIVACY_FIXTURE.tearDown()


@pytest.fixture(scope="module")
def naive_world(open_site):
    with world.naive_world() as result:
        yield result


@pytest.fixture(scope="module")
def our_world(open_site):
    with world.our_world() as result:
        yield result


@pytest.fixture(scope="module")
def outsiders_world(open_site):
    with world.outsiders_world() as result:
        yield result


@pytest.fixture
def used_world(open_site):
    """A site in which the author's case waits for an answer; anew for each test."""
    with world.used_world() as result:
        yield result
