"""What GenericSetup's XML cannot say, on the way in and on the way out."""

from Acquisition import aq_base
from contextlib import suppress
from hnu.jgzf import config
from hnu.jgzf.content import roster_uploads
from hnu.jgzf.content import stores
from hnu.jgzf.content.catalog import EvaluationCatalog
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.bulletins import IBulletinTexts
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.rules import ICaseEvent
from hnu.jgzf.interfaces.settings import ICategoryTables
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.interfaces.working_days import IWorkingDays
from persistent.mapping import PersistentMapping
from plone import api
from plone.contentrules.engine.interfaces import IRuleStorage
from plone.dexterity.utils import createContent
from plone.registry.interfaces import IRegistry
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.interfaces import INonInstallable
from zExceptions import BadRequest
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer
from zope.schema import ValidationError


# On the center, while the add-on is not installed: names and values of its registry records.
KEPT = "_kept_settings"

SETTINGS = (IBulletinTexts, ICategoryTables, INotificationSettings, ISettings, IWorkingDays)


@implementer(INonInstallable)
class HiddenProfiles:
    def getNonInstallableProfiles(self):
        """Profiles that the add-ons panel does not offer."""
        return ["hnu.jgzf:uninstall", "hnu.jgzf:categories", "hnu.jgzf:demo"]


def post_install(context):
    """Make the catalog and the center; take over what an earlier installation left."""
    portal = api.portal.get()
    if get_catalog() is None:
        portal._setObject(config.CATALOG_ID, EvaluationCatalog())
    if config.CENTER_ID not in portal:
        add_center(portal)
    center = portal[config.CENTER_ID]
    stores.prepare(center)
    restore_settings(center)
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
        # The portal's navigation looks for both; the webmaster can take the tab away.
        language=api.portal.get_default_language(),
        exclude_from_nav=False,
        description=(
            "师生实名评价机关单位和工作人员，单位在 5 个工作日内反馈，"
            "评价人对反馈结果作满意度评价。评价和反馈公开展示，评价人姓名不公开。"
        ),
    )
    portal._setObject(config.CENTER_ID, center)


def restore_settings(center):
    """Category tables and texts: as they are; else as they were; else as in the notice.

    They stand in no profile that is imported again, by a reinstallation or an upgrade.
    """
    registry = getUtility(IRegistry)
    kept = getattr(aq_base(center), KEPT, None)
    if kept is not None:
        for name in set(kept) & set(registry.records):
            # Not what cannot be any more, such as a way of sending that is gone: its default.
            with suppress(ValidationError, BadRequest):
                registry[name] = kept[name]
        delattr(center, KEPT)
    if not any(categories.rows(target) for target in config.TARGETS):
        api.portal.get_tool("portal_setup").runAllImportStepsFromProfile("hnu.jgzf:categories")


def pre_uninstall(context):
    """While types and records are still there: take leave of portal_catalog, keep the settings."""
    portal = api.portal.get()
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    path = f"{'/'.join(portal.getPhysicalPath())}/{config.CENTER_ID}"
    for row in list(catalog.getAllBrains()):
        if row.getPath() == path or row.getPath().startswith(f"{path}/"):
            catalog.uncatalog_object(row.getPath())
    if config.CENTER_ID in portal:
        setattr(portal[config.CENTER_ID], KEPT, PersistentMapping(records_of_ours()))
        # Nothing would forget them any more.
        roster_uploads.forget(portal[config.CENTER_ID])
    remove_rules()


def remove_rules():
    """Content rules that wait for events of ours: nobody fires these any more.

    Without the package Plone would fail at every event in a place where one is assigned.
    """
    storage = queryUtility(IRuleStorage)
    names = [
        name
        for name, rule in (storage.items() if storage is not None else ())
        if getattr(rule.event, "isOrExtends", lambda _base: False)(ICaseEvent)
    ]
    for name in names:
        del storage[name]


def post_uninstall(context):
    """Remove what profiles cannot: the catalog, the roles, the site's own permission settings."""
    portal = api.portal.get()
    if config.CATALOG_ID in portal:
        portal._delObject(config.CATALOG_ID)
    portal.__ac_roles__ = tuple(role for role in portal.__ac_roles__ if role not in config.ROLES)
    role_manager = portal.acl_users.portal_role_manager
    for role in set(config.ROLES) & set(role_manager.listRoleIds()):
        role_manager.removeRole(role)
    for attribute in [name for name in portal.__dict__ if is_our_permission(name)]:
        delattr(portal, attribute)
    # <element remove="True"> in a profile leaves the element where it is.
    for record in ("plone.displayed_types", "plone.types_not_searched"):
        kept = [name for name in api.portal.get_registry_record(record) if name not in config.TYPES]
        api.portal.set_registry_record(record, tuple(kept))
    for profile in ("hnu.jgzf:default", "hnu.jgzf:demo"):
        api.portal.get_tool("portal_setup").unsetLastVersionForProfile(profile)


def records_of_ours():
    """Name and value of every record of the registry that a webmaster can edit."""
    registry = getUtility(IRegistry)
    prefixes = tuple(f"{interface.__identifier__}." for interface in SETTINGS)
    return {name: registry[name] for name in registry.records if name.startswith(prefixes)}


def is_our_permission(attribute):
    """Whether an attribute of the site says which roles have a permission ``hnu.jgzf: …``."""
    return attribute.startswith("_hnu_jgzf__") and attribute.endswith("_Permission")
