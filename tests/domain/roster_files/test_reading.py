"""Good files in every dress; bad ones of every kind say what to do and bring no exception."""

from contextlib import suppress
from datetime import date
from datetime import datetime
from functools import partial
from hnu.jgzf.domain.roster_files import reading
from hnu.jgzf.domain.roster_files import tables
from hnu.jgzf.domain.roster_files import workbook
from hnu.jgzf.domain.roster_files import writing
from hnu.jgzf.domain.roster_files.tables import BadFile
from openpyxl.styles import Font
from tests import pictures
from tests import spreadsheets
from tests.spreadsheets import told
import pytest
import struct


# Workbooks know no time zones.
NAIVE = partial(datetime, tzinfo=None)
PEOPLE = [["工号", "姓名", "单位编码"], ["20090417", "周允礼", "jwc"], ["0012", "姜砚秋", "hqc"]]


def values(book, sheet="staff"):
    return [row.values for row in book.tables[sheet].rows]


def why(data):
    with pytest.raises(BadFile) as refusal:
        spreadsheets.read(data)
    return str(refusal.value.message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_of_text_are_read_in_the_encodings_of_offices(encoding):
    book = spreadsheets.read(spreadsheets.text(PEOPLE, encoding))
    assert [row["title"] for row in values(book)] == ["周允礼", "姜砚秋"]
    assert values(book)[1]["employee_number"] == "0012"
    assert book.problems == book.notes == []


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_tables_of_text_have_other_separators_too(separator):
    lines = "\n".join(separator.join(row) for row in PEOPLE)
    assert len(values(spreadsheets.read(lines.encode()))) == 2


def test_columns_stand_in_any_order_under_names_that_people_use():
    book = spreadsheets.staff(
        ["教务处", "周允礼", "20090417", "科长"],
        headings=[" 所在单位 ", "姓名（必填）", "*职工号", "职务"],
    )
    assert values(book) == [
        {"unit": "教务处", "title": "周允礼", "employee_number": "20090417", "position": "科长"}
    ]


def test_a_title_above_the_headings_is_no_hindrance():
    def merge(book):
        book["工作人员"].merge_cells("A1:C1")

    rows = [["机关工作人员一览表"], [], *PEOPLE]
    book = spreadsheets.read(spreadsheets.xlsx(merge, 工作人员=rows))
    assert len(values(book)) == 2
    assert book.problems == []
    assert book.tables["staff"].rows[0].number == 4


def test_the_only_sheet_may_have_any_name():
    assert len(values(spreadsheets.read(spreadsheets.xlsx(Sheet1=PEOPLE)))) == 2


def test_unknown_sheets_and_columns_are_told_and_left_out():
    rows = [[*PEOPLE[0], "籍贯"], ["1", "甲", "jwc", "长沙"]]
    book = spreadsheets.read(spreadsheets.xlsx(工作人员=rows, 通讯录=[["姓名", "房间"]]))
    assert told(book.notes) == [
        ("工作人员", 1, "籍贯", "note_roster_column"),
        ("通讯录", 0, "", "note_roster_sheet"),
    ]
    assert book.problems == []


def test_a_columns_own_name_goes_before_another_it_may_have():
    book = spreadsheets.staff(
        ["1", "甲", "教务处", "jwc"], headings=["工号", "姓名", "单位", "单位编码"]
    )
    assert values(book)[0]["unit"] == "jwc"
    assert told(book.notes) == [("工作人员", 1, "单位", "note_roster_column")]


def test_a_required_column_that_is_missing_is_told():
    book = spreadsheets.staff(["1", "jwc"], headings=["工号", "单位编码"])
    assert told(book.problems) == [("工作人员", 1, "姓名", "error_roster_column")]


def test_a_sheet_without_headings_is_told():
    book = spreadsheets.read(spreadsheets.xlsx(工作人员=[["1", "甲", "jwc"]], 单位=[]))
    assert told(book.problems) == [
        ("工作人员", 0, "", "error_roster_headings"),
        ("单位", 0, "", "error_roster_headings"),
    ]


def test_required_cells_must_not_be_empty():
    book = spreadsheets.staff(["1", "甲", "jwc"], ["2", " ", "jwc"])
    assert told(book.problems) == [("工作人员", 3, "姓名", "error_roster_empty")]


def test_numbers_are_read_as_text_and_keep_the_zeros_that_are_shown():
    def show_zeros(book):
        book["工作人员"]["A3"].number_format = "00000000"

    rows = [PEOPLE[0], [20090417, "甲", "jwc"], [12, "乙", "jwc"], [13.0, "丙", "jwc"]]
    book = spreadsheets.read(spreadsheets.xlsx(show_zeros, 工作人员=rows))
    assert [row["employee_number"] for row in values(book)] == ["20090417", "00000012", "13"]


def test_full_width_digits_are_digits():
    book = spreadsheets.staff(["２００９", "甲", "ｊｗｃ"])
    assert values(book)[0]["employee_number"] == "2009"
    assert values(book)[0]["unit"] == "jwc"


def test_a_number_too_long_for_a_table_program_is_told():
    book = spreadsheets.staff([4301021980010112345, "甲", "jwc"])
    assert told(book.problems) == [("工作人员", 2, "工号", "error_roster_long_number")]


def test_a_date_in_place_of_a_number_is_told():
    book = spreadsheets.staff([NAIVE(2009, 4, 17), "甲", "jwc"])
    assert told(book.problems) == [("工作人员", 2, "工号", "error_roster_date_for_text")]


@pytest.mark.parametrize(
    "typed",
    [
        NAIVE(2026, 9, 1),
        46266,
        "46266",
        20260901,
        "20260901",
        "2026-9-1",
        "2026/09/01",
        "2026年9月1日",
        "２０２６．９．１",
    ],
)
def test_days_are_read_however_they_are_written(typed):
    headings = [*spreadsheets.ADMINISTRATOR_HEADINGS, "起始日期"]
    book = spreadsheets.administrators(["jwc", "甲", "a", typed], headings=headings)
    assert book.problems == []
    assert values(book, "administrators")[0]["from"] == date(2026, 9, 1)


@pytest.mark.parametrize("typed", ["明年", "2026-13-01", 7, "2026-02-30", "2226-01-01", True])
def test_what_is_no_day_is_told(typed):
    headings = [*spreadsheets.ADMINISTRATOR_HEADINGS, "起始日期"]
    book = spreadsheets.administrators(["jwc", "甲", "a", typed], headings=headings)
    assert told(book.problems) == [("单位管理员", 2, "起始日期", "error_roster_day")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("是", True),
        ("否", False),
        (1, True),
        (0.0, False),
        (True, True),
        ("停用", False),
        ("", None),
    ],
)
def test_yes_and_no(typed, meant):
    book = spreadsheets.units(["jwc", "教务处", typed], headings=["单位编码", "单位名称", "启用"])
    assert values(book, "units")[0]["active"] is meant


