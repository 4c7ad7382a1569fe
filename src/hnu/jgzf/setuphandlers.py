"""What GenericSetup's XML cannot say, on the way in and on the way out."""

from hnu.jgzf import config
from hnu.jgzf.content import evaluators
from hnu.jgzf.content.catalog import EvaluationCatalog
from hnu.jgzf.content.catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import roster
from plone import api
from plone.dexterity.utils import createContent
from Products.CMFPlone.interfaces import INonInstallable
from zope.interface import implementer


@implementer(INonInstallable)
class HiddenProfiles:
    def getNonInstallableProfiles(self):
        """Profiles that the add-ons panel does not offer."""
        return ["hnu.jgzf:uninstall", "hnu.jgzf:demo"]


def post_install(context):
    """Make the catalog and the center; take over what an earlier installation left."""
    portal = api.portal.get()
    if get_catalog() is None:
        portal._setObject(config.CATALOG_ID, EvaluationCatalog())
    if config.CENTER_ID not in portal:
        add_center(portal)
    center = portal[config.CENTER_ID]
    evaluators.prepare(center)
    for item in (center, *roster.all_units()):
        item.reindexObject()
    for unit in roster.all_units():
        for person in roster.all_staff(unit):
            person.reindexObject()
    catalog_upkeep.rebuild()
    categories.take_back()


def add_center(portal):
    """机关作风评价 at the site's root, owned by nobody in particular."""
    center = createContent(
        config.CENTER_TYPE,
        id=config.CENTER_ID,
        title="机关作风评价",
        description=(
            "师生实名评价机关单位和工作人员，单位在 5 个工作日内反馈，"
            "评价人对反馈结果作满意度评价。评价和反馈公开展示，评价人姓名不公开。"
        ),
    )
    portal._setObject(config.CENTER_ID, center)


def pre_uninstall(context):
    """Take content out of portal_catalog while its types are still there."""
    portal = api.portal.get()
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(portal.getPhysicalPath()) + "/" + config.CENTER_ID
    for row in list(catalog.getAllBrains()):
        if row.getPath() == path or row.getPath().startswith(path + "/"):
            catalog.uncatalog_object(row.getPath())


def post_uninstall(context):
    """Remove what profiles cannot: catalog, roles, permissions on the site, list entries."""
