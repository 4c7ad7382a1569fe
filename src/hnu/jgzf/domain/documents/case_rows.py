"""评价明细: the cases of a selection, one row each, read from the catalog alone."""

from datetime import date
from functools import cache
from hnu.jgzf.content.figures import Figures
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.documents.titles import description_titles
from hnu.jgzf.domain.documents.titles import level_title
from hnu.jgzf.domain.documents.titles import STATE_TITLES
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics.selection import Statistics
from types import SimpleNamespace
from typing import NamedTuple


TEXT = "text"
DAY = "day"
NUMBER = "number"


class Column(NamedTuple):
    """``kind`` is one of ``TEXT``, ``DAY`` and ``NUMBER``; ``width`` in characters."""

    title: str
    kind: str
    width: int


COLUMNS = (
    Column("编号", TEXT, 17),
    Column("单位", TEXT, 20),
    Column("被评价个人", TEXT, 12),
    Column("评价类别", TEXT, 12),
    Column("类别说明", TEXT, 36),
    Column("评价内容主题", TEXT, 36),
    Column("收到日期", DAY, 12),
    Column("首次反馈日期", DAY, 13),
    Column("反馈期限", DAY, 12),
    Column("已到期", TEXT, 9),
    Column("按期反馈", TEXT, 9),
    Column("反馈用时（工作日）", NUMBER, 18),
    Column("反馈次数", NUMBER, 9),
    Column("满意度", TEXT, 11),
    Column("状态", TEXT, 9),
    Column("办结日期", DAY, 12),
    Column("期限届满时所在单位", TEXT, 20),
)

# In place of what this viewer does not see
CLOSED_TO_VIEWER = "（已隐藏）"


def rows(selection, today):
    """A sequence of values for each case, in the order of ``COLUMNS``: texts, dates, numbers, None.

    By day of receipt, then by number, which is random: the order in which cases were stored tells
    who wrote several in a row. The current user sees the names of people, and what a hidden case
    is about, only where she sees them elsewhere.

    :param selection: a ``statistics.selection.Selection`` that she may see.
    :param today: a ``date``.
    """
    catalog = get_catalog()._catalog
    received, number = (catalog.schema[name] for name in ("received", "number"))
    rids = Statistics(selection, today).rids("received")
    records = catalog.data
    rids.sort(key=lambda rid: (records[rid][received], records[rid][number]))
    read = _Reader(catalog.schema, today)
    return (read.row(records[rid]) for rid in rids)


class _Reader:
    """Makes rows of the catalog's records, with what does not change from one to the next."""

    def __init__(self, schema, today):
        self.schema = schema
        self.today = today
        self.units = {unit.code: unit for unit in roster.all_units()}
        self.descriptions = description_titles()
        self.sees_people = cache(access.sees_people)

    def row(self, record):
        values = {name: record[place] for name, place in self.schema.items()}
        figures = Figures(*values["figures"])
        is_open_to_viewer = not values.get("hidden") or self._sees_hidden(values)
        sees_people = is_open_to_viewer and self.sees_people(values["unit"])
        return (
            values["number"],
            self._unit_title(values["unit"], values["unit_title"]),
            values["staff_member_title"] if sees_people else "",
            values["category_title"],
            self.descriptions.get(values["description"], ""),
            values["topic"] if is_open_to_viewer else CLOSED_TO_VIEWER,
            values["received"],
            _day(figures.answered),
            _day(figures.due),
            _yes(self._is_past_due(figures)),
            self._in_time(figures),
            self._working_days(figures),
            figures.rounds,
            level_title(figures.rating),
            STATE_TITLES[values["state"]],
            _day(figures.closed),
            self._unit_title(figures.held_by, ""),
        )

    def _sees_hidden(self, values):
        return not hiding.is_withheld(SimpleNamespace(**values))

    def _unit_title(self, code, otherwise):
        unit = self.units.get(code)
        return unit.title if unit is not None else otherwise

    def _is_past_due(self, figures):
        # As measures.past_due
        return figures.due < self.today.toordinal() and not figures.provisional

    def _in_time(self, figures):
        if figures.answered:
            return _yes(figures.answered <= figures.due)
        return "否" if self._is_past_due(figures) else ""

    def _working_days(self, figures):
        if not figures.answered:
            return None
        return calendar.working_days_between(_day(figures.since), _day(figures.answered))


def _day(ordinal):
    return date.fromordinal(ordinal) if ordinal else None


def _yes(flag):
    return "是" if flag else "否"
