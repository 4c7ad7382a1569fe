"""Works through the outbox and lets the clock strike, for every site of the database.

A thread of the Zope process (``run_in_thread``) or a process of its own (``scripts/worker.py``);
any number of them may run. Each step is a transaction: one that fails or conflicts is left for the
next pass and stops no other.
"""

from AccessControl.SecurityManagement import noSecurityManager
from datetime import timedelta
from functools import partial
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.notifications import content_rules
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import failures
from hnu.jgzf.notifications import wakeup
from OFS.Folder import Folder
from pathlib import Path
from plone.base.interfaces import IPloneSiteRoot
from threading import current_thread
from threading import Event
from threading import main_thread
from threading import Thread
from time import monotonic
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
import atexit
import logging
import os
import signal
import sys
import transaction
import Zope2


logger = logging.getLogger(__name__)

# How long an idle worker sleeps, in seconds; a submission in the same process wakes it.
PAUSE = 5.0

# How long it sends, in seconds, before it looks at facts and the clock again
SENDING = 20.0

# How long it pauses after a step, in times of what the step took: people wait for pages of the same
# process, and a worker that never pauses takes up to half of it from them.
GENTLE = 3

# How often a step is tried that conflicts with another one
TRIES = 5

CLOCK_EVERY = timedelta(minutes=10)
BEAT_EVERY = timedelta(seconds=60)
TIDY_EVERY = timedelta(hours=1)

# How long a channel is left alone whose gateway cannot be reached: each attempt may take half a
# minute, and a thousand messages would be as many attempts.
REST = 30.0

# How long a step that failed is left alone, so that it does not fill the log
REST_AFTER_FAILURE = 60.0


