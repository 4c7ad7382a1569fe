"""A site with everything that a page can show: cases in every state, long lists, long words."""

from contextlib import contextmanager
from datetime import date
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import party_branches
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import orders as rules
from hnu.jgzf.domain import receipt_codes
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import retention
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import unit_summary
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.interfaces.working_days import IWorkingDays
from hnu.jgzf.notifications import delivery
from hnu.jgzf.testing import FUNCTIONAL_TESTING
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from tests import factories
import transaction


# More than a page of a list
MANY = 21
LONG_TOPIC = "七号楼热水供应多次反映未得到答复见https://hqc.example.org/hot-water-supply-26"
LONG_TEXT = f"{factories.CONTENT}\n\n" + "第二段：材料清单应当一次告知，办理时限应当公开。" * 12
CODE = "0123456789AB"
REASON = "需要与评价人电话核对当日窗口的情况。"


@contextmanager
def campus():
    """The site, with people and a published page that is none of ours, and no case yet."""
    FUNCTIONAL_TESTING.testSetUp()
    try:
        portal = FUNCTIONAL_TESTING["portal"]
        factories.university(portal)
        with api.env.adopt_user(username=SITE_OWNER_NAME):
            add_pages(portal)
        center = roster.get_center()
        center.contact_office = "行政楼 402 室"
        center.contact_phone = "0000-8888100"
        center.contact_mail = "jgzf@example.org"
        transaction.commit()
        yield portal
    finally:
        FUNCTIONAL_TESTING.testTearDown()


def add_pages(portal):
    """Pages that are none of ours: at the top, in folders within folders, and a private folder."""
    api.content.create(portal, "Folder", "closed", title="内部")
    page = api.content.create(portal, "Document", "about", title="关于学校")
    api.content.transition(page, "publish")
    # Its State menu is empty, as ours of the center.
    portal.portal_workflow.setChainForPortalTypes(["News Item"], "one_state_workflow")
    api.content.create(portal, "News Item", "news", title="消息")
    folder = portal
    for name in ("files", "a", "b"):
        folder = api.content.create(folder, "Folder", name, title="文件")
        # As the center: who has no toolbar has a menu in the header.
        folder.manage_permission("Show Toolbar", ("Manager", "Site Administrator"), 0)
        api.content.transition(folder, "publish")
    api.content.transition(api.content.create(folder, "Document", "c", title="办法"), "publish")


def fill(portal):
    """Add cases and orders; names of those that pages are seen of, and their paths (below the
    site)."""
    long_ago = dates.now() - timedelta(days=30)
    with dates.at(long_ago):
        cases = {"overdue": factories.submit("teacher", topic=LONG_TOPIC, content=LONG_TEXT)}
    cases["submitted"] = factories.submit("teacher")
    cases["answered"] = factories.bring_to(factories.submit("teacher"), "answered")
    cases["looked-at"] = factories.submit("teacher", topic="办事指南没有更新")
    with factories.acting_as("clerk"):
        disclosure.disclose(cases["looked-at"], REASON)
    cases["dissatisfied"] = factories.bring_to(
        factories.submit("teacher", topic=LONG_TOPIC), "rated", "very_dissatisfied"
    )
    cases["rated"] = factories.bring_to(factories.submit("teacher"), "rated")
    cases["closed"] = factories.bring_to(
        factories.submit("teacher", content=LONG_TEXT), "closed", "dissatisfied"
    )
    cases["rounds"] = rounds()
    cases["about-a-person"] = factories.submit("teacher", staff_member="20090417")
    cases["to-answer"] = factories.submit("teacher")
    supervise(long_ago)
    cases["corrected"] = corrected(long_ago)
    cases["hidden"] = factories.submit("teacher", topic="办事人员的家庭住址被写在评价里")
    cases["redacted"] = factories.submit("teacher", content=LONG_TEXT)
    with factories.acting_as("supervisor"):
        hiding.hide(cases["hidden"], REASON)
        redaction.redact(cases["redacted"], "topic", "三个办公室", REASON)
        redaction.redact(cases["redacted"], "content", "材料清单", REASON)
    cases["by-phone"] = by_phone()
    cases["anonymised"] = anonymised()
    orders = add_orders(cases)
    vacation = {"until": date(2027, 2, 26), "kind": config.DAY_VACATION, "note": "寒假"}
    api.portal.set_registry_record(
        "days", [{"from": date(2027, 1, 18), **vacation}], interface=IWorkingDays
    )
    for number in range(MANY):
        case = factories.submit("student", topic=f"{factories.CONTENT} {number}")
        factories.bring_to(case, "closed", "neutral", by="student")
    for number in range(MANY):
        factories.add_person(
            roster.get_unit("jwc"), f"1999{number:04d}", "司徒长风", photo=not number
        )
    report_and_sum_up()
    factories.tell()
    tell_in_vain()
    transaction.commit()
    items = {**cases, **orders}
    paths = {
        name: f"/jgzf/{item.__parent__.getId()}/{item.getId()}" for name, item in items.items()
    }
    return {**paths, **bulletins()}


