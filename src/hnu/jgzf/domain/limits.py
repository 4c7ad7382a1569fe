"""Limits against floods (``@@jgzf-settings``): for one person, never for one target alone.

A limit for a target would let an office silence everybody else with a few evaluations of its own.
"""

from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf.content import evaluators
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.settings import ISettings
from plone import api


# Days in which evaluations of the same target are counted together
TARGET_DAYS = 7


def check(evaluator, unit, staff_member=None):
    """Refuse one more evaluation by ``evaluator`` where a limit is reached; 0 is no limit.

    :param staff_member: the person it is about, or None for the unit itself.
    :raises TooMany: with what to do.
    """
    # A case number begins with the day of its submission: nobody's cases are loaded for this.
    numbers = evaluators.numbers_of(roster.get_center(), evaluator)
    day = today()
    a_day = _limit("evaluations_per_day")
    if a_day and sum(number.startswith(f"{day:%Y%m%d}") for number in numbers) >= a_day:
        raise TooMany(
            _(
                "error_limit_day",
                default="You have submitted ${n} evaluations today. Please continue tomorrow.",
                mapping={"n": a_day},
            )
        )
    a_target = _limit("evaluations_per_target")
    first = f"{day - timedelta(days=TARGET_DAYS - 1):%Y%m%d}"
    # None of a day to come, to which the clock had run ahead
    recent = [number for number in numbers if first <= number[:8] <= f"{day:%Y%m%d}"]
    if a_target and len(recent) >= a_target:
        target = (unit.getId(), staff_member.getId() if staff_member is not None else "")
        brains = listings.with_numbers(recent)
        if sum((brain.unit, brain.staff_member) == target for brain in brains) >= a_target:
            raise TooMany(
                _(
                    "error_limit_target",
                    default=(
                        "You have evaluated this unit or person ${n} times within ${days} days. "
                        "Please wait, or tell the supervisors."
                    ),
                    mapping={"n": a_target, "days": TARGET_DAYS},
                )
            )


def _limit(name):
    return api.portal.get_registry_record(name, interface=ISettings, default=0)
