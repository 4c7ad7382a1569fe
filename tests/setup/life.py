"""A portal's life with the add-on: installed, used, installed once more, removed, and back."""

from hnu.jgzf import config
from hnu.jgzf.content import orders
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.settings import ICategoryTables
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.notifications import panel as notifications
from hnu.jgzf.notifications import secrets
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.utils import get_installer
from tests import clients
from tests import factories
from tests.setup import foreign
from tests.setup import pages
from tests.setup import snapshot
from zope.component import getUtility
import transaction


THANKS = "谢谢您。"
MESSAGES = {"texts": {"closed.evaluator.notice": "办结了。"}, "switches": {}}
SECRET = "gateway-password-4711"
NEW_ROW = {
    "token": "newrow01",
    "category_token": "newcat01",
    "category": "窗口服务",
    "description": "午休时间窗口无人值守",
    "active": True,
}


class Life:
    """What was seen in each chapter; the tests say what must have been seen."""

    def __init__(self, site, url, crowded, mails):
        self.site = site
        self.url = url
        self.crowded = crowded
        self.seen = {}
        self.paths = ()
        # state -> number of the case in it
        self.numbers = {}
        self.mails = mails
        self.installer = get_installer(site)

    def look(self, chapter, all_of_it=True):
        transaction.commit()
        self.seen[chapter] = {
            "site": snapshot.take(self.site) if all_of_it else None,
            "tables": self.tables(),
            "thanks": record(ISettings, "thanks_prompt"),
            "messages": record(INotificationSettings, "texts"),
            "secret": secrets.get(secrets.HTTP),
            "cases": self.cases(),
            "rows": {path for path in self.catalog_paths() if "/jgzf" in path},
        }
        transaction.commit()

    def show(self, chapter):
        """Note what the portal's own pages look like."""
        transaction.commit()
        self.seen[chapter]["pages"] = pages.take(self)
        transaction.begin()

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
        cases = catalog_upkeep.all_cases
        return {
            "check": catalog_upkeep.check(),
            "wall": [brain.number for brain in listings.wall()],
            "mine": [brain.number for brain in listings.of_evaluator("teacher")],
            "identities": {case.getId(): evaluator_of(case) for case in cases()},
            "states": {case.getId(): case.state for case in cases()},
            "answers": [[feedback.content for feedback in case.rounds] for case in cases()],
            "orders": {
                entry.id: (roster.get_unit(entry.unit)[entry.id].state, entry.cases)
                for entry in orders.entries(roster.get_center())
            },
        }

    def case(self, state):
        """Path of the case in that state, below the site."""
        (path,) = [
            path for path in self.paths if path.rpartition("/")[2] == self.numbers.get(state)
        ]
        return path

    def session(self, userid):
        """A client that is logged in as ``userid``; None is nobody."""
        if userid == "admin":
            return clients.client(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        return clients.client(userid)

    def ask(self, chapter, userid, *paths, **headers):
        """Statuses of GET requests, by path."""
        session = self.session(userid)
        statuses = self.seen[chapter].setdefault("statuses", {})
        for path in paths:
            answer = session.get(
                self.url + path, headers=headers, timeout=60, allow_redirects=False
            )
            statuses[userid, path, headers.get("Accept")] = answer.status_code


def record(interface, name):
    return getUtility(IRegistry).get(f"{interface.__identifier__}.{name}")


def tell(life):
    site = life.site
    foreign.furnish(site, life.crowded)
    transaction.commit()
    # Plone writes something for its portlets when they are drawn for the first time.
    pages.take(life)
    life.look("before")
    life.show("before")

    assert life.installer.install_product("hnu.jgzf")
    life.look("installed")

    mails = use(life)
    life.look("used")
    life["used"]["mails"] = mails
    life.show("used")

    site.portal_setup.runAllImportStepsFromProfile("profile-hnu.jgzf:default")
    life.look("installed again", all_of_it=False)

    assert life.installer.uninstall_product("hnu.jgzf")
    life.look("removed")
    life.show("removed")
    for userid in ("teacher", "clerk", "supervisor", "webmaster", "admin", None):
        life.ask("removed", userid, *life.paths)
        life.ask("removed", userid, *life.paths, Accept="application/json")
        life.ask("removed", userid, "", "/@@search?SearchableText=缓考", "/sitemap")
    life.ask("removed", "admin", "/folder_contents", "/@@usergroup-userprefs", "/manage_main")
    site.portal_catalog.clearFindAndRebuild()
    life.look("rebuilt", all_of_it=False)

    assert life.installer.install_product("hnu.jgzf")
    life.look("back")
    life.ask("back", "teacher", *life.paths)
    # Roles went with the add-on.
    grant_role(site)
    if not life.crowded:
        # The other portal had them when the add-on came.
        foreign.add_languages(site, getUtility(IRegistry))
    transaction.commit()
    return life


def grant_role(site):
    roles = site.acl_users.portal_role_manager
    roles.assignRoleToPrincipal(config.ROLE_SUPERVISOR, "supervisor")


def use(life):
    """What people do with it: a unit, its person, four cases, an order, edited tables and texts.

    :return: the mails that were sent meanwhile.
    """
    grant_role(life.site)
    del life.mails[:]
    jwc = factories.add_unit("jwc", "教务处", administrators=[factories.administrator("clerk")])
    person = factories.add_person(jwc, "20120356", "姜砚秋", photo=True)
    tables = life.tables()
    tables["unit"] = [NEW_ROW, *tables["unit"][1:]]
    for target, rows in tables.items():
        api.portal.set_registry_record(target, rows, interface=ICategoryTables)
    api.portal.set_registry_record("thanks_prompt", THANKS, interface=ISettings)
    notifications.save(MESSAGES)
    secrets.keep(secrets.HTTP, SECRET)
    transaction.commit()
    mails_about_units = list(life.mails)
    del life.mails[:]
    cases = {
        state: submission.submit(submission.Submission(**factories.fields(**values)), "teacher")
        for state, values in {
            config.ANSWERED: {"description": NEW_ROW["token"]},
            config.RATED: {"staff_member": "20120356"},
            config.SUBMITTED: {},
            config.CLOSED: {},
        }.items()
    }
    for state, case in cases.items():
        factories.bring_to(case, state)
    order = factories.issue_order(cases[config.ANSWERED])
    factories.bring_order_to(order, config.ORDER_ACKNOWLEDGED)
    transaction.commit()
    mails = {"units": mails_about_units, "cases": list(life.mails)}
    center = roster.get_center()
    center.contact_phone = "0731-8888888"
    answered = cases[config.ANSWERED]
    life.numbers = {state: case.getId() for state, case in cases.items()}
    life.paths = tuple(
        item.absolute_url_path().removeprefix("/university")
        for item in (center, jwc, person, *cases.values(), answered["1"], order)
    )
    return mails
