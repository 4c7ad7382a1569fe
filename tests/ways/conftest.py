"""People at a browser: a real Chromium against a running server, at a desk and on a phone.

Every page that a person stops at is kept as a picture in ``var/screenshots``.
"""

from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright
from tests import factories
import os
import pytest
import re
import shutil
import transaction


PICTURES = Path(__file__).parents[2] / "var" / "screenshots"
MESSAGE_ID = r"\b(?:label|help|error|button|title|status|nav|lead|text)_\w+"
# Milliseconds: these tests are about what people see, not about how soon on a busy machine.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        # Never skipped: a run without a browser has not seen what people see.
        pytest.fail("Chromium is not installed: `make system-packages` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(functional_portal):
    factories.university(functional_portal)
    transaction.commit()
    return functional_portal


class Person:
    """Somebody at a browser, logged in through the login form."""

    def __init__(self, browser, site, userid, width, test, javascript=True):
        self.site_url = site.absolute_url()
        self.userid = userid
        self.label = f"{test}-{width}{'' if javascript else '-nojs'}"
        self.width = width
        self.errors = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="zh-CN",
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.shots = 0

    def log_in(self):
        self.go("/login")
        self.page.locator("#__ac_name").fill(self.userid)
        self.page.locator("#__ac_password").fill(factories.PASSWORD)
        self.page.locator("#buttons-login").click()
        self.page.wait_for_load_state()
        return self

    def go(self, path=""):
        self.page.goto(self.site_url + path)
        return self.page

    def see(self, name):
        """Keep a picture, and look for what no page of ours may have."""
        self.shots += 1
        PICTURES.mkdir(parents=True, exist_ok=True)
        file = re.sub(r"[^\w-]", "_", f"{self.label}-{self.userid}-{self.shots:02d}-{name}")
        self.page.screenshot(path=PICTURES / f"{file}.png", full_page=True)
        # The window was as tall as the page for the picture: let it settle before a click.
        self.page.wait_for_timeout(300)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{name}: the page is {wide} px wide at {self.width}"
        ours = self.page.locator("div.jgzf").first
        if ours.count():
            english = re.findall(
                r"\b(?:label|help|error|button|title|status)_\w+", ours.inner_text()
            )
            assert not english, f"{name}: untranslated {english}"
        assert self.errors == []


@pytest.fixture
def at_browser(chromium, site, request):
    """A function that seats somebody at a browser: userid, width, javascript."""
    people = []

    def seat(userid, width=1280, javascript=True):
        test = request.node.originalname
        person = Person(chromium, site, userid, width, test, javascript)
        people.append(person)
        return person.log_in()

    yield seat
    for person in people:
        person.context.close()
