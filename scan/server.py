"""A Zope of its own for the scanner: the demonstration, and beside it a Plone without the add-on.

``python -m scan.server FOLDER PORT`` makes both in an empty folder and serves them on 127.0.0.1.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from hnu.jgzf.demo import accounts
from pathlib import Path
from plone import api
from Products.CMFPlone.factory import addPloneSite
from scripts import create_site
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
import os
import sys
import transaction
import waitress
import Zope2
import Zope2.Startup.run


OURS, BARE = "Plone", "Bare"
# In the bare site; the second one may add and publish.
MEMBER, EDITOR = "teacher", "webmaster"

ZOPE_CONF = """\
%define INSTANCE {folder}
instancehome $INSTANCE
debug-mode off
<zodb_db main>
  <blobstorage>
    blob-dir $INSTANCE/blobs
    <filestorage>
      path $INSTANCE/Data.fs
    </filestorage>
  </blobstorage>
  mount-point /
</zodb_db>
"""


def make_application(folder):
    (folder / "etc").mkdir(parents=True)
    skeleton = Path(Zope2.__file__).parent / "utilities" / "skel" / "etc" / "site.zcml"
    (folder / "etc" / "site.zcml").write_text(skeleton.read_text())
    conf = folder / "etc" / "zope.conf"
    conf.write_text(ZOPE_CONF.format(folder=folder))
    # What is told to people is no matter here.
    os.environ["JGZF_WORKER"] = "off"
    return Zope2.Startup.run.make_wsgi_app({}, str(conf))


def make_bare(app):
    """A Plone of the same release with two accounts and some pages."""
    app = makerequest(app)
    setRequest(app.REQUEST)
    newSecurityManager(None, system.__of__(app.acl_users))
    site = addPloneSite(
        app,
        BARE,
        title="Bare",
        default_language="zh-cn",
        portal_timezone="Asia/Shanghai",
        distribution_name="classic",
        setup_content=False,
    )
    for name in (MEMBER, EDITOR):
        api.user.create(username=name, email=f"{name}@example.org", password=accounts.password())
    api.user.grant_roles(username=EDITOR, roles=["Site Administrator"])
    folder = api.content.create(site, "Folder", "jgzf", title="Folder")
    api.content.transition(folder, "publish")
    for number in range(5):
        page = api.content.create(folder, "Document", f"page-{number}", title=f"Page {number}")
        api.content.transition(page, "publish")


def main(folder, port):
    application = make_application(Path(folder))
    app = Zope2.app()
    try:
        create_site.create_site(app, OURS, "示例大学信息门户", True)
        transaction.commit()
        make_bare(app)
        transaction.commit()
    finally:
        transaction.abort()
        setRequest(None)
        setSite(None)
        app._p_jar.close()
    waitress.serve(application, host="127.0.0.1", port=int(port), threads=2)


if __name__ == "__main__":
    main(*sys.argv[1:3])
