"""Writing master data: workbooks, tables of text, and the template.

What begins as a formula stays text. In a workbook the cell says so; in a table of text an
apostrophe stands before it, which :func:`unguarded` takes away when the file comes back.
"""

from datetime import date
from hnu.jgzf.domain import text
from hnu.jgzf.domain.roster_files import sheets
from io import BytesIO
from io import StringIO
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo
import csv
import re


PROPERTIES = "docProps/core.xml"
TIME = re.compile(rb"T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")

GUARDED = re.compile(r"'*[=+\-@\t\r]")

# Lines of the template that have the columns' formats and drop-downs
PREPARED = 1_000
WIDTHS = {sheets.TEXT: 22, sheets.CODE: 16, sheets.DAY: 14, sheets.FLAG: 8}
TEXT_FORMAT = "@"
DAY_FORMAT = "yyyy-mm-dd"
HEAD_FONT = Font(bold=True)
NEEDED_FILL = PatternFill("solid", fgColor="FDF1DC")
OPTIONAL_FILL = PatternFill("solid", fgColor="F4F6F8")

NOTES_TITLE = "填写说明"
NOTES = (
    "1．列名有底色“浅橙色”的必须填写；列的次序可以调整，不需要的列可以删去。",
    "2．删去的列不改变系统中已有的内容；保留列而单元格为空的，表示清空该项（“启用”除外：为空的不改变）。",
    "3．单位按“单位编码”识别，工作人员按“工号”识别，单位管理员按单位和账号（没有账号的按姓名）识别。",
    "4．“单位编码”“工号”是字母、数字，不能修改。工号、手机等请保持“文本”格式，以免丢失开头的 0。",
    "5．日期写作 2026-09-01；“启用”“代理”填“是”或“否”。",
    "6．各表第 2 行是示例，请删去后填写。",
)


def guarded(value):
    """Text that a table program does not take for a formula when it opens a table of text."""
    return f"'{value}" if GUARDED.match(value) else value


def unguarded(value):
    """What :func:`guarded` was made of."""
    return value[1:] if value.startswith("'") and GUARDED.match(value) else value


def shown(value):
    """A value as it is read in a table: 是, 2026-09-01, text without what no file can hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    return text.clean(str(value), newlines=False)


def workbook(tables):
    """The bytes of a workbook; ``tables`` are pairs of a ``Sheet`` and its rows, dicts."""
    book = Workbook(write_only=True)
    for sheet, rows in tables:
        page = _page(book, sheet)
        for row in rows:
            page.append([_cell(page, column, row.get(column.key)) for column in sheet.columns])
    return _bytes(book)


def separated(headings, rows):
    """The bytes of a table of text: UTF-8 with the mark by which table programs know it.

    ``rows`` are sequences of values.
    """
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([guarded(shown(value)) for value in row])
    return lines.getvalue().encode("utf-8-sig")


def table_of_text(sheet, rows):
    """The bytes of one sheet as a table of text; ``rows`` are dicts."""
    headings = [column.title for column in sheet.columns]
    return separated(headings, ([row.get(column.key) for column in sheet.columns] for row in rows))


def template():
    """The bytes of the workbook to fill in: an example in each sheet, drop-downs, notes."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets.SHEETS.values():
        page = _page(book, sheet)
        for number, column in enumerate(sheet.columns, 1):
            letter = get_column_letter(number)
            if column.kind == sheets.FLAG:
                choice = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
                choice.add(f"{letter}2:{letter}{PREPARED}")
                page.add_data_validation(choice)
            elif column.key in ("unit", "host_unit"):
                codes = f"={sheets.SHEETS[sheets.UNITS].title}!$A$2:$A${PREPARED}"
                # A code that the system knows already can be typed all the same.
                choice = DataValidation(type="list", formula1=codes, showErrorMessage=False)
                choice.add(f"{letter}2:{letter}{PREPARED}")
                page.add_data_validation(choice)
        page.append([_cell(page, column, column.example) for column in sheet.columns])
    page = book.create_sheet(NOTES_TITLE)
    page.column_dimensions["A"].width = 100
    for note in NOTES:
        page.append([note])
    return _bytes(book)


def _page(book, sheet):
    page = book.create_sheet(sheet.title)
    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = WIDTHS[column.kind]
        # For what is typed below: zeros at the beginning stay.
        dimension.number_format = DAY_FORMAT if column.kind == sheets.DAY else TEXT_FORMAT
    page.append([_heading(page, column) for column in sheet.columns])
    return page


def _heading(page, column):
    cell = WriteOnlyCell(page, value=column.title)
    cell.font = HEAD_FONT
    cell.fill = NEEDED_FILL if column.required else OPTIONAL_FILL
    return cell


def _cell(page, column, value):
    if column.kind == sheets.DAY and isinstance(value, date):
        cell = WriteOnlyCell(page, value=value)
        cell.number_format = DAY_FORMAT
        return cell
    value = shown(value)
    if not value:
        return None
    cell = WriteOnlyCell(page, value=value)
    # Whatever it looks like, it is text.
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    if GUARDED.match(value):
        cell.quotePrefix = True
    return cell


def _bytes(book):
    """The workbook without the time of day at which it was made (docs/privacy.md, rule 8)."""
    made, timeless = BytesIO(), BytesIO()
    book.save(made)
    with ZipFile(made) as old, ZipFile(timeless, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == PROPERTIES:
                content = TIME.sub(b"T00:00:00Z", content)
            new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return timeless.getvalue()
