"""The side of the run: environments of the peers, their processes, and calls to them."""

from benchmarks.peers import postgresql
from pathlib import Path
import json
import os
import shutil
import subprocess
import sys
import venv


ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PLACE = ROOT / "var" / "bench-peers"

OURS, DOCUMENTS, EASYFORM = "hnu.jgzf", "Document", "easyform"
SQLITE, POSTGRESQL = "helpdesk, SQLite", "helpdesk, PostgreSQL"
PEERS = (OURS, DOCUMENTS, EASYFORM, SQLITE, POSTGRESQL)

FOLDERS = dict(zip(PEERS, ("ours", "document", "easyform", "sqlite", "postgresql"), strict=True))

# Environment and module of each; no environment is our own.
MODULES = {
    OURS: (None, "ours"),
    DOCUMENTS: ("plone", "documents"),
    EASYFORM: ("easyform", "easyform"),
    SQLITE: ("helpdesk", "helpdesk"),
    POSTGRESQL: ("helpdesk", "helpdesk"),
}


def python(peer):
    """The interpreter of the peer's environment, which is made when its pins have changed."""
    name, _module = MODULES[peer]
    if name is None:
        return sys.executable
    pins = HERE / f"requirements-{name}.txt"
    place = PLACE / f"venv-{name}"
    ready = place / "ready"
    program = place / "bin" / "python"
    if not ready.exists() or ready.read_text() != pins.read_text():
        venv.create(place, clear=True, symlinks=True)
        uv = Path(sys.executable).with_name("uv")
        command = [uv, "pip", "install", "--quiet", "--python", program, "--requirement", pins]
        subprocess.run(command, check=True)
        ready.write_text(pins.read_text())
    return str(program)


class Worker:
    """A process with ``total`` items of one peer; its data stay for the next run.

    :param server: PostgreSQL, for the peer that needs it.
    """

    def __init__(self, peer, total, server=None):
        self.peer = peer
        self.total = total
        _name, module = MODULES[peer]
        folder = PLACE / f"{FOLDERS[peer]}-{total}"
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TZ": "Asia/Shanghai"}
        done = folder / "filled"
        if not done.exists() and folder.exists():
            # Somebody stopped it halfway.
            shutil.rmtree(folder)
        place = folder
        if module == "helpdesk":
            folder.mkdir(parents=True, exist_ok=True)
            place = done
            database = {"name": str(folder / "tickets.sqlite3"), "media": str(folder)}
            if peer == POSTGRESQL:
                database |= {"name": f"helpdesk_{total}", "server": postgresql.reach(server)}
                if not done.exists():
                    postgresql.create_database(server, database["name"])
            environment["BENCH_PEERS_DATABASE"] = json.dumps(database)
        self.process = subprocess.Popen(
            [python(peer), "-m", f"benchmarks.peers.{module}", str(place), str(total)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment,
            text=True,
        )

    def call(self, name, **arguments):
        """What the function of that name returns.

        :raises RuntimeError: with the traceback of the other side.
        """
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.peer} with {self.total:,} has ended")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"{self.peer} with {self.total:,}: {answer['error']}")
        return answer["result"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)
