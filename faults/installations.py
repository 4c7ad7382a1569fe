"""Sites to do harm to: one Zope with FileStorage, or two Zopes and a worker over PostgreSQL.

Each part is a process of its own. Clients go from one address to the other, as a balancer sends
them; nothing of a balancer's own is tested here. Zopes are not those of ``cluster.cluster``: these
take calls while they start already and leave it to the balancer to send none.
"""

from cluster.cluster import ROOT
from cluster.postgresql import Server
from cluster.processes import free_port
from cluster.processes import Process
from cluster.processes import wait_until
from contextlib import closing
from pathlib import Path
from scripts import zope_home
from tests.instance import Instance
import requests
import sys


STEPS = Path(__file__).with_name("steps.py")
WORKER = ROOT / "scripts" / "worker.py"
# A step on a busy machine may take so many seconds, and starting again so many.
PATIENCE = 1800
RECOVERY = 300

RELSTORAGE = """\
%import relstorage
  <relstorage>
    blob-dir {folder}/blobs
    shared-blob-dir false
    blob-cache-size 100mb
    <postgresql>
      driver psycopg2
      dsn {dsn}
    </postgresql>
  </relstorage>
"""
WSGI_INI = """\
[app:zope]
use = egg:Zope#main
zope_conf = {conf}

[pipeline:main]
pipeline = egg:Zope#httpexceptions zope

[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = {port}
threads = 4

[loggers]
keys = root

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = INFO
handlers = console

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(asctime)s %(levelname)s %(name)s %(message)s
"""


class Zope(Instance):
    """One Zope: ``process`` serves, and steps can be done with the same configuration.

    :param storage: how it reaches the database.
    """

    def __init__(self, name, folder, storage, environment=()):
        super().__init__(folder, STEPS, storage)
        self.port = free_port()
        ini = folder / "etc" / "wsgi.ini"
        ini.write_text(WSGI_INI.format(conf=self.conf, port=self.port))
        self.process = Process(
            name,
            [sys.executable, "-m", "Zope2.Startup.serve", ini],
            folder / "log.txt",
            self.is_up,
            {"TZ": "Asia/Shanghai", **dict(environment)},
        )
        self.answering = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def is_up(self):
        try:
            # Not the site: another part it needs may be away.
            return requests.get(self.url, timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def step(self, name):
        """What a step of ``steps.py`` says, in a process of its own."""
        return self.run(name, seconds=PATIENCE)

    def recount(self):
        """What the step ``recount`` says, by a process that stays: starting one takes long."""
        if self.answering is None or self.answering.process.poll() is not None:
            self.answering = self.start("recounts")
        self.answering.tell()
        return self.answering.says()

    def stop(self):
        """End everything that runs."""
        self.process.stop()
        if self.answering is not None:
            self.answering.kill()
            self.answering = None


class Site:
    """What people use: ``zopes``, each a :class:`Zope`; ``parts`` that can be killed, by name."""

    title = ""

    def __init__(self, zopes, *others):
        self.zopes = zopes
        processes = [zope.process for zope in zopes]
        self.parts = {part.name: part for part in (*processes, *others)}

    @property
    def urls(self):
        return [zope.url for zope in self.zopes]

    def begin(self, name):
        """Start a part again."""
        self.parts[name].begin()

    def recover(self):
        """Wait until every Zope serves people; names of what was started again meanwhile.

        That is what had ended by itself, as a Zope does that finds no database when it starts: a
        service manager starts it then (docs/operations.md, When something fails).

        :raises TimeoutError: where it takes too long.
        """
        begun = []

        def is_served():
            for part in self.parts.values():
                if not part.is_running:
                    begun.append(part.name)
                    part.begin()
            return all(zope.is_up() for zope in self.zopes)

        wait_until(is_served, RECOVERY, "starting again")
        return begun


class Single(Site):
    """One Zope with the worker as its thread, FileStorage and blobs beside it."""

    title = "one Zope, FileStorage"

    def __init__(self, folder, data=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.data = data or folder
        self.data.mkdir(parents=True, exist_ok=True)
        self.zope = Zope("zope", folder, self.storage())
        super().__init__([self.zope])

    def storage(self, options=""):
        return zope_home.file_storage(self.data, options)

    def build(self):
        self.zope.step("build")

    def start(self):
        """Return when people are served. Raises ``cluster.processes.NotReady``."""
        self.zope.process.start()

    def stop(self):
        self.zope.stop()

    def recount(self):
        """What ``steps.recount`` says; FileStorage lets one process in at a time."""
        is_running = self.zope.process.is_running
        self.zope.stop()
        said = self.zope.step("recount")
        if is_running:
            self.start()
        return said

    close = stop


class Several(Site):
    """Two Zopes and a worker of its own, over RelStorage; blobs are in PostgreSQL."""

    title = "two Zopes and a worker, RelStorage on PostgreSQL"

    def __init__(self, folder):
        self.postgresql = Server(folder / "postgresql", free_port())
        self.scripts = self._zope(folder / "scripts")
        console = [sys.executable, "-m", "Zope2.utilities.zconsole", "run", self.scripts.conf]
        log = folder / "log" / "worker.log"
        self.worker = Process(
            "worker", [*console, WORKER], log, lambda: True, {"TZ": "Asia/Shanghai"}
        )
        zopes = [self._zope(folder / name) for name in ("zope1", "zope2")]
        super().__init__(zopes, self.worker, self.postgresql)

    def _zope(self, folder):
        storage = RELSTORAGE.format(folder=folder, dsn=self.postgresql.dsn)
        return Zope(folder.name, folder, storage, {"JGZF_WORKER": "off"})

    def build(self):
        self.postgresql.start()
        self.scripts.step("build")

    def start(self):
        """Everything but the database, which runs; return when people are served.

        :raises cluster.processes.NotReady: where a Zope does not start.
        """
        for zope in self.zopes:
            zope.process.begin()
        self.worker.begin()
        for zope in self.zopes:
            zope.process.wait()

    def recount(self):
        """What ``steps.recount`` says, while the others go on."""
        return self.scripts.recount()

    def close(self):
        self.worker.stop()
        for zope in (*self.zopes, self.scripts):
            zope.stop()
        self.postgresql.stop()


KINDS = {"single": Single, "several": Several}


def opened(kind, folder):
    """A site of that kind, built and started; to be used in a ``with``."""
    installation = KINDS[kind](folder)
    try:
        installation.build()
        installation.start()
    except BaseException:
        installation.close()
        raise
    return closing(installation)
