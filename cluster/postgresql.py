"""A PostgreSQL server with a folder and a port of its own, from Debian's package."""

from cluster.processes import as_user
from cluster.processes import Process
from pathlib import Path
import os
import shutil
import subprocess


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
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        log = self.folder.parent / "log" / "postgresql.log"
        super().__init__("postgresql", command, log, self._answers, user=self.user)

    @property
    def data(self):
        return self.folder / "data"

    def begin(self):
        if not (self.data / "PG_VERSION").exists():
            self._make()
        # One that was killed leaves its number behind, and refuses to start if another has it now.
        super().begin()

    def start(self):
        super().start()
        known = self.psql("SELECT 1 FROM pg_database WHERE datname = 'jgzf'", "postgres")
        if not known:
            self.psql(f"CREATE DATABASE {NAME}", "postgres")

    def psql(self, statement, database=NAME):
        """What a statement answers, as text."""
        return self.run("psql", "-Atq", "-d", database, "-c", statement)

    def run(self, name, *arguments):
        """Output of one of PostgreSQL's programs for this server."""
        reach = ["-h", "127.0.0.1", "-p", str(self.port), "-U", USER]
        done = subprocess.run(
            [program(name), *reach, *arguments],
            env={**os.environ, "PGPASSWORD": PASSWORD},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def _answers(self):
        reach = ["-h", "127.0.0.1", "-p", str(self.port), "-q"]
        return subprocess.run([program("pg_isready"), *reach]).returncode == 0

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
