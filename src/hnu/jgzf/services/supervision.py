"""督办 (R25): the desk, reminders and the supervisors' log."""

from hnu.jgzf import _
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import supervision_desk
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.serializers.dates import serialize_moment
from hnu.jgzf.serializers.supervision import ITEMS
from hnu.jgzf.serializers.supervision import log_head
from hnu.jgzf.serializers.supervision import log_line
from hnu.jgzf.services import batching
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from zope.i18n import translate


# Of each list, where no list is asked for
SHOWN = 10


class SupervisionGet(Service):
    """Counts, and the beginning of each list; with ``?list=`` one of them in pages."""

    permission = supervision_desk.PERMISSION

    def reply(self):
        desk = supervision_desk.Desk()
        form = self.request.form
        url = f"{self.context.absolute_url()}/@supervision"
        name = form.get("list") or ""
        if name:
            return self.one(desk, url, name)
        lists = {}
        for name in supervision_desk.LISTS:
            page = desk.page(name, 0, SHOWN)
            lists[name] = {
                "@id": f"{url}?list={name}",
                "items": [ITEMS[name](item) for item in page],
                "items_total": page.total,
            }
        return {
            "@id": url,
            "day": serialize_moment(desk.today),
            "counts": desk.counts,
            "lists": lists,
        }

    def one(self, desk, url, name):
        errors = []
        if name not in supervision_desk.LISTS:
            errors.append(FieldError("list", _("error_filter", default="There is no such choice.")))
        start, size = batching.read(self.request.form, errors)
        if errors:
            raise InvalidInput(tuple(errors))
        return batching.batch(url, [("list", name)], desk.page(name, start, size), ITEMS[name])


class RemindersPost(Service):
    """``{"numbers": [...]}``: of the one what can be reminded of, and why not of the others."""

    def reply(self):
        result = reminding.remind_many(body.read_object(self.request).get("numbers"))
        return {
            "reminded": [case.getId() for case in result.reminded],
            "refused": [
                {"number": number, "message": translate(message, context=self.request)}
                for number, message in result.refused
            ],
        }


class EvaluationRemindersPost(Service):
    """One case; 201 with all of its reminders. Nothing has to be sent."""

    def reply(self):
        reminding.remind(self.context)
        self.request.response.setStatus(201)
        return {
            "number": self.context.getId(),
            "reminders": [serialize_moment(moment) for moment in self.context.reminded],
        }


class SupervisionLogGet(Service):
    """The log, newest first, in pages; ``act``, ``unit`` and ``number`` narrow it."""

    permission = supervision_log.PERMISSION

    def reply(self):
        narrowed, errors = supervision_log.read_filters(self.request.form)
        start, size = batching.read(self.request.form, errors)
        if errors:
            raise InvalidInput(tuple(errors))
        lines, total = supervision_log.read(**narrowed, start=start, size=size)
        url = f"{self.context.absolute_url()}/@supervision-log"
        page = listings.Page(lines, total, start, size)
        result = batching.batch(url, list(narrowed.items()), page, log_line)
        return {"@id": result.pop("@id"), "head": log_head(supervision_log.head()), **result}
