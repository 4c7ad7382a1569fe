"""Two worlds of the same people: in one an author made a naive item, in the other a case of ours.

The author's user id, login name, full name and mail address appear nowhere else, so that any of
them in an answer gives her away. Three more ids have the same length: that of a member who wrote
other items, of one who wrote nothing, and one that nobody has.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.browserlayer.utils import unregister_layer
from tests import clients
from tests import factories
from tests.privacy import naive
from tests.privacy.layer import PRIVACY_TESTING
from typing import NamedTuple
import base64
import transaction


class Person(NamedTuple):
    userid: str
    login: str
    fullname: str
    email: str


AUTHOR = Person("ev-a7k2q9", "lg-a7k2q9", "欧阳秋水", "a7k2q9@home.example")
OTHER = Person("ev-b3m8x1", "lg-b3m8x1", "司徒春山", "b3m8x1@home.example")
BYSTANDER = Person("ev-d6p1w2", "lg-d6p1w2", "上官夏木", "d6p1w2@home.example")
UNKNOWN = Person("ev-c5n6z4", "lg-c5n6z4", "诸葛冬青", "c5n6z4@home.example")
PEOPLE = (AUTHOR, OTHER, BYSTANDER)

# Who tries to find out. Anonymous has no account.
MEMBER = "student"
ANONYMOUS = None
REVIEWER = "reviewer"
EDITOR = "editor"
OTHER_ADMINISTRATOR = "dean"
EVALUATED = "evaluated"
OUTSIDERS = (MEMBER, ANONYMOUS, REVIEWER, EDITOR, OTHER_ADMINISTRATOR, EVALUATED)
# Those who deal with the case: without a disclosure they do not know either.
PARTIES = ("clerk", "supervisor", "webmaster")

# When the item was made; no other time of the test has this minute and second.
MADE = datetime(2026, 11, 20, 3, 17, 43, tzinfo=config.TIMEZONE)

JSON = {"Accept": "application/json"}

# A word that the author types into the title.
TYPED = "quercus"


@dataclass
class Target:
    """What the probes are about: the item of the author, and who may be asked about it."""

    name: str
    url: str
    parent: str
    portal: str
    path: str
    uid: str
    others: tuple
    # Ids of a bulletin that was issued, and of a draft
    bulletin: str = ""
    draft: str = ""


class World:
    """A committed site with a target, and clients for the people in it."""

    def __init__(self, layer):
        self.layer = layer
        self.portal = layer["portal"]
        # Not "localhost": without a theme nothing of a page is left out.
        self.base = f"http://127.0.0.1:{layer['port']}/{self.portal.getId()}"
        self.target = None
        # Whether this is the world of the naive type.
        self.control = False
        self.sessions = {}
        self.answers = {}

    def client(self, who):
        """A client that is logged in as the account ``who``; None is Anonymous."""
        if who not in self.sessions:
            logins = {person.userid: person.login for person in PEOPLE}
            self.sessions[who] = clients.client(logins.get(who, who))
        return self.sessions[who]

    def ask(self, who, method, url, **kwargs):
        """The answer to one request, redirects not followed; the same GET is sent once only."""
        key = (who, method, url, repr(sorted(kwargs.items())))
        if key not in self.answers or method != "GET":
            self.answers[key] = self.client(who).request(
                method, url, allow_redirects=False, timeout=60, **kwargs
            )
        return self.answers[key]

    def case(self):
        """The target as the server left it."""
        transaction.begin()
        return self.portal.unrestrictedTraverse(self.target.path)

    def url_of(self, item):
        return f"{self.base}/{'/'.join(item.getPhysicalPath()[2:])}"


def add_people(portal):
    factories.university(portal)
    for person in PEOPLE:
        portal.acl_users.source_users.addUser(person.userid, person.login, factories.PASSWORD)
        portal.acl_users.portal_role_manager.assignRolesToPrincipal(["Member"], person.userid)
        api.user.get(userid=person.userid).setMemberProperties(
            {"fullname": person.fullname, "email": person.email}
        )
    # Where every member may add things, as the naive items and copies of others need it.
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        shared = api.content.create(portal, "Folder", "shared", title="Shared")
        api.content.transition(shared, "publish")
        shared.manage_setLocalRoles("AuthenticatedUsers", ["Contributor"])
        shared.reindexObjectSecurity()


@contextmanager
def world():
    """A site with people and nothing else."""
    PRIVACY_TESTING.testSetUp()
    try:
        result = World(PRIVACY_TESTING)
        add_people(result.portal)
        transaction.commit()
        yield result
    finally:
        PRIVACY_TESTING.testTearDown()


@contextmanager
def naive_world():
    """Naive items of the author and of another member in turn: four published, four pending."""
    with world() as result:
        result.control = True
        # As if the add-on were not there: it closes ``@transactions`` for the whole site.
        unregister_layer("hnu.jgzf")
        transaction.commit()
        people = (AUTHOR, OTHER) * 4
        for number, person in enumerate(people, 1):
            answer = result.client(person.userid).post(
                f"{result.base}/shared",
                json={
                    "@type": naive.TYPE,
                    "title": f"{TYPED} {number}",
                    "content": factories.CONTENT,
                    "evaluator": person.userid,
                },
                headers=JSON,
            )
            url = answer.json()["@id"]
            result.client(person.userid).post(f"{url}/@workflow/submit", headers=JSON)
            if number <= 4:
                result.client(REVIEWER).post(f"{url}/@workflow/publish", headers=JSON)
        transaction.begin()
        items = [result.portal.shared[f"{TYPED}-{number}"] for number in range(1, 9)]
        for item in items:
            item.creation_date = _date(MADE)
            item.reindexObject(idxs=["created"])
        syndicate(result.portal.shared)
        transaction.commit()
        result.target = _target(result, items[0], items[4:])
        leave_traces(result)
        yield result


@contextmanager
def our_world():
    """Two cases of the author and two of another member about one person, in turn, rated.

    Supervisors have dealt with all of them.
    """
    with world() as result:
        cases = []
        for number, person in enumerate((AUTHOR, OTHER) * 2, 1):
            with dates.at(MADE + timedelta(milliseconds=number)):
                case = factories.submit(
                    person.userid, staff_member="20090417", topic=f"{TYPED} {number}"
                )
            factories.answer(case)
            with dates.at(MADE):
                factories.rate(case, "dissatisfied", by=person.userid, comment=factories.CONTENT)
                supervise(case)
            factories.answer(case)
            cases.append(case)
        with dates.at(MADE):
            factories.issue_order(*cases[:2])
        tell()
        syndicate(result.portal.jgzf.jwc)
        made = bulletins()
        transaction.commit()
        result.target = _target(result, cases[0], cases)
        result.target.bulletin, result.target.draft = made
        leave_traces(result)
        yield result


def supervise(case):
    """What stands on the supervisors' desk and in their log."""
    with factories.acting_as("supervisor"):
        disclosure.disclose(case, factories.CONTENT)
        reminding.remind(case)


