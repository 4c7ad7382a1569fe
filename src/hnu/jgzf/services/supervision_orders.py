"""督办单 (R25): the list, issuing one, and the steps of one.

To whoever may not read an order it is not there: 404, as for an address that leads to nothing.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import order_issue
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import orders
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.serializers.supervision_order import list_item
from hnu.jgzf.services import batching
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from hnu.jgzf.services.refused import NotAllowed
from plone.restapi.interfaces import ISerializeToJson
from zExceptions import NotFound
from zope.component import getMultiAdapter


class OrdersGet(Service):
    """Orders that the current user may read, newest first: ``state`` and ``unit`` narrow it."""

    def reply(self):
        if not order_lists.reads_orders():
            raise NotPermitted(
                _("error_no_unit", default="You do not answer for any unit. Ask a supervisor.")
            )
        units = [unit.getId() for unit in order_lists.readable_units()]
        form, errors = self.request.form, []
        start, size = batching.read(form, errors)
        wanted = {"state": form.get("state") or "", "unit": form.get("unit") or ""}
        if wanted["state"] not in ("", *config.ORDER_STATES):
            message = _("error_order_state", default="There is no such state of an order.")
            errors.append(FieldError("state", message))
        if wanted["unit"] not in ("", *units):
            message = _("error_order_unit_unknown", default="You read no orders of such a unit.")
            errors.append(FieldError("unit", message))
        if errors:
            raise InvalidInput(tuple(errors))
        url = f"{self.context.absolute_url()}/@supervision-orders"
        parameters = [(name, value) for name, value in wanted.items() if value]
        page = order_lists.read(**wanted, start=start, size=size)
        return batching.batch(url, parameters, page, list_item)


class OrdersPost(Service):
    """Issue an order to a unit. 201 with the order."""

    def reply(self):
        sent = body.read_object(self.request)
        order = order_issue.issue(
            sent.get("unit"),
            [] if sent.get("cases") is None else sent["cases"],
            sent.get("text"),
            sent.get("due"),
        )
        response = self.request.response
        response.setStatus(201)
        response.setHeader("Location", order.absolute_url())
        return getMultiAdapter((order, self.request), ISerializeToJson)()


class OfOrder:
    """Mix-in for what is asked of an order."""

    def render(self):
        if not orders.may_view(self.context):
            raise NotFound
        return super().render()


class OrderGet(OfOrder, Service):
    def reply(self):
        return getMultiAdapter((self.context, self.request), ISerializeToJson)()


class OrderWorkflowGet(OfOrder, Service):
    """The state, and no history."""

    def reply(self):
        return {"state": self.context.state}


class OrderWorkflowPost(OfOrder, Service):
    """POST ``@workflow/STEP``: ``answer`` takes ``content``, ``send_back`` and ``end`` a
    ``comment``."""

    step = None

    def publishTraverse(self, request, name):
        if self.step is not None or name not in orders.TRANSITIONS:
            raise NotFound
        self.step = name
        return self

    def reply(self):
        order = self.context
        if self.step == orders.ACKNOWLEDGE:
            orders.acknowledge(order)
        elif self.step == orders.ANSWER:
            orders.answer(order, body.read(self.request, texts=("content",))["content"])
        elif self.step == orders.SEND_BACK:
            orders.send_back(order, body.read(self.request, texts=("comment",))["comment"])
        elif self.step == orders.END:
            orders.end(order, body.read(self.request, texts=("comment",))["comment"])
        else:
            message = _("error_order_step", default="Name the step, as in @workflow/answer.")
            raise InvalidInput((FieldError("transition", message),))
        return {"state": order.state}


class OrderNotAllowed(OfOrder, NotAllowed):
    """What an order says never changes but by its steps."""
