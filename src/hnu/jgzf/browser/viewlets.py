"""Parts of Plone's page that would say the wrong thing about content of ours."""

from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.domain import roster
from html import escape
from plone.app.layout.viewlets import ViewletBase
from plone.app.layout.viewlets.common import TitleViewlet
from zope.i18n import translate


class PageTitle(TitleViewlet):
    """The page's own title before the site's: ``page_title`` of the view, else of the content.

    Plone takes a case for one that is just being added, as it says ``isTemporary``
    (``content.nameless``), and would name its type.
    """

    @property
    def page_title(self):
        title = getattr(self.view, "page_title", None)
        if not title:
            context = (
                self.context.__parent__ if IFeedback.providedBy(self.context) else self.context
            )
            title = context.topic if IEvaluation.providedBy(context) else context.title
        return escape(translate(title, context=self.request))


class Nothing(ViewletBase):
    """In place of what names an author, or tells when something was done."""

    def render(self):
        return ""


class Description(ViewletBase):
    """What the center is for, in the head of its pages: the same on each, whatever it shows."""

    def render(self):
        center = roster.get_center()
        if center is None or not center.description:
            return ""
        return f'<meta name="description" content="{escape(center.description)}" />'


class TitleAroundSite(PageTitle):
    """For pages of ours around the site: Plone would let the site's title stand alone."""

    def update(self):
        self.site_title = self.sep.join((self.page_title, escape(self.site_title_setting)))
