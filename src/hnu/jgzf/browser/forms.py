"""The base of our forms: what the rules refuse is shown beside the field, and nothing is lost."""

from hnu.jgzf import _
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.domain import login
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import Refusal
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from z3c.form import form
from zExceptions import Forbidden
import transaction


STATUS = {"NotPermitted": 403, "NotPossible": 409, "TooMany": 429, "InvalidInput": 400}

OF_ANOTHER_ACCOUNT = _(
    "error_other_account",
    default="This form was filled in with another account. Nothing of it was kept.",
)


class RuleForm(PageSupport, form.Form):
    """A form whose fields are plain text and whose handler calls a rule.

    A handler runs its rule in :meth:`obey`; the answer to a refused POST has the status of the
    refusal, so that scripts and tests can tell.
    """

    ignoreContext = True
    errors = ()
    # What to know before reading the form, or None
    notice = None
    # REST names of fields in ``domain`` that are called otherwise in the form.
    field_names = {}

    def __call__(self):
        self.prepare()
        self.update()
        if self.request.response.getStatus() in (301, 302, 303):
            return ""
        return self.page()

    def page(self):
        """What is shown: the form, unless a subclass has something to ask first."""
        return self.index()

    def update(self):
        if self.is_sent_again and self.is_of_this_account:
            self.notice = _(
                "text_sent_again",
                default="Nothing was sent yet. Check what you have filled in, and send it now.",
            )
        elif self.is_sent_again:
            self.notice = OF_ANOTHER_ACCOUNT
            self.request.form.clear()
        super().update()

    @property
    def is_sent_again(self):
        """Whether the page about an expired login sent this, which presses no button."""
        names = self.request.form
        return self.request.method == "POST" and not any(
            name.startswith("form.buttons.") for name in names
        )

    @property
    def is_of_this_account(self):
        """Whether the form that was sent had been opened by the account that sent it."""
        mark = self.request.form.get("account")
        return isinstance(mark, str) and login.is_mark_of(mark, self.userid)

    @property
    def draft(self):
        """Whether static/jgzf.js may fill in what was sent from this tab and did not arrive."""
        return "sent" if self.request.method == "POST" else "open"

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    def values(self):
        """What was sent, by field name; the empty string for what was not."""
        return {
            name: widget.value if isinstance(widget.value, str) else ""
            for name, widget in self.widgets.items()
        }

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        for widget in self.widgets.values():
            value = widget.extract("")
            widget.value = value

    def obey(self, rule, *args, **kwargs):
        """Call ``rule`` after the CSRF check; None, and errors on the form, when it refuses.

        Nothing of a refused call is committed.
        """
        PostOnly(self.request)
        try:
            self.check_token()
        except Forbidden:
            transaction.abort()
            self.show_again()
            return None
        try:
            return rule(*args, **kwargs)
        except Refusal as refusal:
            transaction.abort()
            self.show(refusal)
            return None

    def check_token(self):
        """Refuse what another site could have sent in this person's name.

        :raises Forbidden: without a token of this login.
        """
        CheckAuthenticator(self.request)

    def show_again(self):
        """The form once more, for what came without this account's token: to look at and send.

        Most likely somebody logged in anew in between. Who is sent here by another site, or took
        over the browser from somebody else, finds nothing filled in.
        """
        message = _(
            "error_login_changed",
            default="Your login has changed since you opened the form. Check it and send it again.",
        )
        if not self.is_of_this_account:
            message = OF_ANOTHER_ACCOUNT
            self.request.form.clear()
            self.updateWidgets()
        self.request.response.setStatus(403)
        self.refused_title = _("title_send_again", default="Not sent yet")
        self.errors = [{"href": None, "label": "", "message": self.translate(message)}]

    def show(self, refusal):
        """Put the refusal's messages where they belong, and say so in the status."""
        self.request.response.setStatus(STATUS[type(refusal).__name__])
        if not isinstance(refusal, InvalidInput):
            self.errors = [{"href": None, "label": "", "message": self.translate(refusal.message)}]
            return
        self.errors = []
        for name, message in refusal.errors:
            message = self.translate(message)
            widget = self.widgets.get(self.field_names.get(name, name))
            if widget is None:
                self.errors.append({"href": None, "label": "", "message": message})
                continue
            widget.error = widget.error or message
            label = self.translate(widget.label)
            self.errors.append(
                {
                    "href": f"#formfield-{widget.id}",
                    "label": "" if message.startswith(label) else label,
                    "message": message,
                }
            )

    def finish(self, message, address=None):
        """On to ``address``, or else to this page anew, with ``message`` on top.

        ``#done`` tells static/jgzf.js that what was sent has arrived; no server sees it.
        """
        api.portal.show_message(message, self.request)
        self.request.response.redirect(f"{address or self.action}#done")

    # Headings of the list of errors: of a refusal of everything, and what was not sent
    refused_title = _("title_refused", default="This is not possible")
    unsent = _("status_not_sent", default="nothing was sent")

    @property
    def errors_title(self):
        if len(self.errors) == 1 and self.errors[0]["href"] is None:
            return self.translate(self.refused_title)
        return self.translate(
            _(
                "title_errors",
                default="${n} things to correct, ${unsent}",
                mapping={"n": len(self.errors), "unsent": self.translate(self.unsent)},
            )
        )


class ActForm(RuleForm):
    """A form by which something is done to its context; where that cannot be it says so at once.

    The pages are registered with a permission that those concerned have in every state, so that a
    person who comes too late gets our message and keeps what she typed, where Plone would ask her
    to log in. ``domain`` refuses what is not possible now.
    """

    def refusal(self):
        """Why this person cannot do this now: a Refusal, or None."""
        raise NotImplementedError

    def check_unchanged(self):
        """Let nobody speak to what she never saw: somebody else may have been there before her.

        :raises NotPossible: where the form was filled in for an earlier state of its context.
        """

    def update(self):
        super().update()
        if self.request.method != "POST":
            refusal = self.refusal()
            if refusal is not None:
                self.show(refusal)

    @property
    def shows_form(self):
        """A form that nobody filled in is no use where the rule refuses it anyhow."""
        return self.request.method == "POST" or not self.errors

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        if self.request.method != "POST":
            # An address must not be able to fill in what a person is to say.
            for widget in self.widgets.values():
                widget.value = ""

    def obey(self, rule, *args, **kwargs):
        return super().obey(self._unless_changed, rule, *args, **kwargs)

    def _unless_changed(self, rule, *args, **kwargs):
        self.check_unchanged()
        return rule(*args, **kwargs)

    def finish(self, message, address=None):
        """Back to the context, unless elsewhere."""
        super().finish(message, address or self.context.absolute_url())
