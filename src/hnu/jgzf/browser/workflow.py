"""The State menu's own pages, for cases and supervision orders.

Plone's ``content_status_modify`` writes a publication date before it asks whether the step is
allowed, and answers a refused one with an error page; its ``content_status_history`` offers the
steps without what they need, and its history pages tell the minute at which somebody did something.
"""

from hnu.jgzf.browser.order import page_of
from hnu.jgzf.browser.order_base import ForReaders
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import orders
from hnu.jgzf.interfaces.errors import Refusal
from plone import api
from plone.app.contentmenu.menu import WorkflowMenu
from plone.app.contentmenu.menu import WorkflowSubMenuItem
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
import transaction


# What a comment is enough for; the other steps need their form.
BY_COMMENT = {
    lifecycle.RETURN: lifecycle.return_answer,
    lifecycle.CLOSE: lifecycle.close,
    lifecycle.REOPEN: lifecycle.reopen,
}
# Of the steps whose form has another name than they have
FORMS = {lifecycle.RETURN: "return-answer"}

# The same of an order
ORDER_BY_COMMENT = {orders.SEND_BACK: orders.send_back, orders.END: orders.end}


class StatusModify(BrowserView):
    """Makes the step that was sent, or leads to its form, or says why not."""

    by_comment = BY_COMMENT
    refusal = staticmethod(lifecycle.refusal)

    def __call__(self, workflow_action="", comment="", **ignored):
        """The arguments are those of the page that this one replaces; dates are ignored."""
        case = self.context
        refusal = self.refusal(case, workflow_action) if workflow_action else None
        if refusal is not None:
            return self.redirect(refusal)
        if not workflow_action:
            return self.redirect()
        page = f"/@@{FORMS.get(workflow_action) or page_of(workflow_action)}"
        if self.request.method != "POST" or workflow_action not in self.by_comment:
            return self.redirect(page=page)
        CheckAuthenticator(self.request)
        # The page may be called once for each of several items.
        before = transaction.savepoint(optimistic=True)
        try:
            self.by_comment[workflow_action](case, comment)
        except Refusal as refused:
            before.rollback()
            return self.redirect(refused, page=page)
        return self.redirect()

    def redirect(self, refusal=None, page=""):
        if refusal is not None:
            api.portal.show_message(refusal.message, self.request, type="error")
        self.request.response.redirect(self.context.absolute_url() + page)
        return ""


class OrderStatusModify(StatusModify):
    """The same of an order; to other members it is not there."""

    by_comment = ORDER_BY_COMMENT
    refusal = staticmethod(orders.refusal)

    def __call__(self, workflow_action="", comment="", **ignored):
        if not orders.may_view(self.context):
            raise NotFound
        return super().__call__(workflow_action, comment)


class ToTheCase(BrowserView):
    """In place of pages about history, whose entries would tell more than the case's own page."""

    def __call__(self, *args, **kwargs):
        self.request.response.redirect(self.context.absolute_url())
        return ""


class ToTheOrder(ForReaders, ToTheCase):
    """The same of an order."""


class StateMenuItem(WorkflowSubMenuItem):
    """The toolbar's State menu on a case, with entries of its own."""

    submenuId = "jgzf_contentmenu_workflow"


class StateMenu(WorkflowMenu):
    """The steps that are possible now, without “Advanced…”: a case has nothing there."""

    def getMenuItems(self, context, request):
        return [
            item
            for item in super().getMenuItems(context, request)
            if item["extra"]["id"] != "workflow-transition-advanced"
        ]
