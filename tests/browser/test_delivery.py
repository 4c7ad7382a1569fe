"""How our pages are sent: without indentation, with scripts that wait; no other page is."""

from hnu.jgzf.browser.delivery import with_scripts_that_wait
from lxml import html
from plone.app.theming.utils import applyTheme
from tests import factories
import pytest
import re
import transaction


INDENTED = re.compile(r">[ \t\r\n]*\n[ \t]+")
# What a person typed: an empty line, a line set in, wide and no-break spaces
TYPED = "第一行\n\n  第二行，前面有两个空格\n\u3000\u3000第三段\u00a0\u00a0完"
OURS = ("", "/@@my-evaluations", "/@@evaluate-unit", "/@@help")
# The front page, with our entrance, too
OTHERS = ("", "/sitemap", "/login", "/@@search")


@pytest.fixture
def case(site):
    case = factories.submit("teacher", content=TYPED)
    transaction.commit()
    return case


@pytest.fixture
def our_pages(site, visit, case):
    pages = {path: visit("teacher").get(site.jgzf, path) for path in OURS}
    pages["case"] = visit("student").get(case)
    assert {page.status for page in pages.values()} == {200}
    return pages


@pytest.fixture
def other_pages(site, visit):
    pages = {path: visit("teacher").get(site, path) for path in OTHERS}
    assert {page.status for page in pages.values()} == {200}
    return pages


def at_once(page):
    """The names of the scripts that are waited for before what follows them is shown."""
    found = page.tree.xpath(
        "//script[@src][not(@defer) and not(@async) and not(@type = 'module')]/@src"
    )
    return [source.rpartition("/")[2] for source in found]


def test_our_pages_are_sent_without_indentation(our_pages):
    for path, page in our_pages.items():
        assert not INDENTED.search(page.text), path


def test_our_pages_wait_for_no_script(our_pages):
    for path, page in our_pages.items():
        assert at_once(page) == [], path


def test_plones_scripts_are_all_there_in_their_order(our_pages, other_pages):
    def names(page):
        found = [source.rpartition("/")[2] for source in page.tree.xpath("//script/@src")]
        return [name for name in found if name != "jgzf.js"]

    expected = names(other_pages["/sitemap"])
    assert expected[0] == "event.js"
    assert expected[-2:] == ["bundle.min.js", "++resource++protect.js"]
    for path, page in our_pages.items():
        assert names(page) == expected, path


def test_other_pages_stay_as_they_are(other_pages):
    for path, page in other_pages.items():
        assert INDENTED.search(page.text), path
        assert at_once(page)[-2:] == ["bundle.min.js", "++resource++protect.js"], path


def test_it_is_the_same_without_a_theme(site, visit, case):
    applyTheme(None)
    transaction.commit()
    page = visit("student").get(case)
    assert page.status == 200
    assert not INDENTED.search(page.text)
    assert at_once(page) == []


@pytest.mark.parametrize(
    ("head", "waiting"),
    [
        ('<script src="a"></script>', [True]),
        ('<script src="a" type="text/javascript"></script><script src="b"></script>', [True, True]),
        ('<script src="a" async></script><script src="b"></script>', [False, True]),
        ('<script src="a" type="module"></script><script src="b"></script>', [False, True]),
        ('<script type="application/json">{}</script><script src="a"></script>', [False, True]),
        # What stands in the page needs what is before it, and runs at once.
        ('<script src="a"></script><script>$("b")</script>', [False, False]),
    ],
)
def test_scripts_wait_where_none_could_miss_another(head, waiting):
    page = html.document_fromstring(f"<html><head>{head}</head><body></body></html>")
    with_scripts_that_wait(page)
    assert [script.get("defer") == "defer" for script in page.iter("script")] == waiting


def test_what_a_person_typed_is_shown_line_by_line(visit, case):
    (text,) = visit("student").get(case).tree.xpath("//p[@class='jz-lines']/text()")
    # The style sheet keeps breaks; spaces that begin a line are not shown in any case.
    assert text == TYPED.replace("\n  ", "\n")


def test_what_a_person_typed_comes_back_in_a_form_as_it_was(site, visit):
    teacher = visit("teacher")
    page = teacher.get(site.jgzf, "/@@evaluate-unit")
    # Nothing is chosen, so the form comes back.
    page = teacher.send(page, "submit", content=TYPED)
    assert page.value("submit", "content").replace("\r\n", "\n") == TYPED
