"""Create the Plone site with the add-on, unless there is one.

    bin/instance run scripts/create_site.py                  with the demonstration, for `make run`
    bin/instance run scripts/create_site.py --without-demo   for work

The demonstration's accounts get the password in JGZF_DEMO_PASSWORD, or else Jgzf-demo-2026. All is
committed at once, or nothing.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SpecialUsers import system
from hnu.jgzf import demo
from hnu.jgzf.command_line import Parser
from importlib.resources import files
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.formwidget.namedfile.converter import b64encode_file
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
import logging
import sys
import transaction


# They warn of every new Plone site, and there is nothing anybody could do about it.
NOISY = ("GenericSetup.componentregistry", "Products.MimetypesRegistry.MimeTypesRegistry")

WITH_TOOLBAR = ("Contributor", "Editor", "Reviewer", "Site Administrator", "Manager")

WELCOME = """\
<p>欢迎使用{title}。这里是师生办理校内事务、与机关单位沟通的统一入口，请使用本人账号登录。</p>
"""


def parse(argv):
    parser = Parser("create_site.py", __doc__)
    parser.add_argument("--id", default="Plone", help="id of the site (default: %(default)s)")
    parser.add_argument(
        "--title", default="示例大学信息门户", help="title of the site (default: %(default)s)"
    )
    parser.add_argument(
        "--without-demo", action="store_true", help="no demonstration: neither accounts nor units"
    )
    return parser.parse(argv)


def create_plone(app, site_id, title):
    """Add a site without the add-on and without content; nothing is committed."""
    return addPloneSite(
        app,
        site_id,
        title=title,
        default_language="zh-cn",
        portal_timezone="Asia/Shanghai",
        distribution_name="classic",
        setup_content=False,
    )


def create_site(app, site_id, title, with_demo):
    """Add the site to the root ``app`` of the database and return it; nothing is committed."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
    app = makerequest(app)
    setRequest(app.REQUEST)
    newSecurityManager(None, system.__of__(app.acl_users))
    site = create_plone(app, site_id, title)
    site.portal_setup.runAllImportStepsFromProfile("profile-hnu.jgzf:default")
    site.text = RichTextValue(WELCOME.format(title=title), "text/html", "text/x-html-safe")
    site.setLayout("document_view")
    # Who has nothing to edit needs no toolbar: on a phone it takes a sixth of the width.
    site.manage_permission("Show Toolbar", WITH_TOOLBAR, acquire=0)
    site.reindexObject()
    if with_demo:
        logo = files(demo).joinpath("data", "logo.svg").read_bytes()
        api.portal.set_registry_record("plone.site_logo", b64encode_file("logo.svg", logo))
        site.portal_setup.runAllImportStepsFromProfile("profile-hnu.jgzf:demo")
    return site


def main(app, options):
    if options.id in app:
        print(f"/{options.id} is there already: nothing to do.")
        return
    try:
        create_site(app, options.id, options.title, not options.without_demo)
        transaction.get().note(f"Created /{options.id} with hnu.jgzf")
        transaction.commit()
    finally:
        transaction.abort()
        setRequest(None)
        setSite(None)
    print(f"/{options.id} is created.")


if __name__ == "__main__":
    options = parse(sys.argv)
    main(app, options)  # noqa: F821 - `run` gives the root of the database
