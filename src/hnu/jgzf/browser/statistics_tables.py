"""Tables of statistics: units, people, categories, the course of the period, all figures."""

from hnu.jgzf import _
from hnu.jgzf.browser.statistics_cells import Cell
from hnu.jgzf.browser.statistics_cells import days
from hnu.jgzf.browser.statistics_cells import decimal
from hnu.jgzf.browser.statistics_cells import NOTHING
from hnu.jgzf.browser.statistics_cells import Number
from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.definitions import TIMES
from hnu.jgzf.domain.statistics.figures import LEAST_FOR_RATE
from hnu.jgzf.domain.statistics.measures import MEASURES
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.overview import Group
from hnu.jgzf.domain.statistics.overview import ranked
from typing import NamedTuple


# Columns of the table of units, by the names of figures
UNIT_COLUMNS = (
    "received",
    "per_100_staff",
    "answered",
    "in_time_rate",
    "overdue",
    "closing_rate",
    "satisfaction_rate",
    "dissatisfied",
    "time_mean",
)
COLUMNS = tuple(name for name in UNIT_COLUMNS if name != "per_100_staff")
# Of a description, of which there are dozens
DESCRIPTION_COLUMNS = ("received", "in_time_rate", "satisfaction_rate", "dissatisfied")
# Short headings
HEADINGS = {
    "received": _("column_received", default="Received"),
    "per_100_staff": _("column_per_100", default="Per 100 people"),
    "rated": _("column_rated", default="Rated"),
    "time_mean": _("column_time", default="Mean working days"),
}
NAME = "name"
BY_DEFAULT = "received"
# What is better when it is smaller
SMALLEST_FIRST = (NAME, "time_mean")
# Levels of the heat table, and from how many cases on its colours are used in full
LEVELS = 5
FULL = 10


class Row(NamedTuple):
    """``place``: in the order by a rate, None where there is none; ``url``: of its own page.

    ``note``: below its title.
    """

    title: object
    url: str | None
    cells: list
    place: int | None = None
    note: object = ""
    tone: str = ""
    id: str = ""


def heading(name):
    return HEADINGS.get(name) or DEFINITIONS[name].title


def cell(name, figures, links):
    """The :class:`Cell` of the figure ``name``."""
    if name in RATES:
        return Cell(rate=links.rate(name, figures))
    if name in MEASURES:
        number = figures.counts[name]
        tone = "bad" if name in ("overdue", "unsettled") and number else ""
        return Cell(number=links.number(name, number), tone=tone)
    if name == "per_100_staff":
        return Cell(words=decimal(figures.per_100_staff))
    if name == "time_mean":
        # In a column, the heading of which says the unit
        return Cell(words=decimal(figures.times.mean))
    if name == "oldest_open":
        waiting = figures.oldest_open
        url = links.number(name, 1).url if waiting is not None else None
        return Cell(number=Number(days(waiting), url))
    return Cell(words=days(getattr(figures.times, name.removeprefix("time_"))))


def sorted_groups(groups, order):
    """Groups with their places, by ``order``: the name of a column, with ``-`` the other way.

    Those without a figure come last, whichever way, and those with too few cases for an order.
    """
    name = order.removeprefix("-")
    known = [group for group in groups if _key(name, group) is not None]
    others = [group for group in groups if _key(name, group) is None]
    turned = (name not in SMALLEST_FIRST) != order.startswith("-")
    if name != NAME:
        known.sort(key=lambda group: _key(name, group), reverse=turned)
    elif turned:
        known.reverse()
    places = {}
    if name in RATES:
        places = {group.token: place for place, group in ranked(groups, name)}
    return [(group, places.get(group.token)) for group in [*known, *others]]


def _key(name, group):
    if name == NAME:
        return 0
    if name in RATES:
        return group.share(name).rate
    if name in MEASURES:
        return group.counts[name]
    number, value = (
        ("received", group.per_100_staff)
        if name == "per_100_staff"
        else ("answered", group.times.mean)
    )
    return value if group.counts[number] >= LEAST_FOR_RATE else None


