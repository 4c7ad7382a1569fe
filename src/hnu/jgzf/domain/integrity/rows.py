"""The catalog of evaluations, the columns that statistics count, and the portal's own catalog."""

from hnu.jgzf import config
from hnu.jgzf.content.catalog import COLUMNS
from hnu.jgzf.content.catalog import Entry
from hnu.jgzf.content.catalog import INDEXES
from hnu.jgzf.content.figures import Figures
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding
from hnu.jgzf.domain.statistics.table import person_key
from hnu.jgzf.domain.statistics.table import Table
from plone import api


CATALOG = "catalog"
STATISTICS = "statistics"
PORTAL_CATALOG = "portal_catalog"

# All of it anew, for what no single case is at fault of
REBUILD = ("catalog",)


class Rows(Check):
    """Indexes and columns of each case, in both directions."""

    def __init__(self, center, known):
        super().__init__(center, known)
        catalog = get_catalog()
        missing = set(INDEXES) - set(catalog.indexes())
        self.missing = sorted(missing | (set(COLUMNS) - set(catalog.schema())))
        self.comparison = catalog_upkeep.Comparison()
        self.is_wrong = False

    def of_case(self, case):
        if self.missing:
            return
        number, unit = case.getId(), case.__parent__.getId()
        was_wrong, self.is_wrong = self.is_wrong, True
        # Where the case cannot be read this does not come back.
        problems = self.comparison.of(case)
        self.is_wrong = was_wrong or bool(problems)
        for problem in problems:
            yield Finding(CATALOG, number, problem, ("row", unit, number))

    def at_end(self):
        if self.missing:
            names = ", ".join(self.missing)
            advice = "Run the upgrade steps of hnu.jgzf in the add-ons panel."
            yield Finding(CATALOG, names, "the catalog has no such index or column", (), advice)
            return
        for number in self.comparison.surplus():
            self.is_wrong = True
            yield Finding(CATALOG, number, "indexed, but not there", ("surplus row", number))
        if not self.is_wrong:
            # Else they follow from what was said already.
            for subject, problem in self.comparison.counts():
                yield Finding(CATALOG, subject, problem, REBUILD)


class Statistics(Check):
    """What is counted, beside a recount from content: each column of each case."""

    def __init__(self, center, known):
        super().__init__(center, known)
        self.table = Table()
        self.problem = None
        try:
            self.table.update(get_catalog())
        except Exception as error:
            self.problem = f"it cannot be read ({type(error).__name__})"
        self.counted = 0

    def of_case(self, case):
        rid = get_catalog()._catalog.uids.get(case.getId())
        row = self.table.row(rid) if rid is not None and self.problem is None else None
        if row is None:
            # The catalog's own check says so.
            return
        self.counted += 1
        expected = counted_of(case)
        wrong = [name for name, value in expected.items() if row[name] != value]
        if wrong:
            number = case.getId()
            yield Finding(
                STATISTICS,
                number,
                f"counted with another {', '.join(wrong)}",
                ("row", case.__parent__.getId(), number),
            )

    def at_end(self):
        if self.problem is not None:
            yield Finding(STATISTICS, "table", self.problem, REBUILD)
        elif self.counted != (count := self.table.count()):
            problem = f"{count} cases are counted, {self.counted} of them are there"
            yield Finding(STATISTICS, "table", problem, REBUILD)


def counted_of(case):
    """What statistics have to know of a case: a dict by column."""
    entry = Entry(case)
    names = {name: getattr(entry, name) for name in ("unit", "category", "description", "state")}
    return {
        **dict(zip(Figures._fields, entry.figures, strict=True)),
        **names,
        "staff_member": person_key(entry.unit, entry.staff_member),
        "received": entry.received.toordinal(),
    }


class PortalCatalog(Check):
    """No case, answer or order stands in the catalog that everybody searches."""

    types = (config.EVALUATION_TYPE, config.FEEDBACK_TYPE, config.ORDER_TYPE)

    def at_end(self):
        catalog = api.portal.get_tool("portal_catalog")
        for brain in catalog.unrestrictedSearchResults(portal_type=self.types):
            path = brain.getPath()
            problem = "it can be found by the portal's search"
            yield Finding(PORTAL_CATALOG, path.rpartition("/")[2], problem, ("search", path))
