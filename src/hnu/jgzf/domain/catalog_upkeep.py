"""Rebuilding the catalog of evaluations from content, and comparing the two."""

from collections import Counter
from hnu.jgzf.content.catalog import COLUMNS
from hnu.jgzf.content.catalog import Entry
from hnu.jgzf.content.catalog import Index
from hnu.jgzf.content.catalog import INDEXES
from hnu.jgzf.content.evaluation import Evaluation
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import roster
import transaction


# So many cases are indexed before memory is given back.
BATCH = 1000


def all_cases():
    """Every case of the site, one after the other, in no particular order."""
    for unit in roster.all_units():
        for number in unit.objectIds(Evaluation.meta_type, ordered=False):
            yield unit[number]


def rebuild():
    """Empty the catalog and index every case anew.

    :return: how many cases there are.
    """
    catalog = get_catalog()
    catalog.manage_catalogClear()
    count = 0
    for case in all_cases():
        catalog.catalog_object(case)
        count += 1
        if count % BATCH == 0:
            # Into the transaction's file: neither cases nor rows need to be in memory.
            transaction.savepoint(optimistic=True)
            catalog._p_jar.cacheGC()
    return count


def forget(number):
    """Take a number out of the catalog, whatever of it is still there."""
    catalog = get_catalog()._catalog
    rid = catalog.uids.pop(number, None)
    if rid is None or catalog.paths.get(rid, number) != number:
        # Not there, or the record is another case's.
        return
    for name in catalog.indexes:
        catalog.getIndex(name).unindex_object(rid)
    catalog.paths.pop(rid, None)
    if catalog.data.pop(rid, None) is not None:
        catalog._length.change(-1)


def complete():
    """Add the indexes and columns that an earlier version did not have; rebuild it afterwards."""
    catalog = get_catalog()
    for name in set(INDEXES) - set(catalog.indexes()):
        catalog.addIndex(name, Index(name))
    for name in set(COLUMNS) - set(catalog.schema()):
        catalog.addColumn(name)


def check():
    """What is wrong with the catalog: a list of lines, empty when it agrees with content."""
    comparison = Comparison()
    problems = [
        f"{case.getId()}: {problem}" for case in all_cases() for problem in comparison.of(case)
    ]
    problems += [f"{number}: indexed, but not there" for number in comparison.surplus()]
    problems += [f"{subject}: {problem}" for subject, problem in comparison.counts()]
    return problems


class Comparison:
    """The catalog beside content: first :meth:`of` every case, then the rest.

    Looks at what lists are made from: numbers, columns, and each index in both directions.
    """

    def __init__(self):
        self.catalog = get_catalog()._catalog
        self.seen = set()
        # How many cases should stand in each index
        self.indexed = Counter()

    def of(self, case):
        """What the catalog says otherwise than ``case``, a list of texts."""
        catalog, number = self.catalog, case.getId()
        self.seen.add(number)
        rid = catalog.uids.get(number)
        if rid is None or catalog.paths.get(rid) != number or rid not in catalog.data:
            return ["not indexed"]
        entry = Entry(case)
        brain = catalog[rid]
        wrong = [name for name in COLUMNS if getattr(brain, name) != getattr(entry, name)]
        for name in INDEXES:
            index, value = catalog.getIndex(name), getattr(entry, name, None)
            found = value is None or rid in index._index.get(value, ())
            if index.getEntryForObject(rid) != value or not found:
                wrong.append(f"index {name}")
            self.indexed[name] += value is not None
        return [f"{name} is stale" for name in wrong]

    def surplus(self):
        """Numbers of cases that are not there, a list."""
        return sorted(number for number in self.catalog.uids if number not in self.seen)

    def counts(self):
        """Counts that differ from the number of cases, where every case was found in its place.

        :return: pairs of what was counted and how that differs.
        """
        catalog, cases = self.catalog, len(self.seen)
        rows = {"rows": len(catalog), "numbers": len(catalog.paths), "columns": len(catalog.data)}
        counts = [(name, count, cases) for name, count in rows.items()]
        for name in INDEXES:
            index = catalog.getIndex(name)
            forwards = sum(len(rids) for rids in index._index.values())
            counts.append((f"index {name}", forwards, self.indexed[name]))
            counts.append((f"index {name}, backwards", len(index._unindex), self.indexed[name]))
        return [
            (name, f"{count} entries for {expected} cases")
            for name, count, expected in counts
            if count != expected
        ]
