"""Makes what tests need: accounts, units, people, cases in any state.

Everybody's password is ``PASSWORD``. ``acting_as`` gives the caller another person's rights.
"""

from AccessControl.SpecialUsers import nobody
from contextlib import contextmanager
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import on_behalf
from hnu.jgzf.domain import order_issue
from hnu.jgzf.domain import orders
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.domain import transfer as domain_transfer
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.notifications import dispatch
from io import BytesIO
from PIL import Image
from plone import api
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobImage
import transaction


PASSWORD = "Secret-for-tests-1"
CONTENT = "十一月二十日到窗口办理，等候一个小时仍未受理。"
ORDER = "请于期限内办结下列评价，并书面说明超期原因和整改措施。"
ANSWER = "您好，窗口已增加两名工作人员，当日即可办理。"
REASON = "所写内容与评价事项不符，请核实后办理。"

# account -> (full name, site roles)
ACCOUNTS = {
    "teacher": ("方晓棠", ["Member"]),
    "student": ("申若谷", ["Member"]),
    "clerk": ("柳明溪", ["Member"]),
    "deputy": ("庄亦诚", ["Member"]),
    "dean": ("霍昕澜", ["Member"]),
    "evaluated": ("周允礼", ["Member"]),
    "supervisor": ("祁望舒", ["Member", config.ROLE_SUPERVISOR]),
    "supervisor2": ("甘棠", ["Member", config.ROLE_SUPERVISOR]),
    "webmaster": ("甘时雨", ["Member", "Site Administrator"]),
    "reviewer": ("site reviewer", ["Member", "Reviewer"]),
    "editor": ("site editor", ["Member", "Editor"]),
}


@contextmanager
def acting_as(userid):
    """The body runs with the rights of ``userid``, in its own request cache of local roles.

    None is Anonymous.
    """
    user = api.user.get(userid=userid) if userid is not None else nobody
    forget_roles()
    try:
        with api.env.adopt_user(user=user):
            yield
    finally:
        forget_roles()


@contextmanager
def nothing_written(portal, *watched):
    """The body writes nothing at all; see :func:`nothing_written_to` for ``watched``."""
    with nothing_written_to(
        *watched, roster.get_center(), portal.portal_catalog, portal[config.CATALOG_ID]
    ):
        hooks = len(list(transaction.get().getBeforeCommitHooks()))
        yield
        assert portal._p_jar._registered_objects == []
        assert len(list(transaction.get().getBeforeCommitHooks())) == hooks


@contextmanager
def nothing_written_to(*watched):
    """The body changes neither ``watched`` objects nor what hangs on them.

    What the test wrote before is flushed first.
    """
    transaction.savepoint(optimistic=True)
    watched = list(watched)
    for item in watched[:]:
        item._p_activate()
        watched += [value for value in vars(item).values() if hasattr(value, "_p_serial")]
    for item in watched:
        # What was not read yet has no serial.
        item._p_activate()
    before = [(item, item._p_serial) for item in watched]
    yield
    assert [item for item, serial in before if item._p_serial != serial or item._p_changed] == []


def forget_roles():
    """Dynamic roles are cached for a request; a test is one long request."""
    from zope.annotation.interfaces import IAnnotations
    from zope.globalrequest import getRequest

    request = getRequest()
    if request is not None:
        annotations = IAnnotations(request)
        for key in [key for key in annotations if "checkLocalRolesAllowed" in str(key)]:
            del annotations[key]


def administrator(userid, name="", **row):
    values = {
        "userid": userid,
        "name": name or ACCOUNTS[userid][0],
        "mobile": "13900000000",
        "qq": "10000",
        "from": None,
        "until": None,
        "deputy": False,
    }
    return {**values, **row}


def add_unit(code, title, **fields):
    center = roster.get_center()
    unit = createContent(config.UNIT_TYPE, id=code, title=title, **fields)
    center._setObject(code, unit)
    return center[code]


def add_person(unit, number, name, photo=False, **fields):
    person = createContent(config.STAFF_MEMBER_TYPE, id=number, title=name, **fields)
    if photo:
        person.photo = portrait()
    unit._setObject(number, person)
    return unit[number]


def picture():
    """The bytes of a photo."""
    data = BytesIO()
    Image.new("RGB", (240, 320), "#8fbfd8").save(data, "JPEG")
    return data.getvalue()


def portrait():
    return NamedBlobImage(data=picture(), filename="a.jpg", contentType="image/jpeg")


