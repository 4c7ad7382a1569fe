"""Somebody at a browser without JavaScript: pages as trees, forms as a browser sends them."""

from lxml import html
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests import factories
import requests
import transaction


class Answer:
    """What the server sent: its page as a tree, and the words on it."""

    def __init__(self, response):
        self.status = response.status_code
        # As the server sees it
        self.url = response.url.partition("#")[0]
        self.headers = response.headers
        self.history = response.history
        self.text = response.text
        self.tree = html.fromstring(response.text) if response.text.strip() else None

    @property
    def ours(self):
        """Our own part of the page."""
        return self.tree.xpath("//div[@class='jgzf']")[0]

    @property
    def words(self):
        """What can be read in our own part, white space made even."""
        return even(self.ours)

    @property
    def message(self):
        """What the page says on top about what was just done."""
        return " ".join(even(part) for part in self.tree.xpath("//*[@id='global_statusmessage']"))

    @property
    def is_refusal(self):
        """Whether this is Plone's own way to say no: its login form, or that it is not allowed."""
        places = ("/require_login", "/login", "/insufficient-privileges")
        return self.status in (401, 403) or any(
            place in step.headers.get("Location", "") for step in self.history for place in places
        )

    def has_link(self, end):
        return any(link.get("href").endswith(end) for link in self.ours.xpath(".//a[@href]"))

    def heading(self, title):
        """The element with that heading, or None."""
        found = [part for part in self.ours.xpath(".//h2 | .//h3") if even(part) == title]
        return found[0].getparent() if found else None

    def form(self, button):
        """The form of ours with that button, or None."""
        found = self.ours.xpath(
            f".//form[@method='post'][.//button[@name='form.buttons.{button}']]"
        )
        return found[0] if found else None

    def value(self, button, field):
        """What stands in ``field`` of the form with that button."""
        return dict(self.form(button).form_values()).get(f"form.widgets.{field}", "")


class Visitor:
    """The browser of the account ``userid``, the site's owner included; of nobody for None."""

    def __init__(self, site, userid):
        self.site = site
        self.session = requests.Session()
        if userid == SITE_OWNER_NAME:
            self.session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        elif userid is not None:
            self.session.auth = (userid, factories.PASSWORD)

    def url(self, item, page=""):
        path = item.getPhysicalPath()[len(self.site.getPhysicalPath()) :]
        return "/".join((self.site.absolute_url(), *path)) + page

    def get(self, item, page="", **options):
        return Answer(self.session.get(self.url(item, page), **options))

    def token(self):
        """What a form of ours has against forgery, for this person; empty for nobody."""
        page = Answer(self.session.get(f"{self.site.absolute_url()}/jgzf/@@evaluate-unit"))
        return page.form("submit").fields["_authenticator"] if not page.is_refusal else ""

    def post(self, item, page, button, token="", **values):
        """Send the form of that page without having opened it."""
        sent = {f"form.widgets.{name}": value for name, value in values.items()}
        sent[f"form.buttons.{button}"] = "1"
        sent["_authenticator"] = token
        return Answer(self.session.post(self.url(item, page), data=sent))

    def send(self, answer, button, **values):
        """Fill in the form with that button and press it."""
        form = answer.form(button)
        sent = dict(form.form_values())
        sent.update({f"form.widgets.{name}": value for name, value in values.items()})
        sent[f"form.buttons.{button}"] = "1"
        return Answer(self.session.post(form.action.partition("#")[0], data=sent))

    def submit(self, form):
        """Send a form as it is, by its only button."""
        return Answer(self.session.post(form.action, data=form.form_values()))


def even(element):
    return " ".join(element.text_content().split())


def latest(item):
    """``item`` as the server left it."""
    transaction.abort()
    return item


def serials(case):
    """What changes when anything is written to a case or to what belongs to it."""
    latest(case)
    identity = case.__annotations__["hnu.jgzf.identity"]
    parts = [case, case.workflow_history, case.__annotations__, identity]
    parts += case.objectValues()
    for part in parts:
        part._p_activate()
    return [part._p_serial for part in parts]


def last_write(site):
    """The database's last transaction, whoever made it."""
    return site._p_jar.db().lastTransaction()
