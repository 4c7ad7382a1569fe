"""Rebuilding the catalog of evaluations from content, and comparing the two."""

from collections import Counter
from hnu.jgzf.content.catalog import COLUMNS
from hnu.jgzf.content.catalog import Entry
from hnu.jgzf.content.catalog import Index
from hnu.jgzf.content.catalog import INDEXES
from hnu.jgzf.content.evaluation import Evaluation
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import roster


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
    return count


def complete():
    """Add the indexes and columns that an earlier version did not have; rebuild it afterwards."""
    catalog = get_catalog()
    for name in set(INDEXES) - set(catalog.indexes()):
        catalog.addIndex(name, Index(name))
    for name in set(COLUMNS) - set(catalog.schema()):
        catalog.addColumn(name)


def check():
    """What is wrong with the catalog: a list of lines, empty when it agrees with content.

    Looks at what lists are made from: numbers, columns, and each index in both directions.
    """
    catalog = get_catalog()._catalog
    problems = []
    seen = set()
    indexed = Counter()
    for case in all_cases():
        number = case.getId()
        seen.add(number)
        rid = catalog.uids.get(number)
        if rid is None or catalog.paths.get(rid) != number or rid not in catalog.data:
            problems.append(f"{number}: not indexed")
            continue
        entry = Entry(case)
        brain = catalog[rid]
        wrong = [name for name in COLUMNS if getattr(brain, name) != getattr(entry, name)]
        for name in INDEXES:
            index, value = catalog.getIndex(name), getattr(entry, name, None)
            found = value is None or rid in index._index.get(value, ())
            if index.getEntryForObject(rid) != value or not found:
                wrong.append(f"index {name}")
            indexed[name] += value is not None
        problems += [f"{number}: {name} is stale" for name in wrong]
    surplus = sorted(set(catalog.uids) - seen)
    problems += [f"{number}: indexed, but not there" for number in surplus]
    problems += _surplus(catalog, len(seen), indexed)
    return problems


def _surplus(catalog, cases, indexed):
    """Counts that differ from the number of cases, where every case was found in its place.

    :param indexed: how many cases should stand in each index, a dict by its name.
    """
    rows = {"rows": len(catalog), "numbers": len(catalog.paths), "columns": len(catalog.data)}
    counts = [(name, count, cases) for name, count in rows.items()]
    for name in INDEXES:
        index = catalog.getIndex(name)
        forwards = sum(len(rids) for rids in index._index.values())
        counts.append((f"index {name}", forwards, indexed[name]))
        counts.append((f"index {name}, backwards", len(index._unindex), indexed[name]))
    return [
        f"{name}: {count} entries for {expected} cases"
        for name, count, expected in counts
        if count != expected
    ]
