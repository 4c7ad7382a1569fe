"""How often somebody may try: counted in the memory of this process alone.

By the address of the client or by the account, and neither is written anywhere. With several
processes each has a count of its own (docs/operations.md).
"""

from collections import OrderedDict
from hnu.jgzf.interfaces.errors import TooMany
from ipaddress import ip_address
from ipaddress import IPv6Network
from threading import Lock
import time


# A household or a provider's customer has at least that much of IPv6.
PREFIX = 64


class Tries:
    """``most`` tries within ``seconds`` of each, of at most ``room`` of them, the latest ones.

    :param message: what somebody is told who has tried too often, an i18n message.
    """

    def __init__(self, most, seconds, message, room=10_000, clock=time.monotonic):
        self.message = message
        self.most = most
        self.seconds = seconds
        self.room = room
        self.clock = clock
        self._lock = Lock()
        self._tries = OrderedDict()

    def begin(self, who):
        """Count a try before it is known whether it is right, so that many at once count, too.

        :param who: the client's address, empty where it is not known; or a user id.
        :return: what :meth:`forgive` takes.
        :raises TooMany: beyond the limit; such a try does not count.
        """
        place, moment = _place(who), self.clock()
        with self._lock:
            recent = [at for at in self._tries.get(place, ()) if at > moment - self.seconds]
            if len(recent) >= self.most:
                raise TooMany(self.message)
            self._tries[place] = [*recent, moment]
            self._tries.move_to_end(place)
            while len(self._tries) > self.room:
                self._tries.popitem(last=False)
        return place, moment

    def forgive(self, begun):
        """The try was right, and does not count."""
        place, moment = begun
        with self._lock:
            kept = self._tries.get(place, [])
            if moment in kept:
                kept.remove(moment)
            if not kept:
                self._tries.pop(place, None)

    def clear(self):
        """Forget everything, as a restart does."""
        with self._lock:
            self._tries.clear()


def _place(who):
    try:
        parsed = ip_address(who)
    except ValueError:
        return who
    if parsed.version == 4 or parsed.ipv4_mapped is not None:
        return str(getattr(parsed, "ipv4_mapped", None) or parsed)
    return str(IPv6Network((int(parsed), PREFIX), strict=False))
