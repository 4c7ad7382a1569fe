from hnu.jgzf import config
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.subscribers.guards import keep_what_has_cases
from OFS.CopySupport import CopyError
from OFS.event import ObjectWillBeMovedEvent
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from plone.app.testing import applyProfile
from plone.dexterity.utils import createContent
from tests import factories
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope.event import notify
from zope.interface import Interface
import pytest
import transaction


@pytest.fixture(autouse=True)
def order_of_production(portal, as_in_production):
    with as_in_production(keep_what_has_cases) as required:
        assert required == (Interface, IObjectWillBeMovedEvent)
        yield


@pytest.fixture
def jwc(university):
    return roster.get_unit("jwc")


@pytest.fixture
def as_manager(university):
    with api.env.adopt_user(username="admin"):
        yield


def delete_by_script(item):
    item.__parent__._delObject(item.getId())


def delete_as_a_mapping(item):
    del item.__parent__[item.getId()]


def delete_in_zmi(item):
    item.__parent__.manage_delObjects([item.getId()])


def delete_with_api(item):
    api.content.delete(item, check_linkintegrity=False)


def rename_in_zmi(item):
    transaction.savepoint(optimistic=True)
    item.__parent__.manage_renameObject(item.getId(), "other")


def rename_with_api(item):
    transaction.savepoint(optimistic=True)
    api.content.rename(item, new_id="other")


def move_with_api(item):
    transaction.savepoint(optimistic=True)
    api.content.move(item, target=roster.get_unit("hqc"))


def paste(item):
    """What a cut and paste tells everybody, without the checks before it."""
    target = api.portal.get()
    notify(ObjectWillBeMovedEvent(item, item.__parent__, item.getId(), target, item.getId()))


WAYS_TO_DELETE = (delete_by_script, delete_as_a_mapping, delete_in_zmi, delete_with_api)
WAYS_TO_MOVE = (rename_in_zmi, rename_with_api, move_with_api, paste)


def catalogued():
    """Paths in portal_catalog below the center."""
    catalog = api.portal.get_tool("portal_catalog")
    return sorted(
        brain.getPath() for brain in catalog.unrestrictedSearchResults(path="/plone/jgzf")
    )


@pytest.mark.parametrize("way", WAYS_TO_DELETE + WAYS_TO_MOVE)
@pytest.mark.parametrize("what", ["order", "feedback", "case", "staff_member", "unit", "center"])
def test_nobody_takes_away_what_cases_hang_on(jwc, way, what, as_manager):
    case = factories.submit("teacher", staff_member="20090417", **factories.choice("staff"))
    factories.answer(case)
    item = {
        "order": factories.issue_order(case),
        "feedback": case["1"],
        "case": case,
        "staff_member": jwc["20090417"],
        "unit": jwc,
        "center": roster.get_center(),
    }[what]
    before = catalogued()
    with pytest.raises((BadRequest, CopyError, Unauthorized, api.exc.InvalidParameterError)):
        way(item)
    # The script goes on, and all is as it was.
    assert item.__parent__[item.getId()] == item
    assert catalogued() == before
    assert catalog_upkeep.check() == []
    assert [brain.number for brain in listings.wall()] == [case.getId()]
    assert [feedback.getId() for feedback in case.rounds] == ["1"]


def test_the_refusal_says_how_many_cases_there_are_and_what_to_do(jwc, case):
    with pytest.raises(BadRequest) as refused:
        delete_by_script(jwc)
    message = refused.value.args[0]
    assert message == "error_has_cases"
    assert message.mapping == {"title": "教务处", "n": 1}


@pytest.mark.parametrize("way", WAYS_TO_DELETE)
def test_a_person_without_cases_can_go_though_her_unit_has_some(jwc, case, way, as_manager):
    way(jwc["20120356"])
    assert "20120356" not in jwc
    assert jwc["20090417"] is not None