def test_neither_yes_nor_no_is_told():
    book = spreadsheets.units(["jwc", "教务处", "也许"], headings=["单位编码", "单位名称", "启用"])
    assert told(book.problems) == [("单位", 2, "启用", "error_roster_flag")]


def test_formulas_and_their_errors_are_told():
    def spoil(book):
        cell = book["工作人员"]["B3"]
        cell.value, cell.data_type = "#N/A", "e"

    rows = [PEOPLE[0], ["1", "=A1&A2", "jwc"], ["2", "乙", "jwc"]]
    book = spreadsheets.read(spreadsheets.xlsx(spoil, 工作人员=rows))
    assert told(book.problems) == [
        ("工作人员", 2, "姓名", "error_roster_formula"),
        ("工作人员", 3, "姓名", "error_roster_error_value"),
    ]


def test_merged_cells_are_told():
    def merge(book):
        book["工作人员"].merge_cells("C2:C3")

    book = spreadsheets.read(spreadsheets.xlsx(merge, 工作人员=PEOPLE))
    assert ("工作人员", 2, "", "error_roster_merged") in told(book.problems)


def test_long_texts_are_told():
    book = spreadsheets.staff(["1", "甲" * 101, "jwc"])
    assert told(book.problems) == [("工作人员", 2, "姓名", "error_text_long")]


def test_blank_lines_and_lines_that_only_have_a_look_are_left_out():
    def paint(book):
        for number in range(4, 300):
            book["工作人员"].cell(number, 1).font = Font(bold=True)

    book = spreadsheets.read(
        spreadsheets.xlsx(paint, 工作人员=[PEOPLE[0], PEOPLE[1], [], PEOPLE[2]])
    )
    assert [row.number for row in book.tables["staff"].rows] == [2, 4]


def test_too_many_rows_are_told_and_not_all_read():
    rows = [PEOPLE[0], *([str(number), "甲", "jwc"] for number in range(200_000))]
    book = spreadsheets.read(spreadsheets.text(rows))
    assert told(book.problems) == [("工作人员", 20_002, "", "error_roster_rows")]
    assert len(values(book)) == reading.MOST_ROWS


