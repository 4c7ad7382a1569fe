"""通知文字: the words of one message, its variables, and what they make of it."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.controlpanels.look import show_error
from hnu.jgzf.controlpanels.notifications import MessagesSupport
from hnu.jgzf.controlpanels.panel import PanelForm
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import templates
from plone import api
from plone.base import PloneMessageFactory as plone_message
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from zExceptions import NotFound
from zope import schema
from zope.i18n import translate
from zope.interface import Interface


class IText(Interface):
    text = schema.Text(title=_("label_text", default="Text"), required=False)


class TextForm(MessagesSupport, PanelForm):
    """The text of one message, named by ``message`` in the address."""

    schema = IText
    tab = "jgzf-notification-messages"
    description = _(
        "help_notification_text",
        default="Variables are replaced when the message is sent. There are none but those listed.",
    )
    template = ViewPageTemplateFile("templates/notification_text.pt")
    buttons = PanelForm.buttons.select("save")
    handlers = PanelForm.handlers.copy()

    @cached_property
    def key(self):
        """The message's name in the settings."""
        key = self.request.form.get("message")
        if not isinstance(key, str) or key not in panel.MESSAGES:
            raise NotFound
        return key

    @property
    def message(self):
        """Its kind, role and channel."""
        return panel.MESSAGES[self.key]

    @property
    def label(self):
        kind, role, channel = self.message
        parts = (
            kinds.KINDS[kind].title,
            kinds.ROLE_TITLES[role],
            kinds.CHANNEL_TITLES[channel],
        )
        return " · ".join(translate(part, context=self.request) for part in parts)

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@jgzf-notification-text?message={self.key}"

    @property
    def saved_url(self):
        return self.action

    @property
    def variables(self):
        """What may stand in the text: dicts of name, as it is written, and meaning."""
        allowed = templates.variables(*self.message[1:])
        return [
            {"name": f"${{{name}}}", "meaning": meaning}
            for name, meaning in templates.VARIABLES.items()
            if name in allowed
        ]

    @property
    def is_own(self):
        return self.key in settings.get("texts")

    @property
    def is_sms(self):
        return self.message[2] == config.SMS

    def getContent(self):
        return {"text": settings.text(*self.message)}

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["text"].rows = 10

    @cached_property
    def preview(self):
        """The text in the form with example values: a dict of subject, text, characters, segments.

        None for a text that cannot be filled in.
        """
        typed = self.widgets["text"].value
        try:
            templates.check(*self.message[1:], typed)
        except InvalidInput:
            return None
        text = templates.preview(templates.example(*self.message), typed).strip()
        subject = ""
        if self.message[2] == config.MAIL:
            subject, _newline, text = (part.strip() for part in text.partition("\n"))
        return {
            "subject": subject,
            "text": text,
            "characters": len(text),
            "segments": templates.segments(text),
        }

    def save(self, data):
        panel.save_text(self.key, data["text"])
        return [(plone_message("Changes saved."), "info")]

    def show(self, errors, data):
        for _field, message in errors:
            show_error(self, self.widgets["text"], message)

    @button.buttonAndHandler(_("button_preview", default="Preview"), name="preview")
    def handle_preview(self, action):
        """Shows what a saved text would look like; what is wrong with it stands at the field."""
        try:
            templates.check(*self.message[1:], self.widgets["text"].value)
        except InvalidInput as refusal:
            self.show(refusal.errors, {})
            self.request.response.setStatus(400)

    @button.buttonAndHandler(
        _("button_restore", default="Restore the default"),
        name="restore",
        condition=lambda form: form.is_own,
    )
    def handle_restore(self, action):
        panel.restore_text(self.key)
        message = _("status_text_restored", default="The text is the default again.")
        api.portal.show_message(message, self.request)
        self.request.response.redirect(self.saved_url)

    buttons += PanelForm.buttons.select("cancel")

    @button.handler(buttons["cancel"])
    def handleCancel(self, action):
        self.request.response.redirect(f"{self.context.absolute_url()}/@@{self.tab}")


class TextPanel(PanelView):
    form = TextForm
