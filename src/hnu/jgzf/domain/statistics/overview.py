"""All that a page, REST and a document show of one selection, worked out once.

:func:`overview` puts names and numbers of people to what :func:`_counted` counts. That is kept on
the table until a case changes; names and people, which lie elsewhere, are read each time.
"""

from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.statistics import table
from hnu.jgzf.domain.statistics import trend
from hnu.jgzf.domain.statistics.figures import Figures
from hnu.jgzf.domain.statistics.figures import NO_TIMES
from hnu.jgzf.domain.statistics.measures import MEASURES
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.domain.statistics.selection import Statistics


# Selections whose figures are kept: some thousand numbers each
KEPT = 64


@dataclass(frozen=True)
class Group(Figures):
    """The :class:`Figures` of a unit, person, category or description.

    ``token``: a unit's code, an employee number, a token of the category tables; ``title`` as it
    is called now. ``staff``: how many active people a unit has, None of everything else.
    """

    token: str = ""
    title: str = ""
    staff: int | None = None

    @property
    def per_100_staff(self):
        """Received for each 100 active people; None where there is nobody."""
        return self.counts["received"] * 100 / self.staff if self.staff else None


@dataclass(frozen=True)
class Overview:
    """Figures of ``selection`` on the day ``today`` (a ``date``).

    ``before``: of the period before, None without one. ``university``: of all units in the same
    period, narrowed to the same target, category and description; ``university_units``: how many
    units have any of those. ``crossed``: how many cases there are by (unit, category). ``trend``:
    ``trend.Step`` by step. ``ratings``: how many answered cases have each rating, first those not
    rated, then from 非常满意 on; ``outcomes``: how many each of ``config.OUTCOMES``. ``people`` is
    empty unless asked for.
    """

    selection: Selection
    today: object
    figures: Figures
    before: Figures | None
    university: Figures
    university_units: int
    people: tuple
    crossed: dict
    trend: tuple
    ratings: tuple
    outcomes: tuple
    counted: object

    # With names and numbers of people, which are read when somebody asks for them

    @cached_property
    def units(self):
        """:class:`Group` by group, by their names' reading: units in use, or with cases."""
        return _units(self.selection, self.counted.units)

    @cached_property
    def categories(self):
        """Those with cases, in the order of their tables."""
        return _rows(self.counted.categories, "category_token", "category")

    @cached_property
    def descriptions(self):
        """The same of descriptions."""
        return _rows(self.counted.descriptions, "token", "description")

    def unit_mean(self, name):
        """How much measure ``name`` counts for a unit of the university on average, or None.

        Of the units that have cases.
        """
        number = self.university_units
        return self.university.counts[name] / number if number else None


def overview(selection, today, before=None, people=False):
    """The :class:`Overview` of a :class:`Selection`.

    :param today: a ``date``.
    :param before: a ``period.Period`` to compare with, or None.
    :param people: whether to count by person; only of a selection of one unit.
    """
    found = table.current()
    counted = _counted(found, selection, today)
    all_units = _counted(found, replace(selection, units=None, staff_member=""), today)
    earlier = None
    if before is not None:
        earlier = _counted(found, selection.in_period(before.first, before.last), today).figures
    return Overview(
        selection=selection,
        today=today,
        figures=counted.figures,
        before=earlier,
        university=all_units.figures,
        university_units=sum(group.counts["received"] > 0 for group in all_units.units.values()),
        people=_people(found, selection, today) if people else (),
        crossed=counted.crossed,
        trend=counted.trend,
        ratings=counted.ratings,
        outcomes=counted.outcomes,
        counted=counted,
    )


def ranked(groups, rate):
    """Groups by one of ``measures.RATES``, best first, as (place, group); equals share a place.

    Left out are those with too few cases for that rate.
    """
    shown = [group for group in groups if group.share(rate).is_shown]
    shown.sort(key=lambda group: -group.share(rate).rate)
    result = []
    for number, group in enumerate(shown, 1):
        same = result and result[-1][1].share(rate).rate == group.share(rate).rate
        result.append((result[-1][0] if same else number, group))
    return result


@dataclass(frozen=True)
class _Counted:
    """What is counted of a selection, without a name: ``units`` … are Figures by token."""

    figures: Figures
    units: dict
    categories: dict
    descriptions: dict
    crossed: dict
    trend: tuple
    ratings: tuple
    outcomes: tuple


def _counted(found, selection, today):
    return _kept(found, "counted", selection, today, _count)


def _count(statistics):
    return _Counted(
        figures=statistics.figures(),
        units=statistics.groups("unit"),
        categories=statistics.groups("category"),
        descriptions=statistics.groups("description"),
        crossed=statistics.crossed("unit", "category"),
        trend=_trend(statistics),
        ratings=tuple(statistics.ratings()),
        outcomes=tuple(statistics.outcomes()),
    )


def _trend(statistics):
    chosen = statistics.selection
    by_day = {name: statistics.by_day(name) for name in trend.MEASURES}
    return trend.steps(by_day, chosen.first, chosen.last, statistics.today)


def _kept(found, name, selection, today, count):
    """What ``count`` makes of the statistics, from memory where no case has changed since."""
    # Times are counted with the calendar of this moment; settings may have made another.
    key = (name, selection, today, calendar.current())
    kept = found.kept
    if key not in kept:
        kept[key] = count(Statistics(selection, today, found))
        while len(kept) > KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return kept[key]


def _units(selection, figures):
    """Groups of the units that are in use or have cases, as far as they are selected."""
    chosen = selection.units
    return tuple(
        _group(figures, unit.code, unit.title, roster.count_active_staff(unit))
        for unit in roster.all_units()
        if (chosen is None or unit.code in chosen) and (unit.active or unit.code in figures)
    )


def _people(found, selection, today):
    """Groups of the unit's people: those who can be evaluated, and those with cases."""
    (code,) = selection.units
    unit = roster.get_unit(code)
    figures = _kept(found, "people", selection, today, lambda it: it.groups("staff_member"))
    people = roster.all_staff(unit) if unit is not None else []
    rows = [
        _group(figures, table.person_key(code, person.employee_number), person.title)
        for person in sorted(people, key=lambda person: roster.pinyin_key(person.title))
        if person.active or table.person_key(code, person.employee_number) in figures
    ]
    return tuple(replace(row, token=row.token.partition("/")[2]) for row in rows)


def _rows(figures, token, title):
    """Groups of those with cases, in the order of the category tables.

    :param token: the column of the tables that names them, ``title`` that with their words.
    """
    titles = _titles(categories.rows, token, title)
    if not figures.keys() <= titles.keys():
        # What cases were made with and the tables lack
        titles = _titles(categories.complete, token, title)
    return tuple(_group(figures, found, titles[found]) for found in titles if found in figures)


def _titles(read, token, title):
    return {row[token]: row[title] for target in config.TARGETS for row in read(target)}


def _group(figures, token, title, staff=None):
    found = figures.get(token) or NOTHING
    return Group(found.counts, found.times, found.oldest_open, token, title, staff)


NOTHING = Figures(dict.fromkeys(MEASURES, 0), NO_TIMES, None)
