"""The indentation of our templates, which is not sent."""

from hnu.jgzf.browser.white_space import shortened
from hnu.jgzf.browser.white_space import without_indentation
from lxml import html
from plone.app.theming.utils import applyTheme
from tests import factories
import pytest
import re
import transaction


INDENTED = re.compile(r">[ \t\r\n]*\n[ \t]+")
# What a person typed: an empty line, a line set in, wide and no-break spaces
TYPED = "第一行\n\n  第二行，前面有两个空格\n\u3000\u3000第三段\u00a0\u00a0完"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("单位", "单位"),
        (" ", " "),
        ("\n", "\n"),
        ("   ", " "),
        (" \n\n     ", "\n"),
        ("\n          保卫处", "\n保卫处"),
        ("保卫处 \r\n\t", "保卫处\n"),
        ("一  二", "一  二"),
        ("一\n\n二", "一\n\n二"),
        ("\u3000\u3000一\n\u3000\u3000二", "\u3000\u3000一\n\u3000\u3000二"),
        ("\u00a0\u00a0", "\u00a0\u00a0"),
        ("\n  一 \n\n  二\n  ", "\n一\n\n二\n"),
        ("  一\n二  ", "  一\n二  "),
    ],
)
def test_of_white_space_is_left_what_a_browser_shows(text, sent):
    assert shortened(text) == sent


@pytest.mark.parametrize("tag", ["pre", "textarea", "script", "style"])
def test_what_is_taken_as_it_stands_stays(tag):
    element = html.fragment_fromstring(f"<div>\n  <{tag}>{{\n    a  }}</{tag}>\n  b</div>")
    without_indentation(element)
    assert html.tostring(element, encoding="unicode") == (
        f"<div>\n<{tag}>{{\n    a  }}</{tag}>\nb</div>"
    )


def test_comments_stay():
    element = html.fragment_fromstring("<div>\n  <!-- a\n   b -->\n  c</div>")
    without_indentation(element)
    assert html.tostring(element, encoding="unicode") == "<div>\n<!-- a\n   b -->\nc</div>"


@pytest.fixture
def case(site):
    case = factories.submit("teacher", content=TYPED)
    transaction.commit()
    return case


def test_our_pages_are_sent_without_it(site, visit, case):
    pages = ("", "/@@my-evaluations", "/@@evaluate-unit", "/@@help", f"/jwc/{case.getId()}")
    for path in pages:
        page = visit("teacher").get(site.jgzf, path)
        assert page.status == 200
        assert not INDENTED.search(page.text), path


def test_other_pages_stay_as_they_are(site, visit):
    # The front page, with our entrance, too
    for path in ("", "/sitemap", "/login", "/@@search"):
        page = visit("teacher").get(site, path)
        assert page.status == 200
        assert INDENTED.search(page.text), path


def test_a_page_without_a_theme_is_sent_as_it_is(site, visit, case):
    applyTheme(None)
    transaction.commit()
    page = visit("student").get(case)
    assert page.status == 200
    assert INDENTED.search(page.text)


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
