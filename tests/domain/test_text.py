"""What people type, kept as typed: lines, texts, and what is neither."""

from hnu.jgzf import _
from hnu.jgzf.domain import text
from hypothesis import given
from hypothesis import strategies
import pytest
import unicodedata


TOO_LONG = _("too_long", default="Too long by ${n}.")


def line(value, most=60):
    """The cleaned line, and the messages of its errors."""
    errors = []
    cleaned = text.check_line("topic", value, errors, most, TOO_LONG, missing="missing")
    return cleaned, [error.message for error in errors]


@pytest.mark.parametrize(
    "blank",
    [
        None,
        "",
        " ",
        "\u3000\u3000",
        "\t\r\n",
        "\u00a0\u2003\u2028",
        "\u200b\u200d\ufeff",
        "\u2800\u3164",
        "\x00\x1b\x7f",
        "\u202e\u2066",
    ],
)
def test_what_shows_nothing_is_missing(blank):
    assert line(blank) == ("", ["missing"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  办事  ", "办事"),
        ("\u3000办\u3000事\u3000", "办\u3000事"),
        ("办\x00事\x08", "办事"),
        ("办\ud800事", "办事"),
        ("办\ufffe事\ufdd0", "办事"),
        ("\u202e办事\u202c", "办事"),
        ("<b>办</b> & 事", "<b>办</b> & 事"),
        ("办事👨‍👩‍👧好", "办事👨‍👩‍👧好"),
        ("办事👍🏽", "办事👍🏽"),
        ("\U0001fae8\U000323b0", "\U0001fae8\U000323b0"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_was_typed_stays_without_what_no_page_can_show(typed, kept):
    assert line(typed) == (kept, [])


def test_a_line_is_one_line_and_a_text_keeps_its_lines():
    typed = "一\r\n二\r三\n四\x0b五\u2028六\u0085七\n"
    assert line(typed)[0] == "一 二 三 四 五 六 七"
    assert text.clean(typed, newlines=True) == "一\n二\n三\n四\n五\n六\n七"


@pytest.mark.parametrize("value", [7, 0, True, False, 1.5, [], ["文"], {}, b"text", object()])
def test_what_is_no_text_is_an_error_not_a_crash(value):
    for check in (
        lambda errors: text.check_line("topic", value, errors, 60, TOO_LONG),
        lambda errors: text.check_text("topic", value, errors, 60, TOO_LONG),
    ):
        errors = []
        assert check(errors) == ""
        assert [(error.field, str(error.message)) for error in errors] == [
            ("topic", "error_not_text")
        ]


@pytest.mark.parametrize(("length", "ok"), [(1, True), (60, True), (61, False), (6000, False)])
def test_the_length_is_counted_in_characters_after_cleaning(length, ok):
    value, errors = line(" " + "文" * length + "\u3000")
    assert len(value) == length
    assert errors == ([] if ok else [TOO_LONG])
    assert ok or errors[0].mapping == {"n": length - 60}


@given(strategies.text())
def test_cleaning_is_stable_and_leaves_nothing_that_xml_refuses(value):
    for newlines in (True, False):
        cleaned = text.clean(value, newlines)
        assert text.clean(cleaned, newlines) == cleaned
        assert cleaned == cleaned.strip()
        assert newlines or "\n" not in cleaned
        assert not {char for char in cleaned if unicodedata.category(char) == "Cs"}
        assert not {char for char in cleaned if ord(char) < 32} - {"\n", "\t"}
        cleaned.encode("utf-8")
