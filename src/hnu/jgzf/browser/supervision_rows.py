"""Lines of the supervisors' desk: a case, a unit, a person with many looks, a look."""

from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.browser.supervision_log_row import LogRow
from hnu.jgzf.browser.supervision_log_row import ROLE_TITLES
from hnu.jgzf.browser.supervision_log_row import unit_title
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import supervision_desk
from plone import api


class CaseRow(cards.Card):
    """A case of any list. The rules are asked what can be done with it, so it is woken."""

    def __init__(self, brain, view):
        super().__init__(brain, view.center_url)
        case = supervision_desk.get_case(brain)
        self.badge = self.mark = None
        self.notes = []
        if brain.pending:
            due = date.fromordinal(brain.due)
            self.mark = cards.deadline_mark(
                due, view.desk.today, count=True, provisional=brain.provisional
            )
            day = {"date": dates.short_date(due)}
            self.notes.append(
                _("label_was_due", default="was due ${date}", mapping=day)
                if due < view.desk.today
                else _("due_before", default="by ${date}", mapping=day)
            )
        if brain.state == config.RATED and brain.pending:
            self.badge = cards.satisfaction_mark(brain.satisfaction)
            self.notes.append(_rated(brain, view.desk.today))
        planned = supervision_desk.planned_day(brain) if brain.rounds else None
        if planned is not None:
            self.notes.append(
                _("label_planned_on", default="planned for ${date}", mapping=_day(planned))
            )
        self.tone = self.mark.tone if self.mark else "warn"
        self.administrators = _names(case.__parent__, view.desk.today)
        self.reminded = _reminded(case)
        refusal = reminding.refusal(case)
        self.may_be_reminded = refusal is None
        self.refusal = refusal.message if refusal is not None else None


def _day(day):
    return {"date": dates.short_date(day)}


def _rated(brain, today):
    days = deadlines.working_days_between(brain.rated, today)
    if not days:
        return _("round_answer", default="Answer ${n}", mapping={"n": brain.rounds})
    return _(
        "label_round_waits",
        default="answer ${round}, for ${n} working days",
        mapping={"round": brain.rounds, "n": days},
    )


def _names(unit, day):
    """Names of the unit's administrators today; an i18n message where there is none."""
    names = [row.get("name") or "" for row in active_administrators(unit, day)]
    if not names:
        return _("label_no_administrator", default="no administrator")
    return _(
        "label_administrators_are",
        default="administrator ${names}",
        mapping={"names": "、".join(names)},
    )


def _reminded(case):
    if not case.reminded:
        return _("label_not_reminded", default="not reminded")
    return _(
        "label_reminded",
        default="${date}, reminded ${n} times",
        mapping={"n": len(case.reminded), **_day(case.reminded[-1])},
    )


class UnitRow:
    """A unit for which nobody answers, and how many of its cases wait for a supervisor."""

    def __init__(self, unattended, view):
        gap = unattended.gap
        self.title = gap.unit.title
        may_edit = api.user.has_permission("Modify portal content", obj=gap.unit)
        self.url = gap.unit.absolute_url() + ("/edit" if may_edit else "")
        self.waiting = unattended.waiting
        self.cases_url = f"{view.center_url}/@@manage-evaluations?unit={gap.unit.code}"
        self.note = _("gap_never_reported", default="none was reported")
        if gap.day:
            self.note = _(
                "gap_last",
                default="${name} until ${day}",
                mapping={"name": gap.name, "day": dates.long_date(gap.day)},
            )
        elif gap.name:
            self.note = _(
                "gap_unreachable",
                default="${name} has neither an account nor a number",
                mapping={"name": gap.name},
            )


class ManyRow:
    """A person, or the administrators of a unit together, with many looks."""

    def __init__(self, looks, view):
        self.unit = unit_title(looks.unit)
        self.role = ROLE_TITLES.get(looks.role, looks.role) if looks.userid else None
        self.name = looks.name
        self.count = looks.count
        self.url = f"{view.center_url}/@@supervision-log?act={config.ACT_DISCLOSE}"
        if looks.unit:
            self.url += f"&unit={looks.unit}"


ROWS = {
    **dict.fromkeys(supervision_desk.CASES, CaseRow),
    supervision_desk.UNATTENDED: UnitRow,
    supervision_desk.MANY: ManyRow,
    supervision_desk.LOOKS: LogRow,
}
