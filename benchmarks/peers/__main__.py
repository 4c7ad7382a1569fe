"""The same work on hnu.jgzf and on its peers, in one run; figures go to results/peers-DATE.txt."""

from benchmarks import machine
from benchmarks.peers import postgresql
from benchmarks.peers import workers
from benchmarks.peers.turns import in_turns
from benchmarks.peers.workers import DOCUMENTS
from benchmarks.peers.workers import EASYFORM
from benchmarks.peers.workers import OURS
from benchmarks.peers.workers import PEERS
from benchmarks.peers.workers import POSTGRESQL
from benchmarks.peers.workers import SQLITE
from benchmarks.peers.workers import Worker
from benchmarks.report import Figure
from benchmarks.report import row
from cluster.postgresql import program
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from hnu.jgzf import config
from pathlib import Path
from time import monotonic
import argparse
import sys


RESULTS = Path(__file__).parents[1] / "results"
SIZES = (1000, 10000, 100000)

# What each peer can be asked for.
TASKS = {
    OURS: ("submit", "newest", "mine", "statistics"),
    DOCUMENTS: ("submit", "newest", "mine"),
    EASYFORM: ("submit", "newest"),
    SQLITE: ("submit", "newest", "mine", "statistics"),
    POSTGRESQL: ("submit", "newest", "mine", "statistics"),
}
PAGE, ROWS = ("page",), ("rows",)
WITH_ROWS = PAGE + ROWS
POST, ANSWERED = ("post",), ("post", "next")

# Title, task, what is added up of ours, of the peer's, and the targets by peer.
COMPARISONS = (
    ("Submitting one: the POST", "submit", POST, POST, {DOCUMENTS: 0.45, EASYFORM: 0.7}),
    ("… and the page that follows it", "submit", ANSWERED, ANSWERED, {EASYFORM: 0.7}),
    ("… and the form before it", "submit", ("form", *ANSWERED), ("form", *ANSWERED), {}),
    ("The newest 20: the page", "newest", PAGE, WITH_ROWS, {SQLITE: 0.2, POSTGRESQL: 0.2}),
    ("… the rows alone, as JSON", "newest", ROWS, ROWS, {SQLITE: 0.2, POSTGRESQL: 0.2}),
    ("One's own: the page", "mine", PAGE, WITH_ROWS, {}),
    ("Statistics: the page", "statistics", PAGE, PAGE, {SQLITE: 0.05, POSTGRESQL: 0.05}),
)

# What is read for our lists, its title and its target. The growing ones have more with the site.
DATA = (
    ("wall", "wall", 2),
    ("mine", "个人中心", 2),
    ("pending", "待处理", 2),
    ("mine_growing", "个人中心 of one in 300", None),
    ("pending_growing", "待处理 of one unit in 30", None),
    ("statistics", "all figures, kept", None),
)

SETTINGS = """
Each in a process of its own, caches warm, asked through WSGI by people who are logged in; all of
one size take turns. Processor time of the thread that answers; for PostgreSQL with its process for
that connection, without its writers in the background.
Plone (ours, Documents, easyform): debug-mode off, cache-size 30000, FileStorage and blobs, Classic
UI, navigation one level deep, no caching proxy. Documents: folder unordered, no navigation portlet,
Collections sorted by creation in listing_view, 20 a page; POST of Plone's add form. easyform: saver
with date and time, 20 rows a page, no mailer; its POST answers with the page of thanks, the others
with a redirect.
django-helpdesk: DEBUG off, templates cached, connection kept, no teams, mail thrown away; SQLite
with write-ahead log; PostgreSQL as initdb makes it; index on the tickets' created; public form,
list of staff sorted by creation with its rows, my tickets with its rows, page of reports.
"""


class AtLargest(Figure):
    """A line whose target is for the last column, and only where that is the largest size."""

    @property
    def missed(self):
        return self.target is not None and self.values[-1] > self.target


