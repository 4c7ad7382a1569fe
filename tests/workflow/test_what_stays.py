"""A unit or person with cases is neither deleted nor renamed nor given another code over HTTP.

By nobody, on none of Plone's and Zope's ways. ``tests/subscribers/test_guards`` has the scripts.
"""

from hnu.jgzf.domain import roster
from hnu.jgzf.subscribers.guards import keep_what_has_cases
from plone.protect import createToken
from tests import factories
from tests.browser.visitor import Visitor
from tests.handlers import as_in_production
import json
import pytest
import transaction


PEOPLE = ("admin", "webmaster", "supervisor", "clerk", "editor", "teacher", None)
ITEMS = ("jgzf/jwc", "jgzf/jwc/20090417")
OTHER = "other1"
JSON = {"Accept": "application/json"}


class Asked:
    """Somebody who tries it with an item, as often as there are ways."""

    def __init__(self, site, userid, item):
        self.visitor = Visitor(site, userid)
        self.session = self.visitor.session
        with factories.acting_as(userid):
            self.token = createToken()
        self.item = item
        self.id = item.getId()
        self.uid = item.UID()
        self.here = self.visitor.url(item)
        self.above = self.visitor.url(item.__parent__)
        self.site = site.absolute_url()

    def post(self, address, **data):
        data["_authenticator"] = self.token
        return self.session.post(address, data=data)

    def rest(self, method, address, **data):
        return self.session.request(method, address, json=data, headers=JSON)

    def dav(self, method, **headers):
        return self.session.request(method, self.here, headers=headers)


def rename_in_contents(asked):
    names = {"UID_1": asked.uid, "newid_1": OTHER, "newtitle_1": asked.item.title}
    return asked.post(f"{asked.above}/@@fc-rename", folder="/", **names)


def cut_and_paste(asked):
    asked.post(f"{asked.here}/object_cut")
    return asked.post(f"{asked.site}/jgzf/hqc/object_paste")


def cut_and_paste_in_contents(asked):
    asked.post(f"{asked.above}/@@fc-cut", selection=json.dumps([asked.uid]), folder="/")
    return asked.post(f"{asked.site}/jgzf/hqc/@@fc-paste", folder="/jgzf/hqc")


WAYS = {
    "delete form": lambda asked: asked.post(
        f"{asked.here}/delete_confirmation", **{"form.buttons.Delete": "1"}
    ),
    "rename form": lambda asked: asked.post(
        f"{asked.here}/object_rename",
        **{
            "form.widgets.new_id": OTHER,
            "form.widgets.new_title": asked.item.title,
            "form.buttons.Rename": "1",
        },
    ),
    "folder_rename": lambda asked: asked.post(
        f"{asked.here}/folder_rename",
        **{
            "form.widgets.new_id": OTHER,
            "form.widgets.new_title": asked.item.title,
            "form.buttons.Rename": "1",
        },
    ),
    "cut and paste": cut_and_paste,
    "fc-delete": lambda asked: asked.post(
        f"{asked.above}/@@fc-delete", selection=json.dumps([asked.uid]), folder="/"
    ),
    "fc-rename": rename_in_contents,
    "fc-cut and fc-paste": cut_and_paste_in_contents,
    "REST DELETE": lambda asked: asked.rest("DELETE", asked.here),
    "REST id": lambda asked: asked.rest("PATCH", asked.here, id=OTHER),
    "REST code": lambda asked: asked.rest("PATCH", asked.here, code=OTHER, employee_number=OTHER),
    "REST @move": lambda asked: asked.rest(
        "POST", f"{asked.site}/jgzf/hqc/@move", source=asked.here
    ),
    "REST @copy": lambda asked: asked.rest(
        "POST", f"{asked.site}/jgzf/hqc/@copy", source=asked.here
    ),
    "ZMI delete": lambda asked: asked.post(
        f"{asked.above}/manage_delObjects", **{"ids:list": asked.id}
    ),
    "ZMI rename": lambda asked: asked.post(
        f"{asked.above}/manage_renameObjects",
        **{"ids:list": asked.id, "new_ids:list": OTHER},
    ),
    "ZMI rename one": lambda asked: asked.post(
        f"{asked.above}/manage_renameObject", id=asked.id, new_id=OTHER
    ),
    "ZMI cut": lambda asked: asked.post(
        f"{asked.above}/manage_cutObjects", **{"ids:list": asked.id}
    ),
    "setting the id": lambda asked: asked.post(f"{asked.here}/setId", id=OTHER),
    "WebDAV DELETE": lambda asked: asked.dav("DELETE"),
    "WebDAV MOVE": lambda asked: asked.dav("MOVE", Destination=f"{asked.above}/{OTHER}"),
    "WebDAV COPY": lambda asked: asked.dav("COPY", Destination=f"{asked.above}/{OTHER}"),
}


@pytest.fixture(scope="class")
def site(functional_portal_class):
    portal = functional_portal_class
    factories.university(portal)
    factories.submit("teacher", staff_member="20090417")
    transaction.commit()
    # Plone writes something for its portlets when they are drawn for the first time.
    for page in ("", "/login", "/jgzf/hqc"):
        Visitor(portal, "webmaster").get(portal, page)
    with as_in_production(keep_what_has_cases):
        yield portal


def everything(site):
    """Serials of the center and of all that is in it: whatever was changed, added or taken away."""
    transaction.abort()
    waiting, found = [roster.get_center()], {}
    while waiting:
        item = waiting.pop()
        item._p_activate()
        found[item.absolute_url_path()] = item._p_serial, item.title
        waiting += item.objectValues() if hasattr(item.aq_base, "objectValues") else ()
    return found


class TestWhatStays:
    @pytest.mark.parametrize("who", PEOPLE)
    @pytest.mark.parametrize("path", ITEMS)
    def test_nothing_is_changed_on_any_way(self, site, path, who):
        asked = Asked(site, who, site.unrestrictedTraverse(path))
        before, wrong = everything(site), []
        assert len(before) > len(ITEMS)
        for name, way in WAYS.items():
            answer = way(asked)
            if everything(site) != before:
                wrong.append(f"{name}: changed")
                before = everything(site)
            # Zope's own pages say it with an error; WebDAV has 501 for what is not there.
            if answer.status_code >= 500 and "ZMI" not in name and answer.status_code != 501:
                wrong.append(f"{name}: {answer.status_code}")
        assert wrong == []

    def test_the_same_ways_work_where_nothing_hangs_on_it(self, site):
        """The control: an empty unit goes."""
        factories.add_unit("empty", "空单位")
        transaction.commit()
        for name in ("delete form", "fc-delete", "REST DELETE", "ZMI delete"):
            asked = Asked(site, "admin", site.jgzf.empty)
            WAYS[name](asked)
            transaction.abort()
            assert "empty" not in site.jgzf, name
            factories.add_unit("empty", "空单位")
            transaction.commit()
