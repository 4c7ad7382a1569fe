"""办理过程: the steps of a case in words, oldest first, and what it waits for at the end.

Days only: nobody needs the time of day, and other members must not learn it. Of reminders, which
other members are not told of, those who deal with the case see the minute.
"""

from hnu.jgzf import _
from hnu.jgzf.browser import cards
from hnu.jgzf.browser import supervision_steps
from hnu.jgzf.browser.told import Told
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from zope.i18n import translate


def timeline(file, request):
    """What happened to a case, for the viewer whose ``domain.case_file.CaseFile`` this is."""
    told = [_TELLERS[step.action](step, file, request) for step in file.steps]
    if file.case.pending:
        told.append(_waiting(file, request))
    return told


def _submitted(step, file, request):
    who = (
        _("label_myself", default="myself")
        if file.is_evaluator
        else _("label_anonymous", default="anonymous")
    )
    return Told(
        "mute",
        "mail",
        _("round_submitted", default="Evaluation submitted"),
        dates.long_date(step.at),
        who=who,
        is_own=file.is_evaluator,
        text=file.case.content,
    )


def _answered(step, file, request):
    feedback = step.feedback
    title = _("round_answer", default="Answer ${n}", mapping={"n": step.round})
    marks = (("chip", cards.answered_mark(feedback.answered.date(), feedback.due)),)
    text, note = feedback.content, _planned(feedback)
    if feedback.returned is not None:
        title = _("round_answer_returned", default="Answer (sent back later)")
    if feedback.returned is None or file.handles:
        marks = (("badge", cards.outcome_mark(feedback.outcome)), *marks)
    else:
        text, note = "", _("text_answer_returned", default="What it said is not shown any more.")
    return Told(
        "info" if feedback.returned is None else "mute",
        "talk",
        title,
        dates.long_date(step.at),
        who=step.holder.unit_title,
        marks=marks,
        text=text,
        note=note,
        is_inner=feedback.returned is not None,
        anchor=f"round-{feedback.getId()}",
        responsible=_responsible(file, request, feedback.due, feedback.answered.date()),
    )


def _responsible(file, request, due, answered=None):
    """Who was in charge when an answer was given and when it was due, as far as that has come.

    One line where that is the same; no line for anybody but supervisors. Where it was late, and
    another unit's when it was due, that unit stands before them.
    """
    days = [day for day in (answered, due) if day is not None and day <= dates.today()]
    named = {day: _names(file, day, request) for day in days}
    if not days or None in named.values():
        return ()
    held = file.late_holder(due, answered)
    if held is not None:
        line = _("text_late_holder", default="When it became late: ${unit}", mapping={"unit": held})
        return (line, *_persons(named, due, answered))
    return _persons(named, due, answered)


def _persons(named, due, answered):
    """Lines for the names by day."""
    if answered is not None and len(set(named.values())) == 1:
        return (
            _("text_responsible", default="Then: ${names}", mapping={"names": named[answered]}),
        )
    titles = {
        due: _("text_responsible_due", default="On the last day, ${day}: ${names}"),
        answered: _(
            "text_responsible_answer", default="On the day of the answer, ${day}: ${names}"
        ),
    }
    return tuple(
        _(
            titles[day],
            default=titles[day].default,
            mapping={"day": dates.short_date(day), "names": names},
        )
        for day, names in sorted(named.items())
    )


def _names(file, day, request):
    """Names of the administrators on that day; None for whom they are not for."""
    rows = file.responsible(day)
    if rows is None:
        return None
    deputy = translate(_("label_deputy", default="Deputy"), context=request)
    nobody = translate(_("text_responsible_nobody", default="nobody"), context=request)
    names = [
        f"{row.get('name') or ''}（{deputy}）" if row.get("deputy") else row.get("name") or ""
        for row in rows
    ]
    return "、".join(names) or nobody


def _planned(feedback):
    if feedback.planned is None:
        return ""
    return _(
        "round_planned",
        default="To be taken up again on ${date}",
        mapping={"date": dates.long_date(feedback.planned)},
    )


def _rated(step, file, request):
    mark = cards.satisfaction_mark(step.feedback.satisfaction)
    level = translate(mark.title, context=request)
    return Told(
        mark.tone,
        mark.icon,
        _(
            "round_rating",
            default="Satisfaction with answer ${n}: ${level}",
            mapping={"n": step.round, "level": level},
        ),
        dates.long_date(step.at),
        text=step.feedback.rating_comment,
    )


def _closed(step, file, request):
    note = ""
    if not step.feedback.satisfaction:
        note = (
            _("round_unrated", default="The evaluator did not rate the answer.")
            if step.reason
            else _(
                "round_unrated_expired",
                default="The evaluator did not rate the answer; closed when the time was over.",
            )
        )
    return Told(
        "mute",
        "done",
        _("round_closed", default="Closed"),
        dates.long_date(step.at),
        note=note,
        text=step.reason,
        is_reason=True,
    )


def _reopened(step, file, request):
    return Told(
        "info",
        "go",
        _("round_reopened", default="Taken up again"),
        dates.long_date(step.at),
        text=step.reason,
        is_reason=True,
    )


def _resumed(step, file, request):
    return Told(
        "info",
        "go",
        _("round_resumed", default="Taken up again on the planned day"),
        dates.long_date(step.at),
    )


_TELLERS = {
    **supervision_steps.TELLERS,
    None: _submitted,
    lifecycle.ANSWER: _answered,
    lifecycle.RATE: _rated,
    lifecycle.CLOSE: _closed,
    lifecycle.REOPEN: _reopened,
    lifecycle.RESUME: _resumed,
}


def _waiting(file, request):
    """The answer that is not there yet, and until when it is due."""
    case, today = file.case, dates.today()
    mark = cards.deadline_mark(case.due, today, provisional=case.provisional)
    number = len(file.rounds) + 1
    title = (
        _("round_waiting", default="Waits for an answer")
        if number == 1
        else _("round_waiting_again", default="Waits for answer ${n}", mapping={"n": number})
    )
    note = ""
    if file.overdue:
        title = _("round_overdue", default="Overdue, not answered yet")
        if lifecycle.ANSWER in file.transitions:
            note = _(
                "help_overdue",
                default="Answer soon; what cannot be settled yet needs reasons and a plan first.",
            )
    elif case.due == today:
        note = _("help_due_today", default="Today is the last day for an answer.")
    day = _("round_due", default="due ${date}", mapping={"date": dates.long_date(case.due)})
    if case.provisional:
        day = cards.estimated(day)
    responsible = _responsible(file, request, case.due) if file.overdue else ()
    return Told(mark.tone, mark.icon, title, day, note=note, responsible=responsible)
