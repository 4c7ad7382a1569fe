"""What the data of a list cost at 10,000 evaluations, beside those at 1,000."""

from benchmarks import compare
from benchmarks import university
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain.listings import Filters
from time import thread_time
from zope.component.hooks import setSite


# Calls of one sample: one alone is over before the clock has moved on.
CALLS = 20

# Filters by name, as they are at the time of the call; each fills a page at a thousand, too.
QUERIES = {
    "wall()": lambda: Filters(),
    "of one unit": lambda: Filters(unit=university.UNIT),
    "of one unit, answered": lambda: Filters(unit=university.UNIT, state=config.ANSWERED),
    "about one person": lambda: Filters(unit=university.UNIT, staff_member=university.PERSON),
    "about people": lambda: Filters(target=config.TARGET_STAFF),
    "of one category": lambda: Filters(category=category()),
    "waiting": lambda: Filters(state=config.SUBMITTED),
    "answered": lambda: Filters(state=config.ANSWERED),
    "closed": lambda: Filters(state=config.CLOSED),
    "dissatisfied": lambda: Filters(satisfaction=config.DISSATISFIED_LEVELS[0]),
    "of the last 30 days": lambda: Filters(first_day=month_ago()),
    "older than 30 days": lambda: Filters(last_day=month_ago()),
}


def category():
    return categories.active_categories(config.TARGET_UNIT)[0].token


def month_ago():
    return dates.today() - timedelta(days=30)


def measure(instance, site_ids, rounds):
    """Medians of processor seconds of one call by site and query, and how many each finds."""
    with ExitStack() as stack:
        sites = {site_id: stack.enter_context(instance.session(site_id)) for site_id in site_ids}
        samples, found = {}, {}
        for site_id, site in sites.items():
            setSite(site)
            for name, query in QUERIES.items():
                filters = query()
                samples[site_id, name] = partial(read, site, filters)
                found[site_id, name] = listings.wall(filters).total
        return compare.in_turns(samples, rounds), found


def read(site, filters):
    setSite(site)
    start = thread_time()
    for _call in range(CALLS):
        listings.wall(filters)
    return (thread_time() - start) / CALLS
