"""The three sheets of master data (R32, R33): their columns, in Chinese as offices write them."""

from hnu.jgzf import config
from typing import NamedTuple
import re
import unicodedata


UNITS = "units"
ADMINISTRATORS = "administrators"
STAFF = "staff"

# Kinds of columns: what becomes of a cell (``cells``)
TEXT = "text"
CODE = "code"
DAY = "day"
FLAG = "flag"

# What people write behind the name of a column
MARKS = re.compile(r"[\s*＊]|[(（](必填|选填|可选)[)）]")


class Column(NamedTuple):
    """``key`` is the name of the schema's field; ``example`` stands in the template."""

    key: str
    title: str
    kind: str = TEXT
    required: bool = False
    aliases: tuple = ()
    example: object = ""
    most: int = config.LINE_MAX_LENGTH


class Sheet(NamedTuple):
    name: str
    title: str
    columns: tuple

    def column(self, key):
        return next(column for column in self.columns if column.key == key)

    def title_of(self, key):
        return self.column(key).title

    def key_of(self, heading):
        """Key of the column with that heading, and whether it is its own title; else None.

        Blanks, asterisks and （必填） behind it make no difference.
        """
        heading = folded(heading)
        for column in self.columns:
            if heading == folded(column.title):
                return column.key, True
        for column in self.columns:
            if heading in map(folded, column.aliases):
                return column.key, False
        return None


def folded(heading):
    return MARKS.sub("", unicodedata.normalize("NFKC", str(heading))).upper()


OF_UNIT = ("单位", "单位代码", "单位名称", "所在单位", "所属单位", "部门")

SHEETS = {
    sheet.name: sheet
    for sheet in (
        Sheet(
            UNITS,
            "单位",
            (
                Column("code", "单位编码", CODE, True, ("单位代码", "编码"), "shili"),
                Column("title", "单位名称", TEXT, True, ("单位", "名称"), "示例单位"),
                Column("party_branch", "所属党支部", TEXT, False, ("党支部",), "示例党支部"),
                Column("host_unit", "挂靠单位", CODE, False, ("挂靠单位编码",)),
                Column("head", "负责人账号", TEXT, False, ("负责人",)),
                Column("active", "启用", FLAG, False, ("是否启用",), True),
            ),
        ),
        Sheet(
            ADMINISTRATORS,
            "单位管理员",
            (
                Column("unit", "单位编码", CODE, True, OF_UNIT, "shili"),
                Column("name", "姓名", TEXT, True, ("管理员", "管理员姓名"), "示例姓名"),
                Column("userid", "账号", TEXT, False, ("登录账号", "门户账号"), "00000001"),
                Column(
                    "mobile", "手机", TEXT, False, ("手机号", "手机号码", "联系电话"), "13900000000"
                ),
                Column("qq", "QQ", TEXT, False, ("QQ号", "QQ号码"), "10001"),
                Column("from", "起始日期", DAY, False, ("开始日期",), "2026-09-01"),
                Column("until", "截止日期", DAY, False, ("结束日期",)),
                Column("deputy", "代理", FLAG, False, ("是否代理",), False),
            ),
        ),
        Sheet(
            STAFF,
            "工作人员",
            (
                Column(
                    "employee_number",
                    "工号",
                    CODE,
                    True,
                    ("职工号", "教工号", "职工编号", "人员编号"),
                    "00000001",
                ),
                Column("title", "姓名", TEXT, True, (), "示例姓名"),
                Column("unit", "单位编码", CODE, True, OF_UNIT, "shili"),
                Column("position", "岗位", TEXT, False, ("职务", "岗位职务"), "综合科"),
                Column("userid", "账号", TEXT, False, ("登录账号", "门户账号"), "00000001"),
                Column("active", "启用", FLAG, False, ("是否启用",), True),
            ),
        ),
    )
}


def is_example(sheet, values):
    """Whether this row is the template's example, which somebody has left there."""
    names = [column for column in sheet.columns if column.required]
    return all(values.get(column.key) == column.example for column in names)


def sheet_of_title(title):
    """The sheet of that title, blanks aside, or None."""
    return next((sheet for sheet in SHEETS.values() if sheet.title == str(title).strip()), None)


def sheet_of_headings(headings):
    """The sheet that a single table with these headings is, or None.

    Each has a column that those after it do not need: people a number, administrators a person's
    name, units their own.
    """
    for name, key in ((STAFF, "employee_number"), (ADMINISTRATORS, "name"), (UNITS, "title")):
        sheet = SHEETS[name]
        if any(found and found[0] == key for found in map(sheet.key_of, headings)):
            return sheet
    return None
