"""Make a demonstration and a bare site, look at their pages in turns, and say which is below."""

from benchmarks import machine
from benchmarks.instance import Instance
from benchmarks.instance import PASSWORD
from benchmarks.lighthouse import bare
from benchmarks.lighthouse import browse
from benchmarks.report import row
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.domain import listings
from hnu.jgzf.domain.listings import Filters
from pathlib import Path
from scripts.create_site import create_site
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple
from waitress.server import create_server
import argparse
import os
import sys
import transaction


RESULTS = Path(__file__).parent.parent / "results"
OURS, BARE = "Plone", "Bare"
MEMBER = "teacher"
# More than a browser asks at once
THREADS = 8

PLONE_FRONT = "Plone: front page"
PLONE_DOCUMENT = "Plone: Document"
PLONE_LISTING = "Plone: folder listing"


class Page(NamedTuple):
    """Where it is, and the name of Plone's page that it is compared with; None for Plone's own."""

    path: str
    beside: str | None = None


def pages(case):
    """What is looked at: Page by name, for a member and for nobody."""
    plone = {
        PLONE_FRONT: Page(BARE),
        PLONE_DOCUMENT: Page(f"{BARE}/{bare.DOCUMENT}"),
        PLONE_LISTING: Page(f"{BARE}/{bare.FOLDER}"),
    }
    member = {
        "wall": Page(f"{OURS}/jgzf", PLONE_LISTING),
        "case": Page(f"{OURS}/jgzf/{case.unit}/{case.number}", PLONE_DOCUMENT),
        "submission": Page(f"{OURS}/jgzf/@@evaluate-unit", PLONE_DOCUMENT),
        "unit": Page(f"{OURS}/jgzf/{case.unit}", PLONE_DOCUMENT),
    }
    nobody = {
        "front page with the entrance": Page(OURS, PLONE_FRONT),
        "help": Page(f"{OURS}/jgzf/@@help-evaluators", PLONE_DOCUMENT),
    }
    return {MEMBER: plone | member, None: plone | nobody}


class Run:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.instance = Instance(folder / "instance")
        # The accounts of the demonstration, as the instance knows everybody
        os.environ["JGZF_DEMO_PASSWORD"] = PASSWORD

    def build(self):
        """Both sites in one database; the case is one that went through all states."""
        with self.instance.session() as app:
            create_site(app, OURS, "示例大学信息门户", with_demo=True)
            transaction.commit()
        with self.instance.session() as app:
            bare.add_site(app, BARE, MEMBER, PASSWORD)
            transaction.commit()
        with self.instance.session(OURS):
            return listings.wall(Filters(state=config.CLOSED))[0]

    def look(self, case):
        """Looks by visitor and page: each page once in a round, so that all meet the same load."""
        application = self.instance.application
        server = create_server(application, host="127.0.0.1", port=0, threads=THREADS)
        Thread(target=server.run, daemon=True).start()
        looks = {visitor: {page: [] for page in found} for visitor, found in pages(case).items()}
        try:
            for turn in range(-1, self.options.rounds):
                for visitor, found in pages(case).items():
                    for name, page in found.items():
                        if turn < 0:
                            # Caches are warm before it counts.
                            self.instance.get(f"/{page.path}", visitor or MEMBER)
                            continue
                        print(f"[{turn + 1}] {name}", file=sys.stderr, flush=True)
                        # By number it would get no theme.
                        address = f"http://localhost:{server.effective_port}/{page.path}"
                        looks[visitor][name].append(
                            browse.look(address, self.folder, visitor, PASSWORD)
                        )
        finally:
            server.close()
        return looks


def lines(looks, case):
    """The table, medians; MISS is below Plone's page in any category. Then what was not passed."""
    for visitor, found in looks.items():
        yield row(
            "A member sees" if visitor else "Nobody in particular sees",
            ["perf.", "access.", "practice", "seo", "FCP s", "LCP s", "TBT s", "beside"],
        )
        scores = {
            name: [median(look.scores[category] for look in seen) for category in browse.CATEGORIES]
            for name, seen in found.items()
        }
        for name, page in pages(case)[visitor].items():
            seen = found[name]
            times = [
                f"{median(getattr(look, field) for look in seen) / 1000:.1f}"
                for field in ("first", "paint", "blocked")
            ]
            low = page.beside and any(
                mine < bound for mine, bound in zip(scores[name], scores[page.beside], strict=True)
            )
            yield row(
                f"{name}{' MISS' if low else ''}",
                [*(f"{score:.0f}" for score in scores[name]), *times, page.beside or ""],
            )
            for audit in sorted({audit for look in seen for audit in look.failed}):
                times = sum(audit in look.failed for look in seen)
                found_on = next(look.failed[audit] for look in seen if audit in look.failed)
                yield f"    {audit}, {times} of {len(seen)}: {'; '.join(found_on[:3])}"
        yield ""


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="looks at each page (%(default)s)")
    parser.add_argument(
        "--output", type=Path, help="file to write to (results/lighthouse-DATE.txt)"
    )
    options = parser.parse_args()
    browse.install()
    now = datetime.now().astimezone()
    with TemporaryDirectory() as folder:
        run = Run(options, Path(folder))
        case = run.build()
        looks = run.look(case)
    head = [
        f"hnu.jgzf, Lighthouse on a simulated phone, {now:%Y-%m-%d %H:%M %Z}",
        *machine.describe(),
        f"load {machine.load()} at the end; medians of {options.rounds}",
        "",
    ]
    text = "\n".join([*head, *lines(looks, case)])
    print(text)
    output = options.output or RESULTS / f"lighthouse-{now:%Y-%m-%d}.txt"
    output.write_text(text, encoding="utf-8")
    # The threads of the server would wait for their next request.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
