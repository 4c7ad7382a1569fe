"""Test layers: a Plone site with the add-on; Playwright talks to the one with a WSGI server."""

from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.registry.interfaces import IRegistry
from plone.testing.zope import WSGI_SERVER_FIXTURE
from zope.component import getUtility


class Layer(PloneSandboxLayer):
    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import hnu.jgzf
        import plone.restapi

        self.loadZCML(package=plone.restapi)
        self.loadZCML(package=hnu.jgzf)

    def setUpPloneSite(self, portal):
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        # As the university has it: what users see must be Chinese.
        registry = getUtility(IRegistry)
        registry["plone.default_language"] = "zh-cn"
        registry["plone.available_languages"] = ["zh-cn"]
        applyProfile(portal, "hnu.jgzf:default")


FIXTURE = Layer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="JgzfLayer:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="JgzfLayer:Functional"
)
