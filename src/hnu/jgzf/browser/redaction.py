"""隐去部分内容: which passage of which text, and why; and what was taken out before."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.case_base import CaseForm
from hnu.jgzf.content.redactions import MARK
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import redaction
from hnu.jgzf.interfaces.errors import NotPermitted
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class IRedactionForm(Interface):
    field = schema.Text(title=_("label_redact_field", default="Text"), required=False)
    passage = schema.Text(
        title=_("label_passage", default="Passage"),
        description=_(
            "help_passage",
            default=(
                "Copy it from the text exactly. Wherever it stands in that text, the mark takes "
                "its place."
            ),
        ),
        required=False,
    )
    reason = schema.Text(
        title=_("label_reason", default="Reason"),
        description=_(
            "help_redaction_reason",
            default=(
                "10 to 500 characters, for the supervisors' log alone. Do not repeat the passage."
            ),
        ),
        required=False,
    )


WIDGETS = {"field": widgets.Options, "passage": widgets.Area, "reason": widgets.Area}

TITLES = {
    redaction.TOPIC: _("label_topic", default="Topic"),
    redaction.CONTENT: _("label_content", default="Content"),
    redaction.ANSWER: _("round_answer", default="Answer ${n}"),
    redaction.COMMENT: _("label_rating_comment_of", default="Comment on answer ${n}"),
    redaction.REASON: _("label_reason_of", default="Reason ${n} of closing or reopening"),
}


class RedactForm(CaseForm):
    here = "manage"
    fields = widgets.with_widgets(field.Fields(IRedactionForm), WIDGETS)
    index = ViewPageTemplateFile("templates/redact.pt")
    page_title = _("title_redact", default="Redact a passage")
    unsent = _("status_not_redacted", default="nothing was redacted")
    mark = MARK

    def refusal(self):
        return redaction.refusal(self.context)

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        options = [(text["name"], text["title"]) for text in self.texts]
        self.widgets["field"].groups = [("", "", options)]
        for name in ("passage", "reason"):
            self.widgets[name].rows = 3

    @cached_property
    def texts(self):
        """What can be redacted: dicts of name, title and text."""
        return [
            {"name": one.name, "title": _title(one.kind, one.number), "text": one.text}
            for one in redaction.fields(self.context)
        ]

    @cached_property
    def earlier(self):
        """What was redacted before, newest first: dicts of title, day, name, reason, original."""
        try:
            log = redaction.log(self.context)
        except NotPermitted:
            return []
        return [
            {
                "title": field_title(entry.field),
                "at": dates.minute(entry.at),
                "name": entry.name,
                "reason": entry.reason,
                "original": entry.original,
            }
            for entry in reversed(log)
        ]

    @button.buttonAndHandler(_("button_redact", default="Redact"), name="redact")
    def handle_redact(self, action):
        self.obey(redaction.redact, self.context, **self.values())
        if not self.errors:
            self.finish(_("status_redacted_done", default="The passage is redacted."))


def _title(kind, number):
    return _(TITLES[kind], default=TITLES[kind].default, mapping={"n": number})


def field_title(name):
    """What a text of a case is called, by the name of its ``domain.redaction.Field``."""
    kind, _dash, number = name.partition("-")
    return _title(kind, int(number or 0))
