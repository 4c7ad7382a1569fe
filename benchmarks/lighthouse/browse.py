"""Runs Lighthouse, and reads what it found."""

from base64 import b64encode
from pathlib import Path
from typing import NamedTuple
import json
import os
import shutil
import subprocess


HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Debian's name, and one that others use
BROWSERS = ("chromium", "chromium-browser")
# Root, as in a container, has no sandbox.
FLAGS = "--headless=new --no-sandbox"
SECONDS = 300


class Look(NamedTuple):
    """One page, seen once.

    ``scores`` are 0 to 100 by category; ``first``, ``paint`` and ``blocked`` are milliseconds,
    simulated for a slow phone: until there is anything, until the largest text is there, and while
    the page does not react; ``failed`` are audits that count and were not passed, with the elements
    that failed.
    """

    scores: dict
    first: float
    paint: float
    blocked: float
    failed: dict


def install():
    """Lighthouse as the lock names it, where it is not there yet."""
    if not PROGRAM.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True)


def look(address, folder, userid=None, password=None):
    """A Look at ``address``, as nobody or as a member who is known by the header of each request.

    :raises RuntimeError: where Lighthouse saw no page.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise RuntimeError("There is no chromium on the PATH.")
    report, headers = folder / "report.json", folder / "headers.json"
    command = [
        PROGRAM,
        address,
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={FLAGS}",
        "--quiet",
    ]
    if userid:
        credentials = b64encode(f"{userid}:{password}".encode()).decode()
        headers.write_text(json.dumps({"Authorization": f"Basic {credentials}"}))
        command.append(f"--extra-headers={headers}")
    subprocess.run(command, env={**os.environ, "CHROME_PATH": browser}, check=True, timeout=SECONDS)
    return read(json.loads(report.read_text()))


def read(report):
    if report.get("runtimeError"):
        raise RuntimeError(f"{report['requestedUrl']}: {report['runtimeError']['message']}")
    if report["finalDisplayedUrl"] != report["requestedUrl"]:
        raise RuntimeError(f"{report['requestedUrl']} leads to {report['finalDisplayedUrl']}")
    audits = report["audits"]
    return Look(
        {name: 100 * report["categories"][name]["score"] for name in CATEGORIES},
        audits["first-contentful-paint"]["numericValue"],
        audits["largest-contentful-paint"]["numericValue"],
        audits["total-blocking-time"]["numericValue"],
        {
            reference["id"]: elements(audits[reference["id"]])
            for name in CATEGORIES[1:]
            for reference in report["categories"][name]["auditRefs"]
            if reference["weight"] and audits[reference["id"]]["score"] == 0
        },
    )


def elements(audit):
    """What failed, as it stands in the page, and why."""
    nodes = [
        item["node"] for item in (audit.get("details") or {}).get("items", []) if "node" in item
    ]
    whys = [node.get("explanation", "").strip().rpartition("\n")[2].strip() for node in nodes]
    return [f"{node['snippet']} {why}".strip() for node, why in zip(nodes, whys, strict=True)]
