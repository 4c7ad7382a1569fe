"""A case as one viewer may see it: what the case page prints and REST answers.

Other members see days; the parties (evaluator, the unit's administrators, supervisors) see the
times of day as well. Nobody sees here who the evaluator is.
"""

from dataclasses import dataclass
from hnu.jgzf import config
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain.dates import today
from operator import attrgetter
from plone import api


@dataclass(frozen=True)
class Step:
    """One thing that happened to a case.

    ``action`` is the transition, None for the submission, or one of ``config.ACTS`` that changed
    who sees the case, for parties alone; ``at`` an aware datetime. ``round``
    counts the answers there were by then, ``feedback`` is the last of them or None: the one that
    was given or rated in this step, or that a closing concludes. ``reason``: of a closing or
    reopening, of hiding or showing again.
    """

    action: str | None
    at: object
    round: int
    feedback: object = None
    reason: str = ""


class CaseFile:
    """Facts, rounds and what the current user may do, read once."""

    def __init__(self, case):
        self.case = case
        self.rounds = case.rounds
        user = api.user.get_current()
        self.is_evaluator = conflicts.is_evaluator(case, user.getId())
        self.is_evaluated = conflicts.is_evaluated(case, user.getId())
        self.is_administrator = lifecycle.is_administrator(case)
        self.is_supervisor = lifecycle.is_supervisor(case)
        # Has a supervisor's role, but would judge herself or her own unit
        self.is_biased_supervisor = (
            config.ROLE_SUPERVISOR in api.user.get_roles(obj=case) and not self.is_supervisor
        )
        self.transitions = lifecycle.possible(case)

    @property
    def conflict(self):
        """The viewer's, see ``conflicts.conflict``."""
        return conflicts.conflict(self.case, api.user.get_current().getId())

    @property
    def is_party(self):
        return self.is_evaluator or self.is_administrator or self.is_supervisor

    @property
    def may_disclose(self):
        return disclosure.may_disclose(self.case)

    @property
    def overdue(self):
        """Whether the unit's answer is late today."""
        return self.case.pending and self.case.due < today()

    @property
    def working_days_left(self):
        """See ``deadlines.working_days_left``; of the current round's deadline."""
        return deadlines.working_days_left(self.case.due, today())

    @property
    def steps(self):
        """Every :class:`Step` of the case that the viewer may know of, oldest first."""
        result = [Step(None, self.case.received, 0)]
        number = 0
        for entry in self.case.workflow_history[config.WORKFLOW_ID]:
            action = entry["action"]
            if action is None:
                continue
            number += action == lifecycle.ANSWER
            feedback = self.rounds[number - 1] if number else None
            if action == lifecycle.ANSWER:
                at = feedback.answered
            elif action == lifecycle.RATE:
                at = feedback.rated
            else:
                at = entry["time"].asdatetime().astimezone(config.TIMEZONE)
            result.append(Step(action, at, number, feedback, entry["comments"]))
        if self.is_party and self.case.hidings:
            result += [
                Step(
                    config.ACT_HIDE if act.hidden else config.ACT_SHOW,
                    act.at,
                    sum(step.action == lifecycle.ANSWER and step.at <= act.at for step in result),
                    reason=act.reason,
                )
                for act in self.case.hidings
            ]
            result.sort(key=attrgetter("at"))
        return result

    @property
    def closings(self):
        """The steps in which the case was closed or reopened, oldest first."""
        return [step for step in self.steps if step.action in (lifecycle.CLOSE, lifecycle.REOPEN)]

    def responsible(self, day):
        """Rows of the unit's administrators that were in force on ``day`` (a ``date``).

        For supervisors who would not judge themselves; None for everybody else.
        """
        if not self.is_supervisor:
            return None
        return active_administrators(self.case.__parent__, day)

    def moment(self, value):
        """``value`` (aware datetime) for a party, its day (``date``) for everybody else."""
        return value if self.is_party or value is None else value.date()
