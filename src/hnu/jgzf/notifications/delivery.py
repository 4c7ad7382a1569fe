"""Sending what waits: claim, send, record; each in its own transaction.

A claimed message is leased, so that two workers do not send it both. A worker that dies between
sending and recording leaves a lease that runs out, and the message is sent again: the only way to
send one twice. The gateway gets the same id then.
"""

from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.outbox import CANCELLED
from hnu.jgzf.content.outbox import FAILED
from hnu.jgzf.content.outbox import SENT
from hnu.jgzf.content.outbox import WAITING
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.notifications import IMailTransport
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.interfaces.notifications import Outgoing
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import failures
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import order_kinds
from hnu.jgzf.notifications import recipients
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import templates
from hnu.jgzf.notifications import wakeup
from itertools import chain
from typing import NamedTuple
from ZODB.POSException import ConflictError
from ZODB.POSException import StorageError
from zope.component import queryUtility
from zope.i18n import translate
import logging


logger = logging.getLogger(__name__)

MINUTES = (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in MINUTES)

# A message waits for its next try, or for the morning, and no longer than this.
LONGEST = BACK_OFF[-1] + timedelta(days=1)

# What goes out of the house; notices do not
CHANNELS = (config.SMS, config.MAIL)

# Longer than any transport may take
LEASE = timedelta(minutes=3)

# What is settled is shown for so long.
KEPT = timedelta(days=90)

NO_ADDRESS = _("reason_no_address", default="There is no number or address for this person.")
NOT_REACHED = _("reason_not_reached", default="It could not be delivered.")
NOT_TRUE = _("reason_not_true", default="It was no longer true when it was to be sent.")
NO_TRANSPORT = _("reason_no_transport", default="The chosen way of sending is not installed.")


class Claim(NamedTuple):
    """A message in hand: the utility that sends it, and what it sends."""

    id: str
    transport: object
    outgoing: Outgoing


def claim(outbox, channels=CHANNELS):
    """Take the next message that is due, leased to the caller; commit before sending.

    Messages that have become pointless on the way are settled, and one that cannot even be prepared
    has had a try: none of them keeps others from being sent.

    :param channels: those that are looked at, the first one first.
    :return: a :class:`Claim`, or None where nothing is due.
    """
    moment = now()
    while (message := _next_due(outbox, channels, moment)) is not None:
        undo_log.forget_user()
        if _waits_for_morning(message, moment):
            outbox.move(message, dispatch.first_try(message.kind))
            message.since = message.next_try
            continue
        try:
            found = _prepare(outbox, message)
        except (ConflictError, StorageError):
            raise
        except Exception as error:
            _note_failure(outbox, message, _unexpected(message.id, error))
            continue
        if isinstance(found, Claim):
            message.leased_until = moment + LEASE
            return found
        outbox.settle(message, CANCELLED, found)
    return None


def _waits_for_morning(message, moment):
    """Whether it is a reminder, and quiet: also for one that could not be sent in the evening."""
    kind = kinds.KINDS.get(message.kind)
    return kind is not None and kind.reminder and settings.is_quiet(moment)


def _next_due(outbox, channels, moment):
    """The first one that no worker has in hand."""
    for message in chain.from_iterable(outbox.due(channel, moment) for channel in channels):
        # A lease that ends later than any can was given while the clock had run ahead.
        until = message.leased_until
        if until is None or not moment < until <= moment + LEASE:
            return message
    return None


def _prepare(outbox, message):
    """A :class:`Claim`, or why there is nothing to send, an i18n message."""
    item = dispatch.find(message)
    if item is None or not is_still_true(item, message):
        return NOT_TRUE
    address = recipients.address(item, message)
    if not address:
        return NOT_REACHED if message.role == config.TO_EVALUATOR else NO_ADDRESS
    if message.channel == config.SMS:
        interface, name = ISmsTransport, settings.get("sms_transport")
    else:
        interface, name = IMailTransport, settings.get("mail_transport")
    message.transport = name
    # The same words at each try, whatever becomes of the template
    message.text = message.text or templates.render(message).strip()
    text, subject = message.text, ""
    if message.channel == config.MAIL:
        subject, _newline, text = text.partition("\n")
    outgoing = Outgoing(
        outbox.idempotency_key(message),
        message.kind,
        address,
        subject.strip(),
        text.strip(),
        templates.values(message),
        message.role,
    )
    return Claim(message.id, queryUtility(interface, name=name), outgoing)


