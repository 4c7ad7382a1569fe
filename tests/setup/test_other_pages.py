"""The portal's own pages are the same with the add-on and without it, headers included."""

from hnu.jgzf import config
from lxml import html
from tests.setup import pages
import difflib


# What differs while the add-on is installed (DESIGN, "entry points in the portal"): XPaths.
VIEWLET = "//div[@class='jgzf']"
LOOK = "//*[@data-bundle='hnu-jgzf']"
# In the toolbar, or at the top of the page for those who have none
MENU = "//li[a[@id='personaltools-jgzf']] | //li[@id='membertools-personaltools-jgzf']"
TAB = "//li[contains(@class, 'nav-item')][a[contains(@href, '/jgzf')]]"
IN_SITEMAP = "//li[a[contains(@class, 'contenttype-jgzf-center')]]"
# Both panels stand in a section that only add-ons make.
PANELS = (
    "//section[contains(@class, 'controlPanelSection')][.//a[contains(@href, '@@jgzf-')]]",
    "//li[contains(@class, 'dropdown')][.//a[contains(@href, '@@jgzf-')]]",
)
# Plone offers every role of the site there.
ROLES = tuple(
    path
    for role in config.ROLES
    for path in (f"//th[normalize-space()='{role}']", f"//td[input[@value='{role}']]")
)
# The center was added to the site, which therefore was modified, before and after.
SITE_MODIFIED = "//*[@id='edit-zone']//time"

# What waits for somebody stands on her front page: no shared cache may keep it.
PRIVATE = "Cache-Control: private, no-store"

FRONT_PAGES = {False: ("/", "/welcome"), True: ("/", "/en")}


def differences(life, chapter, left_out):
    before, after = life["before"]["pages"], life[chapter]["pages"]
    assert list(before) == list(after)
    found = []
    for key in before:
        lines = [list(pages.lines(answer, left_out)) for answer in (before[key], after[key])]
        if chapter == "used" and key in personal_pages(life):
            lines[1].remove(PRIVATE)
        diff = list(difflib.unified_diff(*lines, n=0, lineterm=""))[2:]
        if diff:
            found.append("\n".join((key, *diff)))
    return "\n\n".join(found)


def personal_pages(life):
    """The front pages of those who are logged in."""
    people = [who for who in pages.PEOPLE if who is not None]
    return {f"{who} {page}" for who in people for page in FRONT_PAGES[life.crowded]}


def places(life, path):
    """Who finds that on which pages."""
    return {
        key
        for key, (_status, headers, text) in life["used"]["pages"].items()
        if headers["Content-Type"].startswith("text/html") and html.fromstring(text).xpath(path)
    }


def test_with_the_add_on_they_are_the_same_but_for_its_entries(life):
    left_out = (VIEWLET, LOOK, MENU, TAB, IN_SITEMAP, *PANELS, *ROLES, SITE_MODIFIED)
    assert differences(life, "used", left_out) == ""


def test_without_it_they_are_as_before(life):
    assert differences(life, "removed", (SITE_MODIFIED,)) == ""


def test_the_viewlet_and_its_look_are_on_the_front_page_only(life):
    front_pages = {f"{who} {page}" for who in pages.PEOPLE for page in FRONT_PAGES[life.crowded]}
    assert places(life, VIEWLET) == front_pages
    assert places(life, LOOK) == front_pages


def test_the_entry_in_the_menu_is_there_for_everybody_who_is_logged_in(life):
    with_menu = {key for key in places(life, "//body") if not key.startswith("None ")}
    assert places(life, MENU) == with_menu


def test_nobody_else_sees_the_center_among_the_contents(life):
    for path in (TAB, IN_SITEMAP):
        found = places(life, path)
        assert found
        assert not any(key.startswith("None ") for key in found)


def test_the_rest_is_seen_where_webmasters_work(life):
    for path in (*PANELS, *ROLES):
        found = places(life, path)
        assert found
        assert all("controlpanel" in key or "usergroup" in key for key in found)
