"""督办 (R25): the supervisors' desk, what has to be followed up today and one click to remind.

A POST reminds of the chosen evaluations and leads back here; where some could not be reminded of,
the answer says which and why.
"""

from functools import cached_property
from functools import partial
from hnu.jgzf import _
from hnu.jgzf.browser import paging
from hnu.jgzf.browser import supervision_links
from hnu.jgzf.browser import supervision_rows
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import supervision_desk
from hnu.jgzf.domain.supervision_desk import DEFERRED
from hnu.jgzf.domain.supervision_desk import DISSATISFIED
from hnu.jgzf.domain.supervision_desk import DUE_SOON
from hnu.jgzf.domain.supervision_desk import LOOKS
from hnu.jgzf.domain.supervision_desk import MANY
from hnu.jgzf.domain.supervision_desk import OVERDUE
from hnu.jgzf.domain.supervision_desk import UNATTENDED
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import NamedTuple
from z3c.form import button


# Of each list; all of it under an address of its own
SHOWN = 10

# Names of so many units stand below a number.
NAMED = 3


class Section(NamedTuple):
    """A list of the desk: its heading, what it says when it is empty, tone, icon, first column."""

    title: object
    empty: object
    tone: str
    icon: str
    column: object = None


_DUE = _("label_due_answer", default="Answer due")
SECTIONS = {
    OVERDUE: Section(
        _("desk_overdue", default="Overdue, not answered"),
        _("empty_overdue", default="No evaluation is overdue"),
        "bad",
        "alert",
        _DUE,
    ),
    DUE_SOON: Section(
        _("desk_due_soon", default="Due within 2 working days"),
        _("empty_due_soon", default="No evaluation is due within 2 working days"),
        "warn",
        "clock",
        _DUE,
    ),
    DISSATISFIED: Section(
        _("desk_dissatisfied", default="Dissatisfied, to be settled"),
        _("empty_unsettled", default="No evaluation is to be settled"),
        "bad",
        "f2",
        _("label_satisfaction", default="Satisfaction"),
    ),
    DEFERRED: Section(
        _("desk_deferred", default="Put off, and the day is over"),
        _("empty_deferred", default="No planned day is over"),
        "warn",
        "wait",
        _("label_planned", default="Planned day"),
    ),
    UNATTENDED: Section(
        _("desk_unattended", default="Units without administrator"),
        _("empty_unattended", default="Every unit has an administrator"),
        "bad",
        "users",
    ),
    MANY: Section(
        _("desk_many_looks", default="Many looks at identities"),
        _("empty_many_looks", default="Nobody looked often"),
        "warn",
        "eye",
    ),
    LOOKS: Section(
        _("heading_looks_all", default="Looks at identities"),
        _("empty_looks_all", default="Nobody looked at an identity"),
        "mute",
        "eye",
    ),
}


