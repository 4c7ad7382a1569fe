"""通知内容: what is told to whom by which way."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.controlpanels.notifications import MessagesSupport
from hnu.jgzf.controlpanels.panel import PanelForm
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import settings
from plone.base import PloneMessageFactory as plone_message
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface


class ISwitches(Interface):
    """None of them is a field: the page has a box for each message."""


class SwitchesForm(MessagesSupport, PanelForm):
    """A box that is ticked is a message that is sent."""

    schema = ISwitches
    tab = "jgzf-notification-messages"
    label = _("title_notification_messages", default="Messages and their texts")
    description = _(
        "help_notification_messages",
        default="Ticked messages are sent. SMS to evaluators cost money and are off by default.",
    )
    template = ViewPageTemplateFile("templates/notification_messages.pt")

    def getContent(self):
        return {}

    @property
    def channels(self):
        """Titles of the columns."""
        return [kinds.CHANNEL_TITLES[channel] for channel in config.CHANNELS]

    @property
    def rows(self):
        """One for each fact and recipient: dicts of fact, recipient and cells.

        What is told in some ways alone has an empty cell for the others.
        """
        own = settings.get("texts")
        url = f"{self.context.absolute_url()}/@@jgzf-notification-text?message="
        return [
            {
                "fact": kind.title,
                "recipient": kinds.ROLE_TITLES[role],
                "cells": [
                    {
                        "key": kinds.key(name, role, channel),
                        "channel": kinds.CHANNEL_TITLES[channel],
                        "is_told": channel in texts,
                        "is_on": channel in texts and settings.is_on(name, role, channel),
                        "url": url + kinds.key(name, role, channel),
                        "is_own": kinds.key(name, role, channel) in own,
                    }
                    for channel in config.CHANNELS
                ],
            }
            for name, kind in kinds.KINDS.items()
            for role, texts in kind.recipients.items()
        ]

    def save(self, data):
        told = self.request.form.get("told", [])
        panel.save_switches(told if isinstance(told, list) else [])
        return [(plone_message("Changes saved."), "info")]


class SwitchesPanel(PanelView):
    form = SwitchesForm
