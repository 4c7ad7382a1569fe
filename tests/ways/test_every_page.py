"""Every page of ours, at a desk, on a phone, on the narrowest window and with large text.

Plone's own pages are measured in the same run: what they break in their own markup is not ours.
"""

from collections import Counter
from tests import factories
from tests.privacy.test_discovery import covered_by_pages
from tests.privacy.test_discovery import shown
from tests.ways import campus
from tests.ways import looking
from tests.ways import nu
from tests.ways import walk
import pytest
import re


NUMBER = re.compile(r"\d{8}-[0-9A-Z]{6}")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def pages():
    """Keys of the views of ours that a browser can open or that stand on a page."""
    return {key for key in shown() if key.split()[0] not in METHODS and not covered_by_pages(key)}


def test_every_page_is_walked_to(integration):
    assert pages() - set(walk.STOPS) - set(walk.NO_PAGE) == set()


def test_nothing_is_walked_to_that_is_no_longer_there(integration):
    assert (set(walk.STOPS) | set(walk.NO_PAGE)) - pages() == set()


def test_no_two_stops_have_the_same_name():
    """Or what is found at the one would be taken for what is found at the other."""
    names = Counter(str(stop) for stop in [*(stop for _key, stop in walk.EVERY), *walk.BARE])
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.browser
def test_every_stop_is_the_page_that_it_is_for(every_page):
    ours, bare = every_page
    wrong = [
        (str(seen.stop), seen.status, seen.ours, seen.heading)
        for seen in ours + bare
        if (seen.status, seen.ours) != (seen.stop.status, seen.stop.ours) or not seen.heading
    ]
    assert wrong == []


@pytest.mark.browser
def test_every_stop_with_errors_has_some(every_page):
    stops = [seen for seen in every_page[0] if seen.stop.name == "errors"]
    assert len(stops) > 10
    unharmed = [str(seen.stop) for seen in stops if "invalid-feedback" not in seen.sent]
    assert unharmed == []


@pytest.mark.browser
@pytest.mark.parametrize("window", looking.CHECKED_BY_AXE)
def test_axe_finds_nothing_that_plone_itself_does_not_have(every_page, window):
    ours, bare = every_page
    known = {(found.rule, found.place) for seen in bare for found in seen.violations[window]}
    broken = {
        str(seen.stop): [
            (found.rule, found.target)
            for found in seen.violations[window]
            if found.ours or (found.rule, found.place) not in known
        ]
        for seen in ours
    }
    assert {stop: found for stop, found in broken.items() if found} == {}


@pytest.mark.browser
@pytest.mark.parametrize("window", looking.WINDOWS)
def test_all_of_it_can_be_read_without_scrolling_sideways(every_page, window):
    ours, _bare = every_page
    unreadable = {str(seen.stop): seen.layout[window] for seen in ours if seen.layout[window]}
    wide = {str(seen.stop): seen.excess[window] for seen in ours if seen.excess[window]}
    assert (unreadable, wide) == ({}, {})


@pytest.mark.browser
def test_nothing_on_a_page_of_ours_is_against_its_policy(every_page):
    ours, bare = every_page
    assert {str(seen.stop): seen.blocked for seen in ours + bare if seen.blocked} == {}


@pytest.mark.browser
def test_a_printed_case_has_its_rounds_and_nothing_that_belongs_on_a_screen(every_page):
    printed = [seen for seen in every_page[0] if seen.printed is not None]
    assert len(printed) > 10
    wrong = {}
    for seen in printed:
        number = NUMBER.search(seen.sent)[0]
        words = {number, "教务处", "评价单位", "提交评价", "匿名"}
        if seen.stop.path == "{rounds}":
            words |= {"周允礼", "第 1 轮", "第 2 轮", "第 3 轮", campus.LONG_TEXT.split("\n")[-1]}
        missing = {word for word in words if word not in seen.printed}
        # The evaluator's name; and the viewer's own, which may be the same; and that it is the same
        named = {name for name, _roles in factories.ACCOUNTS.values()} - {"周允礼"}
        told = {word for word in (*named, "本人") if word in seen.printed}
        unreadable = (seen.excess[looking.PAPER], seen.layout[looking.PAPER])
        if any((missing, told, seen.not_for_paper, *unreadable)):
            wrong[str(seen.stop)] = (missing, told, seen.not_for_paper, *unreadable)
    assert wrong == {}


@pytest.mark.browser
@pytest.mark.html
@pytest.mark.skipif(
    nu.java() is None,
    reason=f"{nu.NOT_CHECKED}: Java is missing; `make check-html` says how to get it",
)
@pytest.mark.parametrize("form", ["sent", "made"])
def test_the_nu_checker_finds_nothing_that_plone_itself_does_not_have(every_page, checked, form):
    """``sent``: by the server; ``made``: what the scripts made of it."""
    ours, bare = every_page
    known = {found.what for seen in bare for found in checked[form, id(seen)]}
    assert len(known) > 10
    wrong = {}
    for seen in ours:
        for found in checked[form, id(seen)]:
            own = found.ours and found.kind == "error" and seen.key not in walk.PLONE_FORMS
            if own or found.what not in known:
                wrong.setdefault((*found.what, found.extract), []).append(str(seen.stop))
    assert wrong == {}


@pytest.fixture(scope="module")
def checked(every_page):
    """Messages by form of the page and id of the Seen: one run of the checker for all of them."""
    ours, bare = every_page
    return nu.check(
        {(form, id(seen)): getattr(seen, form) for seen in ours + bare for form in ("sent", "made")}
    )
