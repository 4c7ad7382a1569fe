"""R31: on the day in the rows the successor takes over, by itself and through every door."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content import notices
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import recipients
from tests import factories
from tests.browser.visitor import last_write
from tests.browser.visitor import Visitor
from tests.services.client import Client
from types import SimpleNamespace
from zope.browsermenu.interfaces import IBrowserMenu
from zope.component import getUtility
import pytest
import transaction


# Mondays without holidays near them; the case is due between them
SUBMITTED, LAST_DAY, FIRST_DAY = date(2026, 11, 9), date(2026, 11, 11), date(2026, 11, 12)
ANSWER = {"content": factories.ANSWER, "outcome": "resolved"}


def moment(day, hour=10, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=config.TIMEZONE)


def hand_over(unit):
    """From ``clerk`` to ``student`` at midnight between the two days."""
    unit.administrators = [
        factories.administrator("clerk", until=LAST_DAY),
        factories.administrator("student", mobile="13911111111", **{"from": FIRST_DAY}),
    ]


@pytest.fixture
def jwc(university):
    unit = roster.get_unit("jwc")
    hand_over(unit)
    return unit


@pytest.fixture
def case(jwc):
    with dates.at(moment(SUBMITTED)):
        return factories.submit("teacher")


def menu(portal, case, userid):
    with factories.acting_as(userid):
        items = getUtility(IBrowserMenu, name="plone_contentmenu_workflow").getMenuItems(
            case, portal.REQUEST
        )
    return {item["extra"]["id"].removeprefix("workflow-transition-") for item in items}


@pytest.mark.parametrize(
    ("at", "incumbent", "other"),
    [
        (moment(LAST_DAY, 23, 59), "clerk", "student"),
        (moment(FIRST_DAY, 0, 0), "student", "clerk"),
    ],
)
def test_the_state_menu_offers_the_answer_to_the_one_whose_day_it_is(
    portal, case, at, incumbent, other
):
    with dates.at(at):
        assert "answer" in menu(portal, case, incumbent)
        assert "answer" not in menu(portal, case, other)
        with factories.acting_as(other):
            assert lifecycle.possible(case) == []


def messages_of(case, kind):
    return {
        message.userid
        for message in box.get_outbox(roster.get_center()).messages.values()
        if (message.number, message.kind) == (case.getId(), kind)
        and message.role == config.TO_ADMINISTRATORS
    }


def tell():
    outbox = box.get_outbox(roster.get_center())
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)


def test_what_is_told_after_that_day_is_told_to_the_successor(case):
    from hnu.jgzf.domain import clock as rounds

    with dates.at(moment(SUBMITTED)):
        tell()
    assert messages_of(case, "submitted") == {"clerk"}
    reminded = moment(case.due - timedelta(days=3))
    with dates.at(reminded):
        rounds.run()
        tell()
        assert [row.userid for row in recipients.administrators(case)] == ["student"]
    assert messages_of(case, "due_soon") == {"student"}
    told = {notice.kind for notice in notices.unread(roster.get_center(), "student")}
    assert told == {"due_soon"}


def test_a_message_that_waited_does_not_reach_who_has_left(case):
    with dates.at(moment(SUBMITTED)):
        tell()
    (message,) = [
        message
        for message in box.get_outbox(roster.get_center()).messages.values()
        if message.channel == config.SMS
    ]
    with dates.at(moment(LAST_DAY)):
        assert recipients.address(case, message) == "13900000000"
    with dates.at(moment(FIRST_DAY)):
        assert recipients.address(case, message) == ""


@pytest.fixture
def day(monkeypatch):
    """``day(LAST_DAY)``: it is ten o'clock of that day, in the server's threads too."""

    def set_clock(day):
        monkeypatch.setattr(clock, "_set", SimpleNamespace(get=lambda: moment(day)))

    return set_clock


def test_pages_and_services_open_to_the_successor_and_nothing_is_stored(functional_portal, day):
    site = functional_portal
    factories.university(site)
    hand_over(site.jgzf.jwc)
    day(SUBMITTED)
    case = factories.submit("teacher")
    transaction.commit()
    path = f"jwc/{case.getId()}"
    people = {userid: Visitor(site, userid) for userid in ("clerk", "student")}
    clients = {userid: Client(f"{site.absolute_url()}/jgzf", userid) for userid in people}

    def doors(userid):
        pages = [
            not people[userid].get(item, page).is_refusal
            for item, page in (
                (site.jgzf, "/@@manage-evaluations"),
                (case, "/@@answer"),
                (site.jgzf, "/@@roster-gaps"),
            )
        ]
        pending = clients[userid].get("@pending-evaluations")
        listed = pending.status_code == 200 and case.getId() in pending.text
        roster = "administrators" in clients[userid].get("jwc").json()
        return pages, listed, roster

    opened, closed = ([True] * 3, True, True), ([False] * 3, False, False)
    day(LAST_DAY)
    for userid in people:
        doors(userid)
    before = last_write(site)
    assert (doors("clerk"), doors("student")) == (opened, closed)
    day(FIRST_DAY)
    assert (doors("clerk"), doors("student")) == (closed, opened)
    assert last_write(site) == before
    assert clients["clerk"].post(f"{path}/@feedback", json=ANSWER).status_code == 403
    assert clients["student"].post(f"{path}/@feedback", json=ANSWER).status_code == 201
    for client in clients.values():
        client.close()
