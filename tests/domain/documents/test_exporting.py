"""导出: files that are read back as they were meant, and that give nobody away."""

from datetime import datetime
from hnu.jgzf.domain.documents import exporting
from hnu.jgzf.domain.roster_files.writing import unguarded
from hnu.jgzf.domain.statistics import query
from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.measures import MEASURES
from openpyxl import load_workbook
from pathlib import Path
from tests import factories
from tests.domain.documents.conftest import on
from zipfile import ZipFile
import csv
import io
import pytest


PERIOD = {"period": "custom", "from": "2026-11-01", "to": "2026-11-24"}
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "'=1+1", "http://x.example.org", "{=1}", "007")


def asked(units=None, **values):
    found, errors = query.read({**PERIOD, **values}, units)
    assert errors == []
    return found


def made(today, ending="xlsx", by="supervisor", units=None, **values):
    """The bytes of the file."""
    with factories.acting_as(by):
        found = asked(units, **values)
        with exporting.exported(found, units, today, ending) as path:
            data = Path(path).read_bytes()
    assert not Path(path).exists()
    return data


def sheet(data, name):
    page = load_workbook(io.BytesIO(data))[name]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def table(data):
    """Rows of a table of text below its headings."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:]


def test_the_workbook_has_filters_headings_and_a_row_for_each_case(cases, today):
    found = sheet(made(today), "评价明细")
    assert [row[:2] for row in found[:4]] == [
        ["机关作风评价统计", None],
        ["统计时段", "2026年11月1日至24日"],
        ["单位", "全部单位"],
        ["统计日期", "2026年11月24日"],
    ]
    assert found[4][:7] == [
        "编号",
        "单位",
        "被评价个人",
        "评价类别",
        "类别说明",
        "评价内容主题",
        "收到日期",
    ]
    assert len(found) == 10
    assert found[5][6] == datetime(2026, 11, 2)  # noqa: DTZ001
    assert {row[13] for row in found[5:]} == {"满意", "不满意", None}


def test_headings_are_frozen_and_days_are_shown_as_days(cases, today):
    page = load_workbook(io.BytesIO(made(today)))["评价明细"]
    assert page.freeze_panes == "B6"
    assert page.auto_filter.ref == "A5:Q10"
    assert page["G6"].number_format == "yyyy-mm-dd"
    assert page.column_dimensions["E"].width > 30


def test_all_filters_in_force_stand_above_each_sheet(cases, today):
    values = {"unit": "jwc", "staff_member": "20120356", "target": "staff", "category": "sc1"}
    data = made(today, **values)
    for name in ("评价明细", "统计", "口径说明"):
        assert [row[:2] for row in sheet(data, name)[1:7]] == [
            ["统计时段", "2026年11月1日至24日"],
            ["单位", "教务处"],
            ["工作人员", "姜砚秋"],
            ["评价对象", "工作人员"],
            ["评价类别", sheet(data, name)[5][1]],
            ["统计日期", "2026年11月24日"],
        ]
    assert len(sheet(data, "评价明细")) == 9


def test_the_figures_are_those_of_the_page_and_few_cases_have_no_rate(cases, today):
    found = sheet(made(today), "统计")
    titles, rows = found[4], [dict(zip(found[4], row, strict=True)) for row in found[5:]]
    assert titles[:4] == ["分组", "名称", "收到评价", titles[3]]
    whole = rows[0]
    assert (whole["分组"], whole["收到评价"], whole["办结率"]) == ("合计", 5, 0.2)
    assert whole["办结率的 95% 区间"] == "3.6%—62.4%"
    assert whole["满意率"] is None
    units = {row["名称"]: row for row in rows if row["分组"] == "单位"}
    assert {name: row["收到评价"] for name, row in units.items()} == {"教务处": 4, "后勤处": 1}
    assert units["后勤处"]["办结率"] is None
    assert [row["收到评价"] for row in rows if row["分组"] == "评价类别"] == [4, 1]
    assert not [row for row in rows if row["分组"] == "工作人员"]
    assert (whole["每百人件数"], units["教务处"]["每百人件数"]) == (None, 200)


def test_people_are_counted_for_who_may_see_them(cases, today):
    def people(**options):
        found = sheet(made(today, unit="jwc", **options), "统计")
        return [row[1] for row in found if row[0] == "工作人员"]

    assert people() == ["姜砚秋", "周允礼"]
    assert people(by="clerk", units=("jwc",)) == ["姜砚秋", "周允礼"]
    cases["late"].__parent__.head = "dean"
    assert people(by="dean", units=("jwc",)) == []


def test_every_figure_is_defined(cases, today):
    found = {row[0]: row[1] for row in sheet(made(today), "口径说明")}
    assert "收到日期在统计时段内的全部评价" in found["收到评价"]
    assert len(found) >= len(DEFINITIONS)
    assert set(MEASURES) <= set(DEFINITIONS)


@pytest.mark.parametrize("topic", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(university, today, topic):
    with on(23):
        factories.submit("teacher", topic=topic)
    data = made(today)
    cell = load_workbook(io.BytesIO(data))["评价明细"]["F6"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (topic, "s", None)
    with ZipFile(io.BytesIO(data)) as book:
        content = b"".join(book.read(name) for name in book.namelist())
    assert b"<f>" not in content
    assert b"<hyperlink" not in content
    text = table(made(today, "csv"))[0][5]
    assert unguarded(text) == topic
    assert text[0] not in "=+-@"


def test_what_begins_as_a_formula_stays_text_when_it_is_edited(university, today):
    with on(23):
        factories.submit("teacher", topic="=1+1")
    page = load_workbook(io.BytesIO(made(today)))["评价明细"]
    assert page["F6"].quotePrefix
    assert not page["E6"].quotePrefix


def test_the_table_of_text_has_the_same_rows(cases, today):
    data = made(today, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    found = table(data)
    workbook = sheet(made(today), "评价明细")[5:]
    assert [row[0] for row in found] == [row[0] for row in workbook]
    assert found[0][6:9] == ["2026-11-02", found[0][7], "2026-11-09"]


def test_the_same_day_makes_the_same_bytes_and_none_of_its_hours(cases, today):
    with on(24, 9):
        first = made(today)
    with on(24, 17):
        assert made(today) == first
    with ZipFile(io.BytesIO(first)) as book:
        properties = book.read("docProps/core.xml").decode()
        stamps = {item.date_time for item in book.infolist()}
    assert stamps == {(1980, 1, 31, 0, 0, 0)}
    assert properties.count("2026-11-24T00:00:00Z") == 2
    for name in factories.ACCOUNTS:
        assert f">{name}<" not in properties
    assert "<dc:creator></dc:creator>" in properties
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in properties


def test_neither_file_names_who_evaluated(cases, today):
    packed = made(today)
    with ZipFile(io.BytesIO(packed)) as book:
        content = b"".join(book.read(name) for name in book.namelist())
    for data in (content, made(today, "csv")):
        for userid in ("teacher", "student"):
            assert userid.encode() not in data
            assert factories.ACCOUNTS[userid][0].encode() not in data


def test_an_empty_period_makes_a_file_without_rows(university, today):
    assert len(sheet(made(today), "评价明细")) == 5
    assert table(made(today, "csv")) == []


def test_the_file_is_called_after_its_days(university, today):
    assert exporting.file_name(asked()) == "机关作风评价统计20261101-20261124"