def test_a_row_at_the_end_of_the_world_takes_no_time():
    def move(name, content):
        return content.replace(b'r="3"', b'r="999999999999"')

    data = spreadsheets.repacked(spreadsheets.xlsx(工作人员=PEOPLE), move)
    assert why(data) == "error_roster_damaged"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "error_roster_file_empty"),
        (b" \r\n", "error_roster_file_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "error_roster_old_office"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9) + "EncryptedPackage".encode("utf-16-le"),
            "error_roster_password",
        ),
        (b"<html><table><tr><td>1</td></tr></table></html>", "error_roster_markup"),
        (b"%PDF-1.7\n\x00\xff\xfe\x01" + bytes(range(256)), "error_roster_no_text"),
        (pictures.picture(), "error_roster_no_text"),
        (b"PK\x03\x04 and then nothing", "error_zip_damaged"),
        (spreadsheets.archive({"1.jpg": b"x"}), "error_roster_no_workbook"),
        (b"x" * (reading.MOST_BYTES + 1), "error_roster_file_large"),
        ("一些文字，没有表格".encode(), "error_roster_no_sheet"),
        ('工号,姓名,单位编码\n1,"甲,jwc\n'.encode(), "error_roster_csv"),
        (spreadsheets.xlsx(某表=[["甲", "乙"]], 另表=[["丙"]]), "error_roster_no_sheet"),
    ],
)
def test_other_files_are_refused_with_what_they_are(data, message):
    assert why(data) == message


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_entities_of_xml_are_not_expanded(part):
    bomb = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40)
    )

    def plant(name, content):
        if name != part:
            return content
        start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        # Used in the root element, too, so that a parser has to know it.
        head = f"<?xml version='1.0'?><!DOCTYPE x [{bomb}]>".encode()
        rest = content[start:]
        end = rest.index(b">") + 1
        return head + rest[:end] + b"&a39;" + rest[end:]

    data = spreadsheets.repacked(spreadsheets.xlsx(工作人员=PEOPLE), plant)
    # A parser that leaves entities alone reads the rest; one that does not refuses the file.
    with suppress(BadFile):
        names = [row["title"] for row in values(spreadsheets.read(data))]
        assert names == ["周允礼", "姜砚秋"]


def test_a_workbook_that_would_be_huge_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 3_000_000)
    data = spreadsheets.xlsx(工作人员=PEOPLE)
    files = {"xl/workbook.xml": b"", "xl/sharedStrings.xml": b" " * 4_000_000}
    assert len(data) < 20_000
    assert why(spreadsheets.archive(files)) == "error_zip_bytes"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        # Each a formats table, or a row, of millions of elements: read, they would be gigabytes.
        ("xl/styles.xml", b"<styleSheet><cellXfs>" + b"<xf/>" * 10_000_000),
        ("xl/workbook.xml", b"<workbook><definedNames>" + b"<x/>" * 10_000_000),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>" + b"<c/>" * 10_000_000),
    ],
)
def test_few_bytes_that_become_many_objects_are_refused_unread(monkeypatch, name, content):
    def fail(*args, **kwargs):
        raise AssertionError("It was read.")

    monkeypatch.setattr(workbook, "load_workbook", fail)
    data = spreadsheets.repacked(
        spreadsheets.xlsx(工作人员=PEOPLE), lambda part, old: content if part == name else old
    )
    assert len(data) < 200_000
    assert why(data) == "error_roster_damaged"


def test_a_workbook_that_lies_about_its_size_gives_no_more_than_it_says():
    def grow(name, content):
        return content + b" " * 5_000_000 if name == "xl/worksheets/sheet1.xml" else content

    data = bytearray(spreadsheets.repacked(spreadsheets.xlsx(工作人员=PEOPLE), grow))
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 70] != b"xl/worksheets/sheet1.xml":
        at = data.index(b"PK\x01\x02", at + 1)
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert why(bytes(data)) == "error_roster_damaged"


def test_a_workbook_of_a_thousand_parts_is_refused():
    files = {"xl/workbook.xml": b"", **{f"{n}.xml": b"" for n in range(workbook.MOST_ENTRIES)}}
    assert why(spreadsheets.archive(files)) == "error_zip_entries"


@pytest.mark.parametrize("left_out", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_without_a_part_of_it_is_damaged(left_out):
    data = spreadsheets.repacked(
        spreadsheets.xlsx(工作人员=PEOPLE),
        lambda name, content: None if name == left_out else content,
    )
    assert why(data) in ("error_roster_damaged", "error_roster_no_sheet")


def test_half_a_workbook_is_damaged():
    data = spreadsheets.xlsx(工作人员=PEOPLE)
    assert why(data[: len(data) // 2]) == "error_zip_damaged"


def test_a_file_full_of_mistakes_is_not_read_to_its_end():
    rows = [PEOPLE[0], *(["", "甲", ""] for _n in range(5_000))]
    book = spreadsheets.read(spreadsheets.text(rows))
    assert len(book.problems) == reading.MOST_PROBLEMS + 1


def test_the_same_sheet_twice_is_told():
    book = spreadsheets.read(spreadsheets.xlsx(工作人员=PEOPLE, **{"工作人员 ": PEOPLE}))
    assert told(book.problems) == [("工作人员", 0, "", "error_roster_sheet_twice")]


def test_rows_are_kept_and_come_back_as_they_were():
    headings = ["单位编码", "姓名", "账号", "起始日期", "截止日期", "代理", "手机"]
    book = spreadsheets.administrators(
        ["jwc", "甲", "", NAIVE(2026, 9, 1), None, "是", "+86 139"],
        headings=headings,
    )
    again = tables.load(tables.dump(book))
    assert again.tables["administrators"] == book.tables["administrators"]


def test_the_template_is_read_and_its_examples_are_left_out():
    book = spreadsheets.read(writing.template())
    assert book.problems == []
    assert {str(note.message) for note in book.notes} == {
        "note_roster_example",
        "note_roster_sheet",
    }
    assert [len(table.rows) for table in book.tables.values()] == [0, 0, 0]
    assert set(book.tables) == {"units", "administrators", "staff"}