@contextmanager
def outsiders_world():
    """Cases that supervisors entered for the author and another, who said it on the phone, rated.

    The numbers and codes of their receipts are ``result.receipts``, the author's first.
    """
    with world() as result:
        receipts = []
        for number, person in enumerate((AUTHOR, OTHER) * 2, 1):
            heard = {"name": person.fullname, "contact": person.email}
            with dates.at(MADE + timedelta(milliseconds=number)):
                entered = factories.enter(
                    by="supervisor2",
                    person=heard,
                    staff_member="20090417",
                    topic=f"{TYPED} {number}",
                )
            factories.answer(entered.case)
            with dates.at(MADE):
                factories.open_receipt(entered).rate("dissatisfied", factories.CONTENT)
            factories.answer(entered.case)
            receipts.append((entered.case.getId(), entered.code))
        tell()
        syndicate(result.portal.jgzf.jwc)
        transaction.commit()
        cases = [result.portal.jgzf.jwc[number] for number, _code in receipts]
        result.target = _target(result, cases[0], cases)
        result.receipts = receipts
        yield result


@contextmanager
def used_world():
    """One case of the author, just submitted."""
    with world() as result:
        case = factories.submit(AUTHOR.userid)
        transaction.commit()
        result.target = _target(result, case, [case])
        yield result


def tell():
    """Everybody is told of what has happened so far; the outbox keeps it."""
    for name in ("sms_transport", "mail_transport"):
        api.portal.set_registry_record(name, "log", interface=INotificationSettings)
    outbox = get_outbox(roster.get_center())
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)
    while (claimed := delivery.claim(outbox)) is not None:
        delivery.record(outbox, claimed.id, delivery.send(claimed))


def bulletins():
    """A bulletin of the month in which the cases were made, and a draft: their ids."""
    with dates.at(MADE + timedelta(hours=6)), factories.acting_as("supervisor"):
        issued, draft = register.make({"period": "month"}), register.make({"period": "month"})
        register.issue(issued)
        return issued.id, draft.id


def leave_traces(result):
    """The author does with her item whatever Plone lets her do, and stays away then."""
    session = result.client(AUTHOR.userid)
    url = result.target.url
    session.patch(url, json={"content": "More precisely."}, headers=JSON)
    session.post(f"{url}/@comments", json={"text": "I add this."}, headers=JSON)
    session.post(
        url,
        json={
            "@type": "Image",
            "id": "photo",
            "title": "Photo",
            "image": {
                "data": base64.b64encode(photo()).decode(),
                "encoding": "base64",
                "filename": f"{AUTHOR.login}.jpg",
                "content-type": "image/jpeg",
            },
        },
        headers=JSON,
    )
    session.post(f"{url}/@workingcopy", json={}, headers=JSON)
    session.post(f"{url}/@lock", json={}, headers=JSON)
    transaction.begin()


def syndicate(container):
    """As a webmaster may who does not think of evaluations."""
    from Products.CMFPlone.interfaces.syndication import IFeedSettings

    settings = IFeedSettings(container)
    settings.enabled = True
    settings.feed_types = ("rss.xml", "atom.xml", "RSS", "newsml.xml", "itunes.xml")


def photo():
    """A picture whose Exif data name its photographer."""
    image = Image.new("RGB", (60, 80), "#8fbfd8")
    exif = image.getexif()
    exif[0x013B] = AUTHOR.login
    data = BytesIO()
    image.save(data, "JPEG", exif=exif)
    return data.getvalue()


def _date(moment):
    from DateTime import DateTime

    return DateTime(moment.isoformat())


def _target(result, item, items):
    return Target(
        name=item.portal_type,
        url=result.url_of(item),
        parent=result.url_of(item.__parent__),
        portal=result.base,
        path="/".join(item.getPhysicalPath()),
        uid=api.content.get_uuid(item),
        others=tuple(result.url_of(each) for each in items),
    )
