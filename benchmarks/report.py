"""The figures beside their targets, as lines of text."""

from typing import NamedTuple
from unicodedata import east_asian_width


TITLE = 44
CELL = 10


class Figure(NamedTuple):
    """One line: ``values`` of which none may be more than ``target``; None is nothing to reach."""

    title: str
    values: list
    target: float | None = None
    pattern: str = "{:.2f}"
    # Texts that stand before the values, for who wants to know what they are made from
    details: tuple = ()

    @property
    def missed(self):
        return self.target is not None and max(self.values) > self.target

    def __str__(self):
        cells = [*self.details, *(self.pattern.format(value) for value in self.values)]
        if self.target is None:
            return row(self.title, cells)
        verdict = "MISS" if self.missed else "OK"
        return row(self.title, [*cells, "≤ " + self.pattern.format(self.target), verdict])


def row(title, cells=()):
    return title + " " * (TITLE - width(title)) + "".join(right(cell) for cell in cells)


def right(text):
    return " " * max(1, CELL - width(text)) + text


def width(text):
    """Columns that ``text`` takes in a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
