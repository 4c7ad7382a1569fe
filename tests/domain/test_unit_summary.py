from copy import deepcopy
from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import unit_summary
from hnu.jgzf.domain.statistics.measures import LISTED
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.domain.statistics.selection import Statistics
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.notifications import notice_board
from tests import factories
import pytest


PROPOSALS = "建议把成绩证明改为线上申请，当日办结。"
NOVEMBER = unit_summary.Period(date(2026, 11, 1), date(2026, 11, 30))


def moment(day, hour=10):
    return datetime(2026, 11, day, hour, tzinfo=config.TIMEZONE)


@pytest.fixture
def november(university):
    """Five cases of ``jwc`` on Monday 2 November 2026, due on the 9th; today is the 20th."""
    with dates.at(moment(2)):
        cases = [factories.submit("teacher") for _n in range(4)]
        cases.append(factories.submit("teacher", staff_member="20120356"))
        factories.submit("teacher", unit="hqc")
    with dates.at(moment(9, 23)):
        factories.bring_to(cases[0], "closed")
        factories.answer(cases[1])
        factories.rate(cases[1], "dissatisfied")
    with dates.at(moment(10, 1)):
        factories.answer(cases[2], outcome=config.EXPLAINED)
    with dates.at(moment(11)):
        # Answered again in time: late or not is what the first answer was.
        factories.answer(cases[1])
    with dates.at(moment(20)):
        yield cases


def sum_up(by="clerk", of=NOVEMBER, unit="jwc"):
    with factories.acting_as(by):
        return unit_summary.sum_up(roster.get_unit(unit), of)


def save(by="clerk", proposals=PROPOSALS):
    with factories.acting_as(by):
        return unit_summary.save(roster.get_unit("jwc"), NOVEMBER, proposals)


def test_what_came_in_and_what_became_of_it(november):
    found = sum_up().figures
    expected = {
        "received": 5,
        "answered": 3,
        "due_there": 5,
        # The one that was answered on the 10th was late; two are not answered on the 20th.
        "in_time": 2,
        "overdue": 2,
        "open": 4,
        "closed": 1,
        "rated": 2,
        "satisfied": 1,
        "dissatisfied": 1,
        "rated_very_satisfied": 0,
        "rated_satisfied": 1,
        "rated_neutral": 0,
        "rated_dissatisfied": 1,
        "rated_very_dissatisfied": 0,
        "unrated": 1,
        "outcome_resolved": 2,
        "outcome_explained": 1,
        "outcome_deferred": 0,
    }
    assert {name: found["counts"][name] for name in expected} == expected
    assert sum(count for _token, _title, count in found["categories"]) == 5


def test_before_the_deadline_is_over_nobody_is_late(november):
    with dates.at(moment(9)):
        counts = sum_up().figures["counts"]
    assert (counts["due_there"], counts["in_time"], counts["overdue"]) == (0, 0, 0)


def test_every_number_is_that_of_statistics(november):
    """A case of another unit's past, a hidden one and one of a person among them."""
    factories.transfer(november[3], "hqc")
    with factories.acting_as("supervisor"):
        hiding.hide(november[2], "经核实，评价内容涉及他人隐私，予以隐藏。")
    for code in ("jwc", "hqc"):
        summary = sum_up("supervisor", unit=code)
        statistics = Statistics(Selection(*NOVEMBER, (code,)), dates.today())
        assert set(summary.figures["counts"]) == set(LISTED) - {"oldest_open"}
        for name, count in summary.figures["counts"].items():
            if name not in ("later_answers", "later_in_time"):
                assert count == len(statistics.rids(name)), (code, name)
        assert len(summary.cases) == summary.figures["counts"]["received"]
    # It is the present unit's; that nobody answered in time is the other one's.
    counts = {code: sum_up("supervisor", unit=code).figures["counts"] for code in ("jwc", "hqc")}
    assert (counts["jwc"]["received"], counts["hqc"]["received"]) == (4, 2)
    assert (counts["jwc"]["overdue"], counts["hqc"]["overdue"]) == (2, 1)


