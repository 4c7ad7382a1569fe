"""Reading a file that somebody has sent: its content says what it is, its name does not count."""

from hnu.jgzf import _
from hnu.jgzf.domain.roster_files import cells
from hnu.jgzf.domain.roster_files import separated
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files import workbook
from hnu.jgzf.domain.roster_files.tables import BadFile
from hnu.jgzf.domain.roster_files.tables import Book
from hnu.jgzf.domain.roster_files.tables import Problem
from hnu.jgzf.domain.roster_files.tables import Row
from hnu.jgzf.domain.roster_files.tables import Table
from itertools import islice


MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
# The headings may stand below a title and a note.
HEADINGS_WITHIN = 10
# Whoever has so many mistakes has made one of them so many times.
MOST_PROBLEMS = 500

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")


def read(file):
    """The :class:`Book` in ``file``, a binary file that can be read from any place.

    :raises BadFile: unless it is a workbook or a table of text.
    """
    data = file.read(MOST_BYTES + 1)
    _check(data)
    book = Book()
    if data.startswith(b"PK"):
        parts = workbook.parts(data)
    else:
        parts = separated.parts(data)
    for part in parts:
        _read_part(book, part)
        if len(book.problems) > MOST_PROBLEMS:
            break
    if not book.tables and not book.problems:
        raise BadFile(
            _(
                "error_roster_no_sheet",
                default=(
                    "No sheet is called 单位, 单位管理员 or 工作人员, and no table has their "
                    "columns. Use the template."
                ),
            )
        )
    return book


def _check(data):
    if not data.strip():
        raise BadFile(_("error_roster_file_empty", default="The file is empty."))
    if len(data) > MOST_BYTES:
        raise BadFile(
            _(
                "error_roster_file_large",
                default="The file is larger than ${n} MB. Divide it.",
                mapping={"n": MOST_BYTES // 1024**2},
            )
        )
    if data.startswith(OLD_OFFICE):
        if PASSWORD_STREAM in data:
            raise BadFile(
                _(
                    "error_roster_password",
                    default="The file has a password. Save it without one.",
                )
            )
        raise BadFile(
            _(
                "error_roster_old_office",
                default="This is a file of the old kind (.xls, .doc). Save it as .xlsx.",
            )
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise BadFile(
            _(
                "error_roster_markup",
                default=(
                    "This is a web page, whatever its name says. Open it in a table program and "
                    "save it as .xlsx."
                ),
            )
        )


def _read_part(book, part):
    rows = iter(part.rows)
    first = list(islice(rows, HEADINGS_WITHIN))
    sheet = sheets.sheet_of_title(part.title)
    position, sheet, keys = _find_headings(first, sheet, part.is_alone)
    if sheet is None:
        if not part.is_alone and any(not raw.is_empty for _n, row in first for raw in row):
            book.notes.append(
                Problem(
                    part.title,
                    0,
                    "",
                    _("note_roster_sheet", default="This sheet is not known and was left out."),
                )
            )
        return
    if position is None:
        book.problems.append(
            Problem(
                sheet.title,
                0,
                "",
                _(
                    "error_roster_headings",
                    default="No columns were found here: the first line must have their names.",
                ),
            )
        )
        return
    table = Table(sheet, tuple(key for key in keys if key))
    _check_headings(book, table, first[position], keys)
    if sheet.name in book.tables:
        book.problems.append(
            table.problem(
                0, "", _("error_roster_sheet_twice", default="This sheet is there twice.")
            )
        )
        return
    book.tables[sheet.name] = table
    heading_row = first[position][0]
    rest = [*first[position + 1 :]]
    _read_rows(book, table, keys, _chained(rest, rows))
    for area, top in part.merged():
        if top >= heading_row:
            message = _(
                "error_roster_merged",
                default="${area} are merged cells. Divide them and fill in each line.",
                mapping={"area": area},
            )
            book.problems.append(table.problem(top, "", message))


def _chained(first, rest):
    yield from first
    yield from rest


def _find_headings(first, sheet, is_alone):
    """Which of the first lines has the headings, which sheet it is, and the key of each column."""
    for position, (_number, row) in enumerate(first):
        headings = ["" if raw.is_empty else raw.value for raw in row]
        found = sheet or (sheets.sheet_of_headings(headings) if is_alone else None)
        if found is None:
            continue
        known = [found.key_of(heading) for heading in headings]
        if sum(map(bool, known)) >= 2:
            # A column's own title goes before what it may also be called.
            own = {key for key, is_own in filter(None, known) if is_own}
            keys, taken = [], set()
            for each in known:
                key = each and (each[1] or each[0] not in own) and each[0]
                keys.append(key if key and key not in taken else None)
                taken.add(key)
            return position, found, keys
    return None, sheet, ()


def _check_headings(book, table, heading, keys):
    number, row = heading
    for key, raw in zip(keys, row, strict=True):
        if key is None and not raw.is_empty:
            book.notes.append(
                Problem(
                    table.sheet.title,
                    number,
                    str(raw.value)[:40],
                    _(
                        "note_roster_column",
                        default="This column is not known or there twice, and was left out.",
                    ),
                )
            )
    for column in table.sheet.columns:
        if column.required and column.key not in table.keys:
            message = _("error_roster_column", default="This column is missing: add it.")
            book.problems.append(table.problem(number, column.key, message))


def _read_rows(book, table, keys, rows):
    for number, row in rows:
        if all(raw.is_empty for raw in row):
            continue
        if len(table.rows) >= MOST_ROWS:
            message = _(
                "error_roster_rows",
                default="There are more than ${n} rows. Divide the file.",
                mapping={"n": MOST_ROWS},
            )
            book.problems.append(table.problem(number, "", message))
            return
        values = {}
        for key, raw in zip(keys, row, strict=False):
            if key is None:
                continue
            try:
                values[key] = cells.convert(table.sheet.column(key), raw)
            except cells.BadCell as refusal:
                book.problems.append(table.problem(number, key, refusal.message))
                if len(book.problems) > MOST_PROBLEMS:
                    return
        for key in table.keys:
            values.setdefault(key, "")
        if sheets.is_example(table.sheet, values):
            message = _("note_roster_example", default="This is the example, and was left out.")
            book.notes.append(table.problem(number, "", message))
            continue
        table.rows.append(Row(number, values))
