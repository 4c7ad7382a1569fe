"""What was asked for, in words, for the top of a document."""

from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.documents import titles
from hnu.jgzf.domain.documents.words import chinese


def in_words(query, units, today):
    """Pairs of label and text, without what narrows nothing.

    :param query: a ``statistics.query.Query``.
    :param units: codes of the units that the viewer sees, None for all of them.
    :param today: the ``date`` on which it is counted.
    """
    chosen = query.selection
    unit = roster.get_unit(query.unit)
    name = chinese(query.period.name) if query.period.name else ""
    words = query.period.words
    lines = [("统计时段", f"{name}（{words}）" if name else words)]
    if unit is not None:
        lines.append(("单位", unit.title))
    elif units is None:
        lines.append(("单位", "全部单位"))
    else:
        lines.append(("单位", "、".join(roster.get_unit(code).title for code in units)))
    if chosen.staff_member:
        lines.append(("工作人员", roster.get_staff_member(unit, chosen.staff_member).title))
    if chosen.target:
        lines.append(("评价对象", titles.TARGET_TITLES[chosen.target]))
    if chosen.category:
        lines.append(("评价类别", titles.category_titles().get(chosen.category, "")))
    if chosen.description:
        lines.append(("类别说明", titles.description_titles().get(chosen.description, "")))
    return [*lines, ("统计日期", dates.long_date(today))]
