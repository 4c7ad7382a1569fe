"""Somebody else's portal: two of them, each with what the other has not.

``plain`` is a portal as Plone makes it, REST closed, in one language, which gets more of them in
the end. ``crowded`` has several languages with a folder each, REST open to everybody, a theme of
its own, content rules at its root, another add-on with roles, permissions, components and indexes,
groups and local roles.
"""

from hnu.jgzf import config
from plone import api
from plone.app.testing import applyProfile
from plone.app.theming.utils import applyTheme
from plone.app.theming.utils import getOrCreatePersistentResourceDirectory
from plone.app.theming.utils import getTheme
from plone.registry.interfaces import IRegistry
from Products.CMFCore.interfaces import IFolderish
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from tests import factories
from tests import portal_rules
from zope.component import getUtility
from zope.interface import Interface


ACCOUNTS = ("teacher", "student", "clerk", "supervisor", "colleague", "webmaster")
LANGUAGES = ("zh-cn", "en", "de")
FRONT_PAGE = "welcome"

THEME_RULES = """<?xml version="1.0" encoding="UTF-8"?>
<rules xmlns="http://namespaces.plone.org/diazo"
       xmlns:css="http://namespaces.plone.org/diazo/css">
  <theme href="index.html" />
  <replace css:theme-children="head" css:content-children="head" />
  <replace css:theme-children="#main" css:content-children="body" />
</rules>
"""
THEME_PAGE = """<!DOCTYPE html>
<html><head><title>Theme</title></head>
<body id="own-theme"><div id="main"></div></body></html>
"""


class ILibrary(Interface):
    """A utility of the other add-on."""


class Library:
    """Nothing is asked of it."""


def furnish(site, crowded):
    """People and content; and for a ``crowded`` portal all the rest."""
    registry = getUtility(IRegistry)
    registry["plone.default_language"] = "zh-cn"
    registry["plone.available_languages"] = ["zh-cn"]
    site.portal_workflow.setDefaultChain("simple_publication_workflow")
    add_people(site)
    add_content(site)
    if not crowded:
        return
    applyProfile(site, "plone.restapi:default")
    add_languages(site, registry)
    add_theme()
    add_other_add_on(site)
    portal_rules.install(site, (site, site.about))


def add_people(site):
    for userid in ACCOUNTS:
        api.user.create(
            username=userid,
            email=f"{userid}@example.org",
            password=factories.PASSWORD,
            properties={"fullname": f"Name of {userid}"},
        )
    api.user.grant_roles(username="webmaster", roles=["Site Administrator"])
    api.group.create("staff", title="Staff", roles=["Contributor"])
    api.group.add_user(groupname="staff", username="colleague")


def add_content(site):
    """Published and private pages, one of them the portal's first; a folder with local roles."""
    welcome = api.content.create(site, "Document", FRONT_PAGE, title="Welcome")
    about = api.content.create(site, "Folder", "about", title="About", language="zh-cn")
    history = api.content.create(about, "Document", "history", title="History")
    api.content.create(about, "Document", "draft", title="Draft")
    for item in (welcome, about, history):
        api.content.transition(item, "publish")
    site.setDefaultPage(FRONT_PAGE)
    about.manage_setLocalRoles("student", ["Editor", "Reviewer"])
    about.manage_permission("Add portal content", ["Manager", "Editor"], acquire=0)
    about.reindexObjectSecurity()


def add_languages(site, registry):
    """A folder for each language, and the browser's wishes count."""
    registry["plone.available_languages"] = list(LANGUAGES)
    applyProfile(site, "plone.app.multilingual:default")
    registry["plone.use_request_negotiation"] = True
    registry["plone.use_cookie_negotiation"] = True
    page = api.content.create(site.en, "Document", "campus", title="Campus", language="en")
    api.content.transition(page, "publish")


def add_theme():
    folder = getOrCreatePersistentResourceDirectory()
    folder.makeDirectory("own")
    folder["own"].writeFile("index.html", THEME_PAGE.encode())
    folder["own"].writeFile("rules.xml", THEME_RULES.encode())
    applyTheme(getTheme("own"))


def add_other_add_on(site):
    # In the order in which every profile with roles leaves them
    site.__ac_roles__ = tuple(sorted({*site.__ac_roles__, "Librarian"}))
    site.acl_users.portal_role_manager.addRole("Librarian")
    api.user.grant_roles(username="colleague", roles=["Librarian"])
    site.manage_permission("View Groups", ["Librarian", "Manager"], acquire=0)
    site.manage_permission("Show Toolbar", ["Librarian", "Manager", "Site Administrator"])
    site.about.manage_addLocalRoles("colleague", ["Librarian"])
    manager = site.getSiteManager()
    manager.registerUtility(Library(), ILibrary, name="other")
    manager.registerAdapter(Library, (ILibrary,), Interface, name="other")
    site.portal_catalog.addIndex("shelf", FieldIndex("shelf"))
    site.portal_catalog.addColumn("shelf")


def paths_of_content(site):
    """Paths of all content, tools apart, that is not ours."""
    found = []
    for item in site.contentValues():
        if item.getId() != config.CENTER_ID:
            found.append(item)
            found.extend(item.contentValues() if IFolderish.providedBy(item) else ())
    return ["/".join(item.getPhysicalPath()[len(site.getPhysicalPath()) :]) for item in found]
