"""What a person sees when the database refuses: what to do, and everything that she typed.

Sent from here again it presses no button, as after an expired login (``browser.expired_login``): it
fills in the form once more. The form's own token tells a submission that had arrived after all.
"""

from hnu.jgzf import _
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.browser.expired_login import KEPT
from hnu.jgzf.domain import storage
from html import escape
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getSiteManager
from zope.i18n import translate
from zope.interface import implementedBy
from zope.interface import Interface
from zope.interface import providedBy
import logging
import transaction


logger = logging.getLogger(__name__)

POLICIES = ("content-security-policy", "content-security-policy-report-only")

NOT_SENT = _("title_not_stored", default="Nothing was stored")
NOT_SHOWN = _("title_not_shown", default="This page cannot be shown at the moment")
KEPT_HERE = _(
    "text_kept_here",
    default="What you have filled in is kept on this page. Files have to be chosen once more.",
)
AGAIN = _("button_try_again", default="Fill in the form with it")

# Without theme, template and database: when not even these can be read
PLAIN = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>{title}</h1><p role="alert">{message}</p>{form}</body>
</html>
"""


class NotStored(PageSupport, BrowserView):
    """The view of what a database or a disk raises, on our pages."""

    index = ViewPageTemplateFile("templates/not_stored.pt")

    def __call__(self):
        self.trouble = storage.trouble_of(self.context)
        if self.trouble is None:
            return self.elsewhere()
        logger.error("Not stored (%s): %s", self.trouble.name, type(self.context).__name__)
        # A failed commit reads nothing any more.
        transaction.abort()
        response = self.request.response
        # Where it would have led, and the policy of what leads there and has nothing to load
        for name in ("location", *POLICIES):
            response.headers.pop(name, None)
        try:
            page = self.themed()
        except Exception:
            logger.exception("The page about it cannot be drawn")
            page = self.plain()
        # From here on nothing of it reaches a log.
        self.request.form.clear()
        response.setHeader("Content-Type", "text/html; charset=utf-8")
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Retry-After", str(self.trouble.retry_after))
        response.setStatus(503, lock=1)
        return page

    def themed(self):
        # Around the center, where members have no toolbar
        self.context = self.__parent__ = self.center
        self.prepare()
        return self.index()

    def plain(self):
        """The same without anything that has to be read."""
        form = ""
        if self.kept():
            fields = "".join(
                f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
                for name, value in self.kept()
            )
            form = (
                f"<p>{chinese(KEPT_HERE)}</p>"
                f'<form method="post" action="{escape(self.address)}">{fields}'
                f'<p><button type="submit">{chinese(AGAIN)}</button></p></form>'
            )
        title, message = chinese(self.page_title), chinese(self.trouble.message)
        return PLAIN.format(title=title, message=message, form=form)

    def elsewhere(self):
        """What would have been answered without this view."""
        required = (implementedBy(Exception), providedBy(self.request))
        factory = getSiteManager().adapters.lookup(required, Interface, "index.html")
        view = factory(self.context, self.request)
        view.__parent__ = self.__parent__
        return view()

    @property
    def page_title(self):
        return NOT_SENT if self.request.method == "POST" else NOT_SHOWN

    @property
    def message(self):
        return self.translate(self.trouble.message)

    @property
    def address(self):
        """What was asked for, without what followed a question mark."""
        return self.request["ACTUAL_URL"].replace("%40%40", "@@")

    def kept(self):
        """What was typed or belongs to it, as (name, value) pairs; no button and no file."""
        pairs = []
        for name, value in self.request.form.items() if self.request.method == "POST" else ():
            if not (name in KEPT or name.startswith("form.widgets.")):
                continue
            if isinstance(value, str):
                pairs.append((name, value))
            elif isinstance(value, (list, tuple)):
                pairs += [(f"{name}:list", each) for each in value if isinstance(each, str)]
        return pairs


def chinese(message):
    return escape(translate(message, target_language="zh_CN"))
