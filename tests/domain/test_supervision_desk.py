"""督办: what stands on the desk of a supervisor, and in which order."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_desk
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from tests import factories
import pytest


DAY = timedelta(days=1)
REASON = "需要向评价人核实办理时间和地点。"


def desk(by="supervisor"):
    with factories.acting_as(by):
        found = supervision_desk.Desk()
        counts = found.counts
    return found, counts


def numbers(name):
    return [brain.number for brain in getattr(desk()[0], name)]


def submitted(days, **values):
    """A case that came in so many days ago."""
    with dates.at(dates.now() - days * DAY):
        return factories.submit(**values).getId()


@pytest.mark.parametrize("who", ["teacher", "clerk", "dean", "webmaster", "reviewer", None])
def test_only_supervisors_have_a_desk(university, who):
    with factories.acting_as(who), pytest.raises(NotPermitted):
        supervision_desk.Desk()


def test_an_empty_desk(university):
    _desk, counts = desk()
    assert set(counts.values()) == {0}


def test_overdue_ones_come_first_that_wait_longest(university):
    shorter, longest = submitted(30), submitted(40)
    submitted(0)
    assert numbers("overdue") == [longest, shorter]


def test_due_soon_is_today_and_two_working_days(university):
    case = factories.submit()
    last = deadlines.add_working_days(dates.today(), 2)
    for due, stands in (
        (dates.today(), True),
        (last, True),
        (deadlines.add_working_days(last, 1), False),
        (dates.today() - DAY, False),
    ):
        case.due = due
        case.reindexObject()
        assert (numbers("due_soon") == [case.getId()]) is stands, due
        assert (numbers("due_today") == [case.getId()]) is (due == dates.today())
        assert (numbers("in_time") == [case.getId()]) is (due >= dates.today())


def test_dissatisfied_ones_stand_there_until_they_are_answered_again(university):
    later, sooner = factories.submit(), factories.submit()
    with dates.at(dates.now() - 3 * DAY):
        factories.bring_to(sooner, "rated", "very_dissatisfied")
    factories.bring_to(later, "rated", "dissatisfied")
    factories.bring_to(factories.submit(), "rated", "neutral")
    assert numbers("dissatisfied") == [sooner.getId(), later.getId()]
    factories.answer(sooner)
    assert numbers("dissatisfied") == [later.getId()]


def test_what_was_put_off_stands_there_after_its_day_until_it_is_answered_again(university):
    case = factories.submit()
    planned = dates.today() + DAY
    factories.answer(case, outcome=config.DEFERRED, planned=planned)
    with dates.at(dates.now() + DAY):
        assert numbers("deferred") == []
    with dates.at(dates.now() + 2 * DAY):
        # No clock ran: it was not taken up again.
        assert numbers("deferred") == [case.getId()]
        factories.rate(case, "dissatisfied")
        assert numbers("deferred") == numbers("dissatisfied") == [case.getId()]
        factories.answer(case)
        assert numbers("deferred") == []


def test_the_clock_takes_it_up_and_it_still_stands_there(university):
    from hnu.jgzf.domain import clock

    case = factories.submit()
    factories.answer(case, outcome=config.DEFERRED, planned=dates.today() + DAY)
    with dates.at(dates.now() + 3 * DAY):
        clock.run()
        assert case.state == config.SUBMITTED
        assert numbers("deferred") == [case.getId()]


def test_the_cases_of_a_unit_without_administrator_are_on_the_desk_at_once(university):
    """Never nowhere: the messages go to the supervisors (test_dispatch), the desk counts them."""
    unit = roster.get_unit("hqc")
    unit.administrators = [factories.administrator("dean", until=dates.today() - DAY)]
    factories.submit(unit="hqc")
    ((gap, waiting),) = desk()[0].unattended
    assert (gap.unit, gap.name, waiting) == (unit, "霍昕澜", 1)


def test_so_are_those_of_a_unit_whose_administrator_nothing_reaches(university):
    unit = roster.get_unit("hqc")
    unit.administrators = [factories.administrator("gone", "甲", mobile=" ")]
    ((gap, waiting),) = desk()[0].unattended
    assert (gap.unit, gap.name, gap.day, waiting) == (unit, "甲", None, 0)
    unit.administrators = [factories.administrator("gone", "甲")]
    assert desk()[0].unattended == []


def test_a_unit_out_of_use_stands_there_as_long_as_its_cases_wait(university):
    unit = roster.get_unit("hqc")
    case = factories.submit(unit="hqc")
    unit.active, unit.administrators = False, []
    assert [found.gap.unit for found in desk()[0].unattended] == [unit]
    factories.answer(case, by="supervisor")
    assert desk()[0].unattended == []


def test_a_case_of_such_a_unit_stands_there_also_for_a_supervisor_who_belongs_to_it(university):
    unit = roster.get_unit("hqc")
    unit.administrators, unit.head = [], "supervisor"
    factories.submit(unit="hqc")
    ((_gap, waiting),) = desk("supervisor")[0].unattended
    assert waiting == 1


def look(case, by="clerk"):
    with factories.acting_as(by):
        disclosure.disclose(case, REASON)


def test_many_looks_of_a_person_and_of_a_unit_are_counted(university):
    cases = [factories.submit() for _n in range(5)]
    for case in cases[:3]:
        look(case)
    look(cases[3], by="deputy")
    look(cases[4], by="supervisor2")
    found = [(one.count, one.unit, one.name, one.role) for one in desk()[0].many_looks]
    assert found == [
        (4, "jwc", "", ""),
        (3, "jwc", "柳明溪", config.ROLE_UNIT_ADMINISTRATOR),
    ]
    assert len(desk()[0].looks) == 5
    with dates.at(dates.now() + 31 * DAY):
        assert desk()[0].looks == desk()[0].many_looks == []


def test_the_reason_of_a_look_in_ones_own_unit_is_sealed(university):
    look(factories.submit())
    roster.get_unit("jwc").head = "supervisor2"
    for who, sealed in (("supervisor", False), ("supervisor2", True)):
        with factories.acting_as(who):
            (line,) = supervision_desk.Desk().page("looks")
        assert line.sealed is sealed


def test_failed_messages_of_a_week_are_counted(university):
    outbox = get_outbox(roster.get_center())
    factories.submit()
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)
    claimed = delivery.claim(outbox)
    delivery.record(outbox, claimed.id, TransportError("no gateway", permanent=True))
    assert desk()[1]["failed_messages"] == 1
    with dates.at(dates.now() + 8 * DAY):
        assert desk()[1]["failed_messages"] == 0


def test_a_page_of_a_list_has_its_length_and_the_total(university):
    for _n in range(3):
        submitted(30)
    page = desk()[0].page("overdue", 1, 1)
    assert (len(page), page.total, page.start, page.size) == (1, 3, 1, 1)


def test_the_lists_of_cases_wake_nothing_but_answers_before(university, portal, monkeypatch):
    submitted(30)
    factories.bring_to(factories.submit(), "answered")
    woken = []
    monkeypatch.setattr(supervision_desk, "get_case", woken.append)
    with factories.acting_as("supervisor"):
        found = supervision_desk.Desk()
        for name in supervision_desk.CASES:
            found.page(name)
    assert woken == []


def test_reading_it_writes_nothing(university, portal):
    case = factories.submit()
    look(case)
    with factories.nothing_written(portal, case):
        desk()


def test_the_log_of_looks_is_not_for_who_sees_the_desk_alone(university):
    look(factories.submit())
    center = roster.get_center()
    center.manage_permission(supervision_log.PERMISSION, [], 0)
    assert desk()[0].looks == desk()[0].many_looks == []
