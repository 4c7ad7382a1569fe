"""What the current user has not read yet, and saying that she has."""

from hnu.jgzf.notifications import notice_board
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from plone import api


class NoticesGet(Service):
    """Newest first; never more than ``content.notices.MOST``."""

    permission = "hnu.jgzf: Read notices"

    def reply(self):
        url = self.context.absolute_url()
        items = [
            {
                "id": notice.id,
                "kind": notice.kind,
                "recipient": notice.role,
                "day": notice.day.isoformat(),
                "text": notice.text,
                "number": notice.number,
                "evaluation": None if notice.is_about_order else f"{url}/{notice.path}",
                "order": f"{url}/{notice.path}" if notice.is_about_order else None,
            }
            for notice in notice_board.unread(api.user.get_current().getId())
        ]
        return {"@id": f"{url}/@notices", "items": items, "items_total": len(items)}


class NoticesPost(NoticesGet):
    """``{"read": [ids]}``: these are read. Answers with the rest."""

    def reply(self):
        sent = body.read_object(self.request)
        notice_board.mark_read(api.user.get_current().getId(), sent.get("read"))
        return super().reply()
