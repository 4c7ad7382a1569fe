"""What adding content leaves behind in Plone, and does not for cases and answers."""

from AccessControl.owner import UnownableOwner
from hnu.jgzf.domain import catalog_upkeep
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from Products.CMFCore.indexing import processQueue
from tests import factories
from tests.privacy import evidence
from tests.privacy.world import AUTHOR
from tests.privacy.world import JSON
from tests.privacy.world import MADE
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
import pytest
import requests
import transaction


@pytest.fixture
def case(used_world):
    """Submitted by the author over REST, answered, and rated by her over REST."""
    fields = factories.fields()
    del fields["staff_member"]
    author = used_world.client(AUTHOR.userid)
    answer = author.post(f"{used_world.base}/jgzf/@evaluations", json=fields, headers=JSON)
    path = answer.json()["@id"].removeprefix(used_world.base + "/")
    transaction.begin()
    case = used_world.portal.unrestrictedTraverse(path)
    factories.answer(case)
    transaction.commit()
    rated = author.post(
        f"{used_world.base}/{path}/@satisfaction", json={"level": "satisfied"}, headers=JSON
    )
    assert rated.status_code == 200
    transaction.begin()
    return case


def parts(case):
    """The case and its answers."""
    return (case, *case.rounds)


def test_nobody_owns_a_case_or_an_answer(case):
    for item in parts(case):
        assert item.getOwner() is None
        assert not item.owner_info()
        assert item.getOwnerTuple() is UnownableOwner
        assert item.get_local_roles() == ()
        assert "Owner" not in str(getattr(item.aq_base, "__ac_local_roles__", None))


def test_whatever_plone_says_about_its_maker_is_empty(case):
    for item in parts(case):
        item.setCreators((AUTHOR.userid,))
        item.addCreator(AUTHOR.userid)
        item.setContributors((AUTHOR.userid,))
        item.creators = (AUTHOR.userid,)
        item.manage_setLocalRoles(AUTHOR.userid, ("Owner",))
        item.manage_addLocalRoles(AUTHOR.userid, ("Owner",))
        item.changeOwnership(api.user.get(userid=AUTHOR.userid).getUser())
        item.manage_fixupOwnershipAfterAdd()
        assert item.Creator() == "(anonymous)"
        assert api.user.get(userid=item.Creator()) is None
        assert item.listCreators() == item.listContributors() == item.creators == ()
        assert item.get_local_roles() == ()
        assert item.getOwner() is None


def test_what_is_stored_of_a_case_names_nobody_but_in_its_annotation(case):
    for item in parts(case):
        for name, value in item.aq_base.__dict__.items():
            if name not in ("__annotations__", "__parent__") and not name.startswith("_p_"):
                assert evidence.identity_in(f"{name} {value!r}") is None
        for history in getattr(item, "workflow_history", {}).values():
            for entry in history:
                assert evidence.identity_in(str(entry)) is None
                assert "actor" not in entry


def test_the_dates_of_dublin_core_are_days(used_world):
    from hnu.jgzf.domain import dates

    with dates.at(MADE):
        case = factories.submit(AUTHOR.userid)
        factories.answer(case)
        factories.rate(case, "satisfied", by=AUTHOR.userid)
    for item in parts(case):
        for name in (
            "created",
            "modified",
            "CreationDate",
            "ModificationDate",
            "EffectiveDate",
            "ExpirationDate",
            "Date",
            "effective",
            "expires",
            "bobobase_modification_time",
        ):
            value = getattr(item, name, None)
            value = value() if callable(value) else value
            assert evidence.time_in(str(value)) is None, name
            if hasattr(value, "toZone"):
                assert evidence.time_in(value.toZone("Asia/Shanghai").ISO8601()) is None, name


