"""What is to be told, and to whom: kept at the center until it has been told.

An underscore attribute, as ``content.evaluators``: no URL, WebDAV, XML-RPC or restricted code
reaches it. A fact is written in the transaction in which it happens and costs two small records;
what it means for whom is worked out afterwards (``notifications.dispatch``).

Nothing here names an evaluator: a message to her knows its case, and her address is looked up in
the moment of sending (docs/privacy.md, rule 9).
"""

from Acquisition import aq_base
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from hnu.jgzf.content import clock
from persistent import Persistent
from persistent.mapping import PersistentMapping
import secrets


ATTRIBUTE = "_outbox"

# States of a message
WAITING = "waiting"
SENT = "sent"
FAILED = "failed"
CANCELLED = "cancelled"
STATES = (WAITING, SENT, FAILED, CANCELLED)


class Fact(Persistent):
    """Something that happened to the case ``number`` of ``unit`` (its code).

    ``at`` is an aware datetime, ``due`` the case's deadline (``date``) at that moment, ``days``
    the working days by which it was missed.
    """

    dispatched = False

    def __init__(self, kind, unit, number, at, due, days=0):
        self.kind = kind
        self.unit = unit
        self.number = number
        self.at = at
        self.due = due
        self.days = days


class Message(Persistent):
    """One text to one person by one channel.

    ``role`` is one of ``config.RECIPIENTS``; ``userid`` and ``name`` say who in that role, and are
    empty for the evaluator. Times are aware datetimes: ``next_try`` when it is sent at the
    earliest, ``leased_until`` while a worker has it in hand. ``reason`` is an i18n message that
    says why it was not sent; ``text`` what was sent, or would have been.
    """

    state = WAITING
    tries = 0
    leased_until = None
    sent = None
    reason = ""
    text = ""
    address = ""

    def __init__(self, fact, role, channel, next_try, userid="", name=""):
        moment = clock.now()
        # In the order of time, and nobody can guess it: it is the gateway's idempotency key.
        self.id = f"{int(moment.timestamp() * 1000):012x}{secrets.token_hex(8)}"
        self.kind = fact.kind
        self.unit = fact.unit
        self.number = fact.number
        self.at = fact.at
        self.due = fact.due
        self.days = fact.days
        self.role = role
        self.channel = channel
        self.userid = userid
        self.name = name
        self.next_try = next_try

    @property
    def place(self):
        """Where it stands in the queue: sorts by the time of the next try."""
        return (int(self.next_try.timestamp() * 1000), self.id)


class Outbox(Persistent):
    """``facts`` by a random number, so that those who submit at once do not meet; ``messages`` by
    id, oldest first; ``queue`` the places of messages that still wait."""

    def __init__(self):
        self.facts = LOBTree()
        self.messages = OOBTree()
        self.queue = OOTreeSet()
        # When the worker was last seen, what it last did: small records of their own
        self.beats = PersistentMapping()
        # What must stand in no export and no answer: the gateway's secrets by name
        self.secrets = PersistentMapping()

    def note(self, fact):
        """Enter a fact."""
        while True:
            key = secrets.randbits(62)
            if key not in self.facts:
                self.facts[key] = fact
                return

    def undispatched(self):
        """Facts that nobody has been told of, in the order of time."""
        facts = [fact for fact in self.facts.values() if not fact.dispatched]
        return sorted(facts, key=lambda fact: fact.at)

    def forget_dispatched(self):
        """Remove facts that have become messages."""
        for key in [key for key, fact in self.facts.items() if fact.dispatched]:
            del self.facts[key]

    def add(self, message):
        self.messages[message.id] = message
        self.queue.insert(message.place)

    def move(self, message, moment):
        """Let a message wait until ``moment``, whatever became of it before."""
        self.settle(message, WAITING)
        message.next_try = moment
        self.queue.insert(message.place)

    def settle(self, message, state, reason=""):
        """Take a message out of the queue, in one of ``STATES``."""
        if message.place in self.queue:
            self.queue.remove(message.place)
        message.state = state
        message.reason = reason
        message.leased_until = None


def get_outbox(center):
    """The outbox, or None where the center was made before there was one."""
    return getattr(aq_base(center), ATTRIBUTE, None) if center is not None else None


def prepare(center):
    """Make the outbox with the center, so that the first submissions do not compete for it."""
    if get_outbox(center) is None:
        setattr(center, ATTRIBUTE, Outbox())
