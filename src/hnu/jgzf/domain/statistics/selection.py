"""Which cases are counted: a period, and what it is narrowed to."""

from dataclasses import dataclass
from dataclasses import replace
from hnu.jgzf import config
from hnu.jgzf.domain.statistics import figures
from hnu.jgzf.domain.statistics import measures
from hnu.jgzf.domain.statistics import table
from hnu.jgzf.domain.statistics.measures import LISTED
from hnu.jgzf.domain.statistics.measures import MEASURES
import numpy


@dataclass(frozen=True)
class Selection:
    """``first`` and ``last``: days (``date``) of receipt, both included; None is no limit.

    ``units``: codes; None is all of them. ``staff_member``: an employee number, which means
    nothing without the one unit. ``target``: one of ``config.TARGETS``; ``category`` and
    ``description`` are tokens. ``closed_only``: those that are closed today, as an appraisal
    counts. What is empty narrows nothing.
    """

    first: object = None
    last: object = None
    units: tuple | None = None
    staff_member: str = ""
    target: str = ""
    category: str = ""
    description: str = ""
    closed_only: bool = False

    def in_period(self, first, last):
        return replace(self, first=first, last=last)


class Statistics:
    """The figures of a selection on the day ``today`` (a ``date``), as they are at this moment.

    :param found: the table, where somebody has just asked for it.
    """

    def __init__(self, selection, today, found=None):
        self.selection = selection
        self.today = today
        self._table = found if found is not None else table.current()
        self._cases = {"unit": self._chosen("unit")}
        # Of all units it is the same cases.
        is_all = selection.units is None
        self._cases["held_by"] = self._cases["unit"] if is_all else self._chosen("held_by")

    def figures(self):
        """The :class:`figures.Figures` of all of it."""
        return figures.figures(self._cases)

    def groups(self, column):
        """:class:`figures.Figures` by each name in ``column`` that any case has, a dict.

        :param column: one of ``table.NAMES``; the empty name is left out.
        """
        names = self._table.names
        return {
            names[code]: found
            for code, found in figures.groups(self._cases, column).items()
            if names[code]
        }

    def crossed(self, row, column):
        """How many cases there are by two columns: a dict of counts by (name, name)."""
        cases, names = self._cases["unit"], self._table.names
        rows, row_places = figures.numbered(cases[row])
        columns, column_places = figures.numbered(cases[column])
        width = len(columns)
        counts = numpy.bincount(row_places * width + column_places)
        return {
            (names[rows[pair // width]], names[columns[pair % width]]): int(counts[pair])
            for pair in numpy.flatnonzero(counts).tolist()
        }

    def by_day(self, name):
        """How much ``name``, one of ``MEASURES``, counts on each day of receipt, by ordinal."""
        cases = self._cases[MEASURES[name].by]
        received = cases["received"]
        if not len(received):
            return {}
        first = int(received.min())
        counts = figures.tally(received - first, cases.counted(name), 0)
        return {first + day: int(counts[day]) for day in numpy.flatnonzero(counts).tolist()}

    def ratings(self):
        """How many cases have each rating: a list, first those that were not rated."""
        cases = self._cases["unit"]
        rating = cases["rating"][measures.answered(cases)]
        return numpy.bincount(rating, minlength=6).tolist()

    def outcomes(self):
        """How many answered cases have each of ``config.OUTCOMES``: a list."""
        outcomes = numpy.bincount(self._cases["unit"]["outcome"], minlength=4)
        return outcomes[1:].tolist()

    def rids(self, name):
        """Record ids of exactly the cases that ``name``, one of ``LISTED``, counts."""
        return self.days(name)[0].tolist()

    def days(self, name):
        """The same, and the day of receipt (an ordinal) of each: two arrays."""
        measure = LISTED[name]
        cases = self._cases[measure.by]
        return cases.places(numpy.asarray(measure.count(cases)) > 0)

    def _chosen(self, by):
        return figures.Cases(self._table, self._mask(by), self.today.toordinal())

    def _mask(self, by):
        chosen, columns = self.selection, self._table
        received = columns["received"]
        mask = received > 0
        if chosen.first is not None:
            mask &= received >= chosen.first.toordinal()
        if chosen.last is not None:
            mask &= received <= chosen.last.toordinal()
        if chosen.units is not None:
            mask &= numpy.isin(columns[by], [columns.code(unit) for unit in chosen.units])
        if chosen.staff_member:
            (unit,) = chosen.units
            key = table.person_key(unit, chosen.staff_member)
            mask &= columns["staff_member"] == columns.code(key)
        if chosen.target:
            mask &= (columns["staff_member"] > 0) == (chosen.target == config.TARGET_STAFF)
        if chosen.closed_only:
            mask &= columns["closed"] > 0
        for name in ("category", "description"):
            value = getattr(chosen, name)
            if value:
                mask &= columns[name] == columns.code(value)
        return mask
