"""Rows of a report as people typed them: checked one by one, before they are compared."""

from hnu.jgzf import _
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain.roster_files import cells
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.staff_search import folded
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import Refusal
from hnu.jgzf.interfaces.texts import missing_message
import re


COLUMNS = tuple(
    column for column in sheets.SHEETS[sheets.ADMINISTRATORS].columns if column.key != "unit"
)
KEYS = tuple(column.key for column in COLUMNS)
# A row in which nothing of these is filled in is none.
FILLED = ("name", "userid", "mobile", "qq")

# More than this nobody reports of one unit.
MOST = 50

MOBILE = re.compile(r"(\+?86)?1[0-9]{10}")
QQ = re.compile(r"[1-9][0-9]{4,11}")


def field(code, number, key):
    """The name of a cell in errors: the unit's code, the row's place from 0 on, the column."""
    return f"{code}.{number}.{key}"


def read(code, sent, stored, errors):
    """The rows that somebody sent for the unit ``code``, as (place, values) pairs.

    :param sent: a list of dicts by ``KEYS``; days as dates or in ISO form. Empty ones are left out.
    :param stored: user ids that the unit has already.
    :param errors: takes a FieldError for each cell that is wrong.
    """
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        message = _("error_rows", default="Send a list of rows.")
        errors.append(FieldError(code, message))
        return []
    if len(sent) > MOST:
        message = _("error_rows_many", default="At most ${n} rows a unit.", mapping={"n": MOST})
        errors.append(FieldError(code, message))
        return []
    found = []
    for number, row in enumerate(sent):
        if any(_is_there(row.get(key)) for key in FILLED):
            found.append((number, _read(code, number, row, stored, errors)))
    return found


def _is_there(value):
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _read(code, number, row, stored, errors):
    values = {}
    for column in COLUMNS:
        key = column.key
        try:
            values[key] = _convert(column, row.get(key), stored)
        except Refusal as refusal:
            errors.append(FieldError(field(code, number, key), refusal.message))
            values[key] = None
    return values


def _convert(column, value, stored):
    if not isinstance(value, (str, int, type(None))) and type(value).__name__ != "date":
        raise Refusal(_("error_not_text", default="Enter text here."))
    if column.required and not _is_there(value):
        raise Refusal(missing_message(_("label_name", default="Name")))
    value = cells.convert(column, cells.Raw(value))
    if column.key == "mobile":
        value = re.sub(r"[\s-]", "", value)
        if value and not MOBILE.fullmatch(value):
            raise Refusal(_("error_mobile", default="Enter one mobile number of 11 digits."))
    elif column.key == "qq" and value and not QQ.fullmatch(value):
        raise Refusal(_("error_qq", default="Enter one QQ number, digits only."))
    elif column.key == "userid":
        value = account(value, stored)
    return bool(value) if column.kind == sheets.FLAG else value or None


def account(typed, stored):
    """The user id that a secretary means; None for nothing.

    She may not search accounts: whom a name is like is not told, and only one who alone has that
    very name is found by it.

    :raises Refusal: where nobody or several people are meant.
    """
    if not typed or typed in stored:
        return typed or None
    userid = accounts.known(typed)
    if userid is not None:
        return userid
    exact = [one for one in accounts.find(typed) if folded(one.fullname) == folded(typed)]
    if len(exact) == 1:
        return exact[0].userid
    if not exact and accounts.LOOKS_LIKE_ID.fullmatch(typed):
        return typed
    raise Refusal(
        _(
            "error_account_report",
            default="This name does not lead to one account: enter the account itself, or nothing.",
        )
    )
