from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IBrowserLayer(IDefaultBrowserLayer):
    """Marks requests to a site in which the add-on is installed."""


class IOurPage(IBrowserLayer):
    """Marks what a browser asks of our pages: a database that refuses is told of in our words."""


class ICenterPost(IOurPage):
    """Marks what a browser sent to the center or below: a login that ended loses no text there."""


class ICenterAPIRequest(Interface):
    """Marks REST requests that reached the center: they end in our services and our errors."""
