"""How long it is known who wrote a case: some years after it was closed, if the university says so.

What was written, what came of it and every figure stay as they are; nothing leads to the person
any more. The old records are in the database until it is packed (docs/operations.md).
"""

from hnu.jgzf import config
from hnu.jgzf.content import entries
from hnu.jgzf.content import evaluators
from hnu.jgzf.content import notices
from hnu.jgzf.content.figures import figures_of
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.content.redactions import forget_originals
from hnu.jgzf.domain import clock_user
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.settings import ISettings
from plone import api


def years():
    """The setting: years after a closing, 0 for never."""
    return api.portal.get_registry_record("anonymise_after", interface=ISettings, default=0)


def last_day(after):
    """The last day (``date``) of closing for which it is time today.

    :param after: years, at least 1; from a 29 February on to the 28th of another year.
    """
    if after < 1:
        raise ValueError(after)
    day = today()
    try:
        return day.replace(year=day.year - after)
    except ValueError:
        return day.replace(year=day.year - after, day=28)


def due(after):
    """Numbers of the cases that were closed so many years ago and are not anonymised yet, lazily.

    Each case is woken: a caller with many of them lets go of objects in between.
    """
    for number in sorted(brain.number for brain in listings.closed_until(last_day(after))):
        if is_due(listings.get_case(number), after):
            yield number


def is_due(case, after):
    """Whether that case is closed for so many years, and its evaluator still known."""
    return (
        case is not None
        and case.state == config.CLOSED
        and figures_of(case).closed <= last_day(after).toordinal()
        and not is_anonymised(case)
    )


def anonymise(numbers, after):
    """Forget who wrote the cases of these ``numbers``, and note in the supervisors' log how many.

    In the current transaction: the caller commits, and tries again where it conflicts. Cases that
    are not due, or no longer, are left alone; without any other nothing is written.

    :param after: years, as for :func:`due`.
    :return: how many cases were anonymised.
    """
    cases = [listings.get_case(number) for number in numbers]
    cases = [case for case in cases if is_due(case, after)]
    if not cases:
        return 0
    outsiders = {case.getId() for case in cases if get_identity(case).outsider is not None}
    for case in cases:
        _forget(case)
    if outsiders:
        entries.forget(roster.get_center(), outsiders)
    undo_log.forget_user()
    with clock_user.acting():
        supervision_log.record(
            config.ACT_ANONYMISE,
            "",
            role=config.ROLE_CLOCK,
            count=len(cases),
            years=after,
            closed_until=last_day(after).isoformat(),
        )
    return len(cases)


def _forget(case):
    center, identity, number = roster.get_center(), get_identity(case), case.getId()
    if identity.evaluator is not None:
        evaluators.forget(center, identity.evaluator, number)
        notices.forget_case(center, identity.evaluator, number, config.TO_EVALUATOR)
    identity.forget(today())
    forget_originals(case)
    case.contact_consent = False
    # Written in any case: whoever reopens it in the same moment writes it, too, and one of the two
    # is turned back.
    case._p_changed = True
