"""Types that WebDAV, FTP and XML-RPC have nothing to say about.

``manage_DAVget`` and its kin print every schema field and ignore read permissions
(channel 12 of docs/privacy.md), so on our types they answer nothing, to anybody.
"""

from zExceptions import NotFound


class OpaqueToSources:
    """Mix-in placed before a Dexterity class."""

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
