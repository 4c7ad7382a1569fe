"""Works through the outbox and lets the clock strike, for every site of the database.

A thread of the Zope process (``run_in_thread``) or a process of its own (``scripts/worker.py``);
any number of them may run. Each step is a transaction: one that fails or conflicts is left for the
next pass and stops no other.
"""

from AccessControl.SecurityManagement import noSecurityManager
from datetime import timedelta
from hnu.jgzf.content.catalog import get_catalog
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.dates import now
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import wakeup
from threading import Event
from threading import Thread
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

CLOCK_EVERY = timedelta(minutes=10)
BEAT_EVERY = timedelta(seconds=60)
TIDY_EVERY = timedelta(hours=1)


class Worker:
    """``run`` until ``stop``; ``work`` is one pass."""

    def __init__(self, pause=PAUSE):
        self.pause = pause
        self.stopping = Event()

    def run(self):
        logger.info("Worker started")
        while not self.stopping.is_set():
            try:
                self.work()
            except Exception:
                # The database is away, or one site is broken: the next pass tries again.
                logger.error("A pass of the worker failed", exc_info=_without_values())
            if not self.stopping.is_set():
                wakeup.wait(self.pause)
        logger.info("Worker stopped")

    def stop(self):
        """The message in hand is finished first."""
        self.stopping.set()
        wakeup.wake()

    def work(self):
        """One pass over all sites: facts, messages, the clock."""
        app = Zope2.app()
        try:
            for site in app.objectValues("Plone Site"):
                setSite(site)
                if get_catalog() is not None and self._outbox() is not None:
                    self._work_in_site()
        finally:
            setSite(None)
            noSecurityManager()
            transaction.abort()
            app._p_jar.close()

    def _outbox(self):
        return get_outbox(roster.get_center())

    def _work_in_site(self):
        transaction.begin()
        if self._is_time("clock", CLOCK_EVERY):
            for act in clock.acts():
                self._step(act)
            self._step(lambda: self._beat("clock"))
        for fact in self._outbox().undispatched():
            self._step(lambda fact=fact: self._dispatch(fact))
        while not self.stopping.is_set() and self._deliver_one():
            pass
        if self._is_time("tidy", TIDY_EVERY):
            self._step(self._tidy)
        if self._is_time("worker", BEAT_EVERY):
            self._step(lambda: self._beat("worker"))

    def _step(self, act):
        """Do it in a transaction; say whether that went well."""
        if self.stopping.is_set():
            return False
        transaction.begin()
        try:
            act()
            transaction.commit()
        except ConflictError:
            transaction.abort()
            return False
        except Exception:
            transaction.abort()
            logger.error("A step of the worker failed", exc_info=_without_values())
            return False
        return True

    def _dispatch(self, fact):
        if not fact.dispatched:
            dispatch.dispatch(self._outbox(), fact)

    def _deliver_one(self):
        """Whether there may be another one."""
        claims = []
        if not self._step(lambda: claims.append(delivery.claim(self._outbox()))):
            return False
        (claimed,) = claims
        if claimed is None:
            return False
        # Between two transactions: nothing of the database is held while a gateway is slow.
        error = delivery.send(claimed)
        return any(self._record(claimed, error) for _try in range(5))

    def _record(self, claimed, error):
        """Even when stopping: what was sent must be known as sent."""
        transaction.begin()
        try:
            delivery.record(self._outbox(), claimed.id, error)
            transaction.commit()
        except ConflictError:
            transaction.abort()
            return False
        return True

    def _is_time(self, name, every):
        last = self._outbox().beats.get(name)
        return last is None or not timedelta(0) <= now() - last < every

    def _beat(self, name):
        undo_log.forget_user()
        self._outbox().beats[name] = now()

    def _tidy(self):
        self._outbox().forget_dispatched()
        delivery.forget_old(self._outbox())
        self._beat("tidy")


def _without_values():
    """The exception without its text, which could name persons."""
    kind, _value, traceback = sys.exc_info()
    return kind, kind(), traceback


def start(event):
    """On ``IProcessStarting``, which neither scripts nor tests fire: a thread of this process.

    Not where ``JGZF_WORKER=off`` says that a process of its own does it.
    """
    if os.environ.get("JGZF_WORKER", "").lower() == "off":
        return
    run_in_thread()


def run_in_thread():
    worker = Worker()
    thread = Thread(target=worker.run, name="hnu.jgzf worker", daemon=True)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        # Else the process dies with a message in hand.
        signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    # At the end of the process, before daemons are killed: the message in hand is finished.
    atexit.register(_finish, worker, thread)
    thread.start()
    return worker, thread


def _finish(worker, thread):
    worker.stop()
    thread.join(delivery.LEASE.total_seconds())
