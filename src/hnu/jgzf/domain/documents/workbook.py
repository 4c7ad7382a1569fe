"""Statistics as a workbook, written row by row into a file.

Texts of people stay texts: nothing becomes a formula, a link or a number. Neither the workbook nor
the archive around it says who made it, or at what time of day.
"""

from datetime import datetime
from datetime import time
from hnu.jgzf import config
from hnu.jgzf.domain import text
from hnu.jgzf.domain.documents import case_rows
from hnu.jgzf.domain.documents import figure_rows
from hnu.jgzf.domain.documents.words import chinese
from hnu.jgzf.domain.roster_files.writing import GUARDED
from hnu.jgzf.domain.statistics.definitions import FEW
from xlsxwriter import Workbook


CASES, FIGURES, DEFINITIONS = "评价明细", "统计", "口径说明"

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A cell holds no more characters.
LONGEST = 32_767
NUMBER_FORMATS = {
    figure_rows.COUNT: "0",
    figure_rows.RATE: "0.0%",
    figure_rows.DAYS: "0.0",
    figure_rows.INTERVAL: "@",
}


def write(path, title, filters, rows, overview):
    """Write the workbook to ``path``.

    :param title: what stands above each sheet.
    :param filters: pairs of label and text, as ``filters.in_words`` has them.
    :param rows: as of ``case_rows.rows``; read once.
    :param overview: a ``statistics.overview.Overview``.
    """
    with Workbook(path, OPTIONS) as book:
        day = datetime.combine(overview.today, time(), tzinfo=config.TIMEZONE)
        # Without a time zone: a workbook has none.
        book.set_properties({"title": title, "created": day.replace(tzinfo=None)})
        sheets = Sheets(book, title, filters)
        sheets.cases(rows)
        sheets.figures(overview)
        sheets.definitions()


class Sheets:
    """The sheets of one workbook."""

    def __init__(self, book, title, filters):
        self.book = book
        self.title = title
        self.filters = filters
        self.bold = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#F4F6F8", "text_wrap": True, "valign": "top", "border": 1}
        )
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.wrapped = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        # Typed over, it would become a formula.
        self.guarded = book.add_format({"num_format": "@", "valign": "top"})
        self.guarded.set_quote_prefix()
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.numbers = {
            kind: book.add_format({"num_format": shown, "valign": "top"})
            for kind, shown in NUMBER_FORMATS.items()
        }

    def cases(self, rows):
        columns = case_rows.COLUMNS
        sheet = self.sheet(CASES, [column.width for column in columns])
        first = self.headings(sheet, [column.title for column in columns], frozen=1)
        last = first
        for last, row in enumerate(rows, first):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self.write(sheet, last, place, value, column.kind)
        sheet.autofilter(first - 1, 0, last, len(columns) - 1)

    def figures(self, overview):
        columns = figure_rows.columns()
        widths = [16 if column.kind == figure_rows.INTERVAL else 11 for column in columns]
        sheet = self.sheet(FIGURES, [10, 24, *widths])
        titles = ["分组", "名称", *(column.title for column in columns)]
        first = self.headings(sheet, titles, frozen=2)
        for number, (kind, name, figures) in enumerate(figure_rows.rows(overview), first):
            self.write_text(sheet, number, 0, kind)
            self.write_text(sheet, number, 1, name)
            for place, column in enumerate(columns, 2):
                value = column.value(figures)
                shown = self.numbers[column.kind]
                if value is None:
                    # Of too few cases, or of none
                    continue
                if isinstance(value, str):
                    sheet.write_string(number, place, value, shown)
                else:
                    sheet.write_number(number, place, value, shown)

    def definitions(self):
        sheet = self.sheet(DEFINITIONS, [26, 100])
        number = self.headings(sheet, ["指标", "口径"], frozen=0)
        for title, words in figure_rows.definitions():
            sheet.write_string(number, 0, title, self.wrapped)
            sheet.write_string(number, 1, words, self.wrapped)
            number += 1
        sheet.write_string(number, 0, "说明", self.wrapped)
        sheet.write_string(number, 1, chinese(FEW), self.wrapped)

    def sheet(self, name, widths):
        sheet = self.book.add_worksheet(name)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def headings(self, sheet, titles, frozen):
        """Title, filters and headings; the number of the first row below, from 0."""
        sheet.write_string(0, 0, self.title, self.bold)
        number = 1
        for label, words in self.filters:
            self.write_text(sheet, number, 0, label)
            self.write_text(sheet, number, 1, words)
            number += 1
        for place, title in enumerate(titles):
            sheet.write_string(number, place, title, self.head)
        sheet.freeze_panes(number + 1, frozen)
        sheet.repeat_rows(number)
        return number + 1

    def write(self, sheet, number, place, value, kind):
        if value is None or value == "":
            return
        if kind == case_rows.DAY:
            sheet.write_datetime(number, place, value, self.day)
        elif kind == case_rows.NUMBER:
            sheet.write_number(number, place, value, self.numbers[figure_rows.COUNT])
        else:
            self.write_text(sheet, number, place, value)

    def write_text(self, sheet, number, place, value):
        value = text.clean(value, newlines=False)[:LONGEST]
        shown = self.guarded if GUARDED.match(value) else self.text
        sheet.write_string(number, place, value, shown)
