"""Tables of text (CSV), as table programs of several systems write them."""

from hnu.jgzf import _
from hnu.jgzf.domain.roster_files.cells import Raw
from hnu.jgzf.domain.roster_files.tables import BadFile
from hnu.jgzf.domain.roster_files.writing import unguarded
from io import StringIO
import codecs
import csv


SEPARATORS = ",\t;，"
MOST_COLUMNS = 60


class Part:
    """The only table of the file: ``rows`` are (number, list of Raw)."""

    title = ""
    is_alone = True

    def __init__(self, rows):
        self.rows = rows

    def merged(self):
        return []


def parts(data):
    """The file as a list of one table.

    :raises BadFile: unless the bytes are text.
    """
    words = decoded(data)
    first = next((line for line in words.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    return [Part(_rows(words, separator))]


def decoded(data):
    """The text of the bytes: UTF-8 with or without mark, UTF-16 with one, else GB18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise BadFile(
        _(
            "error_roster_no_text",
            default="This is neither a workbook (.xlsx) nor a table of text (.csv).",
        )
    )


def _rows(words, separator):
    reader = csv.reader(StringIO(words, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BadFile(
                _(
                    "error_roster_csv",
                    default="The quotation marks in row ${n} do not match.",
                    mapping={"n": number},
                )
            )
        yield number, [Raw(unguarded(value)) for value in row[:MOST_COLUMNS]]
