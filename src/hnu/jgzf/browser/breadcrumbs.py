"""The path to a case ends with its number: short enough for a phone, and what people ask for."""

from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from zope.i18n import translate


class CaseBreadcrumbs(PhysicalNavigationBreadcrumbs):
    def breadcrumbs(self):
        """As Plone's; a page of the case that has a name of its own comes after the case."""
        crumbs = super().breadcrumbs()
        page = self.request.get("PUBLISHED")
        title = getattr(page, "page_title", None)
        if title:
            title = translate(title, context=self.request)
            crumbs += ({"absolute_url": self.request["ACTUAL_URL"], "Title": title},)
        return crumbs

    def customize_entry(self, entry, context=None):
        entry["Title"] = context.getId()
