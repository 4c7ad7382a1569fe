"""Where one is: below a page of ours its own name, and a case by its number."""

from Acquisition import aq_base
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from zope.i18n import translate


class PageBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """As Plone's; a page that has a name of its own comes after what it stands on."""

    def breadcrumbs(self):
        crumbs = super().breadcrumbs()
        page = self.request.get("PUBLISHED")
        title = getattr(page, "page_title", None)
        # Containers above are asked for their part of the way, too.
        if title and aq_base(page.context) is aq_base(self.context):
            title = translate(title, context=self.request)
            if not crumbs or crumbs[-1]["Title"] != title:
                crumbs += ({"absolute_url": self.request["ACTUAL_URL"], "Title": title},)
        return crumbs


class CaseBreadcrumbs(PageBreadcrumbs):
    """The number in place of the topic: short enough for a phone, and what people ask for."""

    def customize_entry(self, entry, context=None):
        entry["Title"] = context.getId()
