"""The suite is not blind: on a type made as anybody would make it, it finds the author."""

from tests.privacy import probes
from tests.privacy import sweep
import pytest


@pytest.mark.parametrize("probe", probes.KNOWN, ids=str)
def test_the_author_of_a_naive_item_is_found(naive_world, probe):
    assert probe.finds(naive_world, probe.who)


def test_the_suite_knows_all_the_ways():
    names = [str(probe) for probe in probes.KNOWN]
    assert len(set(names)) == len(names) >= 41
    # 20 was always closed; 21 is with it; 22 and 23 have modules of their own.
    assert {probe.channel for probe in probes.KNOWN} == {*range(1, 20), 24, 25}


def test_the_sweep_finds_the_author_of_a_naive_item_too(naive_world):
    sweep.add_curious(naive_world)
    item = naive_world.portal.unrestrictedTraverse(naive_world.target.path)
    url = naive_world.target.url
    found, _answered = sweep.by_address(
        naive_world, [f"{url}/@@{name}" for name in sweep.views_of(item)]
    )
    assert len(found) > 50
    names = sweep.names_of(item)
    found, _answered = sweep.by_address(naive_world, [f"{url}/{name}" for name in names])
    assert {f"{url}/manage_DAVget", f"{url}/manage_FTPget"} <= set(found)
    found, _answered = sweep.by_xmlrpc(naive_world, names)
    assert "manage_DAVget" in found
