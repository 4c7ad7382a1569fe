"""The tables of docs/workflow.md about supervision orders, and the orders and people in them."""

from hnu.jgzf import config
from hnu.jgzf.domain import roster
from plone import api
from tests import factories
from tests.workflow import table


CELLS = table.read(table.OF_ORDERS)

ACCOUNTS = {
    **table.ACCOUNTS,
    "member": "guest",
    "head": "student",
    "supervisor who wrote a case": "supervisor3",
}

# Headings of the tables -> states; another table is called "answered"
STATES = {
    "issued": config.ORDER_ISSUED,
    "acknowledged": config.ORDER_ACKNOWLEDGED,
    "order answered": config.ORDER_ANSWERED,
    "ended": config.ORDER_ENDED,
}
TARGETS = {
    "acknowledge": config.ORDER_ACKNOWLEDGED,
    "answer": config.ORDER_ANSWERED,
    "send_back": config.ORDER_ACKNOWLEDGED,
    "end": config.ORDER_ENDED,
}
# transition -> what it needs, as keyword arguments of doActionFor
PAYLOADS = {
    "acknowledge": {},
    "answer": {"answer": {"content": factories.ANSWER}},
    "send_back": {"comment": table.REASON},
    "end": {"comment": table.REASON},
}
READERS = (
    "administrator",
    "deputy",
    "head",
    "supervisor",
    "supervisor who wrote a case",
)


def add_people():
    """To the university of ``factories``: a member, a third supervisor, and whose unit is whose."""
    for userid, roles in (
        ("guest", ["Member"]),
        ("supervisor3", ["Member", config.ROLE_SUPERVISOR]),
    ):
        api.user.create(username=userid, email=f"{userid}@example.org", password=factories.PASSWORD)
        api.user.grant_roles(username=userid, roles=roles)
    unit = roster.get_unit("jwc")
    unit.head = ACCOUNTS["head"]
    factories.add_person(unit, "20150815", "甘棠", userid=ACCOUNTS["supervisor of the unit"])


def order(name):
    """A new order to ``jwc`` in that one of ``STATES``, about three cases: by a member, by a
    supervisor, and about a person."""
    cases = [
        factories.submit(ACCOUNTS["evaluator"]),
        factories.submit(ACCOUNTS["supervisor who wrote a case"]),
        factories.submit(ACCOUNTS["evaluator"], staff_member="20090417"),
    ]
    return factories.bring_order_to(factories.issue_order(*cases), STATES[name])


def orders():
    """Such an order in each of ``STATES``, by name."""
    add_people()
    return {name: order(name) for name in STATES}
