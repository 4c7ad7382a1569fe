"""Start Plone with the add-on as it is installed in this environment, and use it once.

    python scripts/start_plone.py FOLDER      FOLDER is made; the database lies in it

Imports every module, loads all of Plone's ZCML, makes a Classic site, applies the profile and
asks the server for the site's front page. Ends with a traceback if any of that fails.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import UnrestrictedUser
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from wsgiref.util import setup_testing_defaults
from ZPublisher.WSGIPublisher import publish_module
import hnu.jgzf
import sys
import transaction
import Zope2
import Zope2.Startup.run


# Need the extras "test" and "aliyun", which a server does not have, or not always.
WITH_EXTRAS = ("hnu.jgzf.testing", "hnu.jgzf.notifications.transports.aliyun")

# Its own, and nobody else's: this script is copied to where nothing of the sources is.
ZOPE_CONF = """\
%define INSTANCE {folder}
instancehome $INSTANCE
<zodb_db main>
  <blobstorage>
    blob-dir $INSTANCE/blobstorage
    <filestorage>
      path $INSTANCE/Data.fs
    </filestorage>
  </blobstorage>
  mount-point /
</zodb_db>
"""


def start(folder):
    """Configure Zope on a new database in ``folder``; return the root of the database."""
    (folder / "etc").mkdir(parents=True)
    skeleton = Path(Zope2.__file__).parent / "utilities" / "skel" / "etc" / "site.zcml"
    (folder / "etc" / "site.zcml").write_text(skeleton.read_text())
    conf = folder / "etc" / "zope.conf"
    conf.write_text(ZOPE_CONF.format(folder=folder))
    Zope2.Startup.run.configure_wsgi(str(conf))
    return Zope2.app()


def import_all():
    """Import every module of the add-on; return how many there are."""
    modules = [module.name for module in walk_packages(hnu.jgzf.__path__, "hnu.jgzf.")]
    files = list(Path(hnu.jgzf.__file__).parent.rglob("*.py"))
    if len(files) != len(modules) + 1:
        sys.exit(f"{len(files)} files, but {len(modules) + 1} modules: a folder has no __init__.py")
    for name in modules:
        if name not in WITH_EXTRAS:
            import_module(name)
    return len(files)


def make_site(app):
    """Add a Classic site and apply the add-on's profile to it."""
    app = makerequest(app)
    newSecurityManager(None, UnrestrictedUser("system", "", ["Manager"], "").__of__(app.acl_users))
    site = addPloneSite(app, "Plone", distribution_name="classic", setup_content=False)
    site.portal_setup.runAllImportStepsFromProfile("profile-hnu.jgzf:default")
    transaction.commit()


def get(path):
    """The status line and the body that the WSGI application answers to GET."""
    environ = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    answer = []
    body = publish_module(environ, lambda status, headers, error=None: answer.append(status))
    return answer[0], b"".join(body)


def main():
    folder = Path(sys.argv[1]).resolve()
    app = start(folder)
    count = import_all()
    make_site(app)
    app._p_jar.close()
    status, body = get("/Plone")
    if not status.startswith("200") or b"</html>" not in body:
        sys.exit(f"GET /Plone: {status}\n{body.decode(errors='replace')}")
    place = Path(hnu.jgzf.__file__).parent
    print(f"start: {count} modules imported from {place}, Plone answers {status}")


if __name__ == "__main__":
    main()
