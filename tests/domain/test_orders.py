"""督办单 (R25): what an order needs, who deals with it, and what it leaves behind."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import order_issue
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import orders
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from tests import factories
import pytest


REASON = "反馈没有说明超期原因，请补充。"


def kinds():
    outbox = get_outbox(roster.get_center())
    return [fact.kind for fact in outbox.undispatched() if fact.kind.startswith("order")]


def refused(**values):
    """Fields of what is wrong with an order of these values."""
    due = dates.today() + timedelta(days=7)
    values = {"unit": "jwc", "text": factories.ORDER, "due": due, **values}
    with factories.acting_as("supervisor"), pytest.raises(InvalidInput) as info:
        order_issue.issue(**values)
    return {error.field for error in info.value.errors}


@pytest.fixture
def order(case):
    return factories.issue_order(case)


def test_an_order_is_in_its_unit_under_year_and_serial(case):
    with dates.at(datetime(2026, 11, 24, 10, tzinfo=config.TIMEZONE)):
        first, second = factories.issue_order(case), factories.issue_order(case)
    with dates.at(datetime(2027, 1, 4, 10, tzinfo=config.TIMEZONE)):
        third = factories.issue_order(case)
    assert [o.getId() for o in (first, second, third)] == [
        "order-2026-1",
        "order-2026-2",
        "order-2027-1",
    ]
    assert third.__parent__.getId() == "jwc"
    assert (first.number, first.title) == ("督办〔2026〕1号", "督办〔2026〕1号")
    assert (first.state, first.day) == (config.ORDER_ISSUED, date(2026, 11, 24))


def test_its_serial_counts_beyond_nine(case):
    for _number in range(11):
        order = factories.issue_order(case)
    assert order.getId().endswith("-11")
    with factories.acting_as("supervisor"):
        assert order_lists.read()[0].getId() == order.getId()


def test_an_order_is_about_open_cases_of_that_unit(case):
    other = factories.submit("teacher", unit="hqc")
    closed = factories.bring_to(factories.submit("teacher"), "closed")
    for cases in (
        [],
        [""],
        ["20261124-000000"],
        [other.getId()],
        [case.getId(), other.getId()],
        [closed.getId()],
        [f"2026112{n % 10}-{n:06d}" for n in range(21)],
        case.getId(),
        None,
        [1],
        {"a": 1},
    ):
        assert refused(cases=cases) == {"cases"}, cases


def test_a_number_that_is_sent_twice_counts_once(case):
    order = factories.issue_order(case, case)
    assert order.cases == (case.getId(),)


@pytest.mark.parametrize("text", ["", None, "太短了", "长" * 2001, 5, " \u200b" * 20])
def test_an_order_says_what_is_demanded(case, text):
    assert refused(cases=[case.getId()], text=text) == {"text"}


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_its_deadline_lies_after_today_and_within_a_year(case, days):
    due = dates.today() + timedelta(days=days)
    assert refused(cases=[case.getId()], due=due) == {"due"}
    assert refused(cases=[case.getId()], due=due.isoformat()) == {"due"}


@pytest.mark.parametrize("due", ["", None, "soon", 5, dates.now()])
def test_its_deadline_is_a_day(case, due):
    assert refused(cases=[case.getId()], due=due) == {"due"}


def test_all_that_is_wrong_is_said_at_once(case):
    assert refused(cases=[], text="", due="") == {"cases", "text", "due"}
    assert refused(unit="none", cases=[]) == {"unit"}
    assert refused(unit=["jwc"], cases=[]) == {"unit"}


@pytest.mark.parametrize(
    "who", ["student", "clerk", "dean", "evaluated", "webmaster", "admin", None]
)
def test_only_a_supervisor_issues_orders(portal, case, who):
    with factories.nothing_written(portal, case.__parent__), pytest.raises(NotPermitted):
        factories.issue_order(case, by=who)


def test_no_supervisor_of_the_unit_issues_orders_to_it(case):
    unit = roster.get_unit("jwc")
    unit.head = "supervisor2"
    with pytest.raises(NotPermitted):
        factories.issue_order(case, by="supervisor2")
    unit.head = None
    unit.administrators = [*unit.administrators, factories.administrator("supervisor2")]
    with pytest.raises(NotPermitted):
        factories.issue_order(case, by="supervisor2")


def test_no_supervisor_issues_an_order_about_a_case_about_herself(university):
    person = roster.get_unit("jwc")["20120356"]
    person.userid = "supervisor2"
    case = factories.submit("teacher", staff_member="20120356")
    person.active = False
    with pytest.raises(NotPermitted):
        factories.issue_order(case, by="supervisor2")


def test_who_wrote_a_case_makes_no_difference(university):
    """Or a refusal would tell everybody who the evaluator is."""
    case = factories.submit("supervisor2")
    order = factories.bring_order_to(
        factories.issue_order(case, by="supervisor2"), config.ORDER_ANSWERED
    )
    with factories.acting_as("supervisor2"):
        assert orders.possible(order) == [orders.SEND_BACK, orders.END]
        orders.end(order)


def test_the_unit_acknowledges_answers_and_the_supervisor_ends(order):
    with factories.acting_as("clerk"):
        with pytest.raises(NotPossible):
            orders.answer(order, factories.ANSWER)
        orders.acknowledge(order)
        assert (order.state, order.acknowledged_by) == ("acknowledged", "柳明溪")
        orders.answer(order, factories.ANSWER)
    assert (order.answer, order.answered_by) == (factories.ANSWER, "柳明溪")
    with factories.acting_as("supervisor"):
        orders.end(order)
    assert (order.state, order.end_reason) == ("ended", "")
    assert order.ended.tzinfo is not None
    assert kinds() == ["order_issued", "order_answered", "order_ended"]


def test_an_answer_that_is_sent_back_is_kept_with_the_reason(order):
    factories.bring_order_to(order, config.ORDER_ANSWERED)
    with factories.acting_as("supervisor"):
        orders.send_back(order, REASON)
    assert (order.state, order.answer, order.answered) == ("acknowledged", "", None)
    (returned,) = order.returned
    assert (returned.answer, returned.answered_by, returned.reason) == (
        factories.ANSWER,
        "柳明溪",
        REASON,
    )
    with factories.acting_as("deputy"):
        orders.answer(order, factories.CONTENT)
    assert (order.answer, order.answered_by) == (factories.CONTENT, "庄亦诚")
    assert len(order.returned) == 1


@pytest.mark.parametrize("state", [config.ORDER_ISSUED, config.ORDER_ACKNOWLEDGED])
def test_what_is_not_answered_ends_with_a_reason(order, state):
    factories.bring_order_to(order, state)
    with factories.acting_as("supervisor"):
        with pytest.raises(InvalidInput):
            orders.end(order)
        orders.end(order, REASON)
    assert order.end_reason == REASON


def test_every_act_stands_in_the_supervisors_log(case):
    order = factories.bring_order_to(factories.issue_order(case), config.ORDER_ANSWERED)
    with factories.acting_as("supervisor"):
        orders.send_back(order, REASON)
        orders.end(order, REASON)
    entries = list(supervision_log.entries(roster.get_center()))[::-1]
    assert [(e.act, e.userid, e.role, e.reason) for e in entries] == [
        ("issue_order", "supervisor", config.ROLE_SUPERVISOR, ""),
        ("acknowledge_order", "clerk", config.ROLE_UNIT_ADMINISTRATOR, ""),
        ("answer_order", "clerk", config.ROLE_UNIT_ADMINISTRATOR, ""),
        ("return_order", "supervisor", config.ROLE_SUPERVISOR, REASON),
        ("end_order", "supervisor", config.ROLE_SUPERVISOR, REASON),
    ]
    assert {(e.unit, e.number) for e in entries} == {("jwc", order.getId())}
    assert dict(entries[0].details)["cases"] == case.getId()


def test_administrators_head_and_impartial_supervisors_read_an_order(order):
    unit = roster.get_unit("jwc")
    unit.head = "student"
    factories.add_person(unit, "777", "甘棠", userid="supervisor2")
    readers = set()
    for who in (*factories.ACCOUNTS, "admin", None):
        with factories.acting_as(who):
            if orders.may_view(order):
                readers.add(who)
            assert [o.getId() for o in order_lists.read()] == (
                [order.getId()] if who in readers else []
            )
    assert readers == {"clerk", "deputy", "student", "supervisor"}


def test_an_administrator_whose_time_is_over_reads_it_no_more(order):
    roster.get_unit("jwc").administrators = [
        factories.administrator("clerk", until=dates.today() - timedelta(days=1)),
        factories.administrator("dean"),
    ]
    with factories.acting_as("clerk"):
        assert not orders.may_view(order)
        assert orders.possible(order) == []
    with factories.acting_as("dean"):
        assert orders.possible(order) == [orders.ACKNOWLEDGE]


def test_a_role_that_was_granted_by_hand_opens_nothing(portal, order):
    order.manage_setLocalRoles("student", [config.ROLE_UNIT_ADMINISTRATOR])
    portal.manage_setLocalRoles("teacher", [config.ROLE_ORDER_READER, "Owner"])
    for who in ("student", "teacher"):
        with factories.acting_as(who):
            assert not orders.may_view(order)
            assert orders.possible(order) == []


def test_the_orders_about_a_case_are_found(case):
    other = factories.submit("teacher")
    first = factories.issue_order(case, other)
    factories.issue_order(other)
    with factories.acting_as("clerk"):
        assert order_lists.about(case) == [first]
    for who in ("teacher", "dean"):
        with factories.acting_as(who):
            assert order_lists.about(case) == []


def test_lists_are_narrowed_by_state_and_unit_and_come_in_pages(case):
    other = factories.submit("teacher", unit="hqc")
    made = [factories.issue_order(case), factories.issue_order(other), factories.issue_order(case)]
    factories.bring_order_to(made[0], config.ORDER_ANSWERED)

    def found(**values):
        page = order_lists.read(**values)
        return [order.getId() for order in page], page.total

    ids = [order.getId() for order in made]
    with factories.acting_as("supervisor"):
        assert found() == (ids[::-1], 3)
        assert found(unit="jwc") == ([ids[2], ids[0]], 2)
        assert found(state="answered") == ([ids[0]], 1)
        assert found(start=1, size=1) == ([ids[1]], 3)
    with factories.acting_as("dean"):
        assert found() == ([ids[1]], 1)
        assert found(unit="jwc") == ([], 0)
    assert order_lists.waiting(["jwc"]) == (1, 0)
    assert order_lists.waiting(["jwc", "hqc"]) == (2, 0)


def test_an_order_keeps_the_numbers_of_cases_that_are_no_longer_to_be_seen(case):
    other = factories.submit("teacher")
    order = factories.issue_order(case, other)
    other.manage_permission("View", (config.ROLE_SUPERVISOR,), 0)
    with factories.acting_as("clerk"):
        assert order_lists.visible_cases(order) == [case]
    with factories.acting_as("supervisor"):
        assert order_lists.visible_cases(order) == [case, other]
    assert order.cases == (case.getId(), other.getId())


def test_a_unit_is_reminded_once_on_the_first_working_day_after_the_deadline(case):
    monday = datetime(2026, 11, 23, 10, tzinfo=config.TIMEZONE)
    with dates.at(monday):
        order = factories.issue_order(case, due=date(2026, 11, 27))
    assert kinds() == ["order_issued"]
    for day in (27, 28, 29):
        with dates.at(monday.replace(day=day)):
            clock.run()
    assert kinds() == ["order_issued"]
    for day in (30, 30):
        with dates.at(monday.replace(day=day)):
            clock.run()
    with dates.at(datetime(2026, 12, 1, 10, tzinfo=config.TIMEZONE)):
        clock.run()
    assert kinds().count("order_overdue") == 1
    assert order.reminders == ("order_overdue:2026-11-27",)


def test_what_is_answered_is_not_reminded_of(case):
    monday = datetime(2026, 11, 23, 10, tzinfo=config.TIMEZONE)
    with dates.at(monday):
        order = factories.issue_order(case, due=date(2026, 11, 27))
        factories.bring_order_to(order, config.ORDER_ANSWERED)
    with dates.at(monday.replace(day=30)):
        clock.run()
    assert "order_overdue" not in kinds()
