"""What the steps of a case's life write into its rounds: an answer, a rating, a return.

Called by ``domain.lifecycle`` once a step was checked and the state has changed.
"""

from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain.dates import now
from plone.dexterity.utils import createContent
from zope.event import notify
from zope.lifecycleevent import ObjectAddedEvent


# R17: so long a unit has at least for writing an answer anew, in working days
WORKING_DAYS_TO_REWRITE = 2


def add_round(case, content, outcome, planned):
    """R14: the unit's answer. Answers that were sent back keep their number."""
    number = str(len(case.objectIds(ordered=False)) + 1)
    feedback = createContent(
        config.FEEDBACK_TYPE,
        id=number,
        content=content,
        outcome=outcome,
        planned=planned,
        answered=now(),
        due=case.due,
    )
    case._setObject(number, feedback, set_owner=0, suppress_events=True)
    notify(ObjectAddedEvent(case[number], case, number))


def store_rating(case, rating):
    """R22: the evaluator's rating of the last answer; after a bad one a new deadline (R23)."""
    moment = now()
    feedback = case.rounds[-1]
    feedback.satisfaction = rating["level"]
    feedback.rating_comment = rating["comment"]
    feedback.rated = moment
    if rating["contact_consent"]:
        case.contact_consent = True
        get_identity(case).contact = rating["contact"]
    if rating["level"] in config.DISSATISFIED_LEVELS:
        deadlines.set_deadline(case, moment)


def return_round(case, reason):
    """R17: the last answer no longer stands, and the unit writes another one.

    In time until the round's own deadline, or two working days from now where that is later.
    """
    moment = now()
    feedback = case.rounds[-1]
    feedback.returned = moment
    feedback.return_reason = reason
    # What it says is for the unit and its supervisors from now on (domain.case_file).
    for permission in ("View", "Access contents information"):
        feedback.manage_permission(permission, (config.ROLE_SUPERVISOR,), acquire=0)
    deadlines.keep_deadline(case, moment, WORKING_DAYS_TO_REWRITE)
