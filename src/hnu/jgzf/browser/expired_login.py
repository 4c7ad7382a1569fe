"""A form that is sent after the login has ended: nothing that was typed is lost.

Plone would lead to its login form and forget what was sent. Here a page says what happened, keeps
every field, and lets the person log in in another tab, whatever way the university has for that.
What she sends again from here presses no button, so it only fills in the form once more
(``browser.forms``): she looks at it and sends it with a token of her new login.
"""

from hnu.jgzf import _
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.domain import login
from hnu.jgzf.interfaces.layer import ICenterPost
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import unquote
from zope.component import queryMultiAdapter
from zope.interface import noLongerProvides


# Names of the pages that are a browser.forms.RuleForm
FORMS = (
    "evaluate-unit",
    "evaluate",
    "enter-evaluation",
    "renew-receipt",
    "answer",
    "rate",
    "close",
    "reopen",
    "disclose-identity",
    "remind",
    "return-answer",
    "transfer",
    "hide",
    "show-again",
    "redact",
    "issue-order",
    "acknowledge",
    "send-back",
    "end",
    "branch-report",
    "branch-reports",
    "party-branches",
    "summary",
    "bulletins",
    "bulletin-texts",
    "bulletin-edit",
)
KEPT = ("account", "token", "round", "branch", "report", "fingerprint", "period", "id")


class ExpiredLogin(PageSupport, BrowserView):
    """The view of the errors that end a POST below the center, where nobody is logged in.

    It is drawn around the site and the same for every address, whether there is such a case or
    person or not.
    """

    index = ViewPageTemplateFile("templates/expired_login.pt")
    page_title = _("title_expired_login", default="Your login has expired")

    def __call__(self):
        request = self.request
        if self.name not in FORMS or login.is_logged_in(request):
            return self.elsewhere()
        self.context = self.__parent__ = api.portal.get()
        self.prepare()
        page = self.index()
        # From here on nothing of it reaches a log.
        request.form.clear()
        # Locked, and as if challenged already: the publisher would ask for a login page.
        request.response.setStatus(403, lock=1)
        request.response._has_challenged = True
        return page

    def elsewhere(self):
        """What would have been answered without this view."""
        noLongerProvides(self.request, ICenterPost)
        view = queryMultiAdapter((self.context, self.request), name="index.html")
        view.__parent__ = self.__parent__
        return view()

    @property
    def address(self):
        """Where the form was sent, without what followed a question mark."""
        return self.request["ACTUAL_URL"].replace("%40%40", "@@")

    @property
    def name(self):
        return unquote(self.address.rstrip("/").rpartition("/")[2]).removeprefix("@@")

    def kept(self):
        """What was typed or belongs to it, as (name, value) pairs; no button, and no token that
        was made for the login that ended."""
        return [
            (name, value)
            for name, value in self.request.form.items()
            if isinstance(value, str) and (name in KEPT or name.startswith("form.widgets."))
        ]


class LoggedIn(Page):
    """Where the other tab ends: whoever comes here without a login is asked for it first."""

    page_title = _("title_logged_in", default="You are logged in")