def test_no_catalog_of_plone_learns_of_a_case_whatever_is_rebuilt(used_world, case):
    portal = used_world.portal
    catalog = portal.portal_catalog

    def rows():
        processQueue()
        return [
            path
            for path in catalog._catalog.uids
            if path.startswith(f"{'/'.join(portal.jgzf.getPhysicalPath())}/jwc/2026")
        ]

    assert rows() == []
    catalog.clearFindAndRebuild()
    assert rows() == []
    catalog.refreshCatalog(clear=1)
    assert rows() == []
    portal.portal_workflow.updateRoleMappings()
    assert rows() == []
    portal.jgzf.reindexObjectSecurity()
    case.reindexObjectSecurity()
    case.reindexObject(idxs=["allowedRolesAndUsers", "Creator"])
    for item in parts(case):
        item.notifyWorkflowCreated()
        catalog.indexObject(item)
        catalog.reindexObject(item)
    assert rows() == []
    assert f"user:{AUTHOR.userid}" not in catalog.uniqueValuesFor("allowedRolesAndUsers")
    assert AUTHOR.userid not in catalog.uniqueValuesFor("Creator")
    assert catalog_upkeep.check() == []


def test_no_relation_and_no_integer_id_leads_to_a_case(case):
    for item in parts(case):
        assert getUtility(IIntIds).queryId(item) is None


def manager():
    session = requests.Session()
    session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    return session


def test_nobody_copies_moves_or_deletes_a_case(used_world, case):
    """Not even Manager: a copy would belong to its maker, history included."""
    url = used_world.url_of(case)
    number, unit = case.getId(), case.__parent__
    for session in (
        used_world.client("student"),
        used_world.client(AUTHOR.userid),
        used_world.client("clerk"),
        used_world.client("supervisor"),
        used_world.client("webmaster"),
        manager(),
    ):
        shared = f"{used_world.base}/shared"
        for answer in (
            session.delete(url, headers=JSON),
            session.delete(f"{url}/1", headers=JSON),
            session.post(f"{shared}/@copy", json={"source": url}, headers=JSON),
            session.post(f"{shared}/@move", json={"source": url}, headers=JSON),
            session.post(f"{shared}/@copy", json={"source": f"{url}/1"}, headers=JSON),
            session.get(f"{url}/object_copy", allow_redirects=False),
            session.post(f"{url}/object_cut", allow_redirects=False),
            session.post(f"{url}/delete_confirmation", data={"form.buttons.Delete": "1"}),
            session.get(f"{used_world.url_of(unit)}/manage_delObjects?ids:list={number}"),
            session.get(f"{used_world.url_of(unit)}/manage_copyObjects?ids:list={number}"),
        ):
            assert answer.status_code != 201
            assert "__cp" not in answer.cookies
    transaction.begin()
    assert number in unit
    assert "1" in unit[number]
    assert list(used_world.portal.shared.objectIds()) == []


def test_scripts_do_not_delete_a_case_either(case):
    unit = case.__parent__
    for delete in (
        lambda: unit.manage_delObjects([case.getId()]),
        lambda: unit._delObject(case.getId()),
        lambda: api.content.delete(case, check_linkintegrity=False),
        lambda: case.manage_delObjects(["1"]),
    ):
        with (
            api.env.adopt_user(username=SITE_OWNER_NAME),
            pytest.raises((BadRequest, Unauthorized)),
        ):
            delete()
    assert case.getId() in unit
    assert "1" in case


def test_protocols_other_than_pages_and_rest_answer_nothing(used_world, case):
    """WebDAV, FTP and XML-RPC, on all our types, to anybody: Manager would see every field."""
    items = [case, case["1"], case.__parent__, case.__parent__["20090417"], used_world.portal.jgzf]
    statuses = set()
    for item in items:
        url = used_world.url_of(item)
        for session in (used_world.client("student"), used_world.client("webmaster"), manager()):
            for method in ("PROPFIND", "PROPPATCH", "LOCK", "UNLOCK", "PUT", "MKCOL", "COPY"):
                answer = session.request(method, url, headers={"Depth": "1"})
                statuses.add((method, answer.status_code))
            for name in ("manage_DAVget", "manage_FTPget", "manage_FTPlist", "manage_FTPstat"):
                statuses.add((name, session.get(f"{url}/{name}").status_code))
                body = (
                    f"<?xml version='1.0'?><methodCall><methodName>{name}</methodName>"
                    "<params/></methodCall>"
                )
                called = session.post(url, data=body, headers={"Content-Type": "text/xml"})
                assert "fault" in called.text or called.status_code >= 400
    assert {status for _method, status in statuses} <= {401, 403, 404, 405, 501}
