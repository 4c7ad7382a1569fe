"""A university with everything that can be asked for, and everybody who may ask for it."""

from hnu.jgzf import config
from hnu.jgzf.content import party_branches
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import receipt_codes
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import unit_summary
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.bulletins import register
from plone import api
from tests import factories
from typing import NamedTuple
import transaction


PERSON = "20090417"
CODE = "0123456789AB"
BRANCH = "机关第一党支部"


class Asker(NamedTuple):
    """``title`` heads a column of docs/permissions.md, ``explained`` stands below the table."""

    account: str | None
    title: str
    explained: str


PEOPLE = (
    Asker(None, "anonymous", "nobody has logged in"),
    Asker("student", "member", "any account"),
    Asker("teacher", "evaluator", "whoever wrote the case"),
    Asker("evaluated", "evaluated", "the person the case is about"),
    Asker("clerk", "admin", "an administrator of the case's unit"),
    Asker("head", "head", "head of that unit"),
    Asker("dean", "other admin", "an administrator of another unit"),
    Asker("secretary", "secretary", "secretary of the unit's party branch"),
    Asker("supervisor", "supervisor", "role Evaluation Supervisor"),
    Asker("supervisor2", "biased", "a supervisor who works in the case's unit"),
    Asker("editor", "editor", "the portal's roles Editor and Reviewer"),
    Asker("webmaster", "webmaster", "role Site Administrator"),
    Asker("chief", "manager", "role Manager"),
)
# Who is shown most, and may do most, comes first.
MOST_FIRST = ("supervisor", "clerk", "teacher", "secretary", "chief")


def furnish():
    """Fill the site of ``factories.university``; paths below it, and ids, by their names."""
    for userid in ("head", "secretary", "chief"):
        api.user.create(username=userid, email=f"{userid}@example.org", password=factories.PASSWORD)
    api.user.grant_roles(username="editor", roles=["Reviewer"])
    api.user.grant_roles(username="chief", roles=["Manager"])
    jwc = roster.get_unit("jwc")
    jwc.head = "head"
    jwc.party_branch = BRANCH
    factories.add_person(jwc, "20150001", "甘棠", userid="supervisor2")
    cases = {
        "submitted": submit(),
        "answered": factories.bring_to(submit(), config.ANSWERED),
        "rated": factories.bring_to(submit(), config.RATED),
        "dissatisfied": factories.bring_to(submit(), config.RATED, "dissatisfied"),
        "closed": factories.bring_to(submit(), config.CLOSED),
        "hidden": submit(),
        "by-phone": factories.enter(staff_member=PERSON).case,
    }
    with factories.acting_as("supervisor"):
        hiding.hide(cases["hidden"], factories.REASON)
    get_identity(cases["by-phone"]).receipt = receipt_codes.seal(CODE)
    orders = {
        f"order-{state}": factories.bring_order_to(factories.issue_order(cases["submitted"]), state)
        for state in config.ORDER_STATES
    }
    items = {**cases, **orders}
    ids = {name: item.getId() for name, item in items.items()}
    result = {name: f"/jgzf/jwc/{number}" for name, number in ids.items()}
    result.update({f"number-{name}": number for name, number in ids.items()})
    result.update(reports(jwc))
    transaction.commit()
    return result


def submit():
    return factories.submit("teacher", staff_member=PERSON)


def reports(jwc):
    """A branch's report and bulletins, by name."""
    party_branches.set_secretaries(roster.get_center(), BRANCH, ("secretary",))
    rows = [{"userid": "clerk", "name": "柳明溪", "mobile": "13911111111"}]
    with factories.acting_as("secretary"):
        report = reporting.submit("", {"jwc": rows})
    with factories.acting_as("clerk"):
        unit_summary.save(jwc, unit_summary.default_period(dates.today()), factories.CONTENT)
    with factories.acting_as("supervisor"):
        issued, draft = register.make({"period": "year"}), register.make({"period": "term"})
        register.issue(issued)
    return {"report": report.id, "issued": issued.id, "draft": draft.id}
