"""What plone.restapi answers elsewhere, it does not answer at or below the center."""

from hnu.jgzf.interfaces.layer import IBrowserLayer
from plone import api
from tests import factories
from tests.services import registered
from tests.services.client import error
from tests.services.client import stored
import pytest
import transaction


REFUSED = (401, 403, 404, 405)


@pytest.fixture
def places(site, case_in):
    """Paths of one thing of each type."""
    path = case_in("rated", staff_member="20090417")
    return {
        "center": "",
        "unit": "jwc",
        "staff member": "jwc/20090417",
        "case": path,
        "feedback": f"{path}/1",
    }


def others(context):
    """Every service registered anywhere that is not one of ours for ``context``."""
    found = registered.registrations()
    assert len(found) > 100
    return [item for item in found if not registered.answers(context, IBrowserLayer, item)]


def call(client, method, path, name):
    address = f"{path}/{name}".strip("/")
    return client.request(method, address, json=None if method in ("GET", "HEAD") else {})


def last_transaction(site):
    transaction.abort()
    return site._p_jar.db().lastTransaction()


def publish_page(site):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(site, "Document", "page")
        api.content.transition(site.page, "publish")
    transaction.commit()


@pytest.mark.parametrize("userid", ["student", "teacher", "webmaster"])
def test_no_other_service_answers_or_writes(site, rest, places, userid):
    client = rest(userid)
    before = last_transaction(site)
    for place, path in places.items():
        for registration in others(stored(path) if path else site.jgzf):
            answer = call(client, registration.method, path, registration.name)
            assert answer.status_code in REFUSED, (place, registration, answer.text)
            for secret in ("teacher", "方晓棠", "13900000000", "clerk"):
                assert secret not in answer.text, (place, registration)
    assert last_transaction(site) == before


def test_others_answer_where_the_center_is_not(site, rest):
    """The control: the same calls are answered on a document."""
    site.manage_permission("plone.restapi: Use REST API", ["Authenticated"], 1)
    publish_page(site)
    client = rest("student")
    for name in ("", "@search", "@types", "@workflow", "@breadcrumbs", "@lock"):
        assert client.get(f"{site.absolute_url()}/page/{name}").status_code == 200, name


def test_content_of_the_portal_is_not_reached_through_the_center(site, rest):
    publish_page(site)
    assert error(rest("student").get("page"))[0] in REFUSED
    assert error(rest("student").get("page/@search"))[0] in REFUSED


def test_where_the_portal_opens_rest_to_everybody_the_center_stays_closed(site, rest, places):
    site.manage_permission("plone.restapi: Use REST API", ["Anonymous"], 1)
    transaction.commit()
    for path in places.values():
        assert error(rest(None).get(path))[0] in (401, 404), path
        assert error(rest(None).get(f"{path}/@search"))[0] in (401, 404), path
        assert error(rest("student").get(f"{path}/@search".lstrip("/")))[0] in REFUSED, path


def test_a_search_of_the_portal_finds_neither_cases_nor_people(site, rest, places):
    site.manage_permission("plone.restapi: Use REST API", ["Authenticated"], 1)
    transaction.commit()
    client = rest("student")
    answer = client.get(f"{site.absolute_url()}/@search?fullobjects=1&b_size=100")
    found = {item["@type"] for item in answer.json()["items"] if item["@type"].startswith("jgzf")}
    assert found == {"jgzf.Center", "jgzf.Unit"}
    for secret in ("13900000000", "clerk", "dean", "administrators", "20090417"):
        assert secret not in answer.text, secret


def test_what_was_sent_cannot_be_changed_or_deleted(site, rest, places):
    before = last_transaction(site)
    for userid in ("teacher", "clerk", "supervisor", "webmaster"):
        client = rest(userid)
        for path in (places["case"], places["feedback"]):
            sent = {"topic": "别的主题", "content": factories.CONTENT, "satisfaction": "neutral"}
            for method in ("PATCH", "PUT", "POST", "DELETE"):
                answer = client.request(method, path, json=sent)
                assert error(answer) == (405, None), (userid, method, path)
                assert answer.headers["Allow"] == "GET"
    assert last_transaction(site) == before


def test_a_round_is_read_in_its_case_only(rest, places):
    for userid in ("student", "teacher", "clerk", "webmaster"):
        assert error(rest(userid).get(places["feedback"])) == (404, None), userid


def test_evaluations_are_added_by_their_own_service_only(site, rest):
    before = last_transaction(site)
    for userid in ("student", "clerk", "supervisor", "webmaster"):
        for portal_type in ("jgzf.Evaluation", "jgzf.Feedback"):
            sent = {"@type": portal_type, "topic": "主题", "content": factories.CONTENT}
            answer = rest(userid).post("jwc", json=sent)
            assert answer.status_code in REFUSED, (userid, portal_type)
    assert last_transaction(site) == before


def test_a_get_writes_nothing(site, rest, places):
    rest("clerk").post(f"{places['case']}/@identity-disclosures", json={"reason": factories.ANSWER})
    before = last_transaction(site)
    for userid in ("student", "teacher", "clerk", "supervisor", "webmaster"):
        client = rest(userid)
        for registration in registered.registrations():
            if registration.ours and registration.method == "GET":
                for path in places.values():
                    call(client, "GET", path, registration.name)
        client.get("@staff-members?unit=jwc")
        client.get("@categories?target=staff")
    assert last_transaction(site) == before
