"""A test SMS to a number that the webmaster types: at once, kept and logged nowhere."""

from collections import defaultdict
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.notifications import ISmsTransport
from hnu.jgzf.interfaces.notifications import Outgoing
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import templates
from hnu.jgzf.notifications.delivery import Claim
from plone import api
from threading import Lock
from time import monotonic
from zope.component import queryUtility
import re
import secrets


HOUR = 3600
PER_HOUR = 10
MOBILE = re.compile(r"(\+?86)?1[0-9]{10}")

# Account -> when it sent one. In memory, for each process: nothing else needs it.
_sent = defaultdict(list)
_lock = Lock()


def example():
    """The message that is sent: R11's, for a gateway may send only texts that it knows."""
    return templates.example(
        config.FACT_SUBMITTED, config.TO_ADMINISTRATORS, config.SMS, name="测试"
    )


def text():
    """What the test SMS says."""
    return templates.render(example()).strip()


def prepare(mobile):
    """A test SMS that counts as sent: hand it to ``delivery.send``.

    :param mobile: as it was typed; blanks and hyphens in it are no error.
    :return: a ``delivery.Claim``.
    :raises InvalidInput: for what is no mobile number, at the field ``mobile``.
    :raises NotPossible: where nothing would be sent.
    :raises TooMany: after ``PER_HOUR`` of them within an hour.
    """
    number = re.sub(r"[\s-]", "", mobile or "")
    if not MOBILE.fullmatch(number):
        message = _("error_mobile", default="Enter one mobile number of 11 digits.")
        raise InvalidInput((FieldError("mobile", message),))
    name = settings.get("sms_transport")
    transport = queryUtility(ISmsTransport, name=name)
    if transport is None or name == settings.RECORD_ONLY:
        raise NotPossible(
            _(
                "error_trial_log",
                default="The chosen way of sending sends nothing. Choose another one, and save.",
            )
        )
    _count(api.user.get_current().getId())
    message = example()
    outgoing = Outgoing(
        f"test-{secrets.token_hex(8)}",
        message.kind,
        number,
        "",
        text(),
        templates.values(message),
        message.role,
    )
    return Claim(outgoing.id, transport, outgoing)


def _count(userid):
    hour_ago = monotonic() - HOUR
    with _lock:
        _sent[userid] = [moment for moment in _sent[userid] if moment > hour_ago]
        if len(_sent[userid]) >= PER_HOUR:
            raise TooMany(
                _(
                    "error_trial_limit",
                    default="You have sent ${n} test SMS within an hour. Please go on later.",
                    mapping={"n": PER_HOUR},
                )
            )
        _sent[userid].append(monotonic())
