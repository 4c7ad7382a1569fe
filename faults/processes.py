"""Processes that can be killed as a power cut kills them."""

from contextlib import suppress
from pathlib import Path
import os
import signal
import socket
import subprocess
import time


ROOT = Path(__file__).parents[1]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_until(condition, seconds, what):
    """Wait for ``condition()``.

    :raises TimeoutError: naming ``what`` was waited for.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} took more than {seconds} s")
        time.sleep(0.1)


class Process:
    """A command that can be started, killed and started again; its output goes to a file."""

    def __init__(self, name, command, log, **environ):
        self.name = name
        self.command = [str(part) for part in command]
        self.log = log
        self.environ = {**os.environ, "TZ": "Asia/Shanghai", **environ}
        self.running = None

    def start(self):
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self):
        """As ``kill -9``, children included."""
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait(60)

    def stop(self):
        """As a service manager does."""
        if self.running is None or self.running.poll() is not None:
            return
        self.running.terminate()
        try:
            self.running.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()

    @property
    def is_alive(self):
        return self.running is not None and self.running.poll() is None
