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
from hnu.jgzf.interfaces.notifications import IMailTransport
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.interfaces.notifications import Outgoing
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import recipients
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import templates
from typing import NamedTuple
from zope.component import queryUtility
from zope.i18n import translate
import logging


logger = logging.getLogger(__name__)

MINUTES = (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in MINUTES)

# Longer than any transport may take
LEASE = timedelta(minutes=3)

# What is settled is shown for so long.
KEPT = timedelta(days=90)

NO_ADDRESS = _("reason_no_address", default="There is no number or address for this person.")
NOT_TRUE = _("reason_not_true", default="It was no longer true when it was to be sent.")
NO_TRANSPORT = _("reason_no_transport", default="The chosen way of sending is not installed.")


class Claim(NamedTuple):
    """A message in hand: the utility that sends it, and what it sends."""

    id: str
    transport: object
    outgoing: Outgoing


def claim(outbox):
    """Take the next message that is due, leased to the caller; commit before sending.

    Messages that have become pointless on the way are settled.

    :return: a :class:`Claim`, or None where nothing is due.
    """
    moment = now()
    latest = (int(moment.timestamp() * 1000) + 1,)
    for _milliseconds, key in list(outbox.queue.keys(None, latest)):
        message = outbox.messages[key]
        if message.leased_until is not None and message.leased_until > moment:
            continue
        undo_log.forget_user()
        found = _prepare(message)
        if isinstance(found, Claim):
            message.leased_until = moment + LEASE
            if not message.text:
                message.text = f"{found.outgoing.subject}\n\n{found.outgoing.text}".strip()
            return found
        outbox.settle(message, CANCELLED, found)
    return None


def _prepare(message):
    """A :class:`Claim`, or why there is nothing to send, an i18n message."""
    case = dispatch.find_case(message)
    if not message.address and (case is None or not is_still_true(case, message)):
        return NOT_TRUE
    address = recipients.address(case, message)
    if not address:
        return NO_ADDRESS
    if message.channel == config.SMS:
        interface, name = ISmsTransport, settings.get("sms_transport")
    else:
        interface, name = IMailTransport, settings.get("mail_transport")
    # The same words at each try, whatever becomes of the template
    text, subject = message.text or templates.render(message).strip(), ""
    if message.channel == config.MAIL:
        subject, _newline, text = text.partition("\n")
    outgoing = Outgoing(
        message.id,
        message.kind,
        address,
        subject.strip(),
        text.strip(),
        templates.values(message),
        message.role,
    )
    return Claim(message.id, queryUtility(interface, name=name), outgoing)


def is_still_true(case, message):
    """Whether a reminder has not been overtaken by what happened; news always is true."""
    if not kinds.KINDS[message.kind].reminder:
        return True
    if message.kind == config.FACT_CLOSING_SOON:
        return case.state == config.ANSWERED
    return case.pending and case.due == message.due


def send(claimed):
    """Hand a claimed message over. Writes nothing.

    :return: None when it was accepted, else a :class:`TransportError`.
    """
    if claimed.transport is None:
        return TransportError(NO_TRANSPORT)
    try:
        claimed.transport.send(claimed.outgoing)
    except TransportError as error:
        return error
    except Exception as error:
        # Its text could name address and content: only where it happened is logged.
        name = type(error).__name__
        logger.error("Message %s: %s in %s", claimed.id, name, _place(error))
        return TransportError(
            _(
                "reason_unexpected",
                default="Unexpected error ${error}; see the log.",
                mapping={"error": name},
            )
        )
    return None


def _place(error):
    traceback = error.__traceback__
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}"


def record(outbox, key, error):
    """Note what became of a message that was claimed: ``error`` as :func:`send` returned it."""
    message = outbox.messages.get(key)
    if message is None or message.state != WAITING:
        return
    undo_log.forget_user()
    message.tries += 1
    if error is None:
        message.sent = now()
        outbox.settle(message, SENT)
        logger.info("Message %s (%s, %s) sent", key, message.kind, message.channel)
    elif error.permanent or message.tries > len(BACK_OFF):
        outbox.settle(message, FAILED, error.reason)
        logger.warning("Message %s failed: %s", key, translate(error.reason))
    else:
        outbox.move(message, now() + BACK_OFF[message.tries - 1])
        message.reason = error.reason
        logger.info("Message %s is tried again: %s", key, translate(error.reason))


def send_again(outbox, message):
    """重发: once more from the beginning, at once."""
    message.tries = 0
    outbox.move(message, now())


def forget_old(outbox):
    """Remove what was settled long ago."""
    limit = now() - KEPT
    for key, message in list(outbox.messages.items()):
        if message.at > limit:
            break
        if message.state != WAITING:
            del outbox.messages[key]
