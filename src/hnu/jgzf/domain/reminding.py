"""催办 (R25): a supervisor reminds a unit of what waits for it, with one click, once a day at most.

What the clock does by itself is another thing: ``domain.clock``.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import refusals
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import roster_gaps
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import undo_log
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.events import CaseFact
from plone import api
from typing import NamedTuple
from zope.event import notify


PERMISSION = "hnu.jgzf: Remind unit"

# As many as a page of a list shows at most.
AT_MOST = 100


class Result(NamedTuple):
    """What came of many: ``reminded`` are cases, ``refused`` pairs of number and i18n message."""

    reminded: list
    refused: list


def remind(case):
    """Tell the administrators of the unit that the case waits for them.

    :raises NotPermitted: for anybody but a supervisor who would not judge herself.
    :raises NotPossible: unless the case is pending and its unit has an administrator; and a second
        time on one day (in Asia/Shanghai), whoever it was.
    """
    refused = refusal(case)
    if refused is not None:
        raise refused
    undo_log.forget_user()
    # No column of the catalog says so: there is nothing to index.
    case.reminded = (*case.reminded, dates.now())
    supervision_log.record(config.ACT_REMIND, case.__parent__.getId(), case.getId())
    notify(CaseFact(config.FACT_REMINDED, case))


def remind_many(numbers):
    """Remind of each case that can be reminded of, and say why of the others: a :class:`Result`.

    :param numbers: of cases, a list of texts; each counts once.
    :raises NotPermitted: for anybody but a supervisor.
    :raises InvalidInput: for none, for more than ``AT_MOST``, or for what is no list of texts.
    """
    if not api.user.has_permission(PERMISSION, obj=roster.get_center()):
        raise NotPermitted(_NOT_YOU)
    result = Result([], [])
    for number in dict.fromkeys(_checked(numbers)):
        brain = listings.find(number)
        if brain is None:
            result.refused.append((number, _UNKNOWN))
            continue
        case = roster.get_unit(brain.unit)[brain.number]
        refused = refusal(case)
        if refused is not None:
            result.refused.append((number, refused.message))
        else:
            remind(case)
            result.reminded.append(case)
    return result


def refusal(case):
    """Why the current user cannot remind of ``case`` now: a Refusal, or None.

    Persons come first: of reminders other members learn nothing.
    """
    if not api.user.has_permission(PERMISSION, obj=case):
        return NotPermitted(_NOT_YOU)
    if not lifecycle.is_supervisor(case):
        return NotPermitted(refusals.BIASED)
    if not case.pending:
        return NotPossible(
            _(
                "error_remind_not_now",
                default="This evaluation is not waiting for an answer: there is nothing to remind "
                "of.",
            )
        )
    last = case.reminded[-1] if case.reminded else None
    if last is not None and last.date() == dates.today():
        return NotPossible(
            _(
                "error_remind_today",
                default="Already reminded today at ${time}. Try again tomorrow.",
                mapping={"time": dates.minute(last)[-5:]},
            )
        )
    if roster_gaps.is_unattended(case.__parent__):
        return NotPossible(
            _(
                "error_remind_nobody",
                default="The unit has no administrator who could be reminded. Complete the roster "
                "first.",
            )
        )
    return None


def _checked(numbers):
    if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
        message = _("error_numbers", default="Send a list of numbers of evaluations.")
    elif not numbers:
        message = _("error_numbers_none", default="Choose at least one evaluation.")
    elif len(numbers) > AT_MOST:
        message = _(
            "error_numbers_many",
            default="At most ${most} evaluations at once.",
            mapping={"most": AT_MOST},
        )
    else:
        return numbers
    raise InvalidInput((FieldError("numbers", message),))


_NOT_YOU = _("error_remind_not_you", default="Only a supervisor can remind a unit.")
_UNKNOWN = _("error_no_such_case", default="There is no evaluation of this number.")
