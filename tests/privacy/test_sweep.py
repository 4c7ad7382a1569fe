"""No view and no method there is leads to the evaluator of a case."""

from tests.privacy import sweep
from tests.privacy import world
import pytest


@pytest.fixture(scope="module")
def swept_world(our_world):
    sweep.add_curious(our_world)
    return our_world


@pytest.fixture
def case(swept_world):
    return swept_world.portal.unrestrictedTraverse(swept_world.target.path)


def test_no_view_names_the_evaluator(swept_world, case):
    for item, url in ((case, swept_world.target.url), (case["1"], f"{swept_world.target.url}/1")):
        views = sweep.views_of(item)
        assert len(views) > 200
        found, answered = sweep.by_address(swept_world, [f"{url}/@@{name}" for name in views])
        assert found == {}
        assert answered > 50


def test_no_attribute_or_method_names_the_evaluator(swept_world, case):
    """Channels 12 and 20: owner_info, getOwner, workflow_history, manage_…, and what comes."""
    names = sweep.names_of(case)
    assert {"getOwner", "owner_info", "workflow_history", "get_local_roles", "Creator"} <= {*names}
    urls = [f"{swept_world.target.url}/{name}" for name in names]
    assert sweep.by_address(swept_world, urls)[0] == {}
    urls = [f"{swept_world.target.url}/1/{name}" for name in sweep.names_of(case["1"])]
    assert sweep.by_address(swept_world, urls)[0] == {}
    assert sweep.by_xmlrpc(swept_world, names)[0] == {}


def test_names_that_begin_with_an_underscore_are_not_reachable(swept_world):
    center = swept_world.portal.jgzf
    private = [name for name in center.__dict__ if name.startswith("_")]
    assert "_evaluators" in private
    statuses = {
        swept_world.ask(who, "GET", f"{swept_world.base}/jgzf/{name}{rest}").status_code
        for who in (sweep.CURIOUS, world.MEMBER, world.ANONYMOUS)
        for name in private
        for rest in ("", f"/{world.AUTHOR.userid}", "/keys", "/items")
    }
    assert statuses <= {401, 403, 404}


def test_the_catalog_of_evaluations_answers_nobody_below_manager(swept_world):
    """By URL it would be an index of all cases that asks for no permission to see them."""
    answers = {
        (who, path): swept_world.ask(who, "GET", f"{swept_world.base}/evaluation_catalog{path}")
        for who in (sweep.CURIOUS, "webmaster", world.MEMBER, world.ANONYMOUS)
        for path in (
            "",
            "/searchResults",
            "/search?unit=jwc",
            "/unrestrictedSearchResults",
            "/manage_catalogView",
            "/manage_main",
            "/getAllBrains",
            "/uniqueValuesFor?name=unit",
            "/getIndexDataForUID",
            "/_catalog",
            "/Indexes",
        )
    }
    assert {answer.status_code for answer in answers.values()} <= {302, 401, 403, 404}
    for answer in answers.values():
        # To the login form, and nowhere else.
        assert "require_login" in answer.headers.get("Location", "require_login")