def university(portal):
    """``jwc`` with administrators ``clerk`` and ``deputy``; ``hqc`` with ``dean``.

    Without limits against floods: their own tests set them.
    """
    for limit in ("evaluations_per_day", "evaluations_per_target"):
        api.portal.set_registry_record(limit, 0, interface=ISettings)
    for userid, (fullname, roles) in ACCOUNTS.items():
        api.user.create(
            username=userid,
            email=f"{userid}@example.org",
            password=PASSWORD,
            properties={"fullname": fullname},
        )
        api.user.grant_roles(username=userid, roles=roles)
    jwc = add_unit(
        "jwc",
        "教务处",
        administrators=[administrator("clerk"), administrator("deputy", deputy=True)],
    )
    add_person(jwc, "20090417", "周允礼", position="教学运行科", userid="evaluated", photo=True)
    add_person(jwc, "20120356", "姜砚秋", position="考试中心")
    hqc = add_unit("hqc", "后勤处", administrators=[administrator("dean")])
    add_person(hqc, "20100001", "温如许", position="公寓科")
    return portal


def choice(target=config.TARGET_UNIT, category=0, description=0):
    """Tokens of a category and one of its descriptions."""
    chosen = categories.active_categories(target)[category]
    return {"category": chosen.token, "description": chosen.descriptions[description].token}


def fields(unit="jwc", staff_member="", **values):
    """A valid submission as a dict, with ``values`` in place of some of them."""
    target = config.TARGET_STAFF if staff_member else config.TARGET_UNIT
    return {
        "unit": unit,
        "staff_member": staff_member,
        **choice(target),
        "topic": "缓考申请要跑三个办公室盖章",
        "content": CONTENT,
        **values,
    }


def submit(evaluator="teacher", **values):
    with acting_as(evaluator):
        return submission.submit(submission.Submission(**fields(**values)))


# Somebody without an account, as supervisors enter her; her name and contact stand nowhere else
OUTSIDER = {"channel": "phone", "name": "翟明溯", "contact": "0000-5550147"}


def enter(by="supervisor", received=None, person=None, **values):
    """What an outsider said, entered by a supervisor today: an ``on_behalf.Entered``."""
    heard = {**OUTSIDER, "received": received or dates.today(), **(person or {})}
    with acting_as(by):
        return on_behalf.enter(submission.Submission(**fields(**values)), on_behalf.Person(**heard))


def heard_fields(**values):
    """A valid entry by REST: what that outsider said about a unit, today."""
    heard = {**OUTSIDER, "received": dates.today().isoformat()}
    return {**fields(**values), "on_behalf": heard}


def open_receipt(entered, address="203.0.113.9"):
    """The case in the hands of the outsider, who has no account."""
    with acting_as(None):
        return receipts.open_case(entered.case.getId(), entered.code, address)


def answer(case, by="clerk", content=ANSWER, outcome=config.RESOLVED, planned=None):
    """A ``deferred`` matter is taken up again in 30 days, unless ``planned`` says otherwise."""
    if outcome == config.DEFERRED and planned is None:
        planned = dates.today() + timedelta(days=30)
    with acting_as(by):
        lifecycle.answer(case, content, outcome, planned)


def rate(case, level, by="teacher", comment="", **values):
    with acting_as(by):
        lifecycle.rate(case, level, comment, **values)


def return_answer(case, by="supervisor", reason=REASON):
    with acting_as(by):
        lifecycle.return_answer(case, reason)


def transfer(case, unit="hqc", staff_member="", by="supervisor", reason=REASON):
    """The case at its new place."""
    with acting_as(by):
        return domain_transfer.transfer(case, unit, staff_member, reason)


def close(case, by="clerk", reason=""):
    with acting_as(by):
        lifecycle.close(case, reason)


def bring_to(case, state, level="satisfied", by="teacher"):
    """Take a case that was just submitted by ``by`` to ``state``, rated as ``level``."""
    if state != config.SUBMITTED:
        answer(case)
    if state in (config.RATED, config.CLOSED):
        rate(case, level, by=by)
    if state == config.CLOSED:
        bad = level in config.DISSATISFIED_LEVELS
        close(case, by="supervisor" if bad else "clerk", reason=ANSWER if bad else "")
    return case


def issue_order(*cases, by="supervisor", text=ORDER, due=None, unit=""):
    """A supervision order to the unit of these cases, due in a week."""
    with acting_as(by):
        return order_issue.issue(
            unit or cases[0].__parent__.getId(),
            [case.getId() for case in cases],
            text,
            due or dates.today() + timedelta(days=7),
        )


def bring_order_to(order, state, by="clerk"):
    """Take an order that was just issued to ``state``."""
    if state != config.ORDER_ISSUED:
        with acting_as(by):
            orders.acknowledge(order)
    if state in (config.ORDER_ANSWERED, config.ORDER_ENDED):
        with acting_as(by):
            orders.answer(order, ANSWER)
    if state == config.ORDER_ENDED:
        with acting_as("supervisor"):
            orders.end(order)
    return order


def dispatch_all():
    """Do with everything that has happened what the worker does first."""
    outbox = get_outbox(roster.get_center())
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)


def tell():
    """The same, and commit."""
    dispatch_all()
    transaction.commit()


def due(received, working_days=None):
    """The last day (``date``) on which an answer is in time; the setting's days, unless given."""
    if working_days is None:
        working_days = deadlines.working_days_to_answer()
    return deadlines.deadline(received, working_days).due
