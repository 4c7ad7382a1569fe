"""The roster as files of the shape that is read: coming back, they change nothing."""

from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files import writing
from hnu.jgzf.domain.roster_import import snapshot
from hnu.jgzf.domain.roster_import.plan import ADD
from hnu.jgzf.domain.roster_import.plan import CHANGE
from hnu.jgzf.domain.roster_import.plan import DEACTIVATE


HEADINGS = (
    "工作表",
    "行",
    "操作",
    "单位编码",
    "工号或姓名",
    "名称",
    "项目",
    "原值",
    "新值",
    "说明",
)
ACTS = {ADD: "新增", CHANGE: "修改", DEACTIVATE: "停用"}


def workbook():
    """The whole roster as the bytes of a workbook."""
    return writing.workbook(snapshot.tables(snapshot.take()))


def table_of_text(name):
    """The bytes of one sheet, one of ``sheets.SHEETS``, as a table of text."""
    tables = {sheet.name: rows for sheet, rows in snapshot.tables(snapshot.take())}
    return writing.table_of_text(sheets.SHEETS[name], tables[name])


def changes(plan, translate):
    """All that a plan would do, a line for each field, as the bytes of a table of text.

    :param translate: makes text of an i18n message.
    """
    lines = []
    for item in plan.items:
        sheet = sheets.SHEETS[item.sheet]
        unit, name = (*item.key, "")[:2]
        start = (sheet.title, item.row or "", ACTS[item.act], unit, name, item.title)
        note = translate(item.note) if item.note else ""
        for change in item.changes:
            lines.append((*start, sheet.title_of(change.key), change.old, change.new, note))
    return writing.separated(HEADINGS, lines)
