"""What axe-core finds on a page."""

from axe_playwright_python.base import AXE_SCRIPT
from typing import NamedTuple


# Only what is broken: the lists of what is not take longer than the checks. The place of an element
# is its own name and the id that stands nearest around it, numbers left out, for which link of a
# menu it is differs from page to page.
RUN = """context => axe.run(context || document, {resultTypes: ["violations"]}).then(
    result => result.violations.flatMap(rule => rule.nodes.map(node => {
        const selector = node.target[node.target.length - 1];
        const element = document.querySelector(selector);
        const around = element && element.closest("[id]");
        const part = around ? around.id.replace(/\\d+/g, "N") : "";
        const place = `${part} ${element && element.tagName}`;
        return [rule.id, selector, place, !!element && !!element.closest("div.jgzf")];
    })))"""


class Violation(NamedTuple):
    """A rule that is broken, by which element, where it stands, and whether in our part."""

    rule: str
    target: str
    place: str
    ours: bool


def all_violations(page, context=None):
    """Whatever is broken on the page, or in the elements of the selector ``context``."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [Violation(*found) for found in page.evaluate(RUN, context)]


def violations(page):
    """What is broken in our part of the page: pairs of rule and element."""
    return [(found.rule, found.target) for found in all_violations(page, "div.jgzf")]
