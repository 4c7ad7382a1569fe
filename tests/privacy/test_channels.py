"""No way leads to the evaluator of a case."""

from tests.privacy import our_probes
from tests.privacy import probes
from tests.privacy import world
import pytest


def found(target, probe, people):
    results = {who: probe.finds(target, who) for who in people}
    return {who: result for who, result in results.items() if result}


@pytest.mark.parametrize("probe", probes.KNOWN + probes.CLOSED, ids=str)
def test_outsiders_do_not_find_the_evaluator(our_world, probe):
    assert found(our_world, probe, world.OUTSIDERS) == {}


@pytest.mark.parametrize("probe", our_probes.PROBES, ids=str)
def test_our_own_pages_and_services_do_not_tell(our_world, probe):
    assert found(our_world, probe, probe.asked_by) == {}


def test_cases_can_be_read_all_the_same(our_world):
    """A suite that asks nothing but closed doors proves nothing."""
    page = our_world.ask(world.MEMBER, "GET", our_world.target.url)
    assert page.status_code == 200
    assert world.TYPED in page.text
    assert page.url == our_world.target.url


def test_lists_of_plone_show_no_cases(our_world):
    """Neither those of the unit and the center nor those of the site, called by address."""
    target = our_world.target
    shown = {}
    for container in (target.parent, f"{target.portal}/jgzf"):
        for view in (
            "listing_view",
            "summary_view",
            "tabular_view",
            "full_view",
            "album_view",
            "event_listing",
            "folder_contents",
            "@@contentlisting",
            "RSS",
            "atom.xml",
            "sitemap",
        ):
            for who in ("student", "clerk", "supervisor", "webmaster"):
                answer = our_world.ask(who, "GET", f"{container}/{view}")
                if world.TYPED in answer.text or target.url in answer.text:
                    shown[container, view, who] = answer.status_code
    assert shown == {}
