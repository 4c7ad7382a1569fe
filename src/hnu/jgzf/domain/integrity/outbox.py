"""The outbox: its queue and its counters beside the messages, and what facts and messages name."""

from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.content.outbox import STATES
from hnu.jgzf.content.outbox import WAITING
from hnu.jgzf.domain.integrity import reading
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding


AREA = "outbox"
NOTICES = "notices"


class Outbox(Check):
    def at_end(self):
        outbox = get_outbox(self.center)
        if outbox is None:
            yield Finding(AREA, "outbox", "there is none", ("stores",))
            return
        yield from self._queue(outbox)
        orders = {order.getId() for order in reading.orders(self.center)}
        told = {fact.number for fact in outbox.all_facts()}
        told |= {message.number for message in outbox.messages.values()}
        for number in sorted(told - orders - self.known.keys()):
            yield Finding(AREA, number, "something is told about it, and it is not there")
        read = {
            notice.number
            for entry in self.kept(notices).values()
            for notice in entry.values()
            if notice.kind != config.FACT_SUMMED_UP
        }
        for number in sorted(read - told - orders - self.known.keys()):
            yield Finding(NOTICES, number, "a notice leads to it, and it is not there")

    def _queue(self, outbox):
        """Whether each message stands where its state says, and nowhere else."""
        counts = dict.fromkeys(STATES, 0)
        for number, (key, message) in enumerate(outbox.messages.items(), 1):
            counts[message.state] = counts.get(message.state, 0) + 1
            is_queued = message.place in outbox.queue
            if key not in outbox.ids.get(message.state, ()) or is_queued != (
                message.state == WAITING
            ):
                yield Finding(AREA, key, "a list has it in another state", ("outbox",))
            if number % reading.EVERY == 0:
                reading.forget(self.center)
        for state in STATES:
            there, listed, count = counts[state], len(outbox.ids[state]), outbox.count(state)
            if there != listed or there != count:
                problem = f"{there} messages, {listed} in the list, and counted as {count}"
                yield Finding(AREA, state, problem, ("outbox",))
        if len(outbox.queue) != counts[WAITING]:
            yield Finding(AREA, "queue", "it has places of messages that do not wait", ("outbox",))
