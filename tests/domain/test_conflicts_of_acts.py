"""Nobody judges themselves: on the evaluated side nobody acts in an office, or is told anything.

A row says in which way a person has to do with a case, a column what she tries, as a script and
over REST. What she may not do, a deputy or another supervisor does, who is also told.
"""

from dataclasses import dataclass
from dataclasses import field
from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.events import CaseFact
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import kinds
from plone import api
from tests import factories
from tests.services.client import Client
from zope.event import notify
import pytest
import transaction


REASON = "需要向评价人核实办理时间和地点。"
PERSON = "20090417"
OTHER_PERSON = "20120356"


@dataclass(frozen=True)
class Row:
    """A person and what ties her to the case.

    ``may`` names the acts that her other office allows her: an administrator answers for her unit,
    though she is a supervisor as well.
    """

    title: str
    userid: str
    evaluated: bool = False
    administrator: bool = False
    head: bool = False
    staff: bool = False
    supervisor: bool = False
    evaluator: bool = False
    may: frozenset = field(default_factory=frozenset)

    def __str__(self):
        return self.title


AS_ADMINISTRATOR = frozenset({"disclose", "answer", "close settled"})
ROWS = [
    Row("evaluated person", "evaluated", evaluated=True),
    Row("evaluated administrator", "evaluated", evaluated=True, administrator=True),
    Row("evaluated head", "evaluated", evaluated=True, head=True),
    Row("evaluated supervisor", "supervisor2", evaluated=True, supervisor=True),
    Row("evaluated of all offices", "supervisor2", True, True, True, True, True),
    Row("supervisor, head of the unit", "supervisor2", head=True, supervisor=True),
    Row(
        "supervisor, administrator of the unit",
        "supervisor2",
        administrator=True,
        supervisor=True,
        may=AS_ADMINISTRATOR,
    ),
    Row("supervisor, one of its people", "supervisor2", staff=True, supervisor=True),
    Row("supervisor, evaluator", "supervisor2", supervisor=True, evaluator=True),
    Row("evaluator, administrator since", "student", administrator=True, evaluator=True),
]


@dataclass(frozen=True)
class Act:
    """``state`` and ``level`` are those of the case in which it is tried; ``sent`` goes to REST."""

    script: object
    path: str
    sent: dict
    state: str = config.SUBMITTED
    level: str = "satisfied"


CONTENT = {"content": factories.ANSWER, "outcome": config.EXPLAINED}
PASSAGE = {"field": "content", "passage": factories.CONTENT[:5], "reason": REASON}
HIDE, SHOW = ({"hidden": hidden, "reason": REASON} for hidden in (True, False))
ACTS = {
    "disclose": Act(
        lambda case: disclosure.disclose(case, REASON), "@identity-disclosures", {"reason": REASON}
    ),
    "answer": Act(lambda case: lifecycle.answer(case, **CONTENT), "@feedback", CONTENT),
    "answer again": Act(
        lambda case: lifecycle.answer(case, **CONTENT),
        "@workflow/answer",
        CONTENT,
        config.RATED,
        "dissatisfied",
    ),
    "close settled": Act(lambda case: lifecycle.close(case), "@workflow/close", {}, config.RATED),
    "close unrated": Act(
        lambda case: lifecycle.close(case, REASON),
        "@workflow/close",
        {"comment": REASON},
        config.ANSWERED,
    ),
    "close dissatisfied": Act(
        lambda case: lifecycle.close(case, REASON),
        "@workflow/close",
        {"comment": REASON},
        config.RATED,
        "dissatisfied",
    ),
    "reopen": Act(
        lambda case: lifecycle.reopen(case, REASON),
        "@workflow/reopen",
        {"comment": REASON},
        config.CLOSED,
    ),
    "hide": Act(lambda case: hiding.hide(case, REASON), "@hiding", HIDE),
    "show": Act(lambda case: hiding.show_again(case, REASON), "@hiding", SHOW),
    "redact": Act(lambda case: redaction.redact(case, **PASSAGE), "@redactions", PASSAGE),
    "originals": Act(redaction.log, "@redactions", None),
}


def may(row, name):
    return name in row.may or (name == "answer again" and "answer" in row.may)


def prepare(row):
    """The unit ``jwc`` with the row's person in her places, and the evaluator's user id."""
    unit = roster.get_unit("jwc")
    unit[PERSON].userid = row.userid if row.evaluated else None
    unit[OTHER_PERSON].userid = row.userid if row.staff else None
    unit.head = row.userid if row.head else None
    return unit


def take_office(row, unit):
    """After the case was submitted: nobody evaluates a unit that she administers."""
    if row.administrator:
        unit.administrators = [*unit.administrators, factories.administrator(row.userid)]


def case_for(row, act):
    unit = prepare(row)
    evaluator = row.userid if row.evaluator else "teacher"
    case = factories.submit(evaluator, staff_member=PERSON)
    factories.bring_to(case, act.state, act.level, by=evaluator)
    if act.sent == SHOW:
        with factories.acting_as("supervisor"):
            hiding.hide(case, REASON)
    take_office(row, unit)
    return case


CELLS = [(row, name) for row in ROWS for name in ACTS]
IDS = [f"{row}, {name}" for row, name in CELLS]


