"""The policy of our pages in a browser: what somebody smuggled into a page does not run."""

import pytest


pytestmark = pytest.mark.browser

SMUGGLED = """() => {
    const place = document.querySelector("div.jgzf");
    const script = document.createElement("script");
    script.textContent = "window.smuggled = 1";
    place.append(script);
    const picture = document.createElement("img");
    picture.setAttribute("onerror", "window.smuggled = 2");
    picture.src = "data:image/png;base64,";
    place.append(picture);
    return new Promise(done => setTimeout(() => done(window.smuggled), 500));
}"""


def test_a_script_in_the_text_of_a_page_does_not_run(at_browser):
    teacher = at_browser("teacher")
    page = teacher.go("/jgzf")
    assert teacher.blocked == []
    assert page.evaluate(SMUGGLED) is None
    assert len(teacher.blocked) >= 2


def test_without_the_policy_it_would(at_browser, monkeypatch):
    """The control."""
    monkeypatch.setenv("JGZF_CSP", "off")
    teacher = at_browser("teacher")
    page = teacher.go("/jgzf")
    assert page.evaluate(SMUGGLED) in (1, 2)
    assert teacher.blocked == []


def test_a_policy_that_only_reports_blocks_nothing(at_browser, monkeypatch):
    monkeypatch.setenv("JGZF_CSP", "report")
    teacher = at_browser("teacher")
    page = teacher.go("/jgzf")
    assert page.evaluate(SMUGGLED) in (1, 2)
    assert len(teacher.blocked) >= 2
