from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.serializers.disclosure import serialize_disclosure
from hnu.jgzf.services import body
from hnu.jgzf.services import errors
from hnu.jgzf.services.base import Service


class IdentityDisclosuresPost(Service):
    """Who wrote the case, for a reason, shown once and on record (R19)."""

    def reply(self):
        sent = body.read(self.request, texts=("reason",))
        person = disclosure.disclose(self.context, sent["reason"])
        self.request.response.setStatus(201)
        return {"name": person.name, "contact": person.contact}


class IdentityDisclosuresGet(Service):
    """The log of one case, for supervisors who would not judge themselves.

    The evaluator reads hers in ``@my-evaluations``.
    """

    def reply(self):
        if not lifecycle.is_supervisor(self.context):
            raise NotPermitted(errors.FORBIDDEN)
        return {"items": [serialize_disclosure(look) for look in disclosure.log(self.context)]}
