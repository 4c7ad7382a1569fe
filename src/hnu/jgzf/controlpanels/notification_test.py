"""测试短信: one SMS to a number that is typed, at once, and what became of it."""

from hnu.jgzf import _
from hnu.jgzf.controlpanels.look import show_error
from hnu.jgzf.controlpanels.notifications import MessagesSupport
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import trial
from plone.autoform.form import AutoExtensibleForm
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import form
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface
import transaction


STATUS = {NotPossible: 409, TooMany: 429}


class ITestSms(Interface):
    mobile = schema.TextLine(
        title=_("label_test_mobile", default="Mobile number"),
        description=_(
            "help_test_mobile",
            default="Your own. It is kept nowhere. Ten test SMS an hour can be sent.",
        ),
        required=False,
    )


class TestForm(MessagesSupport, AutoExtensibleForm, form.Form):
    """The rules are those of ``notifications.trial``."""

    schema = ITestSms
    ignoreContext = True
    tab = "jgzf-notification-test"
    label = _("title_notification_test", default="Test SMS")
    description = _(
        "help_notification_test",
        default="Shows whether the gateway takes what the system sends, with the saved settings.",
    )
    template = ViewPageTemplateFile("templates/notification_test.pt")

    # What became of it: an i18n message, and whether that is good
    result = None
    is_accepted = False

    @property
    def text(self):
        return trial.text()

    @property
    def transport(self):
        """What SMS are sent by; None where that is not installed."""
        found = queryUtility(ISmsTransport, name=settings.get("sms_transport"))
        return found.title if found is not None else None

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["mobile"].inputmode = "tel"

    @button.buttonAndHandler(_("button_test_sms", default="Send test SMS"), name="test")
    def handle_test(self, action):
        try:
            claim = trial.prepare(self.widgets["mobile"].value)
        except InvalidInput as refusal:
            self.request.response.setStatus(400)
            show_error(self, self.widgets["mobile"], refusal.message)
            return
        except (NotPossible, TooMany) as refusal:
            self.request.response.setStatus(STATUS[type(refusal)])
            self.result = refusal.message
            return
        # Nothing was written: what was read is let go before a gateway that may be slow.
        transaction.abort()
        error = delivery.send(claim)
        self.is_accepted = error is None
        self.result = (
            _("status_test_accepted", default="The SMS was accepted. Look whether it arrives.")
            if error is None
            else error.reason
        )

    def updateActions(self):
        super().updateActions()
        # Plone's own list of what is primary goes by names.
        self.actions["test"].klass = "submit-widget btn btn-primary"


class TestPanel(PanelView):
    form = TestForm