def group_rows(groups, columns, links_of, page_of=None, notes=None):
    """Rows of groups with their places.

    :param links_of: what makes the ``Links`` of a group, ``page_of`` the address of its own page.
    """
    rows = []
    for group, place in groups:
        links = links_of(group)
        cells = [cell(name, group, links) for name in columns]
        tone = "bad" if group.counts["overdue"] else ""
        url = page_of(group) if page_of else None
        rows.append(Row(group.title, url, cells, place, (notes or {}).get(group.token, ""), tone))
    return rows


def total_row(title, found, columns, links):
    """All units together, their people added up."""
    total = _with_staff(found.figures, _staff(found))
    return Row(title, None, [cell(name, total, links) for name in columns], tone="info")


def _staff(found):
    return sum(unit.staff for unit in found.units)


def _with_staff(figures, staff):
    return Group(figures.counts, figures.times, figures.oldest_open, staff=staff)


def mean_row(title, found, columns):
    """The university's mean: of counts, for each unit that has cases."""
    cells = []
    for name in columns:
        words = decimal(found.unit_mean(name)) if name in MEASURES else NOTHING
        cells.append(Cell(words=words))
    return Row(title, None, cells, tone="info")


def heat(found, links):
    """Units by categories: (titles, rows of (unit, cells with their level))."""
    titles = [(group.token, group.title) for group in found.categories]
    columns = [(*title, links.but(category=title[0], unit="")) for title in titles]
    top = max([FULL, *found.crossed.values()])
    rows = []
    for unit in found.units:
        if not unit.counts["received"]:
            continue
        cells = []
        for token, title, category_links in columns:
            number = found.crossed.get((unit.token, token), 0)
            level = -(-number * LEVELS // top)
            shown = category_links.number("received", number, unit=unit.token)
            cells.append({"label": title, "level": level, "number": shown})
        rows.append({"title": unit.title, "cells": cells})
    return titles, rows


def legend(found):
    """Levels of the heat table and the numbers that they stand for, as text."""
    top = max([FULL, *found.crossed.values()])
    result = []
    for level in range(1, LEVELS + 1):
        least, most = top * (level - 1) // LEVELS + 1, top * level // LEVELS
        words = f"{least}–{most}" if least < most else str(least)
        result.append({"level": level, "words": words})
    return result


def figure_rows(found, links, before_links, university_links):
    """All figures with their definitions, rows.

    Cells: of the selection, of the period before, and, where they were chosen by unit, of the
    university: of counts, the mean of a unit. For each 100 people there is a figure of units alone.
    """
    rows = []
    names, staff = [*MEASURES, *RATES, *TIMES], None
    if not found.selection.staff_member:
        names.append("per_100_staff")
        staff = _staff(found)
    now = _with_staff(found.figures, staff)
    before = _with_staff(found.before, staff) if found.before is not None else None
    university = _with_staff(found.university, None)
    for name in names:
        definition = DEFINITIONS[name]
        cells = [_spelt(name, now, links)]
        if before is not None:
            cells.append(_spelt(name, before, before_links))
        if found.selection.units is not None:
            if name in MEASURES:
                mean = Cell(words=decimal(found.unit_mean(name)))
            else:
                mean = _spelt(name, university, university_links)
            cells.append(mean)
        row = Row(definition.title, None, cells, note=definition.words, id=f"figure-{name}")
        rows.append(row)
    return rows


def _spelt(name, figures, links):
    """As :func:`cell`, times with their unit."""
    if name == "time_mean":
        return Cell(words=days(figures.times.mean))
    return cell(name, figures, links)


NOW = _("column_now", default="This period")
BEFORE = _("column_before", default="Period before")
UNIVERSITY = _("column_university", default="University")
