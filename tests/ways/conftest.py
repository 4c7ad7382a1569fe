"""People at a browser: a real Chromium against a running server, at a desk and on a phone.

Every page that a person stops at is kept as a picture in ``var/screenshots``.
"""

from playwright.sync_api import expect
from playwright.sync_api import sync_playwright
from tests.ways import looking
from tests.ways import nu
from tests.ways.seats import PATIENCE
from tests.ways.seats import Person
import os
import pytest
import shutil


expect.set_options(timeout=PATIENCE)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def pytest_terminal_summary(terminalreporter):
    """Say what no test has seen at the end of the run, where nobody overlooks it."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {test.longrepr[2] for test in skipped if nu.NOT_CHECKED in test.longrepr[2]}
    for reason in reasons:
        terminalreporter.section(nu.NOT_CHECKED, sep="*", red=True, bold=True)
        terminalreporter.line(reason, red=True, bold=True)


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


@pytest.fixture(scope="session")
def every_page(chromium, functional_session):
    """What is seen on every page, ours and Plone's own; walked once for all tests about it."""
    return looking.look_at_everything(chromium)


@pytest.fixture
def at_browser(chromium, site, request):
    """A function that seats somebody at a browser: userid (None: nobody), width, javascript."""
    people = []

    def seat(userid, width=1280, javascript=True):
        test = request.node.originalname
        person = Person(chromium, site, userid, width, test, javascript)
        people.append(person)
        return person.log_in() if userid is not None else person

    yield seat
    for person in people:
        person.context.close()
