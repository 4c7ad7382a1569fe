"""退回重写 (R17): an answer that is not rational and objective goes back before it is rated."""

from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.close import ReasonForm
from hnu.jgzf.domain import lifecycle
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class IReturnForm(Interface):
    reason = schema.Text(
        title=_("label_reason", default="Reason"),
        description=_(
            "help_return_reason",
            default=(
                "What is to be written differently, in 10 to 500 characters. The unit's "
                "administrators and supervisors can read it, nobody else."
            ),
        ),
        required=False,
    )


class ReturnForm(ReasonForm):
    transition = lifecycle.RETURN
    fields = field.Fields(IReturnForm)
    fields["reason"].widgetFactory = widgets.Area
    page_title = _("title_return", default="Send the answer back")
    page_help = _(
        "help_return",
        default=(
            "The unit writes another answer by the same deadline, or within two working days. Only "
            "its administrators and supervisors can read from now on what the returned one said."
        ),
    )
    button_title = _("button_return", default="Send back")
    unsent = _("status_not_returned", default="the answer was not sent back")

    @button.buttonAndHandler(button_title, name="return")
    def handle_return(self, action):
        self.obey(lifecycle.return_answer, self.context, **self.values())
        if not self.errors:
            self.finish(
                _(
                    "status_returned_done",
                    default="The answer was sent back; the new one is due ${date}.",
                    mapping={"date": self.long_date(self.context.due)},
                )
            )
