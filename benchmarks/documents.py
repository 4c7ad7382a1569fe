"""What a file with all cases costs (导出): processor time, and the most memory at a time."""

from hnu.jgzf.domain import dates
from hnu.jgzf.domain.documents import exporting
from hnu.jgzf.domain.statistics import query
from time import thread_time
import os
import statistics
import tracemalloc


EVERYTHING = {"period": "custom", "from": "2001-01-01"}
# Each takes seconds; memory is measured once, for it does not differ from one time to the next.
ROUNDS = 3


def measure(instance, site_id):
    """Dicts by format: seconds (their median), bytes of memory at most, bytes of the file."""
    seconds, memory, size = {}, {}, {}
    with instance.session(site_id):
        asked, errors = query.read(EVERYTHING)
        assert not errors
        for ending in exporting.FORMATS:
            seconds[ending] = statistics.median(timed(asked, ending) for _ in range(ROUNDS))
            memory[ending], size[ending] = weighed(asked, ending)
    return seconds, memory, size


def timed(asked, ending):
    start = thread_time()
    with exporting.exported(asked, None, dates.today(), ending):
        return thread_time() - start


def weighed(asked, ending):
    tracemalloc.start()
    try:
        with exporting.exported(asked, None, dates.today(), ending) as path:
            size = os.path.getsize(path)
        return tracemalloc.get_traced_memory()[1], size
    finally:
        tracemalloc.stop()
