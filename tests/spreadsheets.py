"""Files of master data as offices have them."""

from hnu.jgzf.domain.roster_files import reading
from io import BytesIO
from openpyxl import Workbook
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
import csv
import io


UNIT_HEADINGS = ["单位编码", "单位名称"]
STAFF_HEADINGS = ["工号", "姓名", "单位编码"]
ADMINISTRATOR_HEADINGS = ["单位编码", "姓名", "账号"]


def xlsx(change=None, **sheets):
    """The bytes of a workbook; sheets are lists of rows. ``change`` gets the workbook."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    if change:
        change(book)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def text(rows, encoding="utf-8"):
    """The bytes of a table of text."""
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode(encoding)


def archive(files, **options):
    """The bytes of a zip: name -> bytes."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED, **options) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()


def repacked(data, change):
    """A workbook whose parts ``change`` (name, bytes) -> bytes or None has changed."""
    with ZipFile(BytesIO(data)) as old:
        files = {name: change(name, old.read(name)) for name in old.namelist()}
    return archive({name: content for name, content in files.items() if content is not None})


def read(data):
    return reading.read(BytesIO(data))


def units(*rows, headings=UNIT_HEADINGS):
    return read(xlsx(单位=[headings, *rows]))


def administrators(*rows, headings=ADMINISTRATOR_HEADINGS):
    return read(xlsx(单位管理员=[headings, *rows]))


def staff(*rows, headings=STAFF_HEADINGS):
    return read(xlsx(工作人员=[headings, *rows]))


def told(problems):
    """(sheet, row, column, message id) of each."""
    return [(each.sheet, each.row, each.column, str(each.message)) for each in problems]