def is_still_true(item, message):
    """Whether a reminder has not been overtaken by what happened; news always is true.

    But not for a unit whose the case no longer is.
    """
    if dispatch.is_left_behind(item, message.unit, message.role):
        return False
    if not kinds.KINDS[message.kind].reminder:
        return True
    if message.kind in order_kinds.KINDS:
        return order_kinds.is_still_asked(item, message.kind, message.role)
    if message.kind == config.FACT_CLOSING_SOON:
        return item.state == config.ANSWERED
    return item.pending and item.due == message.due


def send(claimed):
    """Hand a claimed message over. Writes nothing.

    :return: None when it was accepted, else a :class:`TransportError`.
    """
    if claimed.transport is None:
        return TransportError(NO_TRANSPORT, unreachable=True)
    try:
        claimed.transport.send(claimed.outgoing)
    except TransportError as error:
        return error
    except Exception as error:
        return _unexpected(claimed.id, error)
    return None


def _unexpected(key, error):
    """A :class:`TransportError` in place of another one, whose text could name somebody."""
    failures.log(logger, f"Message {key}", error)
    return TransportError(
        _(
            "reason_unexpected",
            default="Unexpected error ${error}; see the log.",
            mapping={"error": type(error).__name__},
        )
    )


def record(outbox, key, error):
    """Note what became of a message that was claimed: ``error`` as :func:`send` returned it."""
    message = outbox.messages.get(key)
    if message is None or message.state != WAITING:
        return
    undo_log.forget_user()
    if error is not None:
        _note_failure(outbox, message, error)
        return
    message.tries += 1
    message.sent = now()
    outbox.settle(message, SENT)
    logger.info("Message %s (%s, %s) sent", key, message.kind, message.channel)


def _note_failure(outbox, message, error):
    message.tries += 1
    reason = error.reason
    if message.role == config.TO_EVALUATOR and not error.unreachable:
        # A refused address would tell something about her.
        reason = NOT_REACHED
    names = (message.id, message.kind, message.channel, translate(reason))
    if error.permanent or message.tries > len(BACK_OFF):
        outbox.settle(message, FAILED, reason)
        logger.warning("Message %s (%s, %s) failed: %s", *names)
    else:
        outbox.move(message, now() + BACK_OFF[message.tries - 1])
        message.reason = reason
        logger.info("Message %s (%s, %s) is tried again: %s", *names)


def send_again(outbox, key):
    """重发: a message that failed once more from the beginning, at once.

    :raises NotPossible: when it is not there, or not in that state.
    """
    message = outbox.messages.get(key)
    if message is None or message.state != FAILED:
        raise NotPossible(
            _("error_not_failed", default="This message has not failed, or is no longer there.")
        )
    undo_log.forget_user()
    message.tries = 0
    outbox.move(message, now())
    message.since = message.next_try
    wakeup.after_commit()


def send_all_again(outbox):
    """重发 for everything that failed, as one transaction.

    :return: how many messages that are.
    """
    keys = list(outbox.ids[FAILED])
    for key in keys:
        send_again(outbox, key)
    return len(keys)


def bring_back(outbox):
    """Let messages go now that wait for a time which no rule gives: the clock had run ahead."""
    moment = now()
    for channel in CHANNELS:
        for message in outbox.later(channel, moment + LONGEST):
            undo_log.forget_user()
            outbox.move(message, moment)
            message.since = moment


def forget_old(outbox):
    """Remove what was settled long ago."""
    limit, old = now() - KEPT, []
    for message in outbox.messages.values():
        if message.at > limit:
            break
        if message.state != WAITING:
            old.append(message)
    for message in old:
        outbox.remove(message)
