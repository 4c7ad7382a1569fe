"""What the data of statistics and their page cost: at 1,000, 10,000 and 100,000 evaluations."""

from benchmarks import compare
from benchmarks import pages
from benchmarks import university
from functools import partial
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.statistics import table
from hnu.jgzf.domain.statistics.overview import overview
from hnu.jgzf.domain.statistics.selection import Selection
from itertools import cycle
from itertools import islice
from time import thread_time
from zope.component.hooks import setSite
import transaction


BARE = pages.BARE
PAGE = "@@statistics, supervisor"
WARM = "all figures, nothing has changed"
CHANGED = "all figures, one case has changed"
CROSSED = "all figures of a unit, a category, half a year"

# Records of one transaction
CHUNK = 5000


def measure(instance, site_id, rounds):
    """Medians of processor seconds of one call, by name."""
    with instance.session(site_id) as site:
        path = f"/{site_id}/jgzf/@@statistics?period=custom&from=2020-01-01"
        bare = f"/{site_id}/{university.BARE_PAGE}"
        # First, for the page's figures are kept until a case changes.
        visits = {
            BARE: partial(pages.visit, instance, bare, pages.MEMBER),
            PAGE: partial(pages.visit, instance, path, university.SUPERVISOR),
        }
        samples = {
            WARM: partial(_read, site, Selection(), _look),
            CHANGED: partial(_read, site, Selection(), _change),
            CROSSED: partial(_read, site, _crossed(), _forget),
        }
        return compare.in_turns(visits, rounds) | compare.in_turns(samples, rounds)


def multiply(instance, site_id, total):
    """Put records straight into the catalog until there are ``total``: copies of those it has.

    Nothing but statistics can be measured with such a site afterwards.
    """
    with instance.session(site_id):
        tree = get_catalog()._catalog.data
        rows = cycle(list(tree.values()))
        number, rid = len(tree), tree.maxKey()
        while number < total:
            size = min(CHUNK, total - number)
            tree.update({rid + 1 + n: row for n, row in enumerate(islice(rows, size))})
            number, rid = number + size, rid + size
            transaction.commit()


def _crossed():
    today = dates.today()
    return Selection(
        first=today.replace(year=today.year - 1, day=1),
        last=today,
        units=(university.UNIT,),
        category=categories.active_categories("unit")[0].token,
    )


def _read(site, selection, prepare=None):
    setSite(site)
    if prepare is not None:
        prepare()
    start = thread_time()
    overview(selection, dates.today())
    return thread_time() - start


def _look():
    """The other samples leave nothing warm."""
    overview(Selection(), dates.today())


def _forget():
    table.current().kept.clear()


def _change():
    """As if somebody had written the first record: its bucket is read again."""
    tree = get_catalog()._catalog.data
    rid = tree.minKey()
    # The same value would not be stored.
    tree[rid] = (*tree[rid],)
    transaction.commit()