@pytest.mark.parametrize(("row", "name"), CELLS, ids=IDS)
def test_a_script_refuses_who_would_judge_herself(university, row, name):
    act = ACTS[name]
    case = case_for(row, act)
    with factories.acting_as(row.userid):
        if may(row, name):
            act.script(case)
        else:
            with pytest.raises(NotPermitted):
                act.script(case)


@pytest.mark.parametrize("name", ACTS)
def test_another_supervisor_does_what_she_may_not(university, name):
    act = ACTS[name]
    for row in ROWS:
        case = case_for(row, act)
        with factories.acting_as("supervisor"):
            act.script(case)
        roster.get_unit("jwc").administrators = [factories.administrator("clerk")]


@pytest.mark.parametrize("name", ["disclose", "answer", "answer again", "close settled"])
def test_the_deputy_does_the_unit_s_business(university, name):
    act = ACTS[name]
    for row in ROWS[:5]:
        case = case_for(row, act)
        with factories.acting_as("deputy"):
            act.script(case)
        roster.get_center()._disclosures = None


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_rest_refuses_who_would_judge_herself(site, row):
    cases = {}
    for name, act in ACTS.items():
        prepare(row)
        roster.get_unit("jwc").administrators = [
            factories.administrator("clerk"),
            factories.administrator("deputy", deputy=True),
        ]
        cases[name] = f"jwc/{case_for(row, act).getId()}"
    transaction.commit()
    with Client(f"{site.absolute_url()}/jgzf", row.userid) as client:
        for name, act in ACTS.items():
            address = f"{cases[name]}/{act.path}"
            if act.sent is None:
                answer = client.get(address)
            else:
                answer = client.post(address, json=act.sent)
            # Of a hidden case she does not even learn that it is there.
            sees = not row.evaluated and (row.supervisor or row.administrator or row.evaluator)
            refusal = 404 if act.sent == SHOW and not sees else 403
            expected = (200, 201) if may(row, name) else (refusal,)
            assert answer.status_code in expected, (name, answer.text)


# Who is told


def told(case):
    """Everything that was told about a case in an office: (kind, role, userid)."""
    outbox = get_outbox(roster.get_center())
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)
    found = {
        (message.kind, message.role, message.userid)
        for message in outbox.messages.values()
        if message.number == case.getId()
    }
    for userid in factories.ACCOUNTS:
        for notice in notices.unread(roster.get_center(), userid):
            if notice.number == case.getId() and notice.role != config.TO_EVALUATOR:
                found.add((notice.kind, notice.role, userid))
    return {entry for entry in found if entry[1] != config.TO_EVALUATOR}


def tell_everything(case):
    for kind in kinds.KINDS:
        notify(CaseFact(kind, case))


OFFICES = {config.TO_ADMINISTRATORS, config.TO_HEAD, config.TO_SUPERVISORS}


@pytest.mark.parametrize("row", [row for row in ROWS if not row.evaluator], ids=str)
def test_she_is_told_nothing_in_an_office_that_she_may_not_hold_here(university, row):
    case = case_for(row, ACTS["hide"])
    tell_everything(case)
    heard = {role for _kind, role, userid in told(case) if userid == row.userid}
    allowed = set()
    if not row.evaluated:
        allowed |= {config.TO_ADMINISTRATORS} if row.administrator else set()
        allowed |= {config.TO_HEAD} if row.head else set()
    assert heard == allowed


@pytest.mark.parametrize("row", ROWS[:5], ids=str)
def test_the_deputy_and_another_supervisor_are_told_instead(university, row):
    unit = prepare(row)
    unit.administrators = [factories.administrator("deputy", deputy=True)]
    take_office(row, unit)
    case = factories.submit("teacher", staff_member=PERSON)
    tell_everything(case)
    found = told(case)
    for name, kind in kinds.KINDS.items():
        if config.TO_ADMINISTRATORS in kind.recipients:
            assert (name, config.TO_ADMINISTRATORS, "deputy") in found
        if config.TO_SUPERVISORS in kind.recipients:
            assert (name, config.TO_SUPERVISORS, "supervisor") in found


def test_without_a_deputy_another_supervisor_stands_in(university):
    row = ROWS[4]
    unit = prepare(row)
    unit.administrators = []
    take_office(row, unit)
    case = factories.submit("teacher", staff_member=PERSON)
    tell_everything(case)
    administrators = {
        userid for _kind, role, userid in told(case) if role == config.TO_ADMINISTRATORS
    }
    assert administrators == {"supervisor"}
    with factories.acting_as("supervisor"):
        lifecycle.answer(case, **CONTENT)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_who_is_told_never_depends_on_who_wrote_it(university, kind):
    unit = roster.get_unit("jwc")
    writers = ("student", "teacher", "supervisor", "supervisor2", "dean", "webmaster")
    cases = [factories.submit(userid, staff_member=OTHER_PERSON) for userid in writers]
    unit.head = "dean"
    unit.administrators = [factories.administrator("student"), factories.administrator("clerk")]
    api.user.grant_roles(username="webmaster", roles=[config.ROLE_SUPERVISOR])
    for case in cases:
        notify(CaseFact(kind, case))
    found = [told(case) for case in cases]
    assert all(heard == found[0] for heard in found)
