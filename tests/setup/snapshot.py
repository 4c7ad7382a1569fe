"""All that a Plone site consists of, content apart, as lines that can be compared."""

from Acquisition import aq_base
from hnu.jgzf import config
from lxml import etree
from plone.registry.interfaces import IRegistry
from Products.CMFCore.indexing import processQueue
from tests.setup.foreign import paths_of_content
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.interface import providedBy
import io
import re
import tarfile


# Written anew by every export.
_STAMP = re.compile(rb"<default>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^<]*</default>")
# Where the site keeps its children, and how many they are.
_CONTENT = ("_tree", "_count", "_mt_index", "_p_mtime", "__annotations__", "workflow_history")


def take(portal):
    """Lines of the site's configuration: what is stored where."""
    processQueue()
    return {
        *_exports(portal),
        *_site(portal),
        *_users(portal),
        *_catalogs(portal),
        *_components(portal),
        *_records(),
        *_others(portal),
    }


def _exports(portal):
    """Every element of every file that GenericSetup exports, by all steps, with its parents."""
    archive = portal.portal_setup.runAllExportSteps()["tarball"]
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files.getmembers():
            if member.isfile():
                text = _STAMP.sub(b"", files.extractfile(member).read())
                if member.name.endswith(".xml"):
                    yield from _elements(etree.fromstring(text), member.name)
                else:
                    for line in text.decode("utf-8", "replace").splitlines():
                        yield f"{member.name}: {line}"


def _elements(element, parents):
    if not isinstance(element.tag, str):
        return
    attributes = "".join(f" {name}={value}" for name, value in sorted(element.items()))
    here = f"{parents} <{element.tag}{attributes}>"
    text = " ".join((element.text or "").split())
    if text or not len(element):
        yield f"{here} {text}".rstrip()
    for child in element:
        yield from _elements(child, here)


def _site(portal):
    """Attributes of the site: permissions, roles and whatever somebody may have left there."""
    for name, value in portal.__dict__.items():
        if name in _CONTENT or name.startswith("_v_"):
            continue
        yield f"site: {name}"
        if isinstance(value, tuple):
            yield from (f"site: {name} {part}" for part in value)
    for key in IAnnotations(portal):
        yield f"site: annotation {key}"
    for name in portal.objectIds():
        yield f"site: object {name}"
    versions = portal.portal_setup._profile_upgrade_versions
    for profile, version in versions.items():
        yield f"site: profile {profile} {version}"


def _users(portal):
    yield from _plugins("root users", portal.__parent__.acl_users)
    users = portal.acl_users
    yield from _plugins("users", users)
    for name in users.portal_role_manager.listRoleIds():
        yield f"users: role {name}"
    for principal, roles in users.portal_role_manager._principal_roles.items():
        yield f"users: {principal} has {sorted(roles)}"


def _plugins(folder, users):
    for name in users.objectIds():
        yield f"{folder}: plugin {name}"
    for info in users.plugins.listPluginTypeInfo():
        names = users.plugins.listPluginIds(info["interface"])
        yield f"{folder}: {info['id']} {names}"


def _catalogs(portal):
    catalog = portal.portal_catalog
    for name in catalog.indexes():
        yield f"catalog: index {name}"
    for name in catalog.schema():
        yield f"catalog: column {name}"
    for path in catalog._catalog.uids:
        yield f"catalog: row {path}"
    for chain in portal.portal_workflow._chains_by_type.items():
        yield f"workflow: chain {chain}"


def _components(portal):
    manager = portal.getSiteManager()
    for kind in ("Utilities", "Adapters", "SubscriptionAdapters", "Handlers"):
        for registration in getattr(manager, f"registered{kind}")():
            yield f"components: {_without_addresses(registration)}"
    for name in manager.objectIds():
        yield f"components: object {name}"


def _others(portal):
    """Who may do what with content that is not ours; the serial tells that nobody touched it."""
    for path in paths_of_content(portal):
        item = aq_base(portal.unrestrictedTraverse(path))
        item._p_activate()
        yield f"content: {path} serial {item._p_serial.hex()}"
        for name, value in vars(item).items():
            if name.endswith("_Permission") or name.startswith(("__ac_", "_owner")):
                yield f"content: {path} {name} {_without_addresses(value)}"
        yield f"content: {path} interfaces {sorted(i.__identifier__ for i in providedBy(item))}"
        yield f"content: {path} annotations {sorted(getattr(item, '__annotations__', ()))}"
        yield f"content: {path} roles {sorted(item.get_local_roles())}"


def _records():
    for name, record in getUtility(IRegistry).records.items():
        # A list in parts: an entry of ours must not hide, or accuse, those beside it.
        value = record.value
        parts = value if isinstance(value, list | tuple) and value else [value]
        for part in parts:
            yield f"registry: {name} {type(record.field).__name__} {_without_addresses(part)}"


def foreign(lines):
    """Those of ``lines`` that are not about things of ours."""
    ours = ("jgzf", config.CATALOG_ID, *config.ROLES)
    return sorted(line for line in lines if not any(name in line for name in ours))


def _without_addresses(value):
    return re.sub(r" at 0x[0-9a-f]+|oid 0x[0-9a-f]+ in <[^>]*>", "", repr(value))
