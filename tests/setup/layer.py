"""Plone with the packages that a real portal has beside the add-on."""

from plone.app.testing import FunctionalTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE


class PortalFixture(PloneSandboxLayer):
    """Nothing is installed in a site yet: each test says what its portal has."""

    @property
    def defaultBases(self):
        from hnu.jgzf.testing import FIXTURE

        return (FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import plone.app.multilingual

        self.loadZCML(package=plone.app.multilingual)
        self.loadZCML(package=plone.app.multilingual, name="overrides.zcml")


PORTAL_FIXTURE = PortalFixture(name="SomebodysPortal")
PORTAL_TESTING = FunctionalTesting(
    bases=(PORTAL_FIXTURE, WSGI_SERVER_FIXTURE), name="SomebodysPortal:Functional"
)
