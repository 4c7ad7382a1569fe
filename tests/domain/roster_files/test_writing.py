"""What is written is text to whoever opens it, and the same for whoever makes it."""

from datetime import date
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files import writing
from hypothesis import given
from hypothesis import strategies as st
from io import BytesIO
from openpyxl import load_workbook
from tests import spreadsheets
from zipfile import ZipFile
import pytest


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x")
STAFF = sheets.SHEETS[sheets.STAFF]


@pytest.mark.parametrize("value", FORMULAS)
def test_a_table_of_text_begins_no_formula(value):
    assert writing.guarded(value)[0] == "'"
    assert writing.unguarded(writing.guarded(value)) == value


@given(st.text(st.sampled_from("'=+-@\t\rab"), max_size=8))
def test_the_apostrophe_goes_when_the_file_comes_back(value):
    assert writing.unguarded(writing.guarded(value)) == value


@pytest.mark.parametrize("value", ["普通", "o'clock", "'quoted'", "", "1-2"])
def test_other_texts_stay_as_they_are(value):
    assert writing.guarded(value) == writing.unguarded(value) == value


@pytest.mark.parametrize("value", FORMULAS)
def test_a_cell_of_a_workbook_is_text(value):
    row = {"employee_number": "1", "title": value, "unit": "jwc"}
    data = writing.workbook([(STAFF, [row])])
    cell = load_workbook(BytesIO(data))["工作人员"]["B2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix or value.strip() != value
    book = spreadsheets.read(data)
    assert book.tables["staff"].rows[0].values["title"] == value.strip()


def test_days_are_days_and_flags_words():
    sheet = sheets.SHEETS[sheets.ADMINISTRATORS]
    row = {"unit": "jwc", "name": "甲", "from": date(2026, 9, 1), "deputy": True}
    page = load_workbook(BytesIO(writing.workbook([(sheet, [row])])))["单位管理员"]
    assert [cell.value for cell in page[2]][5:] == [page["F2"].value, None, "是"]
    assert page["F2"].value.date() == date(2026, 9, 1)
    assert b"2026-09-01" in writing.table_of_text(sheet, [row])


def test_the_template_has_drop_downs_and_an_example():
    book = load_workbook(BytesIO(writing.template()))
    assert book.sheetnames == ["单位", "单位管理员", "工作人员", "填写说明"]
    people = book["工作人员"]
    assert [cell.value for cell in people[1]] == [column.title for column in STAFF.columns]
    assert [cell.value for cell in people[2]] == [
        "00000001",
        "示例姓名",
        "shili",
        "综合科",
        "00000001",
        "是",
    ]
    choices = {each.formula1: str(each.sqref) for each in people.data_validations.dataValidation}
    assert choices == {'"是,否"': "F2:F1000", "=单位!$A$2:$A$1000": "C2:C1000"}
    assert people.column_dimensions["A"].number_format == "@"


def test_a_workbook_does_not_tell_the_time_of_day():
    data = writing.template()
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"T00:00:00Z" in archive.read("docProps/core.xml")
    assert writing.template() == data
