"""A site of Plone without the add-on, otherwise as ``scripts/create_site.py`` makes one."""

from hnu.jgzf import demo
from importlib.resources import files
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.formwidget.namedfile.converter import b64encode_file
from scripts.create_site import create_plone
from scripts.create_site import WITH_TOOLBAR
from zope.component.hooks import setSite


# Paths below the site
DOCUMENT, FOLDER = "a-page", "pages"

TEXT = "<p>这里是师生办理校内事务、与机关单位沟通的统一入口，请使用本人账号登录。</p>"


def add_site(app, site_id, userid, password):
    """The same language, look and logo; one member, a front page, a published Document, and twenty
    in a folder with Plone's own listing, as many as a wall has evaluations."""
    site = create_plone(app, site_id, "示例大学信息门户")
    setSite(site)
    site.text = RichTextValue(TEXT, "text/html", "text/x-html-safe")
    site.setLayout("document_view")
    site.manage_permission("Show Toolbar", WITH_TOOLBAR, acquire=0)
    logo = files(demo).joinpath("data", "logo.svg").read_bytes()
    api.portal.set_registry_record("plone.site_logo", b64encode_file("logo.svg", logo))
    api.user.create(username=userid, email=f"{userid}@example.org", password=password)
    add_document(site, DOCUMENT, "办事指南")
    folder = api.content.create(site, "Folder", FOLDER, title="办事指南汇编")
    api.content.transition(folder, "publish")
    for number in range(1, 21):
        add_document(folder, f"page-{number}", f"办事指南第 {number} 篇：校内事务如何办理")


def add_document(container, name, title):
    document = api.content.create(
        container,
        "Document",
        name,
        title=title,
        description="一个普通的页面，用来比较。",
        text=RichTextValue(TEXT * 4, "text/html", "text/x-html-safe"),
    )
    api.content.transition(document, "publish")
