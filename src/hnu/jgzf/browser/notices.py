"""Notices in the system, on the pages that their readers use."""

from functools import cached_property
from hnu.jgzf.browser.base import Page
from hnu.jgzf.notifications import notice_board
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


# So many are shown at a time.
SHOWN = 20

# Where they stand
MINE, MANAGE = "my-evaluations", "manage-evaluations"


class NoticesPage(Page):
    """A page with a list of notices: the macro of ``notices_template``."""

    notices_template = ViewPageTemplateFile("templates/notices.pt")

    @cached_property
    def notices(self):
        """Unread notices that belong on this page."""
        return [
            notice
            for notice in notice_board.unread(self.userid)
            if self.here == ("me" if notice.is_own or not self.units else "manage")
        ]

    @cached_property
    def shown_notices(self):
        return self.notices[:SHOWN]

    @property
    def further_notices(self):
        return len(self.notices) - len(self.shown_notices)


class ReadNotices(BrowserView):
    """已读: takes the sent notices away and leads back."""

    def __call__(self):
        form = self.request.form
        page = MANAGE if form.get("page") == "manage" else MINE
        address = f"{self.context.absolute_url()}/@@{page}"
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            ids = form.get("read", [])
            userid = api.user.get_current().getId()
            # Ids that are none are nobody's.
            ids = [str(key) for key in (ids if isinstance(ids, list) else [ids])]
            notice_board.mark_read(userid, ids)
        self.request.response.redirect(address)
        return ""
