from hnu.jgzf.interfaces.errors import InvalidInput
from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.base import PloneMessageFactory as plone_message
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button


class PanelForm(RegistryEditForm):
    """A form of settings whose rules are in ``domain``: a refusal changes nothing, and keeps it."""

    def save(self, data):
        """Store what was extracted.

        :return: what to tell, pairs of an i18n message and its type.
        :raises InvalidInput: for values that break a rule.
        """
        raise NotImplementedError

    def show(self, errors, data):
        """Put each ``FieldError`` of a refusal of ``data`` where it belongs."""
        raise NotImplementedError

    @property
    def saved_url(self):
        """Where one is afterwards."""
        return self.request.getURL()

    @button.buttonAndHandler(plone_message("Save"), name="save")
    def handleSave(self, action):
        data, errors = self.extractData()
        if not errors:
            try:
                messages = self.save(data)
            except InvalidInput as refusal:
                errors = refusal.errors
                self.show(errors, data)
        if errors:
            self.status = self.formErrorsMessage
            self.request.response.setStatus(400)
            return
        for message, message_type in messages:
            api.portal.show_message(message, self.request, message_type)
        self.request.response.redirect(self.saved_url)

    @button.buttonAndHandler(plone_message("Cancel"), name="cancel")
    def handleCancel(self, action):
        super().handleCancel(self, action)


class PanelView(ControlPanelFormWrapper):
    """A page among Plone's control panels, all of it in our look."""

    index = ViewPageTemplateFile("templates/panel.pt")
