"""The base of our forms: what the rules refuse is shown beside the field, and nothing is lost."""

from hnu.jgzf import _
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import Refusal
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from z3c.form import form
import transaction


STATUS = {"NotPermitted": 403, "NotPossible": 409, "TooMany": 429, "InvalidInput": 400}


class RuleForm(PageSupport, form.Form):
    """A form whose fields are plain text and whose handler calls a rule.

    A handler runs its rule in :meth:`obey`; the answer to a refused POST has the status of the
    refusal, so that scripts and tests can tell.
    """

    ignoreContext = True
    errors = ()
    # REST names of fields in ``domain`` that are called otherwise in the form.
    field_names = {}

    def __call__(self):
        self.prepare()
        self.update()
        if self.request.response.getStatus() in (301, 302, 303):
            return ""
        return self.index()

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
        CheckAuthenticator(self.request)
        try:
            return rule(*args, **kwargs)
        except Refusal as refusal:
            transaction.abort()
            self.show(refusal)
            return None

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

    # What was not sent, for the heading of the list of errors
    unsent = _("status_not_sent", default="nothing was sent")

    @property
    def errors_title(self):
        if len(self.errors) == 1 and self.errors[0]["href"] is None:
            return self.translate(_("title_refused", default="This is not possible"))
        return self.translate(
            _(
                "title_errors",
                default="${n} things to correct, ${unsent}",
                mapping={"n": len(self.errors), "unsent": self.translate(self.unsent)},
            )
        )
