"""Somebody at a browser: a real Chromium, at a desk or on a phone."""

from pathlib import Path
from tests import factories
import re


PICTURES = Path(__file__).parents[2] / "var" / "screenshots"
# Milliseconds: these tests are about what people see, not about how soon on a busy machine.
PATIENCE = 30_000
# Ids of messages that were not translated
MESSAGE_ID = r"\b(?:label|help|error|button|title|status|nav|lead|text)_\w+"


class Person:
    """Somebody at a browser, logged in through the login form."""

    def __init__(self, browser, site, userid, width, test, javascript=True):
        self.site_url = site.absolute_url()
        self.userid = userid
        self.label = f"{test}-{width}{'' if javascript else '-nojs'}"
        self.width = width
        self.errors = []
        # What the browser did not do because our policy forbids it (docs/security.md)
        self.blocked = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="zh-CN",
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self.hear)
        self.shots = 0
        self.devtools = None

    def hear(self, message):
        if "Content Security Policy" in message.text:
            self.blocked.append(message.text)

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

    def go_without(self, script, path):
        """Go to ``path`` while its ``script`` stays away; returns a function that lets it come."""
        held = []

        def hold(route):
            held.append(route)

        def let_come():
            held.pop().continue_()
            self.page.unroute(f"**/{script}")

        self.page.route(f"**/{script}", hold)
        with self.page.expect_request(f"**/{script}"):
            self.page.goto(self.site_url + path, wait_until="commit")
        return let_come

    def set_font_size(self, pixels):
        """As the browser's own settings do, where 16 is usual."""
        if self.devtools is None:
            # What is set holds as long as the session does.
            self.devtools = self.context.new_cdp_session(self.page)
        self.devtools.send("Page.setFontSizes", {"fontSizes": {"standard": pixels}})
        size = "getComputedStyle(document.documentElement).fontSize"
        assert self.page.evaluate(size) == f"{pixels}px"

    def picture(self, name, whole=True):
        self.shots += 1
        PICTURES.mkdir(parents=True, exist_ok=True)
        file = re.sub(
            r"[^\w-]", "_", f"{self.label}-{self.userid or 'nobody'}-{self.shots:02d}-{name}"
        )
        # After another tab was opened and closed, Chromium may not yet draw this one.
        self.page.bring_to_front()
        self.page.screenshot(path=PICTURES / f"{file}.png", full_page=whole)

    def see(self, name):
        """Keep a picture, and look for what no page of ours may have."""
        self.picture(name)
        # The window was as tall as the page for the picture: let it settle before a click.
        self.page.wait_for_timeout(300)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{name}: the page is {wide} px wide at {self.width}"
        ours = self.page.locator("div.jgzf").first
        if ours.count():
            english = re.findall(MESSAGE_ID, ours.inner_text())
            assert not english, f"{name}: untranslated {english}"
        assert self.errors == []
        assert self.blocked == []
