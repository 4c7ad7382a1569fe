"""The sites that are compared: equal in everything but the number of their evaluations."""

from benchmarks.instance import PASSWORD
from hnu.jgzf import config
from hnu.jgzf.domain import roster
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

SENTENCES = (
    "十一月二十日上午到窗口办理，等候一个小时仍未受理，工作人员之间互相推脱，没有一次性告知所需材料。",
    "同一份材料要到三个办公室分别盖章，其中一个办公室当天无人值班，只能第二天再去一次。",
    "电话多次无人接听，网页上公布的联系方式已经失效，建议及时更新并安排专人值守。",
    "经办老师态度耐心，讲解清楚，当场帮忙核对了材料，值得肯定。",
    "建议把流程和所需材料公布在网上，并允许线上提交，减少师生往返。",
    "系统里显示已办结，但实际没有收到任何通知，希望增加短信或邮件提醒。",
)
TOPIC = "缓考申请要跑三个办公室盖章"


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


def content(number):
    """Two to four sentences."""
    return "".join(SENTENCES[(number + n) % len(SENTENCES)] for n in range(2 + number % 3))


def add_site(instance, site_id):
    """A site as ``make run`` has it without the demonstration; accounts, units, pages."""
    with instance.session() as app:
        create_site(app, site_id, "示例大学信息门户", with_demo=False)
        transaction.commit()
    with instance.session(site_id) as site:
        add_accounts()
        add_units()
        add_pages(site)
        transaction.commit()


def add_accounts():
    roles = {member(n): "Member" for n in range(MEMBERS)}
    roles |= {administrator(unit_code(n)): "Member" for n in range(UNITS)}
    roles |= {SUPERVISOR: config.ROLE_SUPERVISOR, EDITOR: "Site Administrator"}
    for userid, role in roles.items():
        api.user.create(
            username=userid,
            email=f"{userid}@example.org",
            password=PASSWORD,
            properties={"fullname": f"姓名{userid}"},
        )
        api.user.grant_roles(username=userid, roles=[role])


def add_units():
    center = roster.get_center()
    for number in range(UNITS):
        code = unit_code(number)
        row = {
            "userid": administrator(code),
            "name": f"管理员{number}",
            "mobile": "13900000000",
            "qq": "",
            "from": None,
            "until": None,
            "deputy": False,
        }
        unit = createContent(config.UNIT_TYPE, id=code, title=f"第{number}处", administrators=[row])
        center._setObject(code, unit)
        for person_number in range(PEOPLE):
            name = employee_number(code, person_number)
            person = createContent(
                config.STAFF_MEMBER_TYPE, id=name, title=f"周允礼{person_number}", position="科员"
            )
            center[code]._setObject(name, person)


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
