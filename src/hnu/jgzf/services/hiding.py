from hnu.jgzf import _
from hnu.jgzf.domain import hiding
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.serializers.evaluation import serialize_hiding
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service


class HidingPost(Service):
    """Hide the case, or show it again: ``{"hidden": true | false, "reason"}``."""

    def reply(self):
        sent = body.read_object(self.request)
        hidden = sent.get("hidden")
        if not isinstance(hidden, bool):
            message = _("error_hidden", default="Send true to hide it, false to show it again.")
            raise InvalidInput((FieldError("hidden", message),))
        rule = hiding.hide if hidden else hiding.show_again
        rule(self.context, sent.get("reason"))
        return serialize_hiding(self.context)
