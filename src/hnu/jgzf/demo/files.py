"""Reading the data files of this package."""

from importlib.resources import files
import csv
import json


DATA = files("hnu.jgzf.demo") / "data"


def rows(name):
    """Lines of a CSV file as dicts of strings."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tree(name):
    """What a JSON file holds."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))
