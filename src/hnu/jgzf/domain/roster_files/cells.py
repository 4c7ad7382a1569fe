"""What a cell means: numbers for text, text for dates, zeros that a table program has eaten."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf.domain import text
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.interfaces.errors import Refusal
from typing import NamedTuple
import re
import unicodedata


# How table programs count days; the other way, from 1904, is converted by the reader.
FIRST_DAY = date(1899, 12, 30)
# What a number in a column of dates can mean: 1990 to 2100
SERIALS = (32_874, 73_415)
DAYS = (date(1950, 1, 1), date(2100, 12, 31))
# More digits are not exact in a table program.
EXACT = 10**15

YES = ("是", "启用", "在用", "在岗", "1", "Y", "YES", "TRUE", "√", "✓")
NO = ("否", "停用", "不启用", "调离", "0", "N", "NO", "FALSE", "×", "✗")

PARTED_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")
PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Raw(NamedTuple):
    """A cell as it was read; ``shown`` the format of a number, ``wrong`` why it is no value."""

    value: object = None
    shown: str = ""
    wrong: str = ""

    @property
    def is_empty(self):
        return not self.wrong and (self.value is None or not str(self.value).strip())


class BadCell(Refusal):
    """``message`` says what is wrong with it and what to do."""


def convert(column, raw):
    """The value of a cell in that column; an empty cell is "" for text and None for the rest.

    :raises BadCell: with what to do.
    """
    if raw.wrong:
        raise BadCell(raw.wrong)
    if column.kind == sheets.DAY:
        value = None if raw.is_empty else _day(raw.value)
    elif column.kind == sheets.FLAG:
        value = None if raw.is_empty else _flag(raw.value)
    else:
        value = "" if raw.is_empty else _text(raw)
        if column.kind == sheets.CODE:
            # 全角 digits and letters are typed by input methods.
            value = unicodedata.normalize("NFKC", value)
        if len(value) > column.most:
            raise BadCell(
                _(
                    "error_text_long",
                    default="At most ${most} characters, this text has ${n} too many.",
                    mapping={"most": column.most, "n": len(value) - column.most},
                )
            )
    if column.required and value in ("", None):
        raise BadCell(_("error_roster_empty", default="This cell must not be empty: fill it in."))
    return value


def _text(raw):
    value = raw.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (date, timedelta)) or type(value).__name__ == "time":
        raise BadCell(
            _(
                "error_roster_date_for_text",
                default="This is a date. Set the column to the format “text” and enter it again.",
            )
        )
    if isinstance(value, float):
        if not value.is_integer():
            return text.clean(repr(value), newlines=False)
        value = int(value)
    if isinstance(value, int):
        if abs(value) >= EXACT:
            raise BadCell(
                _(
                    "error_roster_long_number",
                    default=(
                        "The number is too long, and its last digits are lost. Set the column to "
                        "the format “text” and enter it again."
                    ),
                )
            )
        # A format such as 00000000 shows zeros that the number has not.
        width = len(raw.shown) if re.fullmatch("0+", raw.shown) else 0
        return str(value).zfill(width)
    return text.clean(str(value), newlines=False)


def _flag(value):
    if isinstance(value, bool):
        return value
    word = unicodedata.normalize("NFKC", str(value)).strip().upper().removesuffix(".0")
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadCell(_("error_roster_flag", default="Enter 是 or 否."))


def _day(value):
    day = _read_day(value)
    if day is None or not DAYS[0] <= day <= DAYS[1]:
        raise BadCell(_("error_roster_day", default="Enter a date such as 2026-09-01."))
    return day


def _read_day(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if SERIALS[0] <= value <= SERIALS[1]:
            return FIRST_DAY + timedelta(days=int(value))
        value = int(value) if float(value).is_integer() else value
    words = unicodedata.normalize("NFKC", str(value)).strip()
    found = PARTED_DAY.fullmatch(words) or PLAIN_DAY.fullmatch(words)
    if found is None:
        # A table of text may have the number of a day.
        is_serial = words.isdigit() and SERIALS[0] <= int(words) <= SERIALS[1]
        return FIRST_DAY + timedelta(days=int(words)) if is_serial else None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
