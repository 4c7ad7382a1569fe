"""Workbooks (.xlsx), read line by line so that their size does not matter much."""

from hnu.jgzf import _
from hnu.jgzf.domain.roster_files.archive import is_encrypted
from hnu.jgzf.domain.roster_files.archive import open_archive
from hnu.jgzf.domain.roster_files.cells import Raw
from hnu.jgzf.domain.roster_files.tables import BadFile
from io import BytesIO
from openpyxl import load_workbook
import re


MOST_ENTRIES = 1_000
MOST_UNPACKED = 64 * 1024 * 1024
# So many columns are looked at, and lines, blank ones included.
MOST_COLUMNS = 60
MOST_LINES = 250_000

# Of the parts that the library reads as a whole, each element an object: a few kilobytes that
# become 60 MB of formats would take it minutes and the memory of the machine.
MOST_OF_A_PART = 1024 * 1024
MOST_STRINGS = 8 * 1024 * 1024
STRINGS = "xl/sharedstrings.xml"
# Sheets are read row by row: in larger ones no row may have more cells than a table program has.
SMALL_SHEET = 4 * 1024 * 1024
MOST_CELLS = 16_384
ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])")
SHEETS = "xl/worksheets/"
# What the library does not open, however large it is
NOT_READ = ("xl/media/", "xl/drawings/", "xl/embeddings/", "xl/printersettings/", "docprops/thumb")

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+(\d+)(?::[A-Z]+\d+)?)[\"']")
CHUNK = 1024 * 1024
OVERLAP = 200
MOST_MERGED = 20


UNUSUAL = _(
    "error_roster_damaged",
    default=(
        "The workbook is damaged, or made in an unusual way. Copy its cells into the template and "
        "send that."
    ),
)


def parts(data):
    """The sheets of a workbook: see :class:`Part`.

    :raises BadFile: unless the bytes are a workbook.
    """
    archive = open_archive(BytesIO(data), MOST_ENTRIES, MOST_UNPACKED)
    names = {entry.filename.lower() for entry in archive.infolist()}
    if any(is_encrypted(entry) for entry in archive.infolist()):
        raise BadFile(
            _("error_roster_password", default="The file has a password. Save it without one.")
        )
    if "xl/workbook.xml" not in names:
        raise BadFile(
            _(
                "error_roster_no_workbook",
                default="This is no workbook (.xlsx). Photos have a form of their own below.",
            )
        )
    for entry in archive.infolist():
        _check_part(archive, entry)
    with _whole():
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        found = book.worksheets
    for sheet in found:
        yield Part(sheet, archive, is_alone=len(found) == 1)


def _check_part(archive, entry):
    """:raises BadFile: for a part of which reading would make very much."""
    name = entry.filename.lower()
    if name.startswith(SHEETS):
        is_fine = entry.file_size <= SMALL_SHEET or _has_short_rows(archive, entry)
    elif name.startswith(NOT_READ):
        is_fine = True
    else:
        is_fine = entry.file_size <= (MOST_STRINGS if name == STRINGS else MOST_OF_A_PART)
    if not is_fine:
        raise BadFile(UNUSUAL)


def _has_short_rows(archive, entry):
    cells = 0
    with _whole(), archive.open(entry) as stream:
        before = b""
        while chunk := stream.read(CHUNK):
            text = before + chunk
            end = 0
            for match in ROW_OR_CELL.finditer(text):
                cells = cells + 1 if match[1] == b"c" else 0
                end = match.end()
                if cells > MOST_CELLS:
                    return False
            # A tag may be cut in two; none is counted twice.
            before = text[max(end, len(text) - OVERLAP) :]
    return True


class Part:
    """One sheet: ``rows`` are (number, list of Raw)."""

    def __init__(self, sheet, archive, is_alone):
        self.title = sheet.title
        self.is_alone = is_alone
        self._sheet = sheet
        self._archive = archive

    @property
    def rows(self):
        # What the file says of its own size may be wrong, and would cut columns off.
        self._sheet.reset_dimensions()
        with _whole():
            for number, row in enumerate(self._sheet.iter_rows(max_col=MOST_COLUMNS), 1):
                if number > MOST_LINES:
                    raise ValueError("more lines than anybody has units or people")
                if any(cell.value is not None for cell in row):
                    yield number, [_raw(cell) for cell in row]

    def merged(self):
        """Areas of merged cells, the first few, each with its first line."""
        found = {}
        with _whole(), self._archive.open(self._sheet._worksheet_path) as stream:
            before = b""
            while chunk := stream.read(CHUNK):
                for match in MERGED.finditer(before + chunk):
                    found[match.group(1).decode()] = int(match.group(2))
                if len(found) >= MOST_MERGED:
                    break
                before = chunk[-OVERLAP:]
        return list(found.items())[:MOST_MERGED]


class _whole:
    """Inside the block whatever goes wrong with the file says that it is damaged.

    The library raises a dozen different errors for what it does not expect, and those of the
    parsers that refuse entities, archives and compressed data come on top.
    """

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if error is None or isinstance(error, (BadFile, GeneratorExit)):
            return False
        if not isinstance(error, Exception):
            return False
        raise BadFile(UNUSUAL) from error


def _raw(cell):
    value = cell.value
    if value is None:
        return Raw()
    if cell.data_type == "f":
        return Raw(
            wrong=_(
                "error_roster_formula",
                default="This is a formula. Copy it and paste it as a value.",
            )
        )
    if cell.data_type == "e":
        return Raw(
            wrong=_(
                "error_roster_error_value",
                default="This cell shows an error. Enter the value itself.",
            )
        )
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return Raw(value, cell.number_format if is_number else "")
