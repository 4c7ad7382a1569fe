"""Every cell of docs/workflow.md over HTTP: our forms, the State menu's page, REST.

One test walks all cells of one person through one door and names every cell that is wrong. All
share one site; a case that something was done to is replaced by a new one.
"""

from base64 import b64decode
from dataclasses import dataclass
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from plone.protect import createToken
from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import even
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.browser.visitor import serials
from tests.browser.visitor import Visitor
from tests.workflow import table
from urllib.parse import unquote
from zope.i18n import translate
import pytest
import re
import transaction


# transition -> what its form and its services take
VALUES = {
    "answer": table.PAYLOADS["answer"]["feedback"],
    "rate": table.PAYLOADS["rate"]["satisfaction"],
    "return": {"comment": table.REASON},
    "close": {"comment": table.REASON},
    "reopen": {"comment": table.REASON},
}
SERVICES = {
    "answer": "@feedback",
    "rate": "@satisfaction",
    "return": "@workflow/return",
    "close": "@workflow/close",
    "reopen": "@workflow/reopen",
}
DONE = {"answer": 201, "rate": 200, "return": 200, "close": 200, "reopen": 200}

# Who gets an answer from a form itself; everybody else gets the portal's "no".
HANDLERS = ("administrator", "deputy", "supervisor", "supervisor of the unit")
PARTIES = dict.fromkeys(lifecycle.TRANSITIONS, HANDLERS) | {"rate": ("evaluator",)}


@dataclass
class Said:
    """What a door answered: a status, the message, and the page that it leads to."""

    status: int
    message: str = ""
    location: str = ""


class Person:
    """Somebody at a browser and with a REST client, whose form tokens are valid."""

    def __init__(self, site, who):
        userid = table.ACCOUNTS[who]
        self.visitor = Visitor(site, userid)
        self.session = self.visitor.session
        with factories.acting_as(userid):
            self.token = createToken()

    def send(self, method, case, page, **options):
        # A message that no page has shown yet would come again.
        self.session.cookies.clear()
        return self.session.request(method, self.visitor.url(case, page), **options)


def in_portal_words(response):
    """How the portal says no to people who have no permission for a page."""
    answer = Answer(response)
    words = " ".join(even(part) for part in answer.tree.xpath("//h1"))
    # The last page of the way to "no permission", or to the login form, is a page like others.
    return Said(403 if answer.is_refusal else answer.status, words)


def through_form(person, case, transition, values):
    names = {"comment": "comment" if transition == "rate" else "reason"}
    data = {f"form.widgets.{names.get(name, name)}": value for name, value in values.items()}
    data |= {f"form.buttons.{transition}": "1", "_authenticator": person.token}
    response = person.send("POST", case, f"/@@{table.FORMS.get(transition, transition)}", data=data)
    answer = Answer(response)
    if answer.status == 200 and not answer.is_refusal:
        # Plone's icon beside it has a title of its own.
        words = answer.tree.xpath("//*[@id='global_statusmessage']//*[@role='alert']/text()")
        return Said(200, "".join(words).strip())
    found = answer.tree.xpath("//div[@class='jgzf']//*[@id='jz-errors']//li")
    if not found:
        return in_portal_words(response)
    return Said(answer.status, " ".join(even(part) for part in found))


def through_state_menu(person, case, transition, values, method="POST"):
    """As Plone's own form and the menu's links send it: with a comment at most."""
    data = {"workflow_action": transition, "_authenticator": person.token}
    if "comment" in values:
        data["comment"] = values["comment"]
    where = "data" if method == "POST" else "params"
    options = {where: data, "allow_redirects": False}
    response = person.send(method, case, "/content_status_modify", **options)
    location = response.headers.get("Location", "")
    if not location.startswith(case.absolute_url()):
        return in_portal_words(person.send(method, case, "/content_status_modify", **{where: data}))
    cookie = b64decode(unquote(response.cookies.get("statusmessages", "")).strip('"'))
    return Said(response.status_code, cookie.decode("utf-8", "ignore"), location)


def through_address(person, case, transition, values):
    return through_state_menu(person, case, transition, values, method="GET")


def through_service(person, case, transition, values, name=None):
    response = person.send(
        "POST",
        case,
        f"/{name or SERVICES[transition]}",
        json=values,
        headers={"Accept": "application/json"},
        allow_redirects=False,
    )
    is_json = response.headers["Content-Type"].startswith("application/json")
    error = response.json().get("error", {}) if is_json else {}
    return Said(response.status_code, error.get("message", ""))


def through_workflow_service(person, case, transition, values):
    return through_service(person, case, transition, values, name=f"@workflow/{transition}")


DOORS = {
    "form": through_form,
    "content_status_modify": through_state_menu,
    "content_status_modify by an address": through_address,
    "service": through_service,
    "@workflow": through_workflow_service,
}
MENU = ("content_status_modify", "content_status_modify by an address")


