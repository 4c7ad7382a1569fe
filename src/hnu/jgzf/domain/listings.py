"""Lists of cases, newest first or due soonest first, from the catalog's columns alone.

No object is woken: a page of twenty costs the same at a hundred and at a hundred thousand cases.
"""

from BTrees.IIBTree import difference
from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import multiunion
from dataclasses import dataclass
from hnu.jgzf import config
from hnu.jgzf.content import evaluators
from hnu.jgzf.content.figures import Figures
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.content.staff_member import accounts_of_evaluated
from hnu.jgzf.domain import roster
from itertools import islice
from operator import itemgetter
from plone import api


# Above this many matches a page is found faster by walking the days than by sorting.
SORT_AT_MOST = 200

# Filter for answers that have no rating (yet).
UNRATED = "unrated"

# 评价管理: what each list of a unit's administrator holds, and the column that orders it.
QUEUES = {
    "pending": ({"pending": True}, "due"),
    "answered": ({"state": config.ANSWERED}, "newest_first"),
    "dissatisfied": ({"state": config.RATED, "pending": True}, "due"),
    "rated": ({"state": config.RATED, "pending": False}, "newest_first"),
    "closed": ({"state": config.CLOSED}, "newest_first"),
}


@dataclass(frozen=True)
class Filters:
    """What the wall can be narrowed to. Nothing here is about the evaluator.

    ``first_day`` and ``last_day`` are dates of submission in Asia/Shanghai, both included.
    ``satisfaction`` may be ``UNRATED``: answered, and the current round not rated yet.
    """

    unit: str = ""
    staff_member: str = ""
    target: str = ""
    category: str = ""
    state: str = ""
    satisfaction: str = ""
    first_day: object = None
    last_day: object = None

    @property
    def is_empty(self):
        return self == Filters()


class Page(list):
    """Catalog brains of one page; ``total`` counts all that match, ``start`` is the offset."""

    def __init__(self, brains, total, start, size):
        super().__init__(brains)
        self.total = total
        self.start = start
        self.size = size


def wall(filters=Filters(), start=0, size=20):
    """R9, R18: cases newest first, ``size`` of them from offset ``start`` on.

    Hidden ones are in it for nobody, not even as a number.
    """
    catalog = get_catalog()
    matches = _matches(catalog, filters)
    hidden = _hidden(catalog)
    rids = _newest_first(catalog, matches)
    if hidden:
        rids = (rid for rid in rids if rid not in hidden)
    brains = [catalog._catalog[rid] for rid in islice(rids, start, start + size)]
    total = len(catalog) if matches is None else len(matches)
    left_out = len(hidden) if matches is None else len(_both(hidden, matches))
    return Page(brains, total - left_out, start, size)


def is_hidden(brain):
    """Whether only the parties see that case; False until the upgrade has added the column."""
    return getattr(brain, "hidden", False)


def has_on_wall(unit):
    """Whether the wall has a case of the unit (a code)."""
    return wall(Filters(unit=unit), size=0).total > 0


def of_evaluator(userid, start=0, size=None):
    """个人中心: cases that ``userid`` submitted, newest first.

    :param size: how many, from offset ``start`` on; None for all.
    """
    catalog = get_catalog()
    rids = sorted(_rids_of_evaluator(userid), key=_by(catalog, "newest_first"))
    stop = None if size is None else start + size
    brains = [catalog._catalog[rid] for rid in rids[start:stop]]
    return Page(brains, len(rids), start, size)


def to_rate_count(userid):
    """How many cases of ``userid`` wait for her rating; no column is read."""
    rids = _rids_of_evaluator(userid)
    answered = _rids(get_catalog(), "state", [config.ANSWERED]) if rids else ()
    return sum(rid in answered for rid in rids)


def _rids_of_evaluator(userid):
    center = roster.get_center()
    numbers = evaluators.numbers_of(center, userid) if center is not None else ()
    return _rids_of_numbers(numbers)


def queue(name, units, start=0, size=20):
    """One of ``QUEUES`` of the units (codes): due soonest first, or newest first.

    Hidden ones are in it, but for whom they are about (``content.hiding``).

    ``dissatisfied``: rated worse than 一般 and not answered again; its deadlines run from the
    rating, so the oldest rating comes first. ``rated``: 一般 or better, and not closed yet.

    :param size: how many, from offset ``start`` on; None for all.
    """
    catalog = get_catalog()
    _values, order = QUEUES[name]
    matches = _queue(catalog, name, units)
    if order == "due":
        rids = iter(sorted(matches, key=_by(catalog, "due", "newest_first")))
    else:
        rids = _newest_first(catalog, matches)
    stop = None if size is None else start + size
    brains = [catalog._catalog[rid] for rid in islice(rids, start, stop)]
    return Page(brains, len(matches), start, size)


def queue_lengths(units):
    """How many cases each of ``QUEUES`` holds for the units (codes): a dict by name."""
    catalog = get_catalog()
    return {name: len(_queue(catalog, name, units)) for name in QUEUES}


def due_until(day):
    """Cases that wait for an answer which is due on ``day`` (a ``date``) or earlier."""
    return _brains(lambda brain: brain.due <= day.toordinal(), pending=True)


def planned_until(day):
    """Cases that were put off to ``day`` (a ``date``) or an earlier one, and came to no end."""
    return _brains(
        lambda brain: brain.planned is not None and brain.planned <= day,
        state=[config.ANSWERED, config.RATED],
    )


def unrated():
    """Answers that nobody has rated, those that put the matter off left out."""
    return _brains(lambda brain: brain.planned is None, state=[config.ANSWERED])


def closed_until(day):
    """Brains of the cases that were closed on ``day`` (a ``date``) or earlier, and are closed."""
    closed = Figures._fields.index("closed")
    return _brains(lambda brain: brain.figures[closed] <= day.toordinal(), state=[config.CLOSED])


