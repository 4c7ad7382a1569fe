"""Who is told of a supervision order, and until when it is true."""

from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import orders
from hnu.jgzf.domain import roster
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import notice_board
from hnu.jgzf.notifications import order_kinds
from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import templates
from tests import factories
import pytest


REASON = "反馈没有说明超期原因，请补充。"
MONDAY = datetime(2026, 11, 23, 10, tzinfo=config.TIMEZONE)


@pytest.fixture
def told(dispatched):
    """``told("order_issued")``: (role, channel, user id) of its messages, and of its notices."""

    def find(kind):
        found = {(m.role, m.channel, m.userid) for m in dispatched() if m.kind == kind}
        for userid in factories.ACCOUNTS:
            found |= {
                (notice.role, "notice", userid)
                for notice in notices.unread(roster.get_center(), userid)
                if notice.kind == kind
            }
        return found

    return find


@pytest.fixture
def unit(university):
    unit = roster.get_unit("jwc")
    unit.head = "student"
    factories.add_person(unit, "777", "甘棠", userid="supervisor2")
    return unit


def by_every_channel(userid):
    return {("administrators", channel, userid) for channel in config.CHANNELS}


def test_administrators_and_head_are_told_of_a_new_order(unit, told):
    factories.issue_order(factories.submit("teacher"))
    assert told("order_issued") == {
        *by_every_channel("clerk"),
        *by_every_channel("deputy"),
        ("head", "mail", "student"),
        ("head", "notice", "student"),
    }


def test_also_whom_one_of_its_cases_is_about_while_she_is_in_office(unit, told):
    """She answers for the unit; the case itself is for others to answer."""
    unit.administrators = [factories.administrator("evaluated")]
    factories.issue_order(factories.submit("teacher", staff_member="20090417"))
    assert told("order_issued") >= by_every_channel("evaluated")


def test_impartial_supervisors_are_told_of_an_answer_by_a_notice(unit, told):
    order = factories.issue_order(factories.submit("teacher"))
    factories.bring_order_to(order, config.ORDER_ANSWERED)
    assert told("order_answered") == {("supervisors", "notice", "supervisor")}


def test_who_wrote_a_case_makes_no_difference_to_who_is_told(university, told):
    for writer in ("supervisor2", "teacher"):
        order = factories.issue_order(factories.submit(writer))
        factories.bring_order_to(order, config.ORDER_ANSWERED)
    assert told("order_answered") == {
        ("supervisors", "notice", "supervisor"),
        ("supervisors", "notice", "supervisor2"),
    }


def test_administrators_are_told_what_became_of_it(unit, told):
    order = factories.issue_order(factories.submit("teacher"))
    factories.bring_order_to(order, config.ORDER_ANSWERED)
    with factories.acting_as("supervisor"):
        orders.send_back(order, REASON)
        orders.end(order, REASON)
    assert told("order_returned") == {*by_every_channel("clerk"), *by_every_channel("deputy")}
    assert told("order_ended") == {
        ("administrators", channel, userid)
        for channel in ("mail", "notice")
        for userid in ("clerk", "deputy")
    }


def test_a_message_names_the_order_and_leads_to_it(unit, dispatched, settings):
    settings(site_address="https://portal.example.edu.cn")
    case = factories.submit("teacher")
    order = factories.issue_order(case)
    message = next(m for m in dispatched("mail") if m.kind == "order_issued" and m.role == "head")
    text = templates.render(message)
    assert order.number in text
    assert f"https://portal.example.edu.cn/jgzf/jwc/{order.getId()}" in text
    assert dates.long_date(order.due) in text
    assert case.getId() not in text


@pytest.mark.parametrize("key", [k for k in panel.MESSAGES if k.startswith("order_")])
def test_the_webmaster_can_try_its_text(university, key):
    kind, role, channel = panel.MESSAGES[key]
    text = kinds.KINDS[kind].recipients[role][channel]
    templates.check(role, channel, text)
    seen = templates.preview(templates.example(kind, role, channel), text)
    assert "督办〔2026〕3号" in seen
    assert "$" not in seen


def test_a_reminder_is_dropped_once_the_unit_has_answered(unit, dispatched, outbox):
    with dates.at(MONDAY):
        order = factories.issue_order(factories.submit("teacher"), due=date(2026, 11, 27))
    with dates.at(MONDAY.replace(day=30)):
        clock.run()
        messages = [m for m in dispatched() if m.kind == "order_overdue"]
        assert {m.userid for m in messages} == {"clerk", "deputy"}
        assert all(delivery.is_still_true(order, message) for message in messages)
        factories.bring_order_to(order, config.ORDER_ANSWERED)
        assert not any(delivery.is_still_true(order, message) for message in messages)


def test_a_notice_goes_when_there_is_nothing_to_do_any_more(unit, dispatched):
    order = factories.issue_order(factories.submit("teacher"))

    def unread(userid):
        dispatched()
        return [n.kind for n in notice_board.unread(userid) if n.kind in order_kinds.KINDS]

    assert (unread("clerk"), unread("student")) == (["order_issued"], ["order_issued"])
    factories.bring_order_to(order, config.ORDER_ANSWERED)
    assert (unread("clerk"), unread("student")) == ([], [])
    assert unread("supervisor") == ["order_answered"]
    with factories.acting_as("supervisor"):
        orders.send_back(order, REASON)
    assert (unread("clerk"), unread("supervisor")) == (["order_returned"], [])
    with factories.acting_as("supervisor"):
        orders.end(order, REASON)
    assert unread("clerk") == ["order_ended"]
    notice_board.mark_read("clerk", [notice_board.unread("clerk")[0].id])
    assert unread("clerk") == []


def test_without_an_administrator_the_supervisors_are_told_in_their_place(unit, told):
    unit.administrators = []
    factories.issue_order(factories.submit("teacher"))
    in_office = {userid for role, _channel, userid in told("order_issued") if role != "head"}
    assert in_office == {"supervisor"}
