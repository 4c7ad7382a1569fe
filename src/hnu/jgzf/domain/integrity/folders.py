"""Counters and indexes by type that folders keep of what is in them (Products.BTreeFolder2)."""

from Acquisition import aq_base
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from hnu.jgzf.domain.integrity import reading
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding


AREA = "folders"


class Folders(Check):
    """Center, units and cases: lists of answers, people and cases are read from these."""

    def of_case(self, case):
        if not is_right(case):
            yield _wrong(case.getId(), case.__parent__.getId(), case.getId())

    def at_end(self):
        if not is_right(self.center):
            yield _wrong("center")
        for unit in reading.units(self.center):
            if not is_right(unit):
                yield _wrong(unit.getId(), unit.getId())


def _wrong(subject, *path):
    problem = "its counter or its index by type disagrees with what is in it"
    return Finding(AREA, subject, problem, ("folder", *path))


def is_right(folder):
    """Whether counter and index agree with what is in ``folder``."""
    folder = aq_base(folder)
    count = sum(1 for _name in folder._tree)
    if folder._count() != count:
        return False
    indexed = 0
    for meta_type, names in folder._mt_index.items():
        for name in names:
            if name not in folder._tree or _meta_type(folder, name) != meta_type:
                return False
            indexed += 1
    return indexed == count


def mend(folder):
    """Count anew what is in ``folder``."""
    folder = aq_base(folder)
    index = OOBTree()
    for name in folder._tree:
        index.setdefault(_meta_type(folder, name), OIBTree())[name] = 1
    folder._mt_index = index
    folder._count.set(sum(1 for _name in folder._tree))


def _meta_type(folder, name):
    # Of the class, so that nothing is read.
    return type(folder._tree[name]).meta_type
