"""A case as one viewer may see it: what the case page prints and REST answers.

Other members see days; the parties (evaluator, the unit's administrators, supervisors) see the
times of day as well. Nobody sees here who the evaluator is.
"""

from dataclasses import dataclass
from hnu.jgzf import config
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain.dates import today
from plone import api


@dataclass(frozen=True)
class Closing:
    """A case was closed or reopened: ``action`` is the transition, ``at`` an aware datetime."""

    action: str
    at: object
    reason: str


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
        self.transitions = lifecycle.possible(case)

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
    def closings(self):
        """Every :class:`Closing` of the case, oldest first."""
        history = self.case.workflow_history[config.WORKFLOW_ID]
        return [
            Closing(
                entry["action"],
                entry["time"].asdatetime().astimezone(config.TIMEZONE),
                entry["comments"],
            )
            for entry in history
            if entry["action"] in (lifecycle.CLOSE, lifecycle.REOPEN)
        ]

    def moment(self, value):
        """``value`` (aware datetime) for a party, its day (``date``) for everybody else."""
        return value if self.is_party or value is None else value.date()