@pytest.fixture(scope="class")
def site(functional_portal_class):
    portal = functional_portal_class
    factories.university(portal)
    roster.get_unit("jwc").head = table.ACCOUNTS["supervisor of the unit"]
    transaction.commit()
    # Plone writes something for its portlets when they are drawn for the first time.
    for page in ("", "/login"):
        Visitor(portal, None).get(portal, page)
    return portal


@pytest.fixture(scope="class")
def cases(site):
    """``cases(state)``: a case in that state of the table; a new one once that was changed."""
    known = {}

    def case_in(state):
        case, before = known.get(state, (None, None))
        if case is None or written(case) != before:
            case = table.case(state)
            transaction.commit()
            known[state] = case, written(case)
        return case

    return case_in


def written(case):
    """Serials of the case, of all that belongs to it, and of the center and its trees."""
    found = serials(case)
    center = roster.get_center()
    center._p_activate()
    parts = [center, *vars(center).values(), *center._evaluators.values()]
    for part in parts:
        if hasattr(part, "_p_serial"):
            part._p_activate()
            found.append(part._p_serial)
    return found


def expected_refusal(case, cell):
    """Status and message that the table and the rules have for a cell that says no."""
    if cell.who == "Anonymous":
        return 401, ""
    with factories.acting_as(cell.account):
        refusal = lifecycle.refusal(case, cell.transition)
    possible = any(
        other.allowed
        for other in table.CELLS
        if (other.state, other.transition) == (cell.state, cell.transition)
    )
    message = refusal.message if refusal is not None else "the rule would not refuse"
    return 403 if possible else 409, translate(message, target_language="zh_CN")


def is_chinese(message):
    return re.search("[一-鿿]", message) and not re.search("[A-Za-z]{2}", message)


def refused(door, cell, case, said):
    """What is wrong with this refusal, or None."""
    status, message = expected_refusal(case, cell)
    if cell.who == "Anonymous":
        return None if said.status in (401, 403) and is_chinese(said.message) else "not shut"
    if door in MENU:
        if (said.status, said.location) != (302, case.absolute_url()):
            return "does not lead to the case"
        return None if message in said.message and is_chinese(message) else "other words"
    if door == "form" and cell.who not in PARTIES[cell.transition]:
        return None if said.status == 403 and is_chinese(said.message) else "not the portal's no"
    if said.status != status:
        return f"not {status}"
    return None if said.message == message and is_chinese(message) else f"not {message}"


def done(door, cell, case, said):
    """What is wrong with a step that the table allows, or None."""
    only_leads = door == MENU[1] or (door == MENU[0] and cell.transition in ("answer", "rate"))
    if only_leads:
        form = f"{case.absolute_url()}/@@{cell.form}"
        if (said.status, said.location) != (302, form):
            return "does not lead to the form"
        return None if case.state == table.STATES[cell.state][0] else "changed"
    answers = {"form": 200, "content_status_modify": 302, "service": DONE[cell.transition]}
    if said.status != answers.get(door, 200) or case.state != table.TARGETS[cell.transition]:
        return "refused"
    return None if door != "form" or is_chinese(said.message) else "nothing said"


def walk(site, cases, person, door, cells):
    """What is wrong, a line for each cell."""
    wrong = []
    for cell in cells:
        case = cases(cell.state)
        before, last = written(case), last_write(site)
        said = DOORS[door](person, case, cell.transition, VALUES[cell.transition])
        latest(case)
        if cell.allowed:
            problem = done(door, cell, case, said)
        else:
            problem = refused(door, cell, case, said)
            if written(case) != before or last_write(site) != last:
                problem = "written"
        if problem:
            wrong.append(f"{cell}: {problem}: {said}")
    return wrong


class TestDoors:
    @pytest.mark.parametrize("who", table.ACCOUNTS)
    @pytest.mark.parametrize("door", DOORS)
    def test_a_door_opens_for_those_in_the_table(self, site, cases, door, who):
        cells = [cell for cell in table.CELLS if cell.who == who]
        assert len(cells) == len(table.STATES) * len(lifecycle.TRANSITIONS)
        assert walk(site, cases, Person(site, who), door, cells) == []

    @pytest.mark.parametrize("door", DOORS)
    def test_without_what_it_needs_nothing_happens(self, site, cases, door):
        wrong = []
        for cell in table.CELLS:
            if not cell.allowed or (cell.transition == "close" and not cell.needs_reason):
                continue
            case = cases(cell.state)
            before, last = written(case), last_write(site)
            said = DOORS[door](Person(site, cell.who), case, cell.transition, {})
            if door in MENU:
                leads = said.location == f"{case.absolute_url()}/@@{cell.form}"
            else:
                leads = said.status == 400 and is_chinese(said.message)
            if not leads or written(case) != before or last_write(site) != last:
                wrong.append(f"{cell}: {said}")
        assert wrong == []
