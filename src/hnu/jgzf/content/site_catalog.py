"""Where the catalog of evaluations is."""

from hnu.jgzf import config
from zope.component.hooks import getSite


def get_catalog():
    """The site's catalog of evaluations, or None where the add-on is not installed."""
    site = getSite()
    return getattr(site, config.CATALOG_ID, None) if site is not None else None