@pytest.mark.parametrize("way", WAYS_TO_DELETE + WAYS_TO_MOVE)
def test_a_unit_whose_orders_are_about_cases_of_another_one_stays(jwc, way, as_manager):
    """As after a transfer."""
    hqc = roster.get_unit("hqc")
    order = createContent(config.ORDER_TYPE, id="order-2026-1", issued=dates.now(), cases=())
    hqc._setObject("order-2026-1", order, set_owner=0, suppress_events=True)
    with pytest.raises((BadRequest, CopyError, Unauthorized, api.exc.InvalidParameterError)):
        way(hqc)
    assert roster.get_unit("hqc") == hqc


@pytest.mark.parametrize("way", WAYS_TO_DELETE)
def test_a_unit_without_cases_can_go_with_its_people(jwc, case, way, as_manager):
    hqc = roster.get_unit("hqc")
    way(hqc)
    assert roster.get_unit("hqc") is None
    assert "/plone/jgzf/hqc" not in catalogued()
    assert "/plone/jgzf/hqc/20100001" not in catalogued()


def test_what_stands_in_addresses_is_renamed_by_nobody_without_cases_either(jwc, as_manager):
    for item in (jwc, jwc["20090417"]):
        for way in (rename_in_zmi, rename_with_api, move_with_api):
            with pytest.raises((CopyError, api.exc.InvalidParameterError)):
                way(item)


def test_the_center_can_go_while_there_is_no_case(university):
    delete_by_script(roster.get_center())
    assert roster.get_center() is None


def test_the_whole_site_takes_its_cases_along(portal, case):
    portal.__parent__._delObject(portal.getId())
    assert "plone" not in portal.__parent__.objectIds()


@pytest.mark.parametrize("what", ["order", "case", "feedback", "staff_member", "unit", "center"])
def test_nothing_of_ours_can_be_copied(jwc, case, what, as_manager):
    factories.answer(case)
    order = factories.issue_order(case)
    transaction.savepoint(optimistic=True)
    item = {
        "order": order,
        "feedback": case["1"],
        "case": case,
        "staff_member": jwc["20090417"],
        "unit": jwc,
        "center": roster.get_center(),
    }[what]
    container = item.__parent__
    with pytest.raises(CopyError):
        container.manage_copyObjects([item.getId()])
    with pytest.raises(CopyError):
        container.manage_clone(item, "copy")
    with pytest.raises((CopyError, api.exc.InvalidParameterError)):
        api.content.copy(item, id="copy")
    assert "copy" not in container


@pytest.mark.parametrize(
    "portal_type", [config.EVALUATION_TYPE, config.FEEDBACK_TYPE, config.ORDER_TYPE]
)
def test_only_the_rules_add_cases_answers_and_orders(jwc, case, portal_type, as_manager):
    for container in (jwc, case, api.portal.get()):
        with pytest.raises(BadRequest):
            container._setObject("9", createContent(portal_type, id="9"))
        with pytest.raises(api.exc.InvalidParameterError):
            api.content.create(container, portal_type, "9")
        with pytest.raises((ValueError, BadRequest)):
            container.invokeFactory(portal_type, "9")
        assert "9" not in container.objectIds()
    assert len(get_catalog()) == 1


def test_codes_and_numbers_stay(jwc):
    for item, name in ((jwc, "code"), (jwc["20090417"], "employee_number")):
        before = getattr(item, name)
        with pytest.raises(BadRequest):
            setattr(item, name, "other")
        assert getattr(item, name) == item.getId() == before


def test_all_of_it_can_be_deleted_by_a_script_once_the_add_on_is_uninstalled(portal, case):
    """As docs/operations.md says; with events it is refused then, too."""
    case_path = "/".join(case.getPhysicalPath())
    applyProfile(portal, "hnu.jgzf:uninstall")
    with pytest.raises(BadRequest):
        portal._delObject(config.CENTER_ID)
    portal._delObject(config.CENTER_ID, suppress_events=True)
    assert config.CENTER_ID not in portal.objectIds()
    assert portal.unrestrictedTraverse(case_path, None) is None
    assert not [path for path in portal.portal_catalog._catalog.uids if "/jgzf" in path]
