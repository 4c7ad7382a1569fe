"""What somebody can ask of us and no probe asks fails here, not in front of an evaluator."""

from tests.privacy import discovery
from tests.privacy import our_probes
from zope.interface import Interface
from zope.publisher.interfaces.browser import IBrowserPage
from zope.viewlet.interfaces import IViewlet


def shown():
    """Keys of everything of ours that somebody can ask for or that stands on a page."""
    for found in discovery.registrations():
        if not found.name or len(found.required) < 2:
            # Adapters and serializers: what they answer is in the answers of pages and services.
            continue
        if found.provided in (Interface, IBrowserPage) or found.provided.isOrExtends(IViewlet):
            yield found.key


def covered_by_pages(key):
    return key.startswith(our_probes.COVERED_BY_PAGES)


def test_everything_of_ours_is_asked(integration):
    keys = set(shown())
    assert len(keys) > 40
    assert {key for key in keys if not covered_by_pages(key)} - set(our_probes.COVERED) == set()


def test_nothing_is_asked_that_is_no_longer_there(integration):
    there = set(shown())
    rest_methods = {
        f"{method} {content}"
        for method in ("POST", "PUT", "PATCH", "DELETE")
        for content in ("ICenter", "IUnit", "IStaffMember", "IEvaluation", "IFeedback")
    }
    menus = {
        f"plone.contentmenu.workflow {content}" for content in ("IEvaluation", "ISupervisionOrder")
    }
    assert set(our_probes.COVERED) - there - rest_methods - menus == set()
