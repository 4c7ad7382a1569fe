"""A site as open as Plone gets, in a database that has an undo log."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing import zodb
from plone.testing.zope import WSGI_SERVER_FIXTURE
from tests.privacy import naive
from unittest import mock
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.FileStorage import FileStorage
import shutil
import tempfile


class PrivacyFixture(PloneSandboxLayer):
    """A site as open as Plone gets: REST for everybody, working copies, comments."""

    @property
    def defaultBases(self):
        from hnu.jgzf.testing import FIXTURE

        return (FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import plone.app.discussion
        import plone.app.iterate
        import Products.SiteErrorLog

        self.loadZCML(package=plone.app.discussion)
        self.loadZCML(package=plone.app.iterate)
        self.loadZCML(package=Products.SiteErrorLog)

    def setUpPloneSite(self, portal):
        applyProfile(portal, "plone.restapi:default")
        applyProfile(portal, "plone.app.discussion:default")
        applyProfile(portal, "plone.app.iterate:default")
        naive.install(portal)


class FileFunctionalTesting(FunctionalTesting):
    """Commits into a Data.fs, which has an undo log."""

    def testSetUp(self):
        self.folder = tempfile.mkdtemp()

        def stack(db, name=None):
            self.changes = FileStorage(f"{self.folder}/Data.fs", blob_dir=f"{self.folder}/blobs")
            return DB(DemoStorage(name=name, base=db.storage, changes=self.changes))

        with mock.patch.object(zodb, "stackDemoStorage", stack):
            super().testSetUp()

    def testTearDown(self):
        super().testTearDown()
        shutil.rmtree(self.folder)


PRIVACY_FIXTURE = PrivacyFixture(name="Privacy")
PRIVACY_TESTING = FileFunctionalTesting(
    bases=(PRIVACY_FIXTURE, WSGI_SERVER_FIXTURE), name="Privacy:Functional"
)
