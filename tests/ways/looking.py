"""The walk: everybody goes to the pages of ``walk``, and what is found there is kept."""

from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from tests.ways import campus
from tests.ways import walk
from tests.ways.axe import all_violations
from tests.ways.seats import Person
import os


LAYOUT = (Path(__file__).parent / "layout.js").read_text()

# Windows in CSS pixels: a desk, a phone, WCAG's narrowest, a desk with everything at 200 %.
DESK = 1280
PHONE = 390
NARROW = 320
ZOOMED = 640
# A desk whose browser is set to letters twice as large: 1rem and 1em of a media query are 32 px
LARGE_TEXT = "large text"
# Neighbours are of the same size where that can be: to change it takes as long as to measure.
WINDOWS = (DESK, LARGE_TEXT, ZOOMED, PHONE, NARROW)
CHECKED_BY_AXE = (DESK, PHONE)
FONT_SIZE = 16
# A picture of a page takes as long as axe: usually only of what cannot be read.
ALL_PICTURES = bool(os.environ.get("JGZF_PICTURES"))
PICTURED = (DESK, PHONE, LARGE_TEXT)
HEIGHT = 900
# More than this Chromium does not draw.
TALLEST_PICTURE = 16_000
# A4 less Chromium's margins
PAPER = 718
# What paper is not for: words of its elements that would be printed
ON_SCREEN_ONLY = """() => Array.from(document.querySelectorAll(
    "nav, form, button, input, select, textarea, summary, dialog, .btn, #edit-zone, footer"))
    .filter(element => element.checkVisibility({ visibilityProperty: true }))
    .filter(element => element.tagName !== "FOOTER" || element.innerText.trim())
    .map(element => element.tagName + " " + element.textContent.trim().slice(0, 40))"""


@dataclass
class Seen:
    """What was found on a page."""

    key: str | None
    stop: walk.Stop
    status: int
    # Whether our part is there, and its first heading
    ours: bool
    heading: str
    # What the server sent, and what the scripts made of it
    sent: str
    made: str
    violations: dict = field(default_factory=dict)
    layout: dict = field(default_factory=dict)
    # By how many pixels the page is wider than the window
    excess: dict = field(default_factory=dict)
    # On paper: all words, and those of what belongs on a screen; None for pages nobody prints
    printed: str | None = None
    not_for_paper: list = field(default_factory=list)
    # What the browser did not do because our policy forbids it
    blocked: list = field(default_factory=list)


def resize(page, width, height=HEIGHT):
    size = {"width": width, "height": height}
    if page.viewport_size != size:
        page.set_viewport_size(size)


def take_picture(person, name):
    """Of the whole page, in a window as tall: else Chromium forgets the size of letters."""
    page = person.page
    height = page.evaluate("document.documentElement.scrollHeight")
    resize(page, page.viewport_size["width"], min(max(height, HEIGHT), TALLEST_PICTURE))
    person.picture(name, whole=False)


class Walk:
    """People at browsers on the same site; each logs in once."""

    def __init__(self, chromium, portal):
        self.chromium = chromium
        self.portal = portal
        self.people = {}
        self.cases = {}
        self.answers = {}

    def person(self, who):
        if who not in self.people:
            person = Person(self.chromium, self.portal, who, DESK, "every-page")
            person.page.on("response", self.note)
            # Or colours that change gradually are measured half-way.
            person.page.emulate_media(reduced_motion="reduce")
            self.people[who] = person.log_in() if who is not None else person
        return self.people[who]

    def note(self, response):
        request = response.request
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self.answers[request.frame.page] = response

    def look(self, key, stop):
        person = self.person(stop.who)
        page = person.page
        resize(page, DESK)
        del person.blocked[:]
        person.go(stop.path.format(**self.cases))
        if stop.act is not None:
            stop.act(page)
        page.wait_for_load_state("load")
        answer = self.answers[page]
        ours = page.locator("div.jgzf")
        headings = page.locator("h1")
        seen = Seen(
            key,
            stop,
            answer.status,
            ours.count() > 0,
            headings.first.inner_text() if headings.count() else "",
            answer.text(),
            page.content(),
        )
        for window in WINDOWS:
            large = window == LARGE_TEXT
            width = DESK if large else window
            resize(page, width)
            if large:
                person.set_font_size(2 * FONT_SIZE)
            wide = page.evaluate("document.documentElement.scrollWidth")
            seen.excess[window] = max(0, wide - width)
            seen.layout[window] = page.evaluate(LAYOUT)
            if window in CHECKED_BY_AXE:
                seen.violations[window] = all_violations(page)
            unreadable = seen.layout[window] or seen.excess[window]
            if unreadable or (ALL_PICTURES and window in PICTURED):
                take_picture(person, f"{stop.path}-{stop.name}-{window}")
            if large:
                person.set_font_size(FONT_SIZE)
        if key in walk.PRINTED:
            self.print(person, seen)
        seen.blocked += person.blocked
        return seen

    def print(self, person, seen):
        page = person.page
        resize(page, PAPER)
        page.emulate_media(media="print")
        seen.printed = page.locator("body").inner_text()
        seen.not_for_paper = page.evaluate(ON_SCREEN_ONLY)
        seen.excess[PAPER] = page.evaluate("document.documentElement.scrollWidth") - PAPER
        seen.layout[PAPER] = page.evaluate(LAYOUT)
        if seen.layout[PAPER] or seen.excess[PAPER] or ALL_PICTURES:
            take_picture(person, f"{seen.stop.path}-{seen.stop.name}-paper")
        page.emulate_media(media="screen")

    def leave(self):
        for person in self.people.values():
            person.context.close()


def look_at_everything(chromium):
    """What is seen on every page of ours, and on Plone's own, as two lists of Seen."""
    with campus.campus() as portal:
        walking = Walk(chromium, portal)
        try:
            ours = [walking.look(*each) for each in walk.EVERY if each[1].empty]
            walking.cases = campus.fill(portal)
            ours += [walking.look(*each) for each in walk.EVERY if not each[1].empty]
            bare = [walking.look(None, stop) for stop in walk.BARE]
        finally:
            walking.leave()
    return ours, bare
