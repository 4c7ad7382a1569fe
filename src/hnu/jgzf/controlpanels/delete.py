"""Deleting in Plone's own pages: what the guards of units and people refuse is said there."""

from hnu.jgzf.interfaces.errors import BadRequest
from plone import api
from plone.app.content.browser.actions import DeleteConfirmationForm
from plone.app.content.browser.contents.delete import DeleteActionView
from z3c.form import button
import transaction


class DeleteForm(DeleteConfirmationForm):
    """Back to the item with the reason, in place of an error page without one."""

    buttons = DeleteConfirmationForm.buttons.copy()
    handlers = DeleteConfirmationForm.handlers.copy()

    @button.handler(buttons["Delete"])
    def handle_delete(self, action):
        try:
            DeleteConfirmationForm.handle_delete(self, action)
        except BadRequest as refusal:
            transaction.abort()
            api.portal.show_message(str(refusal), self.request, "error")
            self.request.response.redirect(self.view_url())


class DeleteSelected(DeleteActionView):
    """The button of the folder's contents: what can go goes, the rest is named."""

    def action(self, obj):
        try:
            super().action(obj)
        except BadRequest as refusal:
            self.errors.append(str(refusal))
