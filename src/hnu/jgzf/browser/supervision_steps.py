"""The acts of supervisors in 办理过程, in words; see ``timeline``."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser.told import Told
from hnu.jgzf.domain import case_file
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle


def _returned(step, file, request):
    return Told(
        "warn",
        "go",
        _("round_returned", default="Answer sent back, to be written anew"),
        dates.long_date(step.at),
        text=step.reason,
        is_reason=True,
        is_inner=True,
    )


def _transferred(step, file, request):
    note = ""
    if file.is_evaluator:
        note = _(
            "text_consent_withdrawn",
            default=(
                "If you had allowed the former unit to contact you, that does not hold for the new "
                "one: you can allow it when you rate the answer."
            ),
        )
    return Told(
        "info",
        "go",
        _(
            "round_transferred",
            default="Transferred from ${old} to ${new}",
            mapping={"old": _holder(step.holder), "new": _holder(step.receiver)},
        ),
        dates.long_date(step.at),
        note=note,
        text=step.reason,
        is_reason=True,
        is_inner=True,
    )


def _holder(holder):
    person = holder.staff_member_title
    return f"{holder.unit_title}（{person}）" if person else holder.unit_title


def _reminded(step, file, request):
    deals_with_it = file.is_administrator or file.is_supervisor
    return Told(
        "warn",
        "send",
        _("round_reminded", default="The supervisors reminded the unit"),
        # On record for those who are in charge; the evaluator reads days.
        dates.minute(step.at) if deals_with_it else dates.long_date(step.at),
    )


def _hidden(step, file, request):
    return Told(
        "warn",
        "lock",
        _("round_hidden", default="Hidden by a supervisor"),
        dates.long_date(step.at),
        text=step.reason,
        is_reason=True,
    )


def _shown(step, file, request):
    return Told(
        "info",
        "eye",
        _("round_shown", default="Shown again"),
        dates.long_date(step.at),
        text=step.reason,
        is_reason=True,
    )


# By action of a case_file.Step: functions of the step, its CaseFile and the request
TELLERS = {
    lifecycle.RETURN: _returned,
    case_file.REMIND: _reminded,
    case_file.TRANSFER: _transferred,
    config.ACT_HIDE: _hidden,
    config.ACT_SHOW: _shown,
}
