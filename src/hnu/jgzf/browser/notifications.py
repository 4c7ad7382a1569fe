"""What the two pages about messages have in common, 发件箱 and 运行状况, both around the site."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser.base import Page
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


# Name of the page, permission, title
PAGES = (
    (
        "jgzf-notifications",
        "hnu.jgzf: Manage notifications",
        _("nav_notifications", default="Message settings"),
    ),
    ("jgzf-outbox", "hnu.jgzf: Manage notifications", _("title_outbox", default="Outbox")),
    ("jgzf-health", "hnu.jgzf: View health", _("title_health", default="State of operation")),
)


class NotificationsPage(Page):
    """``here`` is the page's own name."""

    frame = ViewPageTemplateFile("templates/notifications_macros.pt")

    # Around the site there is no account whose texts would have to be kept.
    account_mark = None

    @cached_property
    def site_url(self):
        return api.portal.get().absolute_url()

    @cached_property
    def url(self):
        return f"{self.site_url}/@@{self.here}"

    def navigation(self):
        """The pages of this kind that the viewer may see: dicts of title, url, current."""
        return [
            {
                "title": title,
                "url": f"{self.site_url}/@@{name}",
                "current": "page" if name == self.here else None,
            }
            for name, permission, title in PAGES
            if api.user.has_permission(permission, obj=self.context)
        ]
