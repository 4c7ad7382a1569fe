"""Zope processes with a database of their own, over FileStorage or ZEO, that can be killed."""

from contextlib import contextmanager
from pathlib import Path
from scripts import zope_home
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time


ROOT = Path(__file__).parents[1]

ZEO = """\
<zeoclient>
    server 127.0.0.1:{port}
    blob-dir {folder}/blobs
    shared-blob-dir true
  </zeoclient>
"""
ZEO_CONF = """\
<zeo>
  address 127.0.0.1:{port}
</zeo>
<blobstorage>
  blob-dir {folder}/blobs
  <filestorage>
    path {folder}/Data.fs
  </filestorage>
</blobstorage>
"""


class Instance:
    """A folder with a database; ``run`` and ``start`` make processes that use it.

    :param steps: the script of what such a process can do.
    :param storage: how it reaches the database; else FileStorage.
    """

    def __init__(self, folder, steps, storage=None):
        self.folder = folder
        self.steps = steps
        self.use(storage)

    def use(self, storage=None):
        """From the next start on; see :func:`scripts.zope_home.make`."""
        self.conf = zope_home.make(self.folder, storage)

    def copy(self, folder):
        """An instance in ``folder`` that begins with the same data."""
        shutil.copytree(self.folder, folder)
        return Instance(folder, self.steps)

    def start(self, *step, timezone="Asia/Shanghai"):
        """A process that does one step of the script, as a :class:`Process`."""
        console = [sys.executable, "-m", "Zope2.utilities.zconsole", "run", str(self.conf)]
        log = (self.folder / "log.txt").open("a")
        process = subprocess.Popen(
            [*console, str(self.steps), "--", *map(str, step)],
            cwd=ROOT,
            env={**os.environ, "TZ": timezone},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        log.close()
        return Process(process)

    def run(self, *step, seconds=180, **options):
        """What the process says at last; it must end well, and in time."""
        process = self.start(*step, **options)
        output, _errors = process.process.communicate(timeout=seconds)
        assert process.process.returncode == 0, self.log
        return json.loads(output.splitlines()[-1]) if output.strip() else None

    @property
    def log(self):
        return (self.folder / "log.txt").read_text()

    @contextmanager
    def zeo(self):
        """The body has the database behind a ZEO server."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        conf = self.folder / "etc" / "zeo.conf"
        conf.write_text(ZEO_CONF.format(folder=self.folder, port=port))
        self.use(ZEO.format(folder=self.folder, port=port))
        server = Process(
            subprocess.Popen(
                [sys.executable, "-m", "ZEO.runzeo", "-C", str(conf)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        try:
            yield
        finally:
            server.end()
            self.use()


class Process:
    def __init__(self, process):
        self.process = process

    def says(self):
        """The next line of its output, as JSON."""
        return json.loads(self.process.stdout.readline())

    def tell(self):
        """Let it go on."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def end(self):
        """SIGTERM, and its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def wait_until(condition, seconds=90):
    """Wait for ``condition()``; an AssertionError when it takes too long."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.05)
