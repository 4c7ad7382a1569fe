"""To 1002: fewer write conflicts; the script of our pages is deferred."""

from hnu.jgzf import config
from hnu.jgzf.content import outbox
from hnu.jgzf.content.catalog import INDEXES
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import roster
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


def upgrade(setup):
    """In one transaction; no case is touched.

    :param setup: the site's ``portal_setup``.
    """
    # browser/script.py has it.
    getUtility(IRegistry)[f"plone.bundles/{config.BUNDLE}.jscompilation"] = None
    catalog = get_catalog()
    for name in INDEXES:
        catalog.index(name).renew()
    box = outbox.get_outbox(roster.get_center())
    if not isinstance(box.facts, outbox.FactTree):
        box.facts = outbox.FactTree(box.facts)
