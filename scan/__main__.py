"""``make scan``: wapiti at the demonstration and at a bare Plone, as several people.

All of it is on this machine: a Zope of its own on 127.0.0.1, whose database is thrown away. What
was found where is written to ``var/scan/``; the exit status is 1 where something was found at ours
that is not found at a bare Plone.
"""

from hnu.jgzf.demo import accounts
from pathlib import Path
from scan import server
import argparse
import json
import os
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
FORGERY, TOKEN = "Cross Site Request Forgery", "_authenticator="
# Links that end the login or lead out of what is scanned
LEFT_OUT = ("*logout*", "*/login*", "*++resource++*", "*++plone++*", "*/@@site-logo*")


def parse():
    parser = argparse.ArgumentParser(prog="python -m scan", description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="for each of the five scans")
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
    with tempfile.TemporaryDirectory() as store:
        subprocess.run(
            [
                *(WAPITI, "-u", url, "-s", f"{base}/{site}{start}", "-m", MODULES),
                *("--auth-user", account, "--auth-password", accounts.password()),
                *("--auth-method", "basic", "--no-bugreport", "--flush-session", "-v", "0"),
                *("--max-scan-time", str(seconds), "--max-attack-time", str(seconds // 4)),
                *("--store-session", store, "-f", "json", "-o", report, *options),
            ],
            check=False,
            timeout=seconds * 3 + 120,
            stdout=subprocess.DEVNULL,
        )
    return read(report, f"{base}/{site}")


def read(report, base):
    """How many pages were met, and (category, info) of what was found, with the places of each."""
    data = json.loads(report.read_text())
    found = {}
    for kind in ("vulnerabilities", "anomalies", "additionals"):
        for category, items in data[kind].items():
            for item in items:
                if category == FORGERY and TOKEN in item["http_request"]:
                    continue
                info = item["info"].replace(base, "")
                place = f"{item['method']} {item['path']} {item['parameter'] or ''}".strip()
                found.setdefault((category, info), set()).add(place)
    return data["infos"].get("crawled_pages_nbr"), found


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
        category
        for (site, _account), (_pages, found) in results.items()
        if site == server.BARE
        for category, _info in found
    }
    ours = 0
    for (site, account), (pages, found) in results.items():
        print(f"\n{site}, {account}: {pages} pages")
        for (category, info), places in sorted(found.items()):
            is_ours = site == server.OURS and category not in bare
            ours += is_ours
            print(f"  {'! ' if is_ours else ''}{category}: {info} ({len(places)} places)")
            for place in sorted(places)[:5]:
                print(f"      {place}")
    print(f"\n{ours} findings beyond those at a bare Plone.")
    return int(ours > 0)


if __name__ == "__main__":
    sys.exit(main(parse().seconds))
