"""The sites that are compared: equal in everything but the number of their evaluations."""

from benchmarks.instance import PASSWORD
from benchmarks.texts import content
from benchmarks.texts import TOPIC
from hnu.jgzf import config
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContent
from scripts.create_site import create_site
import transaction


UNITS = 30
PEOPLE = 15
MEMBERS = 300
# What Plone's folder listing shows on its first page is 20.
DOCUMENTS = 25

SUPERVISOR = "supervisor"
EDITOR = "editor"

BARE_PAGE = "bare-page"
FOLDER = "documents"
# Where Documents are made while it is measured.
NEW_FOLDER = "new-documents"


def member(number):
    """User id of one of the ``MEMBERS``, whatever the number."""
    return f"member{number % MEMBERS}"


def unit_code(number):
    return f"unit{number % UNITS}"


def administrator(code):
    """User id of the unit's administrator."""
    return f"admin-{code}"


def employee_number(code, number):
    return f"{code}-{number % PEOPLE}"


# The busiest unit, and the person about whom most is said.
UNIT = unit_code(0)
PERSON = employee_number(UNIT, 0)


def add_site(instance, site_id):
    """A site as ``make run`` has it without the demonstration; accounts, units, pages."""
    with instance.session() as app:
        create_site(app, site_id, "示例大学信息门户", with_demo=False)
        transaction.commit()
    with instance.session(site_id) as site:
        roles = {member(n): "Member" for n in range(MEMBERS)}
        roles |= {administrator(unit_code(n)): "Member" for n in range(UNITS)}
        add_accounts(roles | {SUPERVISOR: config.ROLE_SUPERVISOR, EDITOR: "Site Administrator"})
        add_units()
        add_pages(site)
        transaction.commit()


def add_accounts(roles):
    """An account for each user id; ``roles`` has one role by user id."""
    for userid, role in roles.items():
        api.user.create(
            username=userid,
            email=f"{userid}@example.org",
            password=PASSWORD,
            properties={"fullname": f"姓名{userid}"},
        )
        api.user.grant_roles(username=userid, roles=[role])


def add_units():
    for number in range(UNITS):
        unit = add_unit(unit_code(number), number, administrator(unit_code(number)))
        for person_number in range(PEOPLE):
            name = employee_number(unit.getId(), person_number)
            person = createContent(
                config.STAFF_MEMBER_TYPE, id=name, title=f"周允礼{person_number}", position="科员"
            )
            unit._setObject(name, person)


def add_unit(code, number, userid):
    """A unit, the ``number``-th, with an administrator."""
    row = {
        "userid": userid,
        "name": f"管理员{number}",
        "mobile": "13900000000",
        "qq": "",
        "from": None,
        "until": None,
        "deputy": False,
    }
    unit = createContent(config.UNIT_TYPE, id=code, title=f"第{number}处", administrators=[row])
    center = roster.get_center()
    center._setObject(code, unit)
    return center[code]


def lift_limits():
    """So few members submit so many: limits against floods would stop them."""
    for name in ("evaluations_per_day", "evaluations_per_target"):
        api.portal.set_registry_record(name, 0, interface=ISettings)


def tell_nobody():
    """Messages are made, and written down instead of sent."""
    for name in ("sms_transport", "mail_transport"):
        api.portal.set_registry_record(name, "log", interface=INotificationSettings)


def add_pages(site):
    """A Document at the site's root, a folder of Documents to list, another to add some to."""
    pages = [add_document(site, BARE_PAGE, 0)]
    for name in (FOLDER, NEW_FOLDER):
        pages.append(api.content.create(site, "Folder", name, "文件"))
    pages += [add_document(site[FOLDER], f"page{n}", n) for n in range(DOCUMENTS)]
    for page in pages:
        api.content.transition(page, "publish")


def add_document(container, name, number):
    """A Document with a title and a text; without an id plone.api would add and then rename."""
    return api.content.create(
        container,
        "Document",
        id=name,
        title=f"{TOPIC}{number}",
        text=RichTextValue(f"<p>{content(number)}</p>", "text/html", "text/x-html-safe"),
    )
