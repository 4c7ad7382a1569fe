"""What can be added where, and that cases and answers can be added by nobody at all."""

from AccessControl.PermissionRole import rolesForPermissionOn
from hnu.jgzf import config
from hnu.jgzf.domain import roster
from OFS.CopySupport import CopyError
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.dexterity.utils import createContentInContainer
from tests import factories
from zExceptions import Unauthorized
import pytest
import requests
import transaction


MANAGER = TEST_USER_ID
EVERYBODY = [*factories.ACCOUNTS, MANAGER]
NEVER = [config.EVALUATION_TYPE, config.FEEDBACK_TYPE]


@pytest.fixture
def people(university):
    """All accounts, a Manager among them."""
    setRoles(university, TEST_USER_ID, ["Manager"])
    return university


def addable(container):
    return sorted(fti.getId() for fti in container.allowedContentTypes())


def test_a_center_holds_units_and_a_unit_holds_people(people):
    with factories.acting_as(MANAGER):
        assert addable(roster.get_center()) == [config.UNIT_TYPE]
        assert addable(roster.get_unit("jwc")) == [config.STAFF_MEMBER_TYPE]
        assert not set(config.TYPES) & set(addable(people))


@pytest.mark.parametrize("portal_type", NEVER)
def test_nobody_can_add_a_case_or_an_answer(people, case, portal_type):
    places = (people, roster.get_center(), roster.get_unit("jwc"), case)
    for userid in EVERYBODY:
        with factories.acting_as(userid):
            for place in places:
                with pytest.raises((Unauthorized, ValueError)):
                    place.invokeFactory(portal_type, "x")
                with pytest.raises((Unauthorized, ValueError)):
                    createContentInContainer(place, portal_type, topic="x")
    assert list(case.objectIds()) == []


def test_no_role_has_the_permission_to_add_a_case_or_an_answer(people, case):
    for place in (people, roster.get_center(), roster.get_unit("jwc"), case):
        for permission in ("hnu.jgzf: Add Evaluation", "hnu.jgzf: Add Feedback"):
            assert not rolesForPermissionOn(permission, place), (place, permission)


@pytest.mark.parametrize("portal_type", ["Document", "Folder", "File", config.UNIT_TYPE])
def test_a_unit_takes_nothing_but_people(people, portal_type):
    with factories.acting_as(MANAGER), pytest.raises((Unauthorized, ValueError)):
        roster.get_unit("jwc").invokeFactory(portal_type, "x")


@pytest.mark.parametrize("portal_type", ["Document", "Folder", config.STAFF_MEMBER_TYPE])
def test_a_center_takes_nothing_but_units(people, portal_type):
    with factories.acting_as(MANAGER), pytest.raises((Unauthorized, ValueError)):
        roster.get_center().invokeFactory(portal_type, "x")


@pytest.mark.parametrize("portal_type", config.TYPES)
def test_nothing_of_ours_can_be_added_elsewhere(people, portal_type):
    with factories.acting_as(MANAGER):
        folder = api.content.create(people, "Folder", "folder")
        for place in (people, folder):
            with pytest.raises((Unauthorized, ValueError)):
                place.invokeFactory(portal_type, "x")


def test_units_are_added_by_webmaster_and_supervisor_alone(people):
    center = roster.get_center()
    for userid in EVERYBODY:
        with factories.acting_as(userid):
            may = userid in ("webmaster", "supervisor", "supervisor2", MANAGER)
            assert (config.UNIT_TYPE in addable(center)) == may, userid
            may_add_people = config.STAFF_MEMBER_TYPE in addable(roster.get_unit("jwc"))
            assert may_add_people == may, userid


@pytest.mark.parametrize("path", ["jgzf", "jgzf/jwc", "jgzf/jwc/20120356"])
def test_center_units_and_people_cannot_be_copied(people, path):
    item = people.unrestrictedTraverse(path)
    with factories.acting_as(MANAGER):
        for copy in (
            lambda: item.__parent__.manage_copyObjects([item.getId()]),
            lambda: api.content.copy(item, people, safe_id=True),
        ):
            with pytest.raises((CopyError, Unauthorized)):
                copy()


@pytest.fixture
def site(functional_portal):
    factories.university(functional_portal)
    factories.submit("teacher")
    transaction.commit()
    return functional_portal


ACCOUNTS = {
    None: None,
    "owner": (SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
    **{userid: (userid, factories.PASSWORD) for userid in factories.ACCOUNTS},
}


def call(method, url, auth, **options):
    headers = {"Accept": "application/json"}
    return requests.request(method, url, auth=auth, headers=headers, timeout=60, **options)


def test_neither_rest_nor_an_add_form_adds_a_case_or_an_answer(site):
    (case,) = roster.get_unit("jwc").objectIds("jgzf Evaluation", ordered=False)
    base = site.absolute_url()
    for name, auth in ACCOUNTS.items():
        for place in ("jgzf", "jgzf/jwc", f"jgzf/jwc/{case}"):
            for portal_type in NEVER:
                answer = call("POST", f"{base}/{place}", auth, json={"@type": portal_type})
                assert answer.status_code in (400, 401, 403, 404, 405), (name, place)
                page = requests.get(
                    f"{base}/{place}/++add++{portal_type}",
                    auth=auth,
                    timeout=60,
                    allow_redirects=False,
                )
                assert page.status_code in (302, 401, 403, 404, 500), (name, place)
                assert "form.buttons.save" not in page.text
    transaction.begin()
    unit = roster.get_unit("jwc")
    assert list(unit.objectIds("jgzf Evaluation", ordered=False)) == [case]
    assert list(unit[case].objectIds()) == []


@pytest.mark.parametrize("path", ["jgzf", "jgzf/jwc", "jgzf/jwc/20120356"])
def test_rest_copies_nothing(site, path):
    base = site.absolute_url()
    for userid in ("owner", "webmaster", "supervisor", "teacher"):
        for place in ("", "/jgzf", "/jgzf/hqc"):
            source = {"source": f"{base}/{path}"}
            answer = call("POST", f"{base}{place}/@copy", ACCOUNTS[userid], json=source)
            assert answer.status_code >= 400, (userid, place, answer.text)
    transaction.begin()
    assert sorted(site.jgzf.objectIds()) == ["hqc", "jwc"]
    assert sorted(site.jgzf.hqc.objectIds()) == ["20100001"]
    assert not [name for name in site.objectIds() if name.startswith("copy")]
