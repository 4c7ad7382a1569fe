"""Sites to do harm to: one Zope with FileStorage, or two Zopes and a worker over PostgreSQL.

Each part is a process of its own. Clients go from one address to the other, as a balancer sends
them; nothing of a balancer's own is tested here.
"""

from contextlib import closing
from faults.postgres import Postgres
from faults.processes import free_port
from faults.processes import Process
from faults.processes import ROOT
from faults.processes import wait_until
from pathlib import Path
import json
import requests
import shutil
import subprocess
import sys
import Zope2


STEPS = Path(__file__).with_name("steps.py")
WORKER = ROOT / "scripts" / "worker.py"

ZOPE_CONF = """\
%import relstorage
%define INSTANCE {folder}
instancehome $INSTANCE
debug-mode off
{more}
<zodb_db main>
  cache-size 30000
  {storage}
  mount-point /
</zodb_db>
"""
FILE = """\
<blobstorage>
    blob-dir {data}/blobs
    <filestorage>
      path {data}/Data.fs
      {options}
    </filestorage>
  </blobstorage>
"""
RELSTORAGE = """\
<relstorage>
    blob-dir {folder}/blobs
    shared-blob-dir false
    blob-cache-size 100mb
    {options}
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


class Zope:
    """A folder with the configuration of one Zope; ``storage`` is how it reaches the database."""

    def __init__(self, name, folder, storage, environ=(), more=""):
        self.name = name
        self.folder = folder
        self.port = free_port()
        (folder / "etc").mkdir(parents=True, exist_ok=True)
        skeleton = Path(Zope2.__file__).parent / "utilities" / "skel" / "etc" / "site.zcml"
        shutil.copy(skeleton, folder / "etc")
        self.conf = folder / "etc" / "zope.conf"
        self.more = more
        self.use(storage)
        ini = folder / "etc" / "wsgi.ini"
        ini.write_text(WSGI_INI.format(conf=self.conf, port=self.port))
        command = [sys.executable, "-m", "Zope2.Startup.serve", ini]
        self.process = Process(name, command, folder / "log.txt", **dict(environ))
        self.answering = None

    def use(self, storage):
        text = ZOPE_CONF.format(folder=self.folder, storage=storage, more=self.more)
        self.conf.write_text(text)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        self.process.start()

    def kill(self):
        self.process.kill()

    def stop(self):
        self.process.stop()
        if self.answering is not None:
            self.answering.kill()
            self.answering.wait(60)
            self.answering = None

    def wait(self, seconds=180):
        wait_until(self.is_up, seconds, self.name)

    def is_up(self):
        try:
            # Not the site: another part it needs may be away.
            return requests.get(self.url, timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def script(self, path, *arguments):
        """The command that runs a script in a process of its own with this configuration."""
        console = [sys.executable, "-m", "Zope2.utilities.zconsole", "run", self.conf]
        return [str(part) for part in (*console, path, "--", *arguments)]

    def run(self, path, *arguments):
        """What such a script printed, and its status."""
        done = subprocess.run(
            self.script(path, *arguments), cwd=ROOT, capture_output=True, text=True, timeout=1800
        )
        with (self.folder / "log.txt").open("a") as log:
            log.write(done.stderr)
        return done.stdout, done.returncode

    def ask(self, step):
        """What a step says, done in a process that stays: starting one takes half a minute."""
        if self.answering is None or self.answering.poll() is not None:
            with (self.folder / "log.txt").open("a") as log:
                self.answering = subprocess.Popen(
                    self.script(STEPS, "serve"),
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
        self.answering.stdin.write(f"{step}\n")
        self.answering.stdin.flush()
        said = self.answering.stdout.readline()
        if not said:
            raise RuntimeError(f"step {step} failed: see {self.folder}/log.txt")
        return json.loads(said)

    def step(self, *arguments):
        """What a step of ``steps.py`` said, as JSON."""
        said, status = self.run(STEPS, *arguments)
        if status:
            raise RuntimeError(f"step {arguments[0]} failed: see {self.folder}/log.txt")
        return json.loads(said.splitlines()[-1])


class Single:
    """One Zope with the worker as its thread, FileStorage and blobs beside it."""

    title = "one Zope, FileStorage"

    def __init__(self, folder, options="", data=None, environ=(), more=""):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.data = data or folder
        self.data.mkdir(parents=True, exist_ok=True)
        self.environ = environ
        # With the worker as its thread
        self.zope = Zope("zope", folder, self.storage(options), environ, more)
        self.parts = {"zope": self.zope}

    def storage(self, options=""):
        return FILE.format(data=self.data, options=options)

    def build(self):
        self.zope.step("build")

    @property
    def urls(self):
        return [self.zope.url]

    def start(self):
        self.zope.start()
        self.wait()

    def wait(self):
        self.zope.wait()

    def stop(self):
        self.zope.stop()

    def recount(self):
        """What ``steps.recount`` says; FileStorage lets one process in at a time."""
        is_running = self.zope.process.is_alive
        self.zope.stop()
        said = self.zope.step("recount")
        if is_running:
            self.start()
        return said

    close = stop


class Several:
    """Two Zopes and a worker of its own, over RelStorage; blobs are in PostgreSQL."""

    title = "two Zopes and a worker, RelStorage on PostgreSQL"

    def __init__(self, folder, options=""):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.postgres = Postgres(folder / "postgres")
        off = {"JGZF_WORKER": "off"}
        names = ("zope1", "zope2", "looking")
        zopes = {name: Zope(name, folder / name, "", off) for name in names}
        for zope in zopes.values():
            zope.use(self.storage(zope, options))
        self.scripts = zopes.pop("looking")
        self.zopes = list(zopes.values())
        command = self.scripts.script(WORKER)
        self.worker = Process("worker", command, folder / "worker.log")
        self.parts = {**zopes, "worker": self.worker, "postgres": self.postgres}

    def storage(self, zope, options=""):
        dsn = self.postgres.dsn
        return RELSTORAGE.format(folder=zope.folder, dsn=dsn, options=options)

    def build(self):
        self.scripts.step("build")

    @property
    def urls(self):
        return [zope.url for zope in self.zopes]

    def start(self):
        if not self.postgres.process.is_alive:
            self.postgres.start()
        for part in (*self.zopes, self.worker):
            part.start()
        self.wait()

    def wait(self):
        for zope in self.zopes:
            zope.wait()

    def stop(self):
        """Everything but the database."""
        for part in (*self.zopes, self.worker, self.scripts):
            part.stop()

    def recount(self):
        """What ``steps.recount`` says, while the others go on."""
        return self.scripts.ask("recount")

    def close(self):
        self.stop()
        self.postgres.stop()


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