class SupervisionPage(RuleForm):
    """``?list=`` is one of ``supervision_desk.LISTS``: all of it, in pages, and nothing else."""

    here = "supervision"
    index = ViewPageTemplateFile("templates/supervision.pt")
    unsent = _("status_not_reminded", default="nobody was reminded")

    # What came of a POST where something could not be done: a reminding.Result
    result = None

    @property
    def chosen(self):
        """Numbers whose boxes were ticked, a list; of a form that was sent again, too."""
        sent = self.request.form.get("numbers", []) if self.request.method == "POST" else []
        return sent if isinstance(sent, list) else [sent]

    @button.buttonAndHandler(_("button_remind_selected", default="Remind"), name="selected")
    def handle_selected(self, action):
        self._remind(self.chosen)

    @button.buttonAndHandler(_("button_remind", default="Remind the unit"), name="remind")
    def handle_remind(self, action):
        self._remind([self.request.form.get("form.buttons.remind")])

    def _remind(self, numbers):
        result = self.obey(reminding.remind_many, numbers)
        if result is None:
            return
        if result.refused:
            self.result = result
            if not result.reminded:
                self.request.response.setStatus(409)
            return
        message = _(
            "status_reminded_many",
            default="${n} reminded: the administrators of the units are being told.",
            mapping={"n": len(result.reminded)},
        )
        api.portal.show_message(message, self.request)
        self.request.response.redirect(self._address(*self.requested))

    @property
    def page_title(self):
        title = _("nav_supervision", default="Supervision")
        if not self.list:
            return title
        return f"{self.translate(title)}：{self.translate(SECTIONS[self.list].title)}"

    @cached_property
    def desk(self):
        return supervision_desk.Desk()

    @cached_property
    def list(self):
        """Name of the list that is shown alone, or empty for all."""
        name = self.request.form.get("list")
        return name if isinstance(name, str) and name in SECTIONS else ""

    @cached_property
    def requested(self):
        return paging.requested(self.request.form)

    @cached_property
    def url(self):
        return f"{self.center_url}/@@supervision"

    def _address(self, start, size):
        query = [("list", self.list)] if self.list else []
        query += [("b_start", start)] if start else []
        query += [("b_size", size)] if size != paging.SIZE else []
        return paging.address(self.url, query)

    @cached_property
    def sections(self):
        """Lists as dicts: name, kind, title, empty, tone, icon, column, count, rows, paging, where
        all of it is, and whether it says what a reminder does: the first that has one.
        """
        names = [self.list] if self.list else list(SECTIONS)
        sections = [self._section(name) for name in names]
        first = next((section for section in sections if section["may_remind"]), None)
        return [{**section, "explains": section is first} for section in sections]

    def _section(self, name):
        read = partial(self.desk.page, name)
        if self.list:
            page = paging.within(read, *self.requested)
            pages = paging.Paging(page, self.url, [("list", name)])
        else:
            page, pages = read(0, SHOWN), None
        rows = [supervision_rows.ROWS[name](item, self) for item in page]
        is_longer = not self.list and page.total > len(page)
        return {
            **SECTIONS[name]._asdict(),
            "name": name,
            "kind": "cases" if name in supervision_desk.CASES else name,
            "count": page.total,
            "rows": rows,
            "may_remind": any(getattr(row, "may_be_reminded", False) for row in rows),
            "paging": pages,
            "all_url": paging.address(self.url, [("list", name)]) if is_longer else None,
        }

    @cached_property
    def links(self):
        return supervision_links.links()

    @property
    def lead(self):
        day = self.desk.today
        return _(
            "lead_supervision",
            default="${date}, ${weekday}. What is overdue or dissatisfied comes first.",
            mapping={"date": dates.long_date(day), "weekday": dates.weekday(day)},
        )

    @property
    def stats(self):
        """The figures on top: dicts of tone, title, count, note."""
        desk = self.desk
        overdue, today, unsettled = desk.overdue, desk.due_today, desk.dissatisfied
        rated = min((brain.rated for brain in unsettled), default=desk.today)
        waiting = deadlines.working_days_between(rated, desk.today)
        units = len({brain.unit for brain in overdue})
        return [
            {
                "tone": "bad" if overdue else "mute",
                "title": SECTIONS[OVERDUE].title,
                "count": len(overdue),
                "note": overdue and _("count_units", default="${n} units", mapping={"n": units}),
            },
            {
                "tone": "warn" if today else "mute",
                "title": _("status_due_today", default="Due today"),
                "count": len(today),
                "note": _names(brain.unit_title for brain in today),
            },
            {
                "tone": "bad" if unsettled else "mute",
                "title": SECTIONS[DISSATISFIED].title,
                "count": len(unsettled),
                "note": waiting
                and _(
                    "stat_longest",
                    default="for ${n} working days at most",
                    mapping={"n": waiting},
                ),
            },
            {
                "tone": "info",
                "title": _("stat_in_time_waiting", default="In time, not answered"),
                "count": len(desk.in_time),
                "note": "",
            },
            {
                "tone": "warn" if desk.unattended else "mute",
                "title": SECTIONS[UNATTENDED].title,
                "count": len(desk.unattended),
                "note": _names(unit.gap.unit.title for unit in desk.unattended),
            },
        ]

    @property
    def outbox_url(self):
        """The failed messages, for whoever may open them; else None."""
        portal = api.portal.get()
        if not api.user.has_permission("hnu.jgzf: Manage notifications", obj=portal):
            return None
        return f"{portal.absolute_url()}/@@jgzf-outbox?state=failed"

    @property
    def health_url(self):
        portal = api.portal.get()
        if not api.user.has_permission("hnu.jgzf: View health", obj=portal):
            return None
        return f"{portal.absolute_url()}/@@jgzf-health"


def _names(titles):
    """Some units, each once: ``教务处、保卫处…``"""
    names = list(dict.fromkeys(titles))
    return "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
