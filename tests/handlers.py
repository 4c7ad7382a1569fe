"""The order of event handlers, which test layers change."""

from contextlib import contextmanager
from zope.component import getGlobalSiteManager


@contextmanager
def as_in_production(handler):
    """Inside the block our handler is called when a server would call it.

    A server has all handlers in one registry, where those for a general interface come first.
    Test layers stack registries, and Plone's come first whatever they are for. Yields what the
    handler is registered for.
    """
    registry = getGlobalSiteManager()
    required = [
        found.required for found in registry.registeredHandlers() if found.handler is handler
    ]
    assert len(required) == 1
    while registry.__bases__:
        registry = registry.__bases__[0]
    registry.registerHandler(handler, required[0])
    try:
        yield required[0]
    finally:
        registry.unregisterHandler(handler, required[0])
