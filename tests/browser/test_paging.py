from hnu.jgzf.browser import paging
from hnu.jgzf.domain.listings import Page
import pytest


def shown(page):
    """Numbers of the links, the current one as text, None for a gap."""
    return [str(link.number) if link.current else link.number for link in page.pages]


def pages(total, start=0, size=20, query=()):
    count = max(0, min(size, total - start))
    return paging.Paging(Page([None] * count, total, start, size), "/wall", query)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({}, (0, 20)),
        ({"b_start": "40", "b_size": "10"}, (40, 10)),
        ({"b_start": "-1", "b_size": "-5"}, (0, 20)),
        ({"b_start": "x", "b_size": ""}, (0, 20)),
        ({"b_start": "9" * 5000}, (0, 20)),
        ({"b_start": ["1", "2"], "b_size": 7}, (0, 20)),
        ({"b_size": "0"}, (0, 1)),
        ({"b_size": "5000"}, (0, 100)),
    ],
)
def test_an_offset_that_means_nothing_is_not_said(form, expected):
    assert paging.requested(form) == expected


def test_a_list_of_one_page_has_no_pages():
    assert pages(20).pages == []
    assert pages(0).pages == []


@pytest.mark.parametrize(
    ("start", "numbers"),
    [
        (0, ["1", 2, None, 10]),
        (40, [1, 2, "3", 4, None, 10]),
        (80, [1, None, 4, "5", 6, None, 10]),
        (180, [1, None, 9, "10"]),
    ],
)
def test_first_last_and_neighbouring_pages_have_links(start, numbers):
    assert shown(pages(186, start)) == numbers


def test_a_single_page_is_not_left_out():
    assert shown(pages(100, 0)) == ["1", 2, None, 5]
    assert shown(pages(80, 0)) == ["1", 2, 3, 4]


def test_addresses_keep_the_filters():
    page = pages(186, 20, query=[("unit", "jwc"), ("from", "2026-11-01")])
    assert page.next == "/wall?unit=jwc&from=2026-11-01&b_start=40"
    assert page.previous == "/wall?unit=jwc&from=2026-11-01"
    assert (page.first, page.last) == (21, 40)


def test_the_last_page_has_no_next():
    page = pages(41, 40)
    assert page.next is None
    assert (page.first, page.last) == (41, 41)


def test_beyond_the_end_is_the_last_page():
    def read(start, size):
        return Page(range(45)[start : start + size], 45, start, size)

    assert list(paging.within(read, 40000, 20)) == [40, 41, 42, 43, 44]
    assert list(paging.within(lambda start, size: Page([], 0, start, size), 20, 20)) == []
