"""The supervisors' log: its chain, and whether it tells of the same acts as content does.

Nothing of it is ever mended: what somebody has to account for is not made up afterwards.
"""

from collections import Counter
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import bulletins
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.content.redactions import redactions_of
from hnu.jgzf.domain.integrity import reading
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding
from hnu.jgzf.domain.integrity.findings import RESTORE


AREA = "log"

# What was written before there was a log is in content alone.
OLDER = (config.ACT_DISCLOSE, config.ACT_CLOSE, config.ACT_REOPEN)
# An act and its entry ask for the time one after the other.
SLACK = timedelta(minutes=1)

COMPARED = (
    config.ACT_DISCLOSE,
    config.ACT_CLOSE,
    config.ACT_REOPEN,
    config.ACT_ENTER,
    config.ACT_REMIND,
    config.ACT_RETURN,
    config.ACT_TRANSFER,
    config.ACT_HIDE,
    config.ACT_SHOW,
    config.ACT_REDACT,
    config.ACT_ISSUE_ORDER,
    config.ACT_ACKNOWLEDGE_ORDER,
    config.ACT_RETURN_ORDER,
    config.ACT_END_ORDER,
    config.ACT_ISSUE_BULLETIN,
)


class Log(Check):
    def __init__(self, center, known):
        super().__init__(center, known)
        self.logged = Counter()
        self.first = None
        for serial, entry in self.kept(supervision_log).items():
            self.first = min(entry.at, self.first or entry.at)
            if entry.act in COMPARED and ("receipt", "renewed") not in entry.details:
                self.logged[entry.act, entry.number] += 1
            if serial % reading.EVERY == 0:
                reading.forget(center)

    def of_case(self, case):
        number = case.getId()
        if is_anonymised(case):
            # Who had looked at it was forgotten with the evaluator: the log alone tells of it.
            self.logged.pop((config.ACT_DISCLOSE, number), None)
        acts = Counter(act for act, at in acts_of(case) if self._is_logged(act, at))
        yield from self._compare(number, acts)

    def _is_logged(self, act, at):
        """Whether there was a log by then."""
        if act not in OLDER:
            return True
        return self.first is not None and at >= self.first - SLACK

    def _compare(self, number, acts):
        """:param acts: how often what was done, by content: a Counter."""
        for act in COMPARED:
            entries = self.logged.pop((act, number), 0)
            if entries != acts[act]:
                problem = f"“{act}” happened {acts[act]} times, and the log tells of {entries}"
                yield Finding(AREA, number, problem)

    def at_end(self):
        for order in reading.orders(self.center):
            yield from self._compare(order.getId(), Counter(_acts_of_order(order)))
        for key, each in self.kept(bulletins).items():
            if each.is_issued:
                yield from self._compare(key, Counter([config.ACT_ISSUE_BULLETIN]))
        for (act, number), count in sorted(self.logged.items()):
            problem = f"the log tells {count} times of “{act}”, and it is not there"
            yield Finding(AREA, number or "-", problem)
        serial = supervision_log.broken(self.center)
        if serial is not None:
            advice = f"Compare it with a seal that was noted (scripts/verify_log.py). {RESTORE}"
            problem = "it was changed or is missing"
            yield Finding(AREA, f"entry {serial}", problem, (), advice)


def acts_of(case):
    """What supervisors and administrators did to ``case``, as content has it.

    :return: pairs of an act and an aware datetime.
    """
    identity = get_identity(case)
    for look in identity.disclosures:
        yield config.ACT_DISCLOSE, look.at
    if identity.outsider is not None:
        yield config.ACT_ENTER, case.received
    for moment in case.reminded:
        yield config.ACT_REMIND, moment
    for answer in case.answers:
        if answer.returned is not None:
            yield config.ACT_RETURN, answer.returned
    for holder in case.holders:
        yield config.ACT_TRANSFER, holder.until
    for hiding in case.hidings:
        yield (config.ACT_HIDE if hiding.hidden else config.ACT_SHOW), hiding.at
    for redaction in redactions_of(case):
        yield config.ACT_REDACT, redaction.at
    for step in case.workflow_history[config.WORKFLOW_ID]:
        if step["action"] in (config.ACT_CLOSE, config.ACT_REOPEN) and step["comments"]:
            yield step["action"], step["time"].asdatetime()


def _acts_of_order(order):
    yield config.ACT_ISSUE_ORDER
    if order.acknowledged is not None:
        yield config.ACT_ACKNOWLEDGE_ORDER
    for _returned in order.returned:
        yield config.ACT_RETURN_ORDER
    if order.ended is not None:
        yield config.ACT_END_ORDER
