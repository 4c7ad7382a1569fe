"""To 1001: what supervisors can do, with a role, a type and a workflow; columns of the catalog."""

from AccessControl.Permission import getPermissionIdentifier
from hnu.jgzf import config
from hnu.jgzf.content import stores
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.bulletins import IBulletinTexts
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.interfaces.working_days import IWorkingDays
from importlib.resources import files
from plone import api
from plone.registry.interfaces import IRegistry
from Products.GenericSetup.rolemap import RolemapImportConfigurator
from zope.component import getUtility


PROFILE = "profile-hnu.jgzf:default"


def upgrade(setup):
    """In one transaction; every case is written, for its permissions and its place in the catalog.

    :param setup: the site's ``portal_setup``.
    """
    portal = api.portal.get()
    add_permissions(portal)
    for step in ("typeinfo", "workflow"):
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    leave_out_of_search(portal)
    add_settings()
    stores.prepare(roster.get_center())
    update_places(portal)
    workflow = portal.portal_workflow[config.WORKFLOW_ID]
    for case in catalog_upkeep.all_cases():
        workflow.updateRoleMappingsFor(case)
    catalog_upkeep.complete()
    catalog_upkeep.rebuild()


def add_permissions(portal):
    """Add roles, and give roles the permissions of the profile that the site is silent about."""
    xml = files("hnu.jgzf").joinpath("profiles", "default", "rolemap.xml").read_bytes()
    rolemap = RolemapImportConfigurator(portal).parseXML(xml)
    missing = [role for role in rolemap["roles"] if role not in portal.valid_roles()]
    portal.__ac_roles__ = tuple(sorted((*portal.__ac_roles__, *missing)))
    for permission in rolemap["permissions"]:
        name = permission["name"]
        if getPermissionIdentifier(name) not in portal.__dict__:
            portal.manage_permission(name, permission.get("roles", ()), permission["acquire"])


def add_settings():
    """Records that are new, with their defaults; those that were there keep what they say."""
    registry = getUtility(IRegistry)
    for interface in (IBulletinTexts, ISettings, IWorkingDays):
        registry.registerInterface(interface)


def update_places(portal):
    """Reports of branches at the center, summaries at the units: permissions of their workflows."""
    for place in (roster.get_center(), *roster.all_units()):
        for workflow in portal.portal_workflow.getWorkflowsFor(place):
            workflow.updateRoleMappingsFor(place)


def leave_out_of_search(portal):
    """The portal's own search offers no type of ours."""
    record = "plone.types_not_searched"
    names = api.portal.get_registry_record(record)
    missing = tuple(name for name in config.TYPES if name not in names)
    api.portal.set_registry_record(record, (*names, *missing))
