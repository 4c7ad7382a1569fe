"""White space that no browser shows."""

from hnu.jgzf.browser.white_space import shortened
from hnu.jgzf.browser.white_space import without_indentation
from lxml import html
import pytest


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
