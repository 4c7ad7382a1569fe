"""How our pages are sent: without indentation, scripts last; no other page is."""

from hnu.jgzf.browser.delivery import scripts_last
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
OUR_SCRIPT = '<script src="o" defer="defer" data-bundle="hnu-jgzf"></script>'
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


def scripts(page, part):
    """The names of the scripts in ``part`` of the page that it waits for."""
    found = page.tree.xpath(f"//{part}//script[@src][not(@defer) and not(@async)]/@src")
    return [source.rpartition("/")[2] for source in found]


def test_our_pages_are_sent_without_indentation(our_pages):
    for path, page in our_pages.items():
        assert not INDENTED.search(page.text), path


def test_our_pages_have_the_scripts_at_their_end_in_their_order(our_pages, other_pages):
    head, body = (scripts(other_pages["/sitemap"], part) for part in ("head", "body"))
    assert (head[0], head[-1], body) == ("event.js", "bundle.min.js", ["++resource++protect.js"])
    expected = ["jgzf.js", *head, *body]
    for path, page in our_pages.items():
        assert page.tree.xpath("//head//script") == [], path
        assert scripts(page, "body") == expected, path
        last = page.tree.find("body")[-len(expected) :]
        assert {element.tag for element in last} == {"script"}, path
        # plone.protect's own comes after ours and is short.
        priorities = [element.get("fetchpriority") for element in last]
        assert priorities == [*["low"] * (len(expected) - 1), None], path


def test_so_have_our_panels(site, visit):
    panel = visit("webmaster").get(site, "/@@jgzf-categories")
    assert panel.tree.xpath("//head//script") == []
    assert scripts(panel, "body")[0] == "jgzf.js"
    assert "datagridfield-remote.min.js" in scripts(panel, "body")


def test_other_pages_stay_as_they_are(other_pages):
    for path, page in other_pages.items():
        assert INDENTED.search(page.text), path
        assert scripts(page, "head")[-1] == "bundle.min.js", path
        assert scripts(page, "body") == ["++resource++protect.js"], path


def test_a_page_without_a_theme_is_sent_as_it_is(site, visit, case):
    applyTheme(None)
    transaction.commit()
    page = visit("student").get(case)
    assert page.status == 200
    assert INDENTED.search(page.text)
    assert scripts(page, "head")


@pytest.mark.parametrize(
    ("head", "body", "left", "at_the_end"),
    [
        ('<script src="a"></script>', "<p></p>", "", "pa"),
        ('<script src="a" type="text/javascript"></script><script src="b"></script>', "", "", "ab"),
        ('<script src="a" async></script><script src="b"></script>', "", "a", "b"),
        ('<script src="a" defer></script><script src="b"></script>', "", "a", "b"),
        ('<script src="a" type="module"></script><script src="b"></script>', "", "a", "b"),
        ('<script type="application/json">{}</script><script src="a"></script>', "", "-", "a"),
        # They may need what comes before them.
        ('<script src="a"></script><script>$("b")</script>', "", "a-", ""),
        ('<script src="a"></script>', '<script>$("b")</script>', "a", "-"),
        ('<script src="a"></script>', '<p><script src="b"></script></p>', "a", "p"),
        ('<script src="a"></script><script defer>$("b")</script>', "", "a-", ""),
        ('<script src="a"></script>', '<script async>$("b")</script>', "a", "-"),
        ('<script src="a"></script><script type="text/JavaScript">$("b")</script>', "", "a-", ""),
        ('<script src="a"></script><script type="text/ecmascript">$("b")</script>', "", "a-", ""),
        # Ours needs none of them.
        (f'<script src="a"></script>{OUR_SCRIPT}', "", "", "oa"),
    ],
)
def test_scripts_go_to_the_end_where_none_could_miss_another(head, body, left, at_the_end):
    page = html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    scripts_last(page)

    def names(part):
        return "".join(
            element.get("src", "-") if element.tag == "script" else element.tag
            for element in page.find(part)
        )

    assert (names("head"), names("body")) == (left, at_the_end)


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
