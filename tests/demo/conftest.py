"""The demonstration, loaded once for all the tests that only look at it."""

from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.testing import FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import ploneSite
from plone.testing import zodb
import pytest


# A Wednesday at eleven: some cases are due today.
PRESENT = datetime(2026, 11, 25, 11, tzinfo=config.TIMEZONE)


@pytest.fixture(scope="module")
def demo(integration_session):
    """A site of its own with the demonstration, as of ``PRESENT``. Leave it as it is."""
    database = zodb.stackDemoStorage(FIXTURE["zodbDB"], name="Demonstration")
    try:
        with ploneSite(db=database) as portal, dates.at(PRESENT):
            applyProfile(portal, "hnu.jgzf:demo")
            yield portal
    finally:
        database.close()
