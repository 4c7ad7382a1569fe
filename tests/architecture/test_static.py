"""What pages name in static/ is there: a picture or a rule that is missing raises no error."""

from hnu import jgzf
from pathlib import Path
import pytest
import re


PACKAGE = Path(jgzf.__file__).parent
STATIC = PACKAGE / "browser" / "static"
ICONS = (re.compile(r"icon\('([a-z]+)'\)"), re.compile(r'Mark\(\s*"[a-z]+",\s*"([a-z]+)"'))
CLASSES = re.compile(r'class="([^"]*)"')
OURS = re.compile(r"(?<![\w-])jz-[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])")


def sources(*endings):
    return {
        path.relative_to(PACKAGE): path.read_text("utf-8")
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in endings
    }


def icons():
    for path, text in sources(".pt", ".py").items():
        for pattern in ICONS:
            for name in pattern.findall(text):
                yield name, path


def classes():
    for path, text in sources(".pt").items():
        for value in CLASSES.findall(text):
            for name in OURS.findall(value):
                yield name, path


@pytest.mark.parametrize(
    ("named", "file", "mark"), [(icons, "icons.svg", 'id="i-{}"'), (classes, "jgzf.css", ".{}")]
)
def test_what_a_page_names_is_there(named, file, mark):
    there = (STATIC / file).read_text("utf-8")
    used = list(named())
    assert len(used) > 40
    missing = {
        (name, str(path))
        for name, path in used
        if not re.search(re.escape(mark.format(name)) + r"(?![\w-])", there)
    }
    assert missing == set()
