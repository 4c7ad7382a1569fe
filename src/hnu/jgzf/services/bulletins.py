"""通报 over REST: make, read, issue and throw away, as on the page ``@@bulletins``."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain.bulletins import composing
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.domain.bulletins import texts
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from zExceptions import NotFound


ISSUE = "issue"


class Bulletins(Service):
    """``@bulletins``, ``@bulletins/ID`` and ``@bulletins/ID/issue``."""

    permission = config.MAKE_BULLETINS

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        self.path.append(name)
        return self

    @property
    def bulletin(self):
        """The one that the address names."""
        found = register.find(self.path[0])
        if found is None:
            raise NotFound
        return found

    @property
    def url(self):
        return f"{self.context.absolute_url()}/@bulletins"

    def summary(self, bulletin):
        """What a list has of it."""
        return {
            "@id": f"{self.url}/{bulletin.id}",
            "id": bulletin.id,
            "state": "issued" if bulletin.is_issued else "draft",
            "title": bulletin.texts["title"],
            "period": {
                "from": bulletin.figures["period"]["first"],
                "to": bulletin.figures["period"]["last"],
            },
            "made": bulletin.made_on.isoformat(),
            "made_by": bulletin.made_by,
            "issued": bulletin.issued_on.isoformat() if bulletin.is_issued else None,
            "issued_by": bulletin.issued_by or None,
            "file": f"{self.context.absolute_url()}/@@bulletin-download?id={bulletin.id}",
        }

    def with_texts(self, bulletin):
        """And what somebody can have changed."""
        head = bulletin.head
        return {
            **self.summary(bulletin),
            "texts": dict(bulletin.texts),
            "supervision_log": {"serial": head[0], "seal": head[1]} if head else None,
        }

    def complete(self, bulletin):
        """And its figures, and the document, block by block."""
        figures = {name: value for name, value in bulletin.figures.items() if name != "charts"}
        return {
            **self.with_texts(bulletin),
            "figures": figures,
            "document": [_without_picture(block) for block in register.blocks(bulletin)],
        }


class BulletinsGet(Bulletins):
    """The list, issued ones first; or one of them."""

    def reply(self):
        if len(self.path) > 1:
            raise NotFound
        if self.path:
            return self.complete(self.bulletin)
        items = [self.summary(each) for each in (*register.issued(), *register.drafts())]
        return {"@id": self.url, "items": items, "items_total": len(items)}


class BulletinsPost(Bulletins):
    """A draft of a period, with texts of its own where they are sent; or its issue."""

    def reply(self):
        if not self.path:
            return self.make()
        if self.path[1:] != [ISSUE]:
            message = _("error_bulletin_act", default="Name the act, as in @bulletins/ID/issue.")
            raise InvalidInput((FieldError("act", message),))
        bulletin = self.bulletin
        register.issue(bulletin)
        return self.with_texts(bulletin)

    def make(self):
        sent = body.read_object(self.request)
        own = texts.checked(sent, texts.NAMES)
        bulletin = register.make({name: sent.get(name) for name in register.CHOSEN})
        if own:
            register.change(bulletin, own)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", f"{self.url}/{bulletin.id}")
        return self.with_texts(bulletin)


class BulletinsDelete(Bulletins):
    """Throws a draft away."""

    def reply(self):
        if len(self.path) != 1:
            raise NotFound
        register.discard(self.bulletin)
        self.request.response.setStatus(204)


def _without_picture(block):
    if block["kind"] != composing.CHART:
        return dict(block)
    return {"kind": block["kind"], "text": block["text"]}
