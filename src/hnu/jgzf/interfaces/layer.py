from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IBrowserLayer(IDefaultBrowserLayer):
    """Marks requests to a site in which the add-on is installed."""


class ICenterAPIRequest(Interface):
    """Marks REST requests that reached the center: they end in our services and our errors."""
