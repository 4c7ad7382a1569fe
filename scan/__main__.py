"""``make scan``: wapiti at the demonstration and at a bare Plone, as several people.

All of it is on this machine: a Zope of its own on 127.0.0.1, whose database is thrown away. What
was found where is written to ``var/scan/``; the exit status is 1 where something was found at ours
that the same module does not find at a bare Plone: of the same kind, at a page of the same name and
in the same parameter, or, of headers and cookies, in the same words.
"""

from hnu.jgzf.demo import accounts
from pathlib import Path
from scan import server
from typing import NamedTuple
import argparse
import json
import os
import re
import requests
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time


ROOT = Path(__file__).parents[1]
WAPITI = ROOT / ".venv-scan" / "bin" / "wapiti"
RESULTS = ROOT / "var" / "scan"
# Never ssrf, which would have the server ask somebody else's.
MODULES = "sql,xss,csrf,cookieflags,http_headers,csp,file,redirect,crlf"
# Site, account, the page where she begins
SCANS = (
    (server.OURS, "teacher", "/jgzf/@@evaluate-unit"),
    (server.OURS, "clerk", "/jgzf/@@manage-evaluations"),
    (server.OURS, "supervisor", "/jgzf/@@supervision"),
    (server.BARE, server.MEMBER, "/jgzf"),
    (server.BARE, server.EDITOR, "/jgzf/folder_contents"),
)
# Wapiti knows tokens by their names, and not Plone's. That it is asked for: tests/security.
FORGERY = "Cross Site Request Forgery"
# As a form sends it, and as one with a file does
TOKENS = ("_authenticator=", 'name="_authenticator"')
# What these find is about a whole site, wherever they find it.
SITE_WIDE = ("cookieflags", "csp", "http_headers")
# Links that end the login or lead out of what is scanned
LEFT_OUT = ("*logout*", "*/login*", "*++resource++*", "*++plone++*", "*/@@site-logo*")


class Finding(NamedTuple):
    category: str
    module: str
    info: str
    method: str
    path: str
    parameter: str

    @property
    def key(self):
        """What is the same of a bare Plone's; of a page the name of the view, or of the item."""
        if self.module in SITE_WIDE:
            return self.category, self.module, self.info
        page = self.path.rpartition("/")[2].removeprefix("@@")
        return self.category, self.module, page, self.parameter

    def __str__(self):
        return f"{self.method} {self.path} {self.parameter}".strip()


class Result(NamedTuple):
    """``pages``: how many were met; ``cut_off``: what wapiti had no time to finish."""

    pages: int
    found: set
    cut_off: list


def parse():
    parser = argparse.ArgumentParser(prog="python -m scan", description=__doc__)
    parser.add_argument(
        "--seconds", type=int, default=120, help="to find pages; for each module half as many"
    )
    return parser.parse_args()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def wait_for(base, process):
    """Until both sites are made and answer; it takes a minute or two."""
    end = time.monotonic() + 900
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{base}/{server.BARE}", timeout=60).ok:
                return
        except requests.ConnectionError:
            time.sleep(1)
    sys.exit("The server did not start.")


def scan(base, site, account, start, seconds):
    """Run wapiti; what it reports, as :func:`read` has it."""
    report = RESULTS / f"{site}-{account}.json"
    # A member's pages are below the center; panels of the portal's own are not scanned.
    url = f"{base}/{site}/jgzf/"
    options = ["--scope", "folder", "-S", "normal", "--max-links-per-page", "60"]
    for pattern in LEFT_OUT:
        options += ["-x", f"{base}/{site}{pattern}"]
    log = report.with_suffix(".log")
    with tempfile.TemporaryDirectory() as store, log.open("w") as written:
        subprocess.run(
            [
                *(WAPITI, "-u", url, "-s", f"{base}/{site}{start}", "-m", MODULES),
                *("--auth-user", account, "--auth-password", accounts.password()),
                *("--auth-method", "basic", "--no-bugreport", "--flush-session", "-v", "1"),
                *("--max-scan-time", str(seconds), "--max-attack-time", str(seconds // 2)),
                *("--store-session", store, "-f", "json", "-o", report, *options),
            ],
            check=False,
            timeout=seconds * 8 + 120,
            stdout=written,
        )
    return read(report, log, f"{base}/{site}")


def read(report, log, base):
    data = json.loads(report.read_text())
    found = {
        Finding(
            category,
            item["module"],
            item["info"].replace(base, ""),
            item["method"],
            item["path"],
            item["parameter"] or "",
        )
        for kind in ("vulnerabilities", "anomalies", "additionals")
        for category, items in data[kind].items()
        for item in items
        if category != FORGERY or not any(token in item["http_request"] for token in TOKENS)
    }
    cut_off = re.findall(
        r"Max (scan|attack) time was reached(?: for module (\w+))?", log.read_text()
    )
    names = [module or "search for pages" for _kind, module in cut_off]
    return Result(data["infos"].get("crawled_pages_nbr"), found, names)


def main(seconds):
    RESULTS.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="jgzf-scan-")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "scan.server", folder, str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        wait_for(base, process)
        results = {
            (site, account): scan(base, site, account, start, seconds)
            for site, account, start in SCANS
        }
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)
    return tell(results)


def tell(results):
    """Print what was found, and 1 where something is ours."""
    bare = {
        finding.key
        for (site, _account), result in results.items()
        if site == server.BARE
        for finding in result.found
    }
    ours = 0
    for (site, account), result in results.items():
        print(f"\n{site}, {account}: {result.pages} pages")
        print(f"  cut off: {', '.join(result.cut_off) or 'nothing'}")
        for finding in sorted(result.found):
            beyond = site == server.OURS and finding.key not in bare
            ours += beyond
            print(f"  {'! ' if beyond else ''}{finding.category}: {finding.info} ({finding})")
    print(f"\n{ours} findings beyond those at a bare Plone.")
    return int(ours > 0)


if __name__ == "__main__":
    sys.exit(main(parse().seconds))
