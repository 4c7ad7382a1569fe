"""One portal for all tests of this folder that ask what is seen in its life with the add-on."""

from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFPlone.factory import addPloneSite
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests import portal_rules
from tests.setup.layer import PORTAL_FIXTURE
from tests.setup.layer import PORTAL_TESTING
from tests.setup.life import Life
from tests.setup.life import tell
from zope.component.hooks import setSite
import pytest


PROFILES = ("plone.app.contenttypes:default", "plonetheme.barceloneta:default")


@pytest.fixture(scope="package")
def packages(functional_session):
    """The packages of a real portal; set up once for this folder and gone after it."""
    PORTAL_FIXTURE.setUp()
    yield
    PORTAL_FIXTURE.tearDown()


@pytest.fixture(scope="package", params=["plain", "crowded"])
def life(request, packages):
    layer = PORTAL_TESTING
    layer.testSetUp()
    app = layer["app"]
    login(app, SITE_OWNER_NAME)
    setSite(None)
    # Every server has it; a test layer has not.
    manage_addVirtualHostMonster(app)
    try:
        addPloneSite(app, "university", title="University", extension_ids=PROFILES)
        setSite(app.university)
        url = f"http://127.0.0.1:{layer['port']}/university"
        with portal_rules.mails() as mails:
            yield tell(Life(app.university, url, request.param == "crowded", mails))
    finally:
        layer.testTearDown()
