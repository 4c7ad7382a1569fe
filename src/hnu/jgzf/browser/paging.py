"""Pages of a long list, by URL: ``b_start`` is the offset, ``b_size`` the length of a page."""

from hnu.jgzf import _
from typing import NamedTuple
from urllib.parse import urlencode
import re


SIZE = 20
MOST = 100

# Pages beside the current one that have a link of their own.
NEIGHBOURS = 1

_NUMBER = re.compile(r"[0-9]{1,9}\Z")


class PageLink(NamedTuple):
    """One page; ``number`` is None for pages that are left out."""

    number: int | None
    url: str
    current: bool
    label: object


def requested(form):
    """Offset and length that the request asks for; what means nothing counts as not said."""
    start = _number(form.get("b_start"), 0)
    size = _number(form.get("b_size"), SIZE)
    return start, min(max(size, 1), MOST)


def _number(value, default):
    return int(value) if isinstance(value, str) and _NUMBER.match(value) else default


class Paging:
    """Attributes for the macro ``paging``; numbers ``first`` to ``last`` of ``total`` are shown.

    :param page: a ``listings.Page``.
    :param url: address of the list.
    :param query: its other parameters, a list of pairs.
    """

    def __init__(self, page, url, query=()):
        self.total = page.total
        self.start = page.start
        self.size = page.size
        self.first = page.start + 1 if len(page) else 0
        self.last = page.start + len(page)
        self._url = url
        self._query = list(query)

    @property
    def previous(self):
        return self._address(max(0, self.start - self.size)) if self.start else None

    @property
    def next(self):
        return self._address(self.start + self.size) if self.last < self.total else None

    @property
    def pages(self):
        """First page, last page, the current one and its neighbours; empty for a single page."""
        count = -(-self.total // self.size)
        if count <= 1 and not self.start:
            return []
        current = self.start // self.size + 1
        near = range(current - NEIGHBOURS, current + NEIGHBOURS + 1)
        shown = sorted({1, count, *(number for number in near if 1 <= number <= count)})
        pages = []
        for number in shown:
            missing = number - (pages[-1].number if pages else 0) - 1
            if missing == 1:
                pages.append(self._page(number - 1, current))
            elif missing:
                pages.append(PageLink(None, "", False, ""))
            pages.append(self._page(number, current))
        return pages

    def _page(self, number, current):
        label = _("label_page", default="Page ${n}", mapping={"n": number})
        return PageLink(number, self._address((number - 1) * self.size), number == current, label)

    def _address(self, start):
        query = list(self._query)
        if start:
            query.append(("b_start", start))
        if self.size != SIZE:
            query.append(("b_size", self.size))
        return address(self._url, query)


def within(read, start, size):
    """The page that ``read(start=…, size=…)`` returns; the last one when ``start`` is beyond it."""
    page = read(start=start, size=size)
    if start and start >= page.total:
        page = read(start=max(0, (page.total - 1) // size * size), size=size)
    return page


def address(url, query):
    """``url`` with the pairs of ``query``, without a question mark when there are none."""
    return f"{url}?{urlencode(query)}" if query else url
