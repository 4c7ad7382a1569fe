"""Each case by itself: its number, its life, who wrote it, and who may do what with it."""

from Acquisition import aq_base
from hnu.jgzf import config
from hnu.jgzf.content import names
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding


NUMBERS = "numbers"
STATES = "states"
ANSWERS = "answers"
IDENTITY = "identity"
HIDING = "hiding"
ROLES = "roles"


class Cases(Check):
    """``known`` has the cases that were looked at before."""

    def of_case(self, case):
        number = case.getId()
        yield from self._number(case, number)
        yield from (Finding(STATES, number, problem) for problem in _life(case))
        yield from (Finding(ANSWERS, number, problem) for problem in _answers(case))
        if not has_author(case):
            yield Finding(IDENTITY, number, "nobody is noted who wrote it")
        if [hiding.hidden for hiding in case.hidings] != [
            position % 2 == 0 for position in range(len(case.hidings))
        ]:
            yield Finding(HIDING, number, "it was hidden, or shown again, twice in succession")
        for item in (case, *case.answers):
            if local_roles(item):
                yield Finding(
                    ROLES,
                    number,
                    "somebody was given local roles or made its owner",
                    ("local roles", case.__parent__.getId(), number),
                )
                break

    def _number(self, case, number):
        if not names.is_case_number(number) or number[:8] != f"{case.received:%Y%m%d}":
            yield Finding(NUMBERS, number, "its number is not that of the day it came in")
        elsewhere = self.known.get(number)
        if elsewhere is not None:
            yield Finding(
                NUMBERS,
                number,
                f"it is both in {elsewhere} and in {case.__parent__.getId()}",
                advice="Compare both and keep the newer one by hand: docs/operations.md, Checking.",
            )


def _life(case):
    """What state and answers do not agree in."""
    history = case.workflow_history.get(config.WORKFLOW_ID) or ()
    unknown = [step for step in history if step["review_state"] not in config.STATES]
    if not history or unknown:
        yield "its history has a state that there is not, or none at all"
        return
    rounds = case.rounds
    if case.state != config.SUBMITTED and not rounds:
        yield f"it is {case.state} without an answer"
    elif case.state == config.ANSWERED and rounds[-1].satisfaction:
        yield "its last answer is rated, and the case is not"
    elif case.state == config.RATED and not rounds[-1].satisfaction:
        yield "it is rated, and its last answer is not"


def _answers(case):
    answers = case.answers
    if [answer.getId() for answer in answers] != [str(n + 1) for n in range(len(answers))]:
        yield "its answers are not numbered one after the other"
    for answer in answers:
        if answer.outcome not in config.OUTCOMES or not answer.content:
            yield f"answer {answer.getId()} has no text or no outcome"
        if answer.satisfaction and answer.satisfaction not in config.SATISFACTION_LEVELS:
            yield f"answer {answer.getId()} has a rating that there is not"


def has_author(case):
    """Whether it is noted who wrote the case, or that this was forgotten on purpose."""
    try:
        identity = get_identity(case)
    except KeyError:
        return False
    if identity.anonymised is not None:
        return True
    return bool(identity.evaluator) or identity.outsider is not None


# What would give somebody rights on a case beside the providers of roles
OF_PEOPLE = ("__ac_local_roles__", "__ac_local_roles_block__", "_owner")


def local_roles(item):
    """Names of attributes of ``item`` that are somebody's and should not be there."""
    return [name for name in OF_PEOPLE if vars(aq_base(item)).get(name)]


def forget_local_roles(case):
    for item in (case, *case.answers):
        for name in local_roles(item):
            delattr(aq_base(item), name)
