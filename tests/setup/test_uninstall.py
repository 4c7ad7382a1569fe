"""A site's life with the add-on: installed, used, installed once more, removed, and back again."""

from hnu.jgzf import config
from hnu.jgzf.content import evaluators
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.interfaces.settings import ICategoryTables
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.testing import FUNCTIONAL_TESTING
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.factory import addPloneSite
from Products.CMFPlone.utils import get_installer
from tests import factories
from tests.setup import snapshot
from zope.component import getUtility
from zope.component.hooks import setSite
import pytest
import requests
import transaction


PROFILES = ("plone.app.contenttypes:default", "plonetheme.barceloneta:default")
THANKS = "谢谢您。"
NEW_ROW = {
    "token": "newrow01",
    "category_token": "newcat01",
    "category": "窗口服务",
    "description": "午休时间窗口无人值守",
    "active": True,
}


class Life:
    """What was seen in each chapter; the tests below say what must have been seen."""

    def __init__(self, site, url):
        self.site = site
        self.url = url
        self.seen = {}
        self.paths = ()
        self.installer = get_installer(site)

    def look(self, chapter, all_of_it=True):
        transaction.commit()
        self.seen[chapter] = {
            "site": snapshot.take(self.site) if all_of_it else None,
            "tables": self.tables(),
            "thanks": record(ISettings, "thanks_prompt"),
            "cases": self.cases(),
            "rows": {path for path in self.catalog_paths() if "/jgzf" in path},
        }
        transaction.commit()

    def __getitem__(self, chapter):
        return self.seen[chapter]

    def tables(self):
        return {target: record(ICategoryTables, target) for target in config.TARGETS}

    def catalog_paths(self):
        return list(self.site.portal_catalog._catalog.uids)

    def cases(self):
        """Number, state, evaluator and place in the lists of every case, as pages see them."""
        if config.CATALOG_ID not in self.site:
            return None
        return {
            "check": catalog_upkeep.check(),
            "wall": [brain.number for brain in listings.wall()],
            "mine": [brain.number for brain in listings.of_evaluator("teacher")],
            "identities": {case.getId(): evaluator_of(case) for case in catalog_upkeep.all_cases()},
            "answers": [case.rounds[0].content for case in catalog_upkeep.all_cases()],
        }

    def ask(self, chapter, userid, *paths, **headers):
        """Statuses of GET requests, by path."""
        auth = {
            None: None,
            "admin": (SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
        }.get(userid, (userid, factories.PASSWORD))
        statuses = self.seen[chapter].setdefault("statuses", {})
        for path in paths:
            answer = requests.get(
                self.url + path, auth=auth, headers=headers, timeout=60, allow_redirects=False
            )
            statuses[userid, path, headers.get("Accept")] = answer.status_code


def record(interface, name):
    return getUtility(IRegistry).get(f"{interface.__identifier__}.{name}")


@pytest.fixture(scope="module")
def life(functional_session):
    layer = FUNCTIONAL_TESTING
    layer.testSetUp()
    app = layer["app"]
    login(app, SITE_OWNER_NAME)
    setSite(None)
    try:
        addPloneSite(app, "university", title="University", extension_ids=PROFILES)
        setSite(app.university)
        url = f"http://127.0.0.1:{layer['port']}/university"
        yield tell(Life(app.university, url))
    finally:
        layer.testTearDown()


def tell(life):
    site = life.site
    api.content.create(site, "Folder", "about", title="About")
    for userid in ("teacher", "clerk", "supervisor"):
        api.user.create(username=userid, email=f"{userid}@example.org", password=factories.PASSWORD)
    life.look("before")

    assert life.installer.install_product("hnu.jgzf")
    life.look("installed")

    use(life)
    life.look("used")

    site.portal_setup.runAllImportStepsFromProfile("profile-hnu.jgzf:default")
    life.look("installed again", all_of_it=False)

    assert life.installer.uninstall_product("hnu.jgzf")
    life.look("removed")
    for userid in ("teacher", "clerk", "supervisor", "admin", None):
        life.ask("removed", userid, *life.paths)
        life.ask("removed", userid, *life.paths, Accept="application/json")
        life.ask("removed", userid, "", "/@@search?SearchableText=缓考", "/sitemap")
    life.ask("removed", "admin", "/folder_contents", "/@@usergroup-userprefs", "/manage_main")
    site.portal_catalog.clearFindAndRebuild()
    life.look("rebuilt", all_of_it=False)

    assert life.installer.install_product("hnu.jgzf")
    life.look("back")
    life.ask("back", "teacher", *life.paths)
    return life


def use(life):
    """What people do with it: a unit, its person, two cases, edited tables and texts."""
    roles = life.site.acl_users.portal_role_manager
    roles.assignRoleToPrincipal(config.ROLE_SUPERVISOR, "supervisor")
    jwc = factories.add_unit("jwc", "教务处", administrators=[factories.administrator("clerk")])
    person = factories.add_person(jwc, "20120356", "姜砚秋", photo=True)
    tables = life.tables()
    tables["unit"] = [NEW_ROW, *tables["unit"][1:]]
    for target, rows in tables.items():
        api.portal.set_registry_record(target, rows, interface=ICategoryTables)
    api.portal.set_registry_record("thanks_prompt", THANKS, interface=ISettings)
    cases = [
        submission.submit(submission.Submission(**factories.fields(**values)), "teacher")
        for values in ({"description": NEW_ROW["token"]}, {"staff_member": "20120356"})
    ]
    for case in cases:
        factories.answer(case)
    center = roster.get_center()
    center.contact_phone = "0731-8888888"
    life.paths = tuple(
        item.absolute_url_path().removeprefix("/university")
        for item in (center, jwc, person, *cases, cases[0]["1"])
    )


def test_installing_changes_nothing_but_what_is_ours(life):
    changed = life["before"]["site"] ^ life["installed"]["site"]
    assert snapshot.foreign(changed) == []
    assert len(changed) > 500


def test_removing_leaves_nothing_but_the_content(life):
    changed = life["before"]["site"] ^ life["removed"]["site"]
    assert changed == {
        "site: object jgzf",
        "structure/.objects: jgzf,hnu.jgzf.content.center.Center",
    }


def test_installing_again_keeps_tables_texts_and_cases(life):
    for what in ("tables", "thanks", "cases", "rows"):
        assert life["installed again"][what] == life["used"][what]
    assert life["used"]["tables"]["unit"][0] == NEW_ROW


def test_what_is_kept_is_not_found(life):
    assert life["used"]["rows"]
    assert life["removed"]["rows"] == set()
    assert life["rebuilt"]["rows"] == set()


def test_what_is_kept_is_closed_to_everybody(life):
    statuses = life["removed"]["statuses"]
    kept = {key: status for key, status in statuses.items() if "/jgzf" in key[1]}
    assert len(kept) == 5 * 2 * len(life.paths)
    assert set(kept.values()) == {404}


def test_the_site_goes_on_without_the_add_on(life):
    statuses = life["removed"]["statuses"]
    assert {
        status for (_user, path, _accept), status in statuses.items() if "/jgzf" not in path
    } == {200}


def test_everything_works_again_once_it_is_back(life):
    for what in ("tables", "thanks", "cases", "rows"):
        assert life["back"][what] == life["used"][what]
    assert life["back"]["cases"]["check"] == []
    assert set(life["back"]["cases"]["identities"].values()) == {"teacher"}
    assert len(life["back"]["cases"]["mine"]) == 2
    assert roster.get_center().contact_phone == "0731-8888888"
    assert evaluators.numbers_of(roster.get_center(), "teacher")
    statuses = life["back"]["statuses"]
    # Members meet people on our pages only; an answer stands on its case's page.
    assert {path for (_user, path, _accept), status in statuses.items() if status != 200} == {
        life.paths[2],
        life.paths[-1],
    }


def test_the_site_with_it_is_the_same_as_at_first(life):
    # Who has a role is for the webmaster to say anew.
    changed = life["used"]["site"] ^ life["back"]["site"]
    assert {line for line in changed if config.ROLE_SUPERVISOR not in line} == {
        "users: supervisor has ['Member']"
    }


def test_the_tables_of_the_notice_come_with_the_first_installation(life):
    tables = life["installed"]["tables"]
    assert [len(tables[target]) for target in config.TARGETS] == [25, 19]
    assert life["installed"]["thanks"].startswith("感谢您对学校改进机关工作作风")


def test_a_first_installation_offers_its_categories(integration):
    assert [category.title for category in categories.active_categories("unit")]
