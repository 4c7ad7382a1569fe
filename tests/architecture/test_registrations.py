"""Every page, service and viewlet of ours is bound to our layer and asks for a permission."""

from hnu.jgzf.interfaces.layer import IBrowserLayer
from lxml import etree
from pathlib import Path
from tests.privacy import discovery
from zope.dottedname.resolve import resolve
from zope.interface.interfaces import IInterface
from zope.publisher.interfaces import IRequest
import hnu.jgzf


PACKAGE = Path(hnu.jgzf.__file__).parent
SHOWN = ("page", "view", "service", "viewlet", "resourceDirectory", "menuItem")
PUBLIC = ("zope.Public", "zope2.Public")


def directives():
    """Every directive that shows something: (file, element)."""
    for file in PACKAGE.rglob("*.zcml"):
        for element in etree.parse(file).iter():
            if isinstance(element.tag, str) and etree.QName(element).localname in SHOWN:
                yield file.relative_to(PACKAGE), element


def is_error_view(element):
    """The view of an exception is not asked for by anybody: the publisher shows it."""
    if element.get("name") != "index.html":
        return False
    shown_for = element.get("for", "")
    # Where PostgreSQL's adapter is not installed, its errors have no class to look at.
    return shown_for == "psycopg2.Error" or issubclass(resolve(shown_for), Exception)


def named(file, element):
    method = element.get("method", "")
    return f"{file}: {method} {element.get('name', '')} for {element.get('for')}"


def test_there_is_something_to_look_at():
    assert len(list(directives())) > 50


def test_whatever_is_shown_asks_for_a_permission():
    missing = [
        named(file, element)
        for file, element in directives()
        if element.get("permission") in (None, *PUBLIC) and not is_error_view(element)
    ]
    assert missing == []


def test_whatever_is_shown_is_bound_to_our_layer():
    missing = [
        named(file, element)
        for file, element in directives()
        if not resolve(element.get("layer", "zope.interface.Interface")).isOrExtends(IBrowserLayer)
    ]
    assert missing == []


def is_layer_of_ours(required):
    """Our layer, or a marker of ours that requests carry beside it."""
    return IInterface.providedBy(required) and (
        required.isOrExtends(IBrowserLayer) or required.__module__.startswith("hnu.jgzf.")
    )


def test_nothing_of_ours_answers_requests_without_our_layer(integration):
    """Adapters of context and request too: serializers, menus, error views."""
    unbound = [
        found.key
        for found in discovery.registrations()
        if any(
            IInterface.providedBy(each) and each.isOrExtends(IRequest) for each in found.required
        )
        and not any(is_layer_of_ours(each) for each in found.required)
    ]
    assert unbound == []


def test_nothing_is_registered_for_every_object_but_what_stands_on_every_page(integration):
    everywhere = {
        found.key
        for found in discovery.registrations()
        if len(found.required) > 1
        and found.name
        and found.required[0].__name__ == "Interface"
        and len(found.required) < 5
    }
    assert everywhere <= {
        "hnu.jgzf.delivery Interface",
        "hnu.jgzf.entrance Interface",
        "hnu.jgzf.entrance.resources Interface",
        "hnu.jgzf.script Interface",
    }
