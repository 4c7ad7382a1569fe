"""统计: every figure of a selection, of all of it and by unit, category, description and person."""

from hnu.jgzf.domain.documents.words import chinese
from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.measures import MEASURES
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.pictures import percent
from typing import NamedTuple


COUNT = "count"
RATE = "rate"
DAYS = "days"
INTERVAL = "interval"


class Figure(NamedTuple):
    """A column: ``kind`` says how its values are read, ``value`` takes them of ``Figures``."""

    title: str
    kind: str
    value: object


def columns():
    """A list of :class:`Figure`: counts, then rates with their intervals, then times."""
    found = [Figure(_title(name), COUNT, _count(name)) for name in MEASURES]
    for name in RATES:
        found.append(Figure(_title(name), RATE, _rate(name)))
        found.append(Figure(f"{_title(name)}的 95% 区间", INTERVAL, _interval(name)))
    times = ("mean", "median", "percentile_90")
    found += [Figure(_title(f"time_{name}"), DAYS, _time(name)) for name in times]
    found.append(Figure(_title("oldest_open"), DAYS, lambda figures: figures.oldest_open))
    # Of units alone
    found.append(
        Figure(
            _title("per_100_staff"), DAYS, lambda figures: getattr(figures, "per_100_staff", None)
        )
    )
    return found


def rows(overview):
    """(kind of group, its name, ``Figures``) of an ``overview.Overview``, the whole first."""
    yield "合计", "", overview.figures
    for kind, groups in (
        ("单位", overview.units),
        ("工作人员", overview.people),
        ("评价类别", overview.categories),
        ("类别说明", overview.descriptions),
    ):
        for group in groups:
            yield kind, group.title, group


def definitions():
    """(title, words) of everything that is counted."""
    return [(chinese(found.title), chinese(found.words)) for found in DEFINITIONS.values()]


def _title(name):
    return chinese(DEFINITIONS[name].title)


def _count(name):
    return lambda figures: figures.counts[name]


def _rate(name):
    return lambda figures: figures.share(name).rate


def _interval(name):
    def words(figures):
        interval = figures.share(name).interval
        return "—".join(map(percent, interval)) if interval is not None else None

    return words


def _time(name):
    return lambda figures: getattr(figures.times, name)
