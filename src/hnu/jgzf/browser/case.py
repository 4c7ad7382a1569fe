"""The page of a case: what was said, what came of it, and what the viewer can do next."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import supervision_acts
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.case_base import CaseSupport
from hnu.jgzf.browser.order_base import STATE_MARKS
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import supervision_log
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getMultiAdapter


ROLE_TITLES = {
    config.ROLE_UNIT_ADMINISTRATOR: _("role_unit_administrator", default="unit administrator"),
    config.ROLE_SUPERVISOR: _("role_supervisor", default="supervisor"),
}


class CasePage(CaseSupport, Page):
    """The default view, and the answer of the two forms that stand on it.

    :param rating: the RateForm that was sent or opened by its own address.
    :param disclosing: the same for the DisclosureForm.
    """

    index = ViewPageTemplateFile("templates/case.pt")

    def __init__(self, context, request, rating=None, disclosing=None):
        super().__init__(context, request)
        self.rating = rating
        self.disclosing = disclosing

    def update(self):
        if self.rating is None and lifecycle.RATE in self.file.transitions:
            self.rating = self._form("rate")
        if self.disclosing is None and self.file.may_disclose:
            self.disclosing = self._form("disclose-identity")

    def _form(self, name):
        """The form of that name, not filled in and with nothing carried out."""
        form = getMultiAdapter((self.context, self.request), name=name)
        form.updateWidgets()
        return form

    @property
    def here(self):
        if self.handles:
            return "manage"
        return "me" if self.file.is_evaluator else None

    @property
    def badges(self):
        marks = (
            cards.state_mark(self.context.state),
            cards.satisfaction_mark(self.context.satisfaction),
            cards.HIDDEN_MARK if self.context.hidden else None,
        )
        return [mark for mark in marks if mark is not None]

    @property
    def chip(self):
        """The date that matters now, in full."""
        case, today = self.context, dates.today()
        if case.dissatisfied:
            return cards.followup_mark(self.file.rounds[-1].rated.date(), today)
        if self.file.overdue:
            title = _(
                "status_overdue_since",
                default="${n} working days overdue, was due ${date}",
                mapping={
                    "n": -self.file.working_days_left,
                    "date": dates.short_date(case.due),
                },
            )
            if case.provisional:
                title = cards.estimated(title)
            return super().chip._replace(title=title)
        if self.file.is_evaluator and case.state == config.ANSWERED:
            return cards.Mark("warn", "clock", _("status_your_turn", default="Rate it, please"))
        return super().chip

    @property
    def actions(self):
        """Buttons beside the badges: dicts of url, title, icon and whether it is the next step."""
        url = self.context.absolute_url()
        transitions = self.file.transitions
        result = []
        if lifecycle.RATE in transitions:
            title = _("link_to_rating", default="Rate it")
            result.append({"url": "#satisfaction", "title": title, "icon": None, "next": True})
        if lifecycle.ANSWER in transitions and not self.context.dissatisfied:
            title = _("title_answer", default="Answer")
            next_step = self.file.is_administrator
            result.append(
                {"url": f"{url}/@@answer", "title": title, "icon": "talk", "next": next_step}
            )
        if lifecycle.CLOSE in transitions:
            title = _("button_close", default="Close")
            settled = not lifecycle.needs_reason(self.context, lifecycle.CLOSE)
            result.append(
                {"url": f"{url}/@@close", "title": title, "icon": "done", "next": settled}
            )
        if lifecycle.REOPEN in transitions:
            title = _("button_reopen", default="Reopen")
            result.append({"url": f"{url}/@@reopen", "title": title, "icon": "go", "next": False})
        return result

    @property
    def hidden_since(self):
        """Since when and why the case is hidden, for its parties; else None."""
        return (
            cards.hidden_since(self.context) if self.context.hidden and self.file.is_party else None
        )

    @property
    def is_redacted(self):
        return redaction.is_redacted(self.context)

    @cached_property
    def supervision(self):
        return supervision_acts.links(self.context)

    @cached_property
    def orders(self):
        """Supervision orders about the case, for those in office: dicts of number, url, mark."""
        found = order_lists.about(self.context) if self.handles else []
        return [
            {"number": order.number, "url": order.absolute_url(), "mark": STATE_MARKS[order.state]}
            for order in found
        ]

    @property
    def log_url(self):
        """Where the log's entries about the case are; None for whoever does not supervise it."""
        if not (self.file.is_supervisor and supervision_log.may_read()):
            return None
        return f"{self.center_url}/@@supervision-log?number={self.context.getId()}"

    @property
    def due_today(self):
        return self.context.pending and self.context.due == dates.today()

    # The evaluator's identity

    @property
    def blocked(self):
        """Why somebody to whom it would matter cannot see it: a message, or None."""
        if self.context.state == config.CLOSED or self.file.is_evaluator:
            return None
        if self.file.is_evaluated:
            return _(
                "text_identity_self",
                default=(
                    "This evaluation is about you: you cannot see who wrote it. Contact the "
                    "supervisors if it has to be discussed."
                ),
            )
        if self.file.is_biased_supervisor and not self.file.is_administrator:
            return _(
                "text_identity_own_unit",
                default=(
                    "This evaluation concerns your own unit: you cannot see who wrote it. Another "
                    "supervisor has to deal with it."
                ),
            )
        return None

    @property
    def shown(self):
        """The evaluator as a ``disclosure.Person``: in the answer to a disclosure, never else."""
        return self.disclosing.person if self.disclosing is not None else None

    @cached_property
    def contact(self):
        return disclosure.contact(self.context)

    @cached_property
    def last_look(self):
        """The viewer's own last disclosure as a dict of time and reason, or None."""
        looks = disclosure.own_looks(self.context) if self.handles else []
        return self._look(looks[-1]) if looks else None

    @cached_property
    def looks(self):
        """Every disclosure, for the evaluator and for supervisors who do not judge themselves."""
        if self.file.is_evaluator or self.file.is_supervisor:
            return [self._look(look) for look in disclosure.log(self.context)]
        return []

    def _look(self, look):
        is_administrator = look.role == config.ROLE_UNIT_ADMINISTRATOR
        return {
            "at": dates.minute(look.at),
            "unit": self.context.holder_at(look.at).unit_title if is_administrator else "",
            "role": ROLE_TITLES[look.role],
            "name": look.name,
            "reason": look.reason,
        }


class FeedbackView(BrowserView):
    """An answer has no page of its own: on to its place on the case's page."""

    def __call__(self):
        case = self.context.__parent__
        return self.request.response.redirect(f"{case.absolute_url()}#round-{self.context.getId()}")
