"""Measure everything in one run; print the figures and write them to results/DATE.txt."""

from benchmarks import documents
from benchmarks import figures
from benchmarks import lists
from benchmarks import lives
from benchmarks import machine
from benchmarks import pages
from benchmarks import rush
from benchmarks import telling
from benchmarks import university
from benchmarks import writing
from benchmarks.instance import Instance
from benchmarks.report import Figure
from benchmarks.report import row
from datetime import datetime
from hnu.jgzf import config
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
import argparse
import sys


RESULTS = Path(__file__).parent / "results"
SMALL, LARGE = "small", "large"

# Targets of pages, times B; None is shown only
PAGE_TARGETS = {
    pages.WALL: 1.5,
    pages.MINE: 1.6,
    pages.PENDING: 1.6,
    pages.PENDING_SUPERVISOR: None,
    pages.UNIT: 1.6,
    pages.SUBMISSION: 1.6,
    pages.CASE: 1.6,
    pages.CASE_EVALUATOR: 1.6,
    pages.CASE_ADMINISTRATOR: 1.6,
}

# The same of statistics
FIGURE_TARGETS = {
    figures.WARM: 0.05,
    figures.CHANGED: None,
    figures.CROSSED: 1,
    figures.PAGE: 2,
}


class Run:
    """Two sites in one database, which differ in the number of their evaluations."""

    def __init__(self, options, folder):
        self.rounds = options.rounds
        self.counts = {SMALL: options.small, LARGE: options.large}
        self.columns = [f"{count:,}" for count in self.counts.values()]
        self.cases = {SMALL: {}, LARGE: {}}
        self.start = monotonic()
        self.instance = Instance(folder)

    def progress(self, text):
        print(f"[{monotonic() - self.start:4.0f} s] {text}", file=sys.stderr, flush=True)

    def build(self):
        """Both sites; the large one in two halves, of which the second is weighed."""
        self.progress("two sites")
        for site_id in self.counts:
            university.add_site(self.instance, site_id)
        self.progress("submitting")
        small, large = self.counts.values()
        self.submit(SMALL, range(small), small)
        self.submit(LARGE, range(large // 2), large)
        sizes = [self.packed_size()]
        self.submit(LARGE, range(large // 2, large), large)
        sizes.append(self.packed_size())
        self.progress("answering, rating, closing")
        for site_id, cases in self.cases.items():
            lives.live(self.instance, site_id, cases)
        sizes.append(self.packed_size())
        self.submitted_size = (sizes[1] - sizes[0]) / (large - large // 2)
        self.later_size = (sizes[2] - sizes[1]) / (small + large)

    def packed_size(self):
        """Of what stays: without the facts that wait to be told."""
        telling.set_aside(self.instance)
        return self.instance.packed_size()

    def submit(self, site_id, numbers, total):
        self.cases[site_id] |= lives.submit(self.instance, site_id, numbers, total)

    def writing(self):
        self.progress("writing")
        seconds, records, stored = writing.measure(self.instance, self.counts, self.rounds)
        yield row("Submitting and committing", [*self.columns, "target"])
        yield Figure(
            "processor time / a Document's",
            self.ratios(seconds, writing.EVALUATION, writing.DOCUMENT),
            0.45,
        )
        yield Figure(
            "records written / a Document's",
            self.ratios(records, writing.EVALUATION, writing.DOCUMENT),
            0.35,
        )
        for kind in writing.KINDS:
            yield Figure(f"{kind}: ms", self.values(seconds, kind, 1000), None, "{:.1f}")
            yield Figure(f"{kind}: records", self.values(records, kind), None, "{:.0f}")
            yield Figure(f"{kind}: KB", self.values(stored, kind, 1 / 1000), None, "{:.0f}")

    def pages(self):
        self.progress("pages")
        evaluators = {
            site_id: {case: university.member(number) for number, (_unit, case) in cases.items()}
            for site_id, cases in self.cases.items()
        }
        seconds = pages.measure(self.instance, evaluators, self.rounds)
        yield row("Pages, processor time / B", [*self.columns, "target"])
        for page, target in PAGE_TARGETS.items():
            yield Figure(page, self.ratios(seconds, page, pages.BARE), target)
        yield Figure(
            f"{pages.WALL} / {pages.LISTING}",
            self.ratios(seconds, pages.WALL, pages.LISTING),
            0.75,
        )
        yield Figure(f"{pages.BARE}: ms", self.values(seconds, pages.BARE, 1000), None, "{:.1f}")
        yield Figure(
            f"{pages.LISTING}: ms", self.values(seconds, pages.LISTING, 1000), None, "{:.1f}"
        )

    def lists(self):
        self.progress("lists")
        seconds, found = lists.measure(self.instance, self.counts, self.rounds)
        yield row("Data of a page of 20, with their number", [*self.columns, "ratio", "target"])
        for name in lists.QUERIES:
            small, large = self.values(seconds, name, 1e6)
            counts = " / ".join(str(found[site_id, name]) for site_id in self.counts)
            yield Figure(
                f"{name} ({counts})",
                [large / small],
                2,
                details=(f"{small:.0f} µs", f"{large:.0f} µs"),
            )

    def storage(self):
        yield row("Bytes in a packed database", ["", "", "target"])
        yield Figure(
            f"an evaluation of {lives.AVERAGE_LENGTH} characters",
            [self.submitted_size],
            3000,
            "{:.0f}",
            ("",),
        )
        yield Figure("its answer, rating, closing", [self.later_size], None, "{:.0f}", ("",))

    def documents(self):
        self.progress("documents")
        seconds, memory, size = documents.measure(self.instance, LARGE)
        yield row(f"A file with all cases of {self.columns[1]}", ["", "", "target"])
        for ending in seconds:
            yield Figure(f"{ending}: s", [seconds[ending]], None, "{:.1f}", ("",))
            yield Figure(f"{ending}: most memory, MB", [memory[ending] / 1e6], 20, "{:.0f}", ("",))
            yield Figure(f"{ending}: size, MB", [size[ending] / 1e6], None, "{:.1f}", ("",))

    def rush(self):
        self.progress("rush")
        start = self.counts[LARGE] + 2 * self.rounds + 2
        result = rush.measure(self.instance, LARGE, start)
        yield row(
            f"{result.sent} submissions over HTTP, {rush.THREADS} at a time", ["", "", "target"]
        )
        yield Figure(
            "lost, not on the wall, or there twice", [len(result.problems)], 0, "{}", ("",)
        )
        for problem in result.problems[:20]:
            yield f"  {problem}"
        yield Figure("tried again after a conflict", [result.retries], None, "{}", ("",))
        yield Figure("a second", [result.sent / result.seconds], None, "{:.0f}", ("",))
        self.lost = bool(result.problems)

    def telling(self):
        self.progress("a dead gateway")
        start = self.counts[LARGE] + 2 * self.rounds + 2 + rush.THREADS * rush.SUBMISSIONS
        result = telling.measure(self.instance, LARGE, start)
        yield row(
            f"{telling.SUBMISSIONS} submissions beside a worker, dead gateway", ["", "", "target"]
        )
        yield Figure(
            "time that passes / without a worker",
            [result.passed[True] / result.passed[False]],
            1.25,
            details=tuple(f"{result.passed[key] * 1000:.1f} ms" for key in (False, True)),
        )
        yield Figure(
            "processor time / without a worker",
            [result.worked[True] / result.worked[False]],
            None,
            details=tuple(f"{result.worked[key] * 1000:.1f} ms" for key in (False, True)),
        )
        yield Figure("SMS lost or sent twice once it is back", [len(result.lost)], 0, "{}", ("",))
        for problem in result.lost[:20]:
            yield f"  {problem}"
        self.lost = self.lost or bool(result.lost)

    def figures(self):
        """Last, for nothing else can be measured with the records that it adds."""
        self.progress("statistics")
        columns, seconds = [], []
        for site_id, count in self.counts.items():
            columns.append(f"{count:,}")
            seconds.append(figures.measure(self.instance, site_id, self.rounds))
        count = 10 * self.counts[LARGE]
        figures.multiply(self.instance, LARGE, count)
        columns.append(f"{count:,}")
        seconds.append(figures.measure(self.instance, LARGE, self.rounds))
        yield row("Statistics, processor time / B", [*columns, "target"])
        for name, target in FIGURE_TARGETS.items():
            ratios = [each[name] / each[figures.BARE] for each in seconds]
            yield Figure(name, ratios, target, "{:.3f}")
        yield Figure(
            f"{figures.BARE}: ms", [each[figures.BARE] * 1000 for each in seconds], None, "{:.1f}"
        )

    def ratios(self, values, above, below):
        return [values[site_id, above] / values[site_id, below] for site_id in self.counts]

    def values(self, values, name, factor=1):
        return [values[site_id, name] * factor for site_id in self.counts]


def parse():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--small", type=int, default=1000, help="evaluations of the small site")
    parser.add_argument("--large", type=int, default=10000, help="evaluations of the large one")
    parser.add_argument("--rounds", type=int, default=60, help="repetitions of each sample")
    parser.add_argument("--output", type=Path, help="file to write; by default results/DATE.txt")
    return parser.parse_args()


def main():
    options = parse()
    today = datetime.now(config.TIMEZONE).date()
    output = options.output or RESULTS / f"{today}.txt"
    lines = [f"hnu.jgzf, measured on {today}", *machine.describe()]
    load = machine.load()
    missed = 0
    with TemporaryDirectory(prefix="jgzf-benchmarks-") as folder:
        run = Run(options, Path(folder) / "instance")
        run.build()
        for section in (
            run.writing,
            run.pages,
            run.lists,
            run.storage,
            run.documents,
            run.rush,
            run.telling,
            run.figures,
        ):
            lines.append("")
            for line in section():
                missed += isinstance(line, Figure) and line.missed
                lines.append(str(line).rstrip())
    lines[3:3] = [f"load average {load} before, {machine.load()} after"]
    lines += ["", f"{missed} targets missed" if missed else "every target met"]
    print("\n".join(lines))
    output.write_text("\n".join(lines) + "\n")
    return run.lost


if __name__ == "__main__":
    sys.exit(main())
