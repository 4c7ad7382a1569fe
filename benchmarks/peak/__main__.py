"""A peak day on the cluster: print what came of it, and write it to results/peak-DATE.txt."""

from benchmarks import machine
from benchmarks.peak import processor
from benchmarks.peak.crowd import Crowd
from benchmarks.peak.crowd import NOBODY
from benchmarks.peak.crowd import SESSIONS
from benchmarks.peak.prepare import SITE
from cluster.cluster import Cluster
from cluster.cluster import ROOT
from collections import Counter
from datetime import datetime
from hnu.jgzf import config
from pathlib import Path
from time import monotonic
import argparse
import json
import os
import shutil
import sys


RESULTS = ROOT / "benchmarks" / "results"
SCRIPTS = "benchmarks/peak"
# At a time; the best of them is what the machine sustains.
AUTHORS = (4, 8)
PEAK = "peak"

SERVERS = (
    "PostgreSQL, two Zope clients of 4 threads, the worker, haproxy and locust on this one machine",
)


class Day:
    """A cluster and the people."""

    def __init__(self, cluster, crowd, options):
        self.cluster, self.crowd, self.options = cluster, crowd, options
        self.start = monotonic()

    def progress(self, text):
        seconds = monotonic() - self.start
        print(f"[{seconds:4.0f} s] {text}", file=sys.stderr, flush=True)

    def prepare(self):
        self.progress(f"accounts, units and {self.options.evaluations:,} evaluations")
        self.cluster.run(f"{SCRIPTS}/prepare.py", str(self.options.evaluations))
        sessions = self.cluster.run(f"{SCRIPTS}/sessions.py")
        (self.crowd.folder / SESSIONS).write_text(sessions)
        # What both clients and the caches of the database should know before anything is measured
        self.crowd.run("warm", self.options.trial, readers=20, authors=2)

    def documents(self):
        """Documents a second that the machine sustains: the best of some numbers of authors."""
        seconds = self.options.trial
        self.best = 0
        yield f"Documents with plone.restapi and nobody else, {seconds} s each"
        for authors in AUTHORS:
            self.progress(f"{authors} authors")
            lines = self.crowd.run(f"documents-{authors}", seconds, authors=authors)
            line = lines.get("document", NOBODY)
            rate = (line.sent - line.failed) / seconds
            self.best = max(self.best, rate)
            yield f"  {authors} at a time: {rate:.1f} a second, {line.failed} failed"

    def peak(self):
        """The ten minutes, and what is there afterwards."""
        rate = self.options.factor * self.best
        before = self.look()["numbers"]
        self.progress(f"{self.options.seconds} s at {rate:.1f} submissions a second")
        worked, began = self.worked(), monotonic()
        lines = self.crowd.run(PEAK, self.options.seconds, self.options.readers, rate=rate)
        passed, worked_later = monotonic() - began, self.worked()
        self.progress("counting")
        accepted = self.crowd.numbers(PEAK)
        reached = len(accepted) / self.options.seconds
        self.problems = problems(accepted, before, self.look())
        failed = sum(line.failed for name, line in lines.items() if name != "Aggregated")
        self.missed = failed > 0 or bool(self.problems) or reached < 0.97 * rate
        yield (
            f"{self.options.seconds} s with {self.options.readers} people reading and "
            f"{rate:.1f} submissions a second ({self.options.factor:g} × {self.best:.1f})"
        )
        yield f"  {'':14}{'sent':>8}{'failed':>8}{'median':>9}{'95 %':>9}{'longest':>9}"
        for name, line in lines.items():
            times = "".join(f"{value / 1000:>7.2f} s" for value in line[2:])
            yield f"  {name:14}{line.sent:>8}{line.failed:>8}{times}"
        yield f"  accepted: {len(accepted):,}, {reached:.1f} a second"
        for failure in self.crowd.failures(PEAK):
            yield f"  {failure}"
        yield f"  lost, twice, or not known to anybody: {len(self.problems)}"
        yield from (f"    {problem}" for problem in self.problems[:20])
        yield f"Processors of {passed:.0f} s, {os.cpu_count()} of them"
        for name, seconds in worked.items():
            yield f"  {name:14}{(worked_later[name] - seconds) / passed:>7.2f}"

    def look(self):
        return json.loads(self.cluster.run(f"{SCRIPTS}/look.py"))

    def worked(self):
        """Seconds of processors by part, of locust too, and of everything on this machine."""
        pids = {part.name: part.process.pid for part in self.cluster.parts}
        pids["locust"] = os.getpid()
        seconds = processor.of([*pids.values()])
        return {name: seconds[pid] for name, pid in pids.items()} | {
            "the machine": processor.of_machine()
        }


def problems(accepted, before, after):
    """What is wrong: lines."""
    wall = Counter(after["numbers"])
    known = set(before) | set(accepted)
    return [
        *(f"{number} was given twice" for number, n in Counter(accepted).items() if n > 1),
        *(f"{number} is lost" for number in known if number not in wall),
        *(f"{number} is there twice" for number, n in wall.items() if n > 1),
        *(f"{number}: nobody knows of it" for number in wall if number not in known),
        *after["problems"],
    ]


def parse():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peak", description=__doc__)
    parser.add_argument("--locust", type=Path, required=True, help="bin of locust's environment")
    parser.add_argument("--seconds", type=int, default=600, help="of the peak itself")
    parser.add_argument("--trial", type=int, default=45, help="seconds of each other run")
    parser.add_argument("--readers", type=int, default=200, help="people reading")
    parser.add_argument("--evaluations", type=int, default=1000, help="before the day begins")
    parser.add_argument("--factor", type=float, default=2, help="times the rate of Documents")
    parser.add_argument(
        "--keep",
        action="store_true",
        help="the cluster of an earlier run (var/peak), as it was left",
    )
    parser.add_argument("--output", type=Path, help="file to write; by default in results")
    return parser.parse_args()


def main():
    options = parse()
    today = datetime.now(config.TIMEZONE).date()
    output = options.output or RESULTS / f"peak-{today}.txt"
    folder = ROOT / "var" / "peak"
    for left in [*folder.glob("*.*"), *([] if options.keep else [folder / "cluster"])]:
        left.unlink() if left.is_file() else shutil.rmtree(left, ignore_errors=True)
    lines = [f"hnu.jgzf, a peak day on {today}", *machine.describe(), *SERVERS]
    load = machine.load()
    os.environ["PYTHONPATH"] = str(ROOT)
    with Cluster(folder / "cluster") as cluster:
        url = f"{cluster.url.rpartition('/')[0]}/{SITE}"
        day = Day(cluster, Crowd(options.locust.absolute(), url, folder), options)
        day.prepare()
        for section in (day.documents, day.peak):
            lines += ["", *section()]
    lines[3:4] = [f"load average {load} before, {machine.load()} after"]
    print("\n".join(lines))
    output.write_text("\n".join(lines) + "\n")
    return day.missed


if __name__ == "__main__":
    sys.exit(main())
