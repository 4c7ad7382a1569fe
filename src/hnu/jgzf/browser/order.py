"""督办单: the order as an official document, and its steps."""

from hnu.jgzf import _
from hnu.jgzf.browser import widgets
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.forms import ActForm
from hnu.jgzf.browser.order_base import OrderSupport
from hnu.jgzf.domain import orders
from hnu.jgzf.interfaces.errors import NotPossible
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form import field
from zope import schema
from zope.interface import Interface


class OrderPage(OrderSupport, Page):
    """The default view; it prints as one sheet."""

    index = ViewPageTemplateFile("templates/order.pt")

    @property
    def actions(self):
        """What the viewer can do next, as links; acknowledging is a button of its own."""
        url = self.context.absolute_url()
        titles = {
            orders.ANSWER: (_("title_order_answer", default="Answer the order"), "talk"),
            orders.END: (_("title_order_end", default="End the order"), "done"),
            orders.SEND_BACK: (_("title_order_send_back", default="Send the answer back"), "go"),
        }
        return [
            {
                "url": f"{url}/@@{page_of(name)}",
                "title": title,
                "icon": icon,
                # To end what is not answered is the exception.
                "next": name == orders.ANSWER
                or (name == orders.END and not orders.needs_reason(self.context, name)),
            }
            for name, (title, icon) in titles.items()
            if name in self.transitions
        ]

    @property
    def acknowledges(self):
        return orders.ACKNOWLEDGE in self.transitions


def page_of(step):
    """Name of the page of one of ``orders.TRANSITIONS``."""
    return step.replace("_", "-")


class OrderForm(OrderSupport, ActForm):
    """A form about the order that is its context."""

    # One of orders.TRANSITIONS
    step = None
    index = ViewPageTemplateFile("templates/order_form.pt")
    field_names = {"comment": "reason"}
    page_help = ""

    def refusal(self):
        return orders.refusal(self.context, self.step)

    def check_unchanged(self):
        if self.request.form.get("round", self.seen) != self.seen:
            raise NotPossible(
                _(
                    "error_order_changed",
                    default="Somebody has dealt with this order meanwhile. Reload the page.",
                )
            )


class AcknowledgeForm(OrderForm):
    """签收: one click on the order's page; this page asks where its address is opened."""

    step = orders.ACKNOWLEDGE
    page_title = _("title_order_acknowledge", default="Acknowledge the order")
    page_help = _(
        "help_order_acknowledge",
        default="Your name and the day will stand on the order. Then deal with it and answer.",
    )
    button_title = _("button_order_acknowledge", default="Acknowledge")
    unsent = _("status_order_not_acknowledged", default="the order was not acknowledged")

    @button.buttonAndHandler(button_title, name="acknowledge")
    def handle_acknowledge(self, action):
        self.obey(orders.acknowledge, self.context)
        if not self.errors:
            self.finish(
                _(
                    "status_order_acknowledged_done",
                    default="The order is acknowledged. Answer by ${date}.",
                    mapping={"date": self.long_date(self.context.due)},
                )
            )


class IAnswerForm(Interface):
    content = schema.Text(
        title=_("label_order_answer", default="The unit's answer"),
        description=_(
            "help_order_answer",
            default=(
                "Case by case: what was done, why it was late, what will be done until when; "
                "10 to 2000 characters. Do not name or hint at the evaluator."
            ),
        ),
        required=False,
    )


class AnswerForm(OrderForm):
    step = orders.ANSWER
    fields = field.Fields(IAnswerForm)
    fields["content"].widgetFactory = widgets.Area
    page_title = _("title_order_answer", default="Answer the order")
    page_help = _(
        "help_order_answer_first",
        default="The evaluations themselves are answered on their own pages.",
    )
    button_title = _("button_order_answer", default="Send the answer")
    unsent = _("status_answer_not_sent", default="the answer was not sent")

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["content"].rows = 8

    @button.buttonAndHandler(button_title, name="answer")
    def handle_answer(self, action):
        self.obey(orders.answer, self.context, **self.values())
        if not self.errors:
            self.finish(
                _(
                    "status_order_answer_sent",
                    default="The answer was sent to the supervisors, who end the order.",
                )
            )


class IReasonForm(Interface):
    reason = schema.Text(
        title=_("label_reason", default="Reason"),
        description=_(
            "help_order_reason",
            default="10 to 500 characters. It stands on the order, and the unit reads it.",
        ),
        required=False,
    )


class ReasonForm(OrderForm):
    fields = field.Fields(IReasonForm)
    fields["reason"].widgetFactory = widgets.Area

    def updateWidgets(self, prefix=None):
        # Once something was typed the field stays, even where it is no longer needed.
        if self.request.method != "POST" and not orders.needs_reason(self.context, self.step):
            self.fields = self.fields.omit("reason")
        super().updateWidgets(prefix)
        for widget in self.widgets.values():
            widget.rows = 3


class SendBackForm(ReasonForm):
    step = orders.SEND_BACK
    page_title = _("title_order_send_back", default="Send the answer back")
    page_help = _(
        "help_order_send_back",
        default="The unit has to answer once more; the answer that is sent back stays readable.",
    )
    button_title = _("button_order_send_back", default="Send back")
    unsent = _("status_order_not_sent_back", default="the answer was not sent back")

    @button.buttonAndHandler(button_title, name="send_back")
    def handle_send_back(self, action):
        self.obey(orders.send_back, self.context, **self.values())
        if not self.errors:
            self.finish(
                _("status_order_sent_back", default="The answer was sent back, the unit is told.")
            )


class EndForm(ReasonForm):
    step = orders.END
    page_title = _("title_order_end", default="End the order")
    button_title = _("button_order_end", default="End it")
    unsent = _("status_order_not_ended", default="the order was not ended")

    @property
    def page_help(self):
        if orders.needs_reason(self.context, self.step):
            return _(
                "help_order_end_early",
                default="The unit has not answered yet. Say why the order is taken back.",
            )
        return _("help_order_end", default="End it once the answer settles what was demanded.")

    @button.buttonAndHandler(button_title, name="end")
    def handle_end(self, action):
        self.obey(orders.end, self.context, **self.values())
        if not self.errors:
            self.finish(_("status_order_ended_done", default="The order is ended."))
