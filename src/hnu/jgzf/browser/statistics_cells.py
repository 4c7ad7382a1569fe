"""Numbers of statistics as pages show them: each leads to exactly the cases that it counts."""

from functools import cached_property
from functools import lru_cache
from hnu.jgzf import _
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.pictures import percent
from typing import NamedTuple
from urllib.parse import urlencode


# Where there is no figure
NOTHING = "—"


class Number(NamedTuple):
    """``url``: the list of the cases; None where there are none, or not for this person."""

    number: object
    url: str | None = None


class Rate(NamedTuple):
    """``words``: ``92.7%``, empty of too few cases; ``interval``: ``88.1%–95.6%``."""

    words: str
    interval: str
    part: Number
    whole: Number


class Cell(NamedTuple):
    """One of ``number``, ``rate`` and ``words``."""

    number: Number | None = None
    rate: Rate | None = None
    words: object = ""
    # Asks for something
    tone: str = ""


class Links:
    """Addresses of pages and lists with the same parameters, but for what is said.

    :param parameters: pairs of name and value, as of ``query.Query``.
    """

    def __init__(self, center_url, parameters):
        self.center_url = center_url
        self.parameters = dict(parameters)

    @cached_property
    def _cases(self):
        """Begin of the addresses of lists: once for all numbers of a row."""
        return self.page("statistics-cases", measure="")

    def but(self, **changes):
        """The same for other parameters; empty ones are left out. ``first``: ``from``."""
        if "first" in changes:
            changes["from"] = changes.pop("first")
        merged = {**self.parameters, **changes}
        return Links(self.center_url, [(name, merged[name]) for name in merged if merged[name]])

    def in_days(self, first, last):
        """The same for the days from ``first`` to ``last`` (dates)."""
        return self.but(period="custom", first=first.isoformat(), to=last.isoformat())

    def page(self, view="statistics", **more):
        pairs = [_pair(*pair) for pair in (*self.parameters.items(), *more.items())]
        url = f"{self.center_url}/@@{view}"
        return f"{url}?{'&'.join(pairs)}" if pairs else url

    def number(self, measure, number, unit=""):
        """The :class:`Number` of a measure; ``unit``: code of the one whose it is, if these links
        do not say so."""
        if not number:
            return Number(number)
        narrowed = f"&{_pair('unit', unit)}" if unit else ""
        return Number(number, f"{self._cases}{measure}{narrowed}")

    def rate(self, name, figures):
        """The :class:`Rate` of that name."""
        share = figures.share(name)
        if not share.whole:
            return Rate(NOTHING, "", Number(0), Number(0))
        part, whole = RATES[name]
        interval = "–".join(percent(end) for end in share.interval) if share.is_shown else ""
        return Rate(
            percent(share.rate) if share.is_shown else "",
            interval,
            self.number(part, share.part),
            self.number(whole, share.whole),
        )


# Hundreds of addresses of a page have the same few parameters.
@lru_cache(maxsize=2000)
def _pair(name, value):
    return urlencode([(name, value)])


class NoLinks(Links):
    """Figures whose cases are not for this person."""

    def but(self, **changes):
        return self

    def number(self, measure, number, unit=""):
        return Number(number)


def days(number):
    """``2.5 个工作日``, or a dash."""
    if number is None:
        return NOTHING
    shown = f"{number:.1f}".removesuffix(".0")
    return _("count_working_days", default="${n} working days", mapping={"n": shown})


def decimal(number):
    """With one place, or a dash."""
    return NOTHING if number is None else f"{number:.1f}"
