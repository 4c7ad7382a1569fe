"""评价明细: what a row says, in which order, and to whom."""

from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain.documents import case_rows
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.domain.statistics.selection import Statistics
from tests import factories
from tests.domain.calendars import know_years
from tests.domain.documents.conftest import on
import pytest


TITLES = [column.title for column in case_rows.COLUMNS]


def rows(today, by="supervisor", **selection):
    with factories.acting_as(by):
        found = case_rows.rows(Selection(**selection), today)
        return [dict(zip(TITLES, row, strict=True)) for row in found]


def row_of(today, case, **options):
    (found,) = [row for row in rows(today, **options) if row["编号"] == case.getId()]
    return found


def test_a_row_has_days_counts_and_words_of_a_case(cases, today):
    assert row_of(today, cases["late"]) == {
        "编号": cases["late"].getId(),
        "单位": "教务处",
        "被评价个人": "",
        "评价类别": "执行能力",
        "类别说明": "不认真执行相关政策和决定；未在规定时间内按质按量完成交办的工作",
        "评价内容主题": "排队太久",
        "收到日期": date(2026, 11, 2),
        "首次反馈日期": date(2026, 11, 12),
        "反馈期限": date(2026, 11, 9),
        "已到期": "是",
        "按期反馈": "否",
        "反馈用时（工作日）": 8,
        "反馈次数": 1,
        "满意度": "不满意",
        "状态": "已评价",
        "办结日期": None,
        "期限届满时所在单位": "教务处",
    }
    closed = row_of(today, cases["closed"])
    assert closed["办结日期"] == date(2026, 11, 2)
    assert (closed["按期反馈"], closed["反馈用时（工作日）"], closed["状态"]) == ("是", 0, "已办结")
    waiting = row_of(today, cases["waiting"])
    assert (waiting["首次反馈日期"], waiting["已到期"], waiting["按期反馈"]) == (None, "否", "")
    assert (waiting["反馈用时（工作日）"], waiting["反馈次数"], waiting["满意度"]) == (None, 0, "")
    assert row_of(today, cases["person"])["被评价个人"] == "姜砚秋"


def test_nobody_is_in_time_or_late_while_the_deadline_is_provisional(university, monkeypatch):
    know_years(monkeypatch, 2026)
    with dates.at(datetime(2026, 12, 24, 10, tzinfo=config.TIMEZONE)):
        case = factories.submit("teacher")
        factories.answer(case)
    with dates.at(datetime(2027, 2, 1, 10, tzinfo=config.TIMEZONE)):
        day = dates.today()
        (row,) = rows(day)
        assert (row["已到期"], row["按期反馈"]) == ("否", "")
        assert Statistics(Selection(), day).figures().counts["past_due"] == 0
        know_years(monkeypatch, 2026, 2027)
        assert deadlines.settle_provisional() == [case]
        (row,) = rows(day)
        assert (row["已到期"], row["按期反馈"]) == ("是", "是")


def test_rows_are_sorted_by_day_and_number_whatever_was_stored_first(cases, today):
    with on(20):
        for _number in range(12):
            factories.submit("student")
    found = [(row["收到日期"], row["编号"]) for row in rows(today)]
    assert len(found) == 17
    assert found == sorted(found)


def test_there_is_no_time_of_day_in_a_row(cases, today):
    for row in rows(today):
        for value in row.values():
            assert value is None or type(value) in (str, int, date)


def test_rows_add_up_to_the_figures(cases, today):
    found = rows(today)
    counts = Statistics(Selection(), today).figures().counts
    due = [row for row in found if row["已到期"] == "是"]
    assert counts["received"] == len(found) == 5
    assert counts["past_due"] == len(due) == 3
    assert counts["in_time"] == sum(row["按期反馈"] == "是" for row in due) == 2
    assert counts["overdue"] == sum(row["首次反馈日期"] is None for row in due) == 0


def test_a_selection_narrows_the_rows(cases, today):
    assert {row["单位"] for row in rows(today, units=("hqc",))} == {"后勤处"}
    assert len(rows(today, first=date(2026, 11, 13))) == 2


@pytest.mark.parametrize(
    ("userid", "name"), [("supervisor", "姜砚秋"), ("clerk", "姜砚秋"), ("evaluated", "")]
)
def test_heads_are_not_told_whom_a_case_is_about(cases, today, userid, name):
    cases["person"].__parent__.head = "evaluated"
    assert row_of(today, cases["person"], by=userid, units=("jwc",))["被评价个人"] == name


@pytest.mark.parametrize(
    ("userid", "topic", "name"),
    [
        ("supervisor", "态度很好", "姜砚秋"),
        ("clerk", "态度很好", "姜砚秋"),
        # Her head of unit, and whom the case is about, do not see it on its page either.
        ("dean", "（已隐藏）", ""),
        ("student", "（已隐藏）", ""),
    ],
)
def test_what_a_hidden_case_is_about_is_for_who_may_see_it(cases, today, userid, topic, name):
    case = cases["person"]
    case.__parent__.head = "dean"
    case.__parent__["20120356"].userid = "student"
    case.manage_permission("View", ("Unit Administrator", "Evaluation Supervisor"), 0)
    catalog = get_catalog()._catalog
    record = (*catalog.data[catalog.uids[case.getId()]], True)
    with factories.acting_as(userid):
        reader = case_rows._Reader({**catalog.schema, "hidden": len(record) - 1}, today)
        row = dict(zip(TITLES, reader.row(record), strict=True))
    assert (row["评价内容主题"], row["被评价个人"]) == (topic, name)
    assert row["编号"] == case.getId()