def supervise(long_ago):
    """What stands on the supervisors' desk beside cases that wait."""
    factories.add_unit("sjc", "审计处")
    with dates.at(long_ago):
        case = factories.submit("student", topic=LONG_TOPIC)
        factories.answer(case, outcome=config.DEFERRED, planned=dates.today() + timedelta(days=9))
    with factories.acting_as("supervisor2"):
        for _number in range(3):
            disclosure.disclose(factories.submit("student"), REASON)
        with dates.at(dates.now() - timedelta(days=1)):
            reminding.remind(factories.submit("student", topic="教学楼饮水机停用"))


def add_orders(cases):
    """An order in each state, by the names that pages are seen of; one was sent back."""
    concerned = [cases["overdue"], cases["dissatisfied"], cases["about-a-person"]]
    orders = {
        f"order-{state}": factories.bring_order_to(
            factories.issue_order(*concerned, text=LONG_TEXT), state
        )
        for state in config.ORDER_STATES[:3]
    }
    ended = factories.bring_order_to(factories.issue_order(*concerned), config.ORDER_ANSWERED)
    with factories.acting_as("supervisor"):
        rules.send_back(ended, REASON)
    with factories.acting_as("clerk"):
        rules.answer(ended, LONG_TEXT)
    with factories.acting_as("supervisor"):
        rules.end(ended, REASON)
    return {**orders, "order-ended": ended}


def report_and_sum_up():
    """A branch whose secretary, ``teacher``, has reported; and a summary by ``clerk``."""
    center, jwc = roster.get_center(), roster.get_unit("jwc")
    jwc.party_branch = "教务处、考试中心、教学评估与质量监控中心联合党支部"
    party_branches.set_secretaries(center, jwc.party_branch, ("teacher",))
    row = {"userid": "clerk", "name": "柳明溪", "mobile": "13911111111"}
    with factories.acting_as("teacher"):
        reporting.submit("", {"jwc": [row, {"name": "欧阳若兰", "userid": "20990001"}]})
    with factories.acting_as("clerk"):
        unit_summary.save(jwc, unit_summary.default_period(dates.today()), LONG_TEXT)


def bulletins():
    """A draft, and a bulletin that was issued: their ids by name."""
    with factories.acting_as("supervisor"):
        issued, draft = register.make({"period": "year"}), register.make({"period": "term"})
        register.issue(issued)
    transaction.commit()
    return {"issued": issued.id, "draft": draft.id}


def tell_in_vain():
    """One message has failed, and one is to be tried again."""
    outbox = get_outbox(roster.get_center())
    for permanent in (True, False):
        claimed = delivery.claim(outbox)
        error = TransportError(delivery.NO_ADDRESS, permanent=permanent)
        delivery.record(outbox, claimed.id, error)


def by_phone():
    """A case of somebody without an account, answered; ``CODE`` is on her receipt."""
    case = factories.enter(topic=LONG_TOPIC, content=LONG_TEXT).case
    factories.answer(case)
    get_identity(case).receipt = receipt_codes.seal(CODE)
    return case


def anonymised():
    """A case of last year whose evaluator nobody knows any more; something in it was redacted."""
    with dates.at(dates.now() - timedelta(days=400)):
        case = factories.submit("teacher", topic="去年的事项", content=LONG_TEXT)
        with factories.acting_as("supervisor"):
            redaction.redact(case, "content", "材料清单", REASON)
        factories.bring_to(case, config.CLOSED)
    retention.anonymise([case.getId()], 1)
    return case


def rounds():
    """A case that took three answers, with a comment to each rating, and was closed."""
    case = factories.submit("teacher", topic=LONG_TOPIC, content=LONG_TEXT, staff_member="20090417")
    for level in ("very_dissatisfied", "dissatisfied", "satisfied"):
        factories.answer(case, content=LONG_TEXT)
        factories.rate(case, level, comment=factories.CONTENT)
    factories.close(case)
    return case


def corrected(long_ago):
    """An answer that was sent back, and a transfer after the deadline."""
    with dates.at(long_ago):
        case = factories.submit("teacher", topic=LONG_TOPIC)
        factories.answer(case, content=LONG_TEXT)
        factories.return_answer(case, reason=REASON)
    return factories.transfer(case, "hqc", reason=REASON)
