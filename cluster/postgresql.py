"""A PostgreSQL server with a folder and a port of its own, from Debian's package."""

from cluster.processes import as_user
from cluster.processes import Process
from pathlib import Path
import os
import shutil
import signal
import subprocess


HOST = "127.0.0.1"
NAME = USER = PASSWORD = "jgzf"
# It refuses to run as root.
ACCOUNT = "postgres"


def program(name):
    """Path of a program of the newest PostgreSQL on this machine. Raises FileNotFoundError."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    found = sorted(folders, key=lambda folder: float(folder.parent.name), reverse=True)
    for folder in found:
        if (folder / name).exists():
            return folder / name
    path = shutil.which(name)
    if path is None:
        raise FileNotFoundError(f"{name}: Debian's package postgresql has it")
    return Path(path)


class Server(Process):
    """Made in ``folder`` when it is not there yet. Its end leaves the data."""

    def __init__(self, folder, port):
        self.folder, self.port = Path(folder), port
        self.user = ACCOUNT if os.geteuid() == 0 else None
        command = [program("postgres"), "-D", self.data, "-p", port]
        command += ["-c", f"listen_addresses={HOST}", "-c", "unix_socket_directories="]
        log = self.folder.parent / "log" / "postgresql.log"
        super().__init__("postgresql", command, log, self._answers, user=self.user)

    @property
    def data(self):
        return self.folder / "data"

    @property
    def dsn(self):
        """What libpq, and so RelStorage, connects with."""
        place = f"host='{HOST}' port='{self.port}'"
        return f"dbname='{NAME}' user='{USER}' password='{PASSWORD}' {place}"

    def begin(self):
        if not (self.data / "PG_VERSION").exists():
            self._make()
        super().begin()

    def stop(self, how=signal.SIGINT):
        """As it ends fast: SIGTERM would have it wait for its clients."""
        super().stop(how)

    def kill(self):
        super().kill()
        # It leaves its number behind, and would refuse to start if another process has it then.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def start(self):
        super().start()
        known = self.psql(f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'", "postgres")
        if not known:
            self.psql(f"CREATE DATABASE {NAME}", "postgres")

    def stand_by(self):
        """Start again as a standby does, which only reads, until :meth:`promote`."""
        self.stop()
        (self.data / "standby.signal").touch()
        self.start()

    def promote(self):
        """Let a standby write, as after the loss of the server that it stood by for."""
        self.psql("SELECT pg_promote()")

    def psql(self, statement, database=NAME):
        """What a statement answers, as text."""
        return self.run("psql", "-Atq", "-d", database, "-c", statement)

    def dump(self, file):
        """The whole database while it is in use, blobs included."""
        self.run("pg_dump", "-Fc", "-f", file, NAME)

    def restore(self, file):
        """Fill the database, which is empty, from such a file."""
        self.run("pg_restore", "--no-owner", "-d", NAME, file)

    def run(self, name, *arguments):
        """Output of one of PostgreSQL's programs for this server."""
        done = subprocess.run(
            [program(name), *self._reach, "-U", USER, *arguments],
            env={**os.environ, "PGPASSWORD": PASSWORD},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    @property
    def _reach(self):
        return ["-h", HOST, "-p", str(self.port)]

    def _answers(self):
        return subprocess.run([program("pg_isready"), *self._reach, "-q"]).returncode == 0

    def _make(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        account = as_user(ACCOUNT) if self.user else {}
        if account:
            shutil.chown(self.folder, ACCOUNT)
            shutil.chown(secret, ACCOUNT)
        subprocess.run(
            [
                program("initdb"),
                *("-D", self.data),
                *("-U", USER),
                f"--pwfile={secret}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **account,
        )