class Run:
    def __init__(self, options, server):
        self.sizes = sorted(set(options.sizes))
        self.rounds = options.rounds
        self.server = server
        self.peers = [
            peer
            for peer in PEERS
            if peer in (OURS, *options.peers) and (server or peer != POSTGRESQL)
        ]
        self.start = monotonic()
        self.descriptions = {}
        # By size: medians by peer, task and part
        self.seconds = {}
        self.columns = [f"{size:,}" for size in self.sizes]

    def progress(self, text):
        print(f"[{monotonic() - self.start:4.0f} s] {text}", file=sys.stderr, flush=True)

    @contextmanager
    def working(self, pairs):
        """Processes of these peers and sizes, filled: a list."""
        started = []
        try:
            for peer, size in pairs:
                self.progress(f"{peer}, {size:,}")
                worker = Worker(peer, size, self.server)
                started.append(worker)
                # One after the other, for the first time fills the database.
                self.descriptions[peer] = worker.call("describe")
            yield started
        finally:
            for worker in started:
                worker.close()

    def fill(self):
        for size in self.sizes:
            for peer in self.peers:
                with self.working([(peer, size)]):
                    pass

    def measure(self):
        for size in self.sizes:
            with self.working([(peer, size) for peer in self.peers]) as started:
                self.progress(f"measuring at {size:,}")
                samples = {
                    (worker.peer, task): partial(worker.call, task)
                    for worker in started
                    for task in TASKS[worker.peer]
                }
                self.seconds[size] = in_turns(samples, self.rounds)

    def measure_data(self):
        small, large = self.sizes[0], self.sizes[-1]
        with self.working([(OURS, small), (OURS, large)]) as started:
            self.progress("data of our lists")
            samples = {worker.total: partial(worker.call, "data") for worker in started}
            seconds = in_turns(samples, self.rounds)
            found = {worker.total: worker.call("sizes") for worker in started}
        title = "Data of our lists, query and rows"
        yield row(title, [self.columns[0], self.columns[-1], "ratio", "target"])
        for key, name, target in DATA:
            before, after = seconds[small, key] * 1e6, seconds[large, key] * 1e6
            details = (f"{before:.0f} µs", f"{after:.0f} µs")
            if key in found[small]:
                name = f"{name} ({found[small][key]} / {found[large][key]})"
            yield Figure(name, [after / before], target, details=details)

    def taken(self, size, peer, task, parts):
        """Seconds of the parts of a task, or None where the peer has no such thing."""
        if task not in TASKS[peer]:
            return None
        found = [self.seconds[size].get((peer, task, part)) for part in parts]
        found = [seconds for seconds in found if seconds is not None]
        return sum(found) if found else None

    def comparisons(self):
        for title, task, ours, theirs, targets in COMPARISONS:
            yield row(f"{title}, ours / theirs", [*self.columns, "target"])
            for peer in self.peers[1:]:
                pairs = [
                    (self.taken(size, OURS, task, ours), self.taken(size, peer, task, theirs))
                    for size in self.sizes
                ]
                if None not in (pair[1] for pair in pairs):
                    ratios = [above / below for above, below in pairs]
                    yield AtLargest(peer, ratios, targets.get(peer), "{:.3f}")
            yield ""

    def milliseconds(self):
        yield row("Milliseconds of processor time, medians", self.columns)
        for peer, task, part in self.seconds[self.sizes[-1]]:
            values = [self.seconds[size][peer, task, part] * 1000 for size in self.sizes]
            yield Figure(f"{peer}: {task}, {part}", values, None, "{:.1f}")


def parse():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of items")
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS, help="by default all")
    parser.add_argument("--rounds", type=int, default=30, help="repetitions of each sample")
    parser.add_argument("--fill", action="store_true", help="fill the databases and stop")
    parser.add_argument("--output", type=Path, help="file to write; else results/peers-DATE.txt")
    return parser.parse_args()


@contextmanager
def database():
    """The server of PostgreSQL, or None where there is no PostgreSQL."""
    try:
        program("initdb")
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        yield None
    else:
        with postgresql.running(workers.PLACE / "postgresql") as server:
            yield server


def main():
    options = parse()
    today = datetime.now(config.TIMEZONE).date()
    output = options.output or RESULTS / f"peers-{today}.txt"
    load = machine.load()
    with database() as server:
        run = Run(options, server)
        run.fill()
        if options.fill:
            return
        run.measure()
        data = list(run.measure_data()) if len(run.sizes) > 1 else []
    lines = [*run.comparisons(), *data]
    missed = sum(isinstance(line, Figure) and line.missed for line in lines)
    head = [f"hnu.jgzf and what a user would pick otherwise, measured on {today}"]
    head += machine.describe()[:2]
    head.append(f"load average {load} before, {machine.load()} after")
    head += [f"{peer}: {run.descriptions[peer]}" for peer in run.peers]
    head.append(SETTINGS)
    text = [*head, *lines, "", *run.milliseconds(), ""]
    if run.sizes[-1] != SIZES[-1]:
        text.append(f"the targets are for {SIZES[-1]:,}")
    text.append(f"{missed} targets missed" if missed else "every target met")
    text = [str(line).rstrip() for line in text]
    print("\n".join(text))
    output.write_text("\n".join(text) + "\n")


if __name__ == "__main__":
    main()
