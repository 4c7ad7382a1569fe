"""Tells a worker in the same process that there is something to do."""

from threading import Event
import transaction


_something = Event()


def after_commit():
    """Wake the worker once the current transaction is stored."""
    transaction.get().addAfterCommitHook(_wake)


def _wake(success):
    if success:
        _something.set()


def wait(seconds):
    """Until there is something to do, but not longer than that."""
    _something.wait(seconds)
    _something.clear()


def wake():
    """Now, for instance to stop."""
    _something.set()
