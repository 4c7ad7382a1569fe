"""The cases behind a figure, newest first."""

from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain.listings import Page
from hnu.jgzf.domain.statistics.selection import Statistics
import numpy


def behind(selection, today, name, start=0, size=20):
    """A :class:`Page` of exactly the cases that ``name`` counts.

    :param selection: a ``selection.Selection``; ``today``: a ``date``.
    :param name: one of ``measures.LISTED``.
    :param size: how many, from offset ``start`` on.
    """
    catalog = get_catalog()._catalog
    rids, days = Statistics(selection, today).days(name)
    order = numpy.argsort(-days, kind="stable")
    rids, days = rids[order], days[order]
    stop = min(start + size, len(rids))
    brains = []
    if start < stop:
        # Columns know days; within the days that the page touches the catalog's own order decides.
        first = int(numpy.searchsorted(-days, -days[start], side="left"))
        end = int(numpy.searchsorted(-days, -days[stop - 1], side="right"))
        found = [catalog[rid] for rid in rids[first:end].tolist()]
        found.sort(key=lambda brain: (brain.newest_first, brain.number))
        brains = found[start - first : stop - first]
    return Page(brains, len(rids), start, size)