def _brains(condition, **values):
    """Brains of cases with one of the ``values`` that meet the ``condition``, a list."""
    catalog = get_catalog()
    ((name, wanted),) = values.items()
    rids = _rids(catalog, name, wanted if isinstance(wanted, list) else [wanted])
    brains = (catalog._catalog[rid] for rid in list(rids))
    return [brain for brain in brains if condition(brain)]


def pending_count(units):
    """How many cases wait for the units (codes); no column is read."""
    return len(_queue(get_catalog(), "pending", units))


def pending(units):
    """待处理评价 of the units (codes): due soonest first."""
    return queue("pending", units, size=None)


def provisional():
    """Brains of the cases whose current deadline is provisional, in no particular order."""
    catalog = get_catalog()
    if catalog is None:
        return []
    return [catalog._catalog[rid] for rid in _rids(catalog, "unsettled", [True])]


def with_numbers(numbers):
    """Brains of the cases of these numbers, in no particular order."""
    catalog = get_catalog()._catalog
    return [catalog[rid] for rid in _rids_of_numbers(numbers)]


def _rids_of_numbers(numbers):
    uids = get_catalog()._catalog.uids
    return [uids[number] for number in numbers if number in uids]


def find(number):
    """The brain of the case of that number, or None."""
    found = with_numbers([number])
    return found[0] if found else None


def get_case(number):
    """The case of that number, whichever unit has it by now, or None."""
    brain = find(number) if number and get_catalog() is not None else None
    unit = roster.get_unit(brain.unit) if brain is not None else None
    return unit.get(number) if unit is not None else None


def used_descriptions(target):
    """How many evaluations of ``target`` were made with each description row, a dict by token."""
    catalog = get_catalog()
    if catalog is None:
        return {}
    cases = _rids(catalog, "target", [target])
    counts = {
        token: len(_both(_rids(catalog, "description", [token]), cases))
        for token in catalog.index("description")._index
    }
    return {token: count for token, count in counts.items() if count}


def case_with_description(token):
    """Some case that was made with the description row of that token; there must be one."""
    catalog = get_catalog()
    brain = catalog._catalog[next(iter(_rids(catalog, "description", [token])))]
    return roster.get_unit(brain.unit)[brain.number]


def count_of_unit(code, employee_number=None):
    """How many cases a unit, or one of its people, has."""
    catalog = get_catalog()
    if catalog is None:
        return 0
    rids = _rids(catalog, "unit", [code])
    if employee_number is not None:
        rids = _both(rids, _rids(catalog, "staff_member", [employee_number]))
    return len(rids)


def _rids(catalog, name, values):
    """Record ids under any of the values; of a single one the index's own set, so only read it."""
    index = catalog.index(name)._index
    sets = [index[value] for value in values if value in index]
    return sets[0] if len(sets) == 1 else multiunion(sets)


def _both(some, others):
    """Record ids in both sets.

    BTrees reads either to its end, so where one is much smaller its ids are looked up instead.
    """
    some, others = sorted((some, others), key=len)
    if len(some) * 4 < len(others):
        return IISet([rid for rid in some if rid in others])
    return intersection(some, others)


def _queue(catalog, name, units):
    values, _order = QUEUES[name]
    rids = _rids(catalog, "unit", units)
    for index, value in values.items():
        rids = _both(rids, _rids(catalog, index, [value]))
    withheld = [rid for rid in _both(_hidden(catalog), rids) if _is_about_viewer(catalog, rid)]
    return difference(rids, IISet(withheld)) if withheld else rids


def _hidden(catalog):
    """Record ids of the cases that only their parties see: few or none."""
    if "concealed" not in catalog.indexes():
        # Of an earlier version, which hid nothing: the upgrade adds it.
        return IISet()
    return _rids(catalog, "concealed", [True])


def _is_about_viewer(catalog, rid):
    case = get_case(catalog._catalog[rid].number)
    return api.user.get_current().getId() in accounts_of_evaluated(case)


def _matches(catalog, filters):
    """Record ids that match, or None when nothing is filtered."""
    if filters.is_empty:
        return None
    sets = []
    for name in ("unit", "staff_member", "target", "category", "state"):
        value = getattr(filters, name)
        if value:
            sets.append(_rids(catalog, name, [value]))
    if filters.satisfaction == UNRATED:
        sets.append(_rids(catalog, "satisfaction", [""]))
        sets.append(_rids(catalog, "state", [config.ANSWERED, config.CLOSED]))
    elif filters.satisfaction:
        sets.append(_rids(catalog, "satisfaction", [filters.satisfaction]))
    if filters.first_day or filters.last_day:
        days = catalog.index("newest_day")._index
        newest = -filters.last_day.toordinal() if filters.last_day else None
        oldest = -filters.first_day.toordinal() if filters.first_day else None
        sets.append(multiunion(list(days.values(newest, oldest))))
    result = sets[0]
    for other in sets[1:]:
        result = _both(result, other)
    return result


def _newest_first(catalog, matches):
    """Record ids, of all cases or of ``matches``: day by day, no further than somebody asks."""
    age = _by(catalog, "newest_first")
    if matches is not None and len(matches) <= SORT_AT_MOST:
        yield from sorted(matches, key=age)
        return
    for rids in catalog.index("newest_day")._index.values():
        found = rids if matches is None else [rid for rid in rids if rid in matches]
        yield from sorted(found, key=age)


def _by(catalog, *names):
    """A sort key of record ids: the columns of these names."""
    columns, schema = catalog._catalog.data, catalog._catalog.schema
    values = itemgetter(*(schema[name] for name in names))
    return lambda rid: values(columns[rid])
