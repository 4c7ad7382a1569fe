"""Every REST service there is, as the component registry has it: none can be forgotten."""

from hnu.jgzf.services.base import Service
from plone.rest import negotiation
from typing import NamedTuple
from zope.component import getGlobalSiteManager
from zope.component import queryMultiAdapter
from zope.publisher.browser import TestRequest


class Registration(NamedTuple):
    method: str
    name: str
    ours: bool


def registrations():
    """Each :class:`Registration` once, whatever it is registered for."""
    prefixes = {
        types["application"]["json"]: method for method, types in negotiation._services.items()
    }
    found = set()
    for adapter in getGlobalSiteManager().registeredAdapters():
        prefix = next((prefix for prefix in prefixes if adapter.name.startswith(prefix)), None)
        if prefix and isinstance(adapter.factory, type):
            ours = issubclass(adapter.factory, Service)
            found.add(Registration(prefixes[prefix], adapter.name[len(prefix) :], ours))
    return sorted(found)


def answers(context, layer, registration):
    """Whether a service of ours answers that method and name on ``context``."""
    request = TestRequest(skin=layer)
    request._rest_cors_preflight = False
    name = f"{registration.method}_application_json_{registration.name}"
    return isinstance(queryMultiAdapter((context, request), name=name), Service)
