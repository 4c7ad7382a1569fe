"""The supervisors' desk and log as JSON; what a viewer must not read is null."""

from hnu.jgzf import config
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import supervision_desk
from hnu.jgzf.serializers.dates import serialize_moment
from hnu.jgzf.serializers.evaluation import list_item


def desk_case(brain):
    """A case of the desk: as in other lists, with its reminders and whether one is possible now."""
    case = supervision_desk.get_case(brain)
    planned = supervision_desk.planned_day(brain) if brain.rounds else None
    return {
        **list_item(brain),
        "planned": serialize_moment(planned),
        "reminders": [serialize_moment(moment.date()) for moment in case.reminded],
        "may_remind": reminding.refusal(case) is None,
    }


def unattended_unit(unattended):
    gap = unattended.gap
    return {
        "unit": {"code": gap.unit.code, "title": gap.unit.title},
        "name": gap.name or None,
        "until": serialize_moment(gap.day),
        "pending": unattended.waiting,
    }


def looks(entry):
    """Who looked often; without a name, all administrators of the unit together."""
    return {
        "name": entry.name or None,
        "role": entry.role or config.ROLE_UNIT_ADMINISTRATOR,
        "unit": entry.unit or None,
        "looks": entry.count,
    }


def log_line(line):
    """An entry of the log; of a sealed one neither reason nor details."""
    entry = line.entry
    return {
        "serial": entry.serial,
        "at": serialize_moment(entry.at),
        "act": entry.act,
        # Nothing about an evaluator, whatever somebody wrote down.
        "name": (entry.name or None) if entry.role != config.ROLE_EVALUATOR else None,
        "role": entry.role or None,
        "unit": entry.unit or None,
        "number": entry.number or None,
        "sealed": line.sealed,
        "reason": None if line.sealed else entry.reason or None,
        "details": None if line.sealed else dict(entry.details),
        "seal": entry.seal,
    }


def log_head(entry):
    """Number and seal of the newest entry, which stand for the whole log; null for none."""
    return {"serial": entry.serial, "seal": entry.seal} if entry is not None else None


ITEMS = {
    **dict.fromkeys(supervision_desk.CASES, desk_case),
    supervision_desk.UNATTENDED: unattended_unit,
    supervision_desk.MANY: looks,
    supervision_desk.LOOKS: log_line,
}
