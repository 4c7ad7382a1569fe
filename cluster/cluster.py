"""PostgreSQL or ZEO, two Zope clients, a worker and haproxy, in one folder."""

from cluster import postgresql
from cluster.processes import free_port
from cluster.processes import listens
from cluster.processes import Process
from pathlib import Path
import requests
import shutil
import subprocess


ROOT = Path(__file__).parents[1]
BUILDOUT = ROOT / ".venv" / "bin" / "buildout"
PYTHON = ROOT / ".venv" / "bin" / "python"
RELSTORAGE, ZEO = KINDS = ("relstorage", "zeo")
CLIENTS = ("client1", "client2")
SITE = "Plone"


class Cluster:
    """The parts that ``deployment/`` describes, each a :class:`Process` by its name.

    :param folder: for data, parts, programs and logs.
    :param kind: RELSTORAGE or ZEO.
    :param port: of haproxy, on loopback; the others take what is free.
    """

    def __init__(self, folder, kind=RELSTORAGE, port=None):
        self.folder, self.kind = Path(folder).resolve(), kind
        self.ports = {name: free_port() for name in ("storage", *CLIENTS)}
        self.ports["front"] = port or free_port()
        self.storage = self._storage()
        self.clients = [self._client(name) for name in CLIENTS]
        self.worker = self._worker()
        self.front = self._front()

    @property
    def url(self):
        """Of the site, through haproxy. Not by number: the theme is not for that."""
        return f"http://localhost:{self.ports['front']}/{SITE}"

    @property
    def parts(self):
        """In the order in which they start."""
        return [self.storage, *self.clients, self.worker, self.front]

    # Its life

    def build(self):
        """Make programs and configuration; takes some seconds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([BUILDOUT, "-N", "-o", "-q", *self._options()], check=True, cwd=ROOT)
        for name in (*CLIENTS, "worker"):
            for sub in ("blobs", "log", "cache"):
                (self.folder / name / sub).mkdir(parents=True, exist_ok=True)
        (self.folder / "zeo" / "blobs").mkdir(parents=True, exist_ok=True)

    def start(self):
        """Start everything; the site is created the first time. Raises ``processes.NotReady``."""
        self.storage.start()
        self.run("scripts/create_site.py")
        for part in self.parts[1:]:
            part.begin()
        for part in self.parts[1:]:
            part.wait()

    def stop(self):
        """End everything, last things first. Data and programs stay."""
        for part in reversed(self.parts):
            part.stop()

    def run(self, script, *arguments):
        """Output of a script, as a further client of the database."""
        done = subprocess.run(
            [*self._script(ROOT / script), *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def __enter__(self):
        self.build()
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_error):
        self.stop()

    # Its parts

    def _options(self):
        values = {
            "buildout:develop": "",
            "buildout:directory": ROOT,
            "buildout:bin-directory": self.folder / "bin",
            "buildout:parts-directory": self.folder / "parts",
            "buildout:installed": self.folder / ".installed.cfg",
            "data:directory": self.folder,
            **{f"addresses:{name}": f"127.0.0.1:{self.ports[name]}" for name in CLIENTS},
            "database:port": self.ports["storage"],
            "server:address": self._storage_address,
        }
        return [
            *("-c", ROOT / "deployment" / f"{self.kind}.cfg"),
            *(f"{name}={value}" for name, value in values.items()),
        ]

    @property
    def _storage_address(self):
        return f"127.0.0.1:{self.ports['storage']}"

    def _log(self, name):
        return self.folder / "log" / f"{name}.log"

    def _storage(self):
        if self.kind == RELSTORAGE:
            return postgresql.Server(self.folder / "postgresql", self.ports["storage"])
        return Process(
            "zeoserver",
            [self.folder / "bin" / "zeoserver", "fg"],
            self._log("zeoserver"),
            lambda: listens(self._storage_address),
        )

    def _client(self, name):
        address = f"127.0.0.1:{self.ports[name]}"
        command = [PYTHON, "-m", "Zope2.Startup.serve", self._etc(name) / "wsgi.ini"]
        return Process(name, command, self._log(name), lambda: _answers(address))

    def _worker(self):
        command = self._script(ROOT / "scripts" / "worker.py")
        return Process("worker", command, self._log("worker"), lambda: True)

    # Not bin/client1 and bin/worker: those are shells around the process that is to be stopped.

    def _script(self, path):
        return [
            PYTHON,
            "-m",
            "Zope2.utilities.zconsole",
            "run",
            self._etc("worker") / "zope.conf",
            path,
        ]

    def _etc(self, name):
        return self.folder / "parts" / name / "etc"

    def _front(self):
        address = f"127.0.0.1:{self.ports['front']}"
        addresses = {name.upper(): f"127.0.0.1:{self.ports[name]}" for name in CLIENTS}
        return Process(
            "haproxy",
            [
                shutil.which("haproxy") or "/usr/sbin/haproxy",
                "-db",
                *("-f", ROOT / "deployment" / "haproxy.cfg"),
            ],
            self._log("haproxy"),
            lambda: _answers(address),
            environment={"FRONT": address, **addresses},
        )


def _answers(address):
    try:
        return requests.get(f"http://{address}/@@ok", timeout=10).status_code == 200
    except requests.RequestException:
        return False