def test_cases_are_those_received_in_the_period_by_day_and_number(november):
    cases = sum_up().cases
    assert [c.number for c in cases] == sorted(case.getId() for case in november)
    day = date(2026, 11, 2)
    assert len(sum_up(of=unit_summary.Period(day, day)).cases) == 5
    assert sum_up(of=unit_summary.Period(day + timedelta(days=1), date(2026, 12, 1))).cases == []
    assert len(sum_up(by="dean", unit="hqc").cases) == 1


@pytest.mark.parametrize("userid", ["clerk", "deputy", "supervisor", "student"])
def test_administrators_head_and_supervisors_read_it(november, userid):
    roster.get_unit("jwc").head = "student"
    assert sum_up(userid).figures["counts"]["received"] == 5


@pytest.mark.parametrize("userid", ["student", "dean", "evaluated", "webmaster", "editor", None])
def test_nobody_else_does(november, userid):
    with pytest.raises(NotPermitted):
        sum_up(userid)
    with factories.acting_as(userid), pytest.raises(NotPermitted):
        unit_summary.records(roster.get_unit("jwc"))


def test_an_administrator_who_has_left_reads_it_no_more(november):
    yesterday = dates.today() - timedelta(days=1)
    roster.get_unit("jwc").administrators = [factories.administrator("clerk", until=yesterday)]
    with pytest.raises(NotPermitted):
        sum_up()


def test_what_was_saved_keeps_the_figures_as_they_were(november):
    record = save()
    figures = deepcopy(record.figures)
    factories.answer(november[3])
    with factories.acting_as("supervisor"):
        (found,) = unit_summary.records(roster.get_unit("jwc"))
        assert unit_summary.record(roster.get_unit("jwc"), "1") == found
        assert unit_summary.record(roster.get_unit("jwc"), "2") is None
    assert found.figures == figures
    assert (found.number, found.name, found.day) == (1, "柳明溪", date(2026, 11, 20))
    assert save().number == 2
    # Neither topics nor texts of evaluations
    assert "缓考" not in str(found)


def test_the_head_is_told_and_finds_it(november):
    roster.get_unit("jwc").head = "student"
    save()
    (notice,) = notice_board.unread("student")
    assert notice.text == "教务处的单位管理员提交了机关工作作风评价汇总和工作建议，请查看。"
    assert notice.path == "jwc/@@saved-summary?number=1"
    assert notice_board.unread("supervisor") == []


@pytest.mark.parametrize("head", ["clerk", None, "no-account"])
def test_nobody_is_told_of_her_own(november, head):
    roster.get_unit("jwc").head = head
    save()
    assert notice_board.unread("clerk") == []


@pytest.mark.parametrize("userid", ["supervisor", "student", "teacher", None])
def test_only_administrators_sum_up(november, userid):
    roster.get_unit("jwc").head = "student"
    with pytest.raises(NotPermitted):
        save(by=userid)


@pytest.mark.parametrize("proposals", ["", "太短", "长" * 2001, None, 5])
def test_proposals_are_needed(november, proposals):
    with pytest.raises(InvalidInput) as refused:
        save(proposals=proposals)
    assert refused.value.errors[0].field == "proposals"


@pytest.mark.parametrize(
    ("first", "last", "result"),
    [
        ("", "", (date(2026, 10, 1), date(2026, 11, 20))),
        ("2026-11-01", "", (date(2026, 11, 1), date(2026, 11, 20))),
        ("", "2026-03-31", (date(2026, 1, 1), date(2026, 3, 31))),
        ("2025-01-01", "2025-12-31", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_a_period_begins_with_the_quarter(first, last, result):
    with dates.at(moment(20)):
        assert unit_summary.period(first, last) == result


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [("x", "", "from"), ("", "2026-99-99", "to"), ("2026-12-31", "", "to"), ([], "", "from")],
)
def test_a_period_that_is_none_is_refused(first, last, field):
    if first == []:
        first = ["2026-01-01"]
    with dates.at(moment(20)), pytest.raises(InvalidInput) as refused:
        unit_summary.period(first, last)
    assert refused.value.errors[0].field == field
