"""What this package registers, read from the component registry."""

from hnu.jgzf.interfaces.layer import IBrowserLayer
from typing import NamedTuple
from zope.component import getGlobalSiteManager


class Registered(NamedTuple):
    """An adapter of ours: its name, what it is for, and the class that answers."""

    name: str
    required: tuple
    provided: object
    factory: object

    @property
    def key(self):
        """``GET @evaluations ICenter``, ``view IEvaluation``, ``hnu.jgzf.entrance …``."""
        context = self.required[0]
        name = self.name
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            prefix = f"{method}_application_json_"
            if name.startswith(prefix):
                name = f"{method} {name.removeprefix(prefix)}".strip()
        return f"{name} {getattr(context, '__name__', context)}"

    @property
    def has_our_layer(self):
        return any(
            hasattr(each, "isOrExtends") and each.isOrExtends(IBrowserLayer)
            for each in self.required
        )


def registrations():
    """Every adapter, view, viewlet and service of ours."""
    for registration in _adapters(getGlobalSiteManager(), set()):
        found = Registered(
            registration.name, registration.required, registration.provided, registration.factory
        )
        if found.has_our_layer or is_ours(registration.factory):
            yield found


def all_views():
    """Name and required interfaces of every named view of two things, whoever it belongs to."""
    for registration in _adapters(getGlobalSiteManager(), set()):
        if len(registration.required) == 2 and registration.name:
            yield registration.name, registration.required


def is_ours(factory):
    classes = getattr(factory, "__mro__", (factory,))
    return any((getattr(each, "__module__", "") or "").startswith("hnu.jgzf.") for each in classes)


def _adapters(manager, seen):
    # Test layers put one registry upon the other.
    if id(manager) in seen:
        return
    seen.add(id(manager))
    yield from manager.registeredAdapters()
    for base in manager.__bases__:
        yield from _adapters(base, seen)