class Worker:
    """``run`` until ``stop``; ``work`` is one pass.

    What was sent and could not be recorded, for the database was away, is kept in memory and
    recorded before anything else is sent.
    """

    def __init__(self, pause=PAUSE):
        self.pause = pause
        self.stopping = Event()
        # Set at the end. Not to be asked by joining the thread: where a signal interrupts that,
        # Python 3.11 takes the thread for ended.
        self.stopped = Event()
        # Path of a site, id of a message, what came of it
        self.unrecorded = []
        # By path of a site and name: until when it is left alone, in seconds of ``monotonic``
        self.resting = {}

    def run(self):
        logger.info("Worker started")
        while not self.stopping.is_set():
            try:
                self.work()
            except Exception as error:
                # The database is away: the next pass tries again.
                failures.log(logger, "A pass of the worker failed", error)
            if not self.stopping.is_set():
                wakeup.wait(self.pause)
        logger.info("Worker stopped")
        self.stopped.set()

    def stop(self):
        """The message in hand is finished first."""
        self.stopping.set()
        wakeup.wake()

    def work(self):
        """One pass over all sites: facts, messages, the clock."""
        app = Zope2.app()
        try:
            for site in _sites(app):
                setSite(site)
                try:
                    if get_catalog() is not None and self._outbox() is not None:
                        self._work_in_site("/".join(site.getPhysicalPath()))
                except Exception as error:
                    transaction.abort()
                    failures.log(logger, f"The worker failed in the site {site.getId()}", error)
        finally:
            setSite(None)
            noSecurityManager()
            transaction.abort()
            app._p_jar.close()

    def _outbox(self):
        return get_outbox(roster.get_center())

    def _work_in_site(self, path):
        transaction.begin()
        if not self._record(path):
            return
        self._beat_in_time()
        self._strike(path)
        for fact in self._outbox().undispatched():
            place = (path, fact._p_oid)
            if not self._rests(place) and not self._step(partial(self._dispatch, fact)):
                self._let_rest(place, REST_AFTER_FAILURE)
            self._beat_in_time()
        content_rules.work(self._outbox(), self._step)
        self._deliver(path)
        if self._is_time("tidy", TIDY_EVERY) and not self._rests((path, "tidy")):
            self._let_rest((path, "tidy"), REST_AFTER_FAILURE)
            self._step(self._tidy)

    def _step(self, act):
        """Do it in a transaction; say whether that went well."""
        for _try in range(TRIES):
            if self.stopping.is_set():
                return False
            start = monotonic()
            try:
                transaction.begin()
                act()
                transaction.commit()
            except ConflictError:
                transaction.abort()
            except Exception as error:
                transaction.abort()
                failures.log(logger, "A step of the worker failed", error)
                return False
            else:
                self.stopping.wait(GENTLE * (monotonic() - start))
                return True
        return False

    def _strike(self, path):
        """Let the clock strike when it is time."""
        place = (path, "clock")
        if self._rests(place) or not self._is_time("clock", CLOCK_EVERY):
            return
        self._let_rest(place, REST_AFTER_FAILURE)
        try:
            for act in clock.acts():
                self._step(act)
                self._beat_in_time()
        except Exception as error:
            transaction.abort()
            failures.log(logger, "The clock could not look for what is due", error)
        else:
            self._step(partial(self._beat, "clock"))

    def _dispatch(self, fact):
        if not fact.dispatched:
            dispatch.dispatch(self._outbox(), fact)
            fact.awaits_rules = content_rules.is_wanted(fact)

    def _deliver(self, path):
        """Send what is due, for a while: one message of each channel in turn."""
        until = monotonic() + SENDING
        channels = delivery.CHANNELS
        while channels and not self.stopping.is_set():
            if monotonic() > until:
                wakeup.wake()
                return
            channels = [channel for channel in channels if self._deliver_one(path, channel)]
            self._beat_in_time()

    def _deliver_one(self, path, channel):
        """Whether there may be another one."""
        claims = []
        place = (path, channel)
        if self._rests(place) or not self._step(partial(self._claim, channel, claims)):
            return False
        claimed = claims[-1]
        if claimed is None:
            return False
        # Between two transactions: nothing of the database is held while a gateway is slow.
        error = delivery.send(claimed)
        if error is not None and error.unreachable:
            self._let_rest(place, REST)
        self.unrecorded.append((path, claimed.id, error))
        return self._record(path)

    def _claim(self, channel, claims):
        claims.append(delivery.claim(self._outbox(), [channel]))

    def _record(self, path):
        """Note what became of messages; whether that went well.

        Even when stopping: what was sent must be known as sent.
        """
        for entry in [entry for entry in self.unrecorded if entry[0] == path]:
            _path, key, error = entry
            for _try in range(TRIES):
                try:
                    transaction.begin()
                    delivery.record(self._outbox(), key, error)
                    transaction.commit()
                except ConflictError:
                    transaction.abort()
                else:
                    self.unrecorded.remove(entry)
                    break
            else:
                return False
        return True

    def _is_time(self, name, every):
        last = self._outbox().beats.get(name)
        return last is None or not timedelta(0) <= now() - last < every

    def _beat_in_time(self):
        if self._is_time("worker", BEAT_EVERY):
            self._step(partial(self._beat, "worker"))

    def _beat(self, name):
        undo_log.forget_user()
        self._outbox().beats[name] = now()

    def _tidy(self):
        self._outbox().forget_dispatched()
        delivery.bring_back(self._outbox())
        delivery.forget_old(self._outbox())
        self._beat("tidy")

    def _let_rest(self, place, seconds):
        self.resting[place] = monotonic() + seconds

    def _rests(self, place):
        if place in self.resting and monotonic() >= self.resting[place]:
            del self.resting[place]
        return place in self.resting


def _sites(folder):
    """Every portal of the database, in folders too."""
    for item in folder.objectValues():
        if IPloneSiteRoot.providedBy(item):
            yield item
        elif isinstance(item, Folder):
            yield from _sites(item)


def start(event):
    """On ``IProcessStarting``: a thread of this process.

    Not where ``JGZF_WORKER=off`` says that a process of its own does it, and not in scripts:
    ``bin/instance run`` does not fire the event, Zope's own ``zconsole run`` does.
    """
    is_off = os.environ.get("JGZF_WORKER", "").lower() == "off"
    if not is_off and Path(sys.argv[0]).stem != "zconsole":
        run_in_thread()


def run_in_thread():
    """Start a worker; it ends with the process, after the message in hand.

    :return: the worker.
    """
    worker = Worker()
    thread = Thread(target=worker.run, name="hnu.jgzf worker", daemon=True)
    is_main = current_thread() is main_thread()
    if is_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        # Else the process dies with a message in hand.
        signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    # At the end of the process, before daemons are killed: the message in hand is finished.
    atexit.register(_finish, worker)
    thread.start()
    return worker


def _finish(worker):
    worker.stop()
    worker.stopped.wait(delivery.LEASE.total_seconds())
