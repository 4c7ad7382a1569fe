"""PostgreSQL with a data folder of its own, on a port of the loopback interface."""

from faults.processes import free_port
from faults.processes import Process
from faults.processes import wait_until
from pathlib import Path
import os
import shutil
import subprocess
import sys


DATABASE = "zodb"
# Where Debian keeps what is not on the PATH
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
max_connections = 60
shared_buffers = 64MB
logging_collector = off
"""


def program(name):
    """The path of one of PostgreSQL's programs.

    :raises SystemExit: where it is not installed.
    """
    found = shutil.which(name, path=os.pathsep.join([*map(str, PROGRAMS), os.environ["PATH"]]))
    if found is None:
        sys.exit(f"{name} is missing: install PostgreSQL (Debian: postgresql)")
    return found


def as_owner(*command):
    """The command as a user who may run PostgreSQL, which refuses root."""
    if os.getuid() != 0:
        return list(command)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


class Postgres:
    """``dsn`` is what a client connects with."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.data = folder / "data"
        folder.mkdir(parents=True)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self._call(program("initdb"), "-D", self.data, "-U", "zope", "-A", "trust", "-E", "UTF8")
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(SETTINGS.format(folder=folder))
        command = as_owner(program("postgres"), "-D", str(self.data), "-p", str(self.port))
        self.process = Process("postgres", command, folder.parent / "postgres.log")
        self.start()
        self._call(program("createdb"), *self.place, DATABASE)

    @property
    def place(self):
        return ("-h", "127.0.0.1", "-p", str(self.port), "-U", "zope")

    @property
    def dsn(self):
        return f"dbname='{DATABASE}' user='zope' host='127.0.0.1' port='{self.port}'"

    def start(self):
        self.process.start()
        wait_until(self.is_ready, 120, "PostgreSQL")

    def is_ready(self):
        ready = subprocess.run([program("pg_isready"), *self.place], stdout=subprocess.DEVNULL)
        return ready.returncode == 0

    def kill(self):
        self.process.kill()
        # What the killed one left: it would be taken for running where its id was given again.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self):
        self.process.stop()

    def dump(self, file):
        """The whole database while it is in use, blobs included."""
        subprocess.run(
            [program("pg_dump"), *self.place, "-Fc", "-f", str(file), DATABASE], check=True
        )

    def restore(self, file):
        subprocess.run(
            [program("pg_restore"), *self.place, "--no-owner", "-d", DATABASE, str(file)],
            check=True,
        )

    def _call(self, *command):
        command = as_owner(*map(str, command))
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
