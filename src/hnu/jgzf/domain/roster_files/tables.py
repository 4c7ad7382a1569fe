"""What was read: tables of plain rows, and what is wrong with them."""

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.interfaces.errors import Refusal
from typing import NamedTuple
import json
import zlib


class BadFile(Refusal):
    """The file as a whole cannot be read; ``message`` says what it is and what to do."""


class Problem(NamedTuple):
    """``sheet`` and ``column`` as they are called in the file, ``row`` as a table program counts.

    Empty and 0 where it is about the whole. ``message`` is an i18n message: what to do.
    """

    sheet: str
    row: int
    column: str
    message: str


class Row(NamedTuple):
    """``values`` by the keys of ``sheets``: text, ``date`` or bool; "" or None if empty."""

    number: int
    values: dict


@dataclass
class Table:
    """``keys``: the columns that the file has. What it has not, is not changed."""

    sheet: sheets.Sheet
    keys: tuple
    rows: list = field(default_factory=list)

    def problem(self, row, key, message):
        return Problem(self.sheet.title, row, self.sheet.title_of(key) if key else "", message)


@dataclass
class Book:
    """``tables`` by name of the sheet; ``problems`` forbid the import, ``notes`` do not."""

    tables: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def dump(book):
    """The tables of a book without problems, as bytes."""
    tables = [
        {
            "sheet": table.sheet.name,
            "keys": table.keys,
            "rows": [[row.number, *(row.values[key] for key in table.keys)] for row in table.rows],
        }
        for table in book.tables.values()
    ]
    text = json.dumps(tables, ensure_ascii=False, default=date.isoformat)
    return zlib.compress(text.encode())


def load(data):
    """What :func:`dump` has made."""
    book = Book()
    for stored in json.loads(zlib.decompress(data)):
        sheet = sheets.SHEETS[stored["sheet"]]
        table = Table(sheet, tuple(stored["keys"]))
        days = {column.key for column in sheet.columns if column.kind == sheets.DAY}
        for number, *values in stored["rows"]:
            row = Row(number, dict(zip(table.keys, values, strict=True)))
            for key in days & row.values.keys():
                if row.values[key]:
                    row.values[key] = date.fromisoformat(row.values[key])
            table.rows.append(row)
        book.tables[sheet.name] = table
    return book
