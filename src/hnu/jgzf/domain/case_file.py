"""A case as one viewer may see it: what the case page prints and REST answers.

Other members see days; the parties (evaluator, the unit's administrators, supervisors) see the
times of day as well. Nobody sees here who the evaluator is.
"""

from dataclasses import dataclass
from hnu.jgzf import config
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import today
from itertools import pairwise
from plone import api


# Steps that are no transition: supervisors reminded the unit, gave the case to another one
REMIND = "remind"
TRANSFER = "transfer"


@dataclass(frozen=True)
class Step:
    """One thing that happened to a case.

    ``action`` is the transition, None for the submission, ``REMIND``, ``TRANSFER``, or one of
    ``config.ACTS`` that changed who sees the case, for parties alone; ``at`` an aware datetime.
    ``round`` counts the rounds there were by then: an answer that was sent back does not count
    once another one is written. ``feedback`` is the last answer or None: the one that was given,
    rated or sent back in this step, or that a closing concludes. ``reason``: of a closing,
    reopening, return or transfer, of hiding or showing again, for everybody who may see it; empty
    for the others.

    ``holder`` is the ``content.evaluation.Holder`` whose the case was at that moment, ``receiver``
    the one who has it after a transfer.
    """

    action: str | None
    at: object
    round: int
    feedback: object = None
    reason: str = ""
    holder: object = None
    receiver: object = None


class CaseFile:
    """Facts, rounds and what the current user may do, read once.

    ``answers`` are all that were given, ``rounds`` those that stand.
    """

    def __init__(self, case):
        self.case = case
        self.answers = case.answers
        self.rounds = [answer for answer in self.answers if answer.returned is None]
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
    def is_anonymised(self):
        """Whether the evaluator was made unknown: for whoever could have learnt who it was."""
        return self.handles and is_anonymised(self.case)

    @property
    def overdue(self):
        """Whether the unit's answer is late today."""
        return self.case.pending and self.case.due < today()

    @property
    def working_days_left(self):
        """See ``deadlines.working_days_left``; of the current round's deadline."""
        return deadlines.working_days_left(self.case.due, today())

    @property
    def handles(self):
        """Whether the viewer deals with the case, as administrator of its unit or supervisor.

        For these alone is what an answer said that was sent back, and why it was.
        """
        return self.is_administrator or self.is_supervisor

    @property
    def steps(self):
        """Every :class:`Step` of the case that the viewer may know of, oldest first.

        They are in the order of the workflow's history, acts of supervisors in between.
        """
        case = self.case
        holders = [*case.holders, case.holder_now()]
        held = 0
        result = [Step(None, case.received, 0, holder=holders[0])]
        answers, number, feedback = iter(self.answers), 0, None
        for n, entry in enumerate(case.workflow_history[config.WORKFLOW_ID]):
            while holders[held].until is not None and holders[held].after <= n:
                result.append(self._transfer(number, feedback, *holders[held : held + 2]))
                held += 1
            action = entry["action"]
            if action is None:
                continue
            at, reason = entry["time"].asdatetime().astimezone(config.TIMEZONE), entry["comments"]
            if action == lifecycle.ANSWER:
                feedback = next(answers)
                number += 1
                at = feedback.answered
            elif action == lifecycle.RATE:
                at = feedback.rated
            elif action == lifecycle.RETURN:
                at = feedback.returned
                reason = feedback.return_reason if self.handles else ""
            result.append(Step(action, at, number, feedback, reason, holders[held]))
            number -= action == lifecycle.RETURN
        for before, after in pairwise(holders[held:]):
            result.append(self._transfer(number, feedback, before, after))
        return self._with_acts(result)

    def _with_acts(self, steps):
        """``steps`` with those that are noted elsewhere, as far as the viewer may know of them."""
        acts = [(moment, REMIND, "") for moment in self.case.reminded if self.reminders]
        if self.is_party:
            acts += [
                (act.at, config.ACT_HIDE if act.hidden else config.ACT_SHOW, act.reason)
                for act in self.case.hidings
            ]
        for moment, action, reason in sorted(acts):
            later = [place for place, step in enumerate(steps) if place and step.at > moment]
            place = later[0] if later else len(steps)
            before = steps[place - 1]
            step = Step(action, moment, before.round, reason=reason, holder=before.holder)
            steps.insert(place, step)
        return steps

    def _transfer(self, number, feedback, before, after):
        reason = before.reason if self.is_party else ""
        return Step(TRANSFER, before.until, number, feedback, reason, before, after)

    @property
    def transfers(self):
        """The steps in which the case went to another unit or person, oldest first."""
        return [step for step in self.steps if step.action == TRANSFER]

    @property
    def reminders(self):
        """When supervisors reminded the unit, a tuple, oldest first.

        Moments (aware datetimes) for whoever deals with the case, days (``date``) for its
        evaluator, nothing for everybody else.
        """
        if self.handles:
            return self.case.reminded
        if self.is_evaluator:
            return tuple(moment.date() for moment in self.case.reminded)
        return ()

    @property
    def closings(self):
        """The steps in which the case was closed or reopened, oldest first."""
        return [step for step in self.steps if step.action in (lifecycle.CLOSE, lifecycle.REOPEN)]

    def responsible(self, day):
        """Rows of the administrators that were in force on ``day`` (a ``date``).

        Of the unit that held the case then; none where that unit was deleted. For supervisors who
        would not judge themselves; None for everybody else.
        """
        if not self.is_supervisor:
            return None
        unit = roster.get_unit(self.case.holder_on(day))
        return active_administrators(unit, day) if unit is not None else []

    def late_holder(self, due, answered=None):
        """Name of the unit that an answer is late of, where the case was another's by then.

        :param due: the round's last day (``date``).
        :param answered: the day of the answer; None while there is none.
        :return: None for what is not late, or late of the unit that answered or has to.
        """
        case, last = self.case, answered or today()
        if last <= due or case.holder_on(due) == case.holder_on(last):
            return None
        return next(
            holder.unit_title for holder in case.holders if holder.unit == case.holder_on(due)
        )

    def moment(self, value):
        """``value`` (aware datetime) for a party, its day (``date``) for everybody else."""
        return value if self.is_party or value is None else value.date()
