"""消息通知: how messages are sent, the gateways and their secrets."""

from copy import copy
from hnu.jgzf import _
from hnu.jgzf.controlpanels.look import LookSupport
from hnu.jgzf.controlpanels.look import show_error
from hnu.jgzf.controlpanels.panel import PanelForm
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.notifications import aliyun
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import secrets
from plone.app.z3cform.widgets.password import PasswordWidget
from plone.base import PloneMessageFactory as plone_message
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import field
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope import schema
from zope.component import queryUtility
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface


KEPT = _("help_secret_kept", default="One is kept. Leave this empty to keep it as it is.")
NOT_KEPT = _("help_secret_none", default="None is kept. It is stored here and shown nowhere.")
LABEL_FORGET = _("label_secret_forget", default="Remove the secret that is kept")

# Secrets by the group of fields that they belong to
SECRETS = {"gateway": secrets.HTTP, "aliyun": secrets.ALIYUN}


class ISecrets(Interface):
    """What is typed here goes into no record (``notifications.secrets``)."""

    http_secret = schema.Password(
        title=_("label_http_secret", default="Secret of the gateway"), required=False
    )
    http_secret_forget = schema.Bool(title=LABEL_FORGET, required=False, default=False)
    aliyun_secret = schema.Password(
        title=_("label_aliyun_secret", default="AccessKey secret"), required=False
    )
    aliyun_secret_forget = schema.Bool(title=LABEL_FORGET, required=False, default=False)


class SecretWidget(PasswordWidget):
    """Write-only: what was typed is not sent back, not even beside an error."""

    value = property(lambda self: "", lambda self, value: None)

    @property
    def attributes(self):
        # Else the browser offers somebody's password for the portal.
        return {**super().attributes, "autocomplete": "new-password"}


@implementer(IFieldWidget)
def SecretFieldWidget(field, request):
    return FieldWidget(field, SecretWidget(request))


class MessagesSupport(LookSupport):
    """Mix-in for the pages about messages: each shows the way to the others."""

    navigation = ViewPageTemplateFile("templates/notification_tabs.pt")
    tab = "jgzf-notifications"

    @property
    def tabs(self):
        """Dicts of url, title and current."""
        pages = {
            "jgzf-notifications": _("tab_sending", default="Sending"),
            "jgzf-notification-messages": _("tab_messages", default="Messages"),
            "jgzf-notification-test": _("tab_test", default="Test SMS"),
        }
        return [
            {
                "url": f"{self.context.absolute_url()}/@@{name}",
                "title": title,
                "current": "page" if name == self.tab else None,
            }
            for name, title in pages.items()
        ]


class SendingForm(MessagesSupport, PanelForm):
    """The rules are those of ``notifications.panel``: all of it is saved, or nothing."""

    schema = INotificationSettings
    enable_form_tabbing = False
    default_fieldset_label = _("legend_sending", default="In general")
    label = _("title_notifications", default="Messages")
    description = _(
        "help_notifications",
        default="How administrators, evaluators and supervisors are told what happens to a case.",
    )
    template = ViewPageTemplateFile("templates/notifications.pt")

    @property
    def can_keep_secrets(self):
        return secrets.can_be_kept()

    def getContent(self):
        return {**panel.read(), **dict.fromkeys(schema.getFieldNames(ISecrets))}

    def update(self):
        super().update()
        if self.status == self.formErrorsMessage:
            self.ask_for_secrets_again()

    def updateFields(self):
        super().updateFields()
        self.fields = self.fields.omit("switches", "texts")
        if queryUtility(ISmsTransport, name="aliyun") is None:
            self.groups = [group for group in self.groups if group.__name__ != "aliyun"]
        for group in self.groups if self.can_keep_secrets else ():
            first = next(iter(group.fields))
            secret = self.secret_fields(SECRETS[group.__name__])
            group.fields = group.fields.select(first) + secret + group.fields.omit(first)

    def secret_fields(self, name):
        """Where that secret is typed, and where it is removed if one is kept."""
        is_kept = bool(secrets.get(name))
        typed = copy(ISecrets[f"{name}_secret"])
        typed.description = KEPT if is_kept else NOT_KEPT
        found = field.Fields(typed)
        found[typed.__name__].widgetFactory = SecretFieldWidget
        if is_kept:
            found += field.Fields(ISecrets[f"{name}_secret_forget"])
        return found

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["site_address"].placeholder = "https://portal.example.edu.cn"

    def secret_widgets(self):
        """Pairs of a secret's name and the widget for it."""
        for group in self.groups:
            name = SECRETS[group.__name__]
            if f"{name}_secret" in group.widgets:
                yield name, group.widgets[f"{name}_secret"]

    def save(self, data):
        typed, forgotten = {}, []
        for name in SECRETS.values():
            typed[name] = text.clean(data.pop(f"{name}_secret", None), newlines=False)
            if data.pop(f"{name}_secret_forget", False):
                forgotten.append(name)
        panel.save(data)
        for name, secret in typed.items():
            if secret:
                secrets.keep(name, secret)
            elif name in forgotten:
                secrets.forget(name)
        messages = [(plone_message("Changes saved."), "info")]
        missing = aliyun.missing() if data["sms_transport"] == "aliyun" else ()
        if missing:
            warning = _(
                "status_aliyun_missing",
                default="These SMS have no template and cannot be sent: ${names}",
                mapping={"names": "、".join(map(self.name_of, missing))},
            )
            messages.append((warning, "warning"))
        return messages

    def name_of(self, message):
        """A message (kind, role) in words."""
        kind, role = message
        titles = kinds.KINDS[kind].title, kinds.ROLE_TITLES[role]
        return " · ".join(translate(title, context=self.request) for title in titles)

    def show(self, errors, data):
        widgets = [self.widgets, *(group.widgets for group in self.groups)]
        for name, message in errors:
            for widget in [found[name] for found in widgets if name in found]:
                show_error(self, widget, message)

    def ask_for_secrets_again(self):
        """Nothing was saved, and what was typed is not sent back."""
        for _name, widget in self.secret_widgets():
            if self.request.form.get(widget.name):
                message = _("error_secret_again", default="Type the secret again.")
                show_error(self, widget, message)


class SendingPanel(PanelView):
    form = SendingForm
