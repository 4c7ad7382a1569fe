"""Processes that are started, waited for, stopped, killed and started again."""

from contextlib import suppress
from pathlib import Path
from time import monotonic
from time import sleep
import os
import pwd
import signal
import socket
import subprocess


# Seconds: a Zope client on a busy machine needs most of the first.
PATIENCE = 180
GRACE = 60


class NotReady(Exception):
    """A process ended, or did not answer in time; the message has the end of its log."""


class Process:
    """A command that runs until it is stopped, in a process group of its own.

    :param log: the file that gets what it prints.
    :param is_ready: function that says whether it can be used.
    :param user: name of the account that it runs as; only root may say another than its own.
    """

    def __init__(self, name, command, log, is_ready, environment=(), user=None):
        self.name = name
        self.command = [str(part) for part in command]
        self.log = Path(log)
        self.is_ready = is_ready
        self.environment = {**os.environ, **dict(environment)}
        self.user = user
        self.process = None

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def start(self):
        """Start it, and return when it is ready. Raises :class:`NotReady`."""
        self.begin()
        self.wait()

    def begin(self):
        """Start it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        account = {} if self.user is None else as_user(self.user)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment,
                start_new_session=True,
                **account,
            )

    def wait(self):
        """Return when it is ready. Raises :class:`NotReady`."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            if not self.is_running:
                break
            if self.is_ready():
                return
            sleep(0.1)
        state = "does not answer" if self.is_running else f"ended with {self.process.returncode}"
        raise NotReady(f"{self.name} {state}; the end of {self.log}:\n{self._tail()}")

    def stop(self, how=signal.SIGTERM):
        """Ask it to end, and wait until it has; killed when it takes longer than a minute."""
        if not self.is_running:
            return
        self._tell(how)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        """kill -9: it and whatever it has started are gone at once."""
        if self.process is not None:
            self._tell(signal.SIGKILL)
            self.process.wait()

    def _tell(self, number):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def _tail(self):
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])


def wait_until(condition, seconds, what):
    """Wait for ``condition()``. Raises TimeoutError, naming ``what`` was waited for."""
    end = monotonic() + seconds
    while not condition():
        if monotonic() > end:
            raise TimeoutError(f"{what} took more than {seconds} s")
        sleep(0.1)


def as_user(name):
    """Arguments of ``subprocess`` with which root starts something as the account ``name``."""
    account = pwd.getpwnam(name)
    if account.pw_uid == os.geteuid():
        return {}
    return {"user": name, "group": account.pw_gid, "extra_groups": []}


def listens(address):
    """Whether somebody listens at ``host:port``."""
    host, _colon, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), 1):
            return True
    except OSError:
        return False


def free_port():
    """A port of loopback at which nobody listens now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
