"""Types that WebDAV, FTP and XML-RPC have nothing to say about.

``manage_DAVget`` and its kin print every schema field and ignore read permissions
(channel 12 of docs/privacy.md), so on our types they answer nothing, to anybody.
"""

from Products.GenericSetup.interfaces import IFilesystemExporter
from zExceptions import NotFound
from zope.interface import implementer


class OpaqueToSources:
    """Mix-in placed before a Dexterity class."""

    def isTemporary(self):
        """Whether a rebuild of portal_catalog leaves this out: while its type is not installed."""
        return self.getTypeInfo() is None

    def _no_source(self, *args, **kwargs):
        raise NotFound

    manage_DAVget = _no_source
    manage_FTPget = _no_source
    manage_FTPlist = _no_source
    manage_FTPstat = _no_source
    PROPFIND = _no_source
    PROPPATCH = _no_source
    PUT = _no_source
    LOCK = _no_source
    UNLOCK = _no_source


@implementer(IFilesystemExporter)
class NotExported:
    """``IFilesystemExporter`` of the center: GenericSetup's content step goes no further.

    It would call ``manage_FTPget``, and the export of the whole site would fail.
    """

    def __init__(self, context):
        self.context = context

    def export(self, export_context, subdir, root=False):
        """Write nothing."""

    def listExportableItems(self):
        return ()
