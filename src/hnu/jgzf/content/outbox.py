"""What is to be told, and to whom: kept at the center until it has been told.

An underscore attribute, as ``content.evaluators``: no URL, WebDAV, XML-RPC or restricted code
reaches it. A fact is written in the transaction in which it happens and costs two small records;
what it means for whom is worked out afterwards (``notifications.dispatch``).

Nothing here names an evaluator: a message to her knows its case, and her address is looked up in
the moment of sending (docs/privacy.md, rule 9).
"""

from Acquisition import aq_base
from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content import clock
from itertools import islice
from persistent import Persistent
from persistent.mapping import PersistentMapping
import heapq
import hmac
import secrets


ATTRIBUTE = "_outbox"

# States of a message
WAITING = "waiting"
SENT = "sent"
FAILED = "failed"
CANCELLED = "cancelled"
STATES = (WAITING, SENT, FAILED, CANCELLED)

# Digits of a message's id that say when it was made
PREFIX = 12


class Fact(Persistent):
    """Something that happened to the case ``number`` of ``unit`` (its code).

    ``at`` is an aware datetime, ``due`` the case's deadline (``date``) at that moment, ``days``
    the working days by which it was missed. ``awaits_rules``: whether content rules of the portal
    have still to be told.
    """

    dispatched = False
    awaits_rules = False

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
    empty for the evaluator; ``mobile`` tells administrators without an account apart. Times are
    aware datetimes: ``since`` when it should have been sent, ``next_try`` when it is tried at the
    earliest, ``leased_until`` while a worker has it in hand.
    ``reason`` is an i18n message that says why it was not sent, ``text`` what was sent,
    ``transport`` the name of the way by which it was sent last.
    """

    state = WAITING
    tries = 0
    leased_until = None
    sent = None
    reason = ""
    text = ""
    transport = ""

    def __init__(self, fact, role, channel, next_try, userid="", name="", mobile=""):
        moment = clock.now()
        # In the order of time, and nobody can guess it.
        self.id = f"{_prefix(moment)}{secrets.token_hex(8)}"
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
        self.mobile = mobile
        self.next_try = self.since = next_try

    @property
    def made(self):
        """When it was made, an aware datetime."""
        return datetime.fromtimestamp(int(self.id[:PREFIX], 16) / 1000, config.TIMEZONE)

    @property
    def place(self):
        """Where it stands in the queue: by channel, then by the time of the next try."""
        return (self.channel, _milliseconds(self.next_try), self.id)


class FactTree(LOBTree):
    """By random number, so that those who submit at once do not meet, nor the worker, who takes
    out what they enter.

    Of a bucket two transactions may change different keys, unless one takes out the first of them
    or the last that is left, or fills it. So there is a key before all others, which stays, and
    room for as many facts as ever wait.
    """

    max_leaf_size = 500
    # Keys of facts are not negative.
    FIRST = -1

    def __init__(self, facts=()):
        super().__init__(facts)
        self[self.FIRST] = None


class Outbox(Persistent):
    """``facts`` by a random number; ``messages`` by id, oldest first; ``queue`` the places of
    messages that still wait."""

    def __init__(self):
        self.facts = FactTree()
        self.messages = OOBTree()
        self.queue = OOTreeSet()
        # By state the ids, and how many: a page wakes the messages that it shows and no others
        self.ids = {state: OOTreeSet() for state in STATES}
        self.lengths = {state: Length() for state in STATES}
        # When the worker was last seen, what it last did: small records of their own
        self.beats = PersistentMapping()
        self.salt = secrets.token_bytes(16)
        # What must stand in no export and no answer: the gateway's secrets by name
        self.secrets = PersistentMapping()

    def note(self, fact):
        """Enter a fact."""
        while True:
            key = secrets.randbits(62)
            if key not in self.facts:
                self.facts[key] = fact
                return

    def all_facts(self):
        """Every :class:`Fact` that is kept, a list in no particular order."""
        return list(self.facts.values(0))

    def undispatched(self):
        """Facts that nobody has been told of, in the order of time."""
        facts = [fact for fact in self.all_facts() if not fact.dispatched]
        return sorted(facts, key=lambda fact: fact.at)

    def awaiting_rules(self):
        """Facts that content rules have still to be told of, in the order of time."""
        facts = [fact for fact in self.all_facts() if fact.awaits_rules]
        return sorted(facts, key=lambda fact: fact.at)

    def forget_dispatched(self):
        """Remove facts that have become messages, and that no content rule waits for."""
        done = [key for key, fact in self.facts.items(0) if fact.dispatched]
        for key in [key for key in done if not self.facts[key].awaits_rules]:
            del self.facts[key]

    def add(self, message):
        self.messages[message.id] = message
        self._enter(message)
        self.queue.insert(message.place)

    def idempotency_key(self, message):
        """By this gateways and mail servers know a message again: the same at each try.

        Not its id: whoever reads a mail server's log would find the case of an evaluator by it.
        """
        return hmac.new(self.salt, message.id.encode(), "sha256").hexdigest()[:32]

    def remove(self, message):
        """Forget a message."""
        self._leave(message)
        del self.messages[message.id]

    def move(self, message, moment):
        """Let a message wait until ``moment``, whatever became of it before."""
        self.settle(message, WAITING)
        message.next_try = moment
        self.queue.insert(message.place)

    def settle(self, message, state, reason=""):
        """Take a message out of the queue, in one of ``STATES``."""
        self._leave(message)
        message.state = state
        message.reason = reason
        message.leased_until = None
        self._enter(message)

    def sort_anew(self):
        """Make queue, lists and counts once more, from the messages alone."""
        self.queue.clear()
        for state in STATES:
            self.ids[state].clear()
            self.lengths[state].set(0)
        for message in self.messages.values():
            self._enter(message)
            if message.state == WAITING:
                self.queue.insert(message.place)

    def _enter(self, message):
        self.ids[message.state].insert(message.id)
        self.lengths[message.state].change(1)

    def _leave(self, message):
        if message.place in self.queue:
            self.queue.remove(message.place)
        self.ids[message.state].remove(message.id)
        self.lengths[message.state].change(-1)

    def due(self, channel, moment):
        """Waiting messages of that channel whose time has come, soonest first, lazily."""
        for _channel, _time, key in self.queue.keys(
            (channel,), (channel, _milliseconds(moment) + 1)
        ):
            yield self.messages[key]

    def later(self, channel, moment):
        """Waiting messages of that channel that are tried after ``moment`` at the earliest."""
        beyond = (channel, _milliseconds(moment) + 1)
        return [
            self.messages[key] for _channel, _time, key in self.queue.keys(beyond, (f"{channel}~",))
        ]

    def count(self, state):
        """How many messages are in one of ``STATES``."""
        return self.lengths[state]()

    def newest(self, states=STATES, start=0, size=20):
        """Messages in these states, newest first: ``size`` of them from offset ``start`` on."""
        ids = heapq.merge(*(_backwards(self.ids[state]) for state in states), reverse=True)
        return [self.messages[key] for key in islice(ids, start, start + size)]

    def made_since(self, state, moment):
        """How many messages in ``state`` were made at ``moment`` or later."""
        return len(self.ids[state].keys(_prefix(moment)))

    def oldest_waiting(self, moment):
        """The message that should have been sent longest ago, or None; none that is held back."""
        oldest = None
        for key in self.ids[WAITING]:
            message = self.messages[key]
            if oldest is not None and message.made >= oldest.since:
                break
            if message.since <= moment and (oldest is None or message.since < oldest.since):
                oldest = message
        return oldest


def _milliseconds(moment):
    return int(moment.timestamp() * 1000)


def _prefix(moment):
    """What the ids of messages begin with that are made at that moment."""
    return f"{_milliseconds(moment):0{PREFIX}x}"


def _backwards(ids):
    """The ids of a tree set from the last one on, lazily: its own iteration goes forwards only."""
    low, key = ids.minKey() if ids else None, None
    while key != low:
        # Ids are numbers, in hexadecimal digits
        key = ids.maxKey() if key is None else ids.maxKey(f"{int(key, 16) - 1:0{len(key)}x}")
        yield key


def get_outbox(center):
    """The outbox, or None where the center was made before there was one."""
    return getattr(aq_base(center), ATTRIBUTE, None) if center is not None else None


def prepare(center):
    """Make the outbox with the center, so that the first submissions do not compete for it."""
    if get_outbox(center) is None:
        setattr(center, ATTRIBUTE, Outbox())
