"""A PostgreSQL of one's own: Debian's, as ``initdb`` sets it up, by an unprivileged user."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
import os
import pwd
import shutil
import subprocess


SYSTEM_USER = "postgres"
DATABASE_USER = "bench"


def programs():
    """The folder with ``initdb`` and ``postgres``: the newest that is installed, or None."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if found:
        return found[-1].parent
    path = shutil.which("initdb")
    return Path(path).parent if path else None


@contextmanager
def running(folder):
    """The database in ``folder`` while the block runs; gives the folder of its socket.

    It listens on no port. Root starts it as Debian's user ``postgres``, anybody else as oneself.
    """
    place = programs()
    user = SYSTEM_USER if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    account = pwd.getpwnam(user)

    def run(*command):
        subprocess.run(
            [place / command[0], *command[1:]],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **({"user": account.pw_uid, "group": account.pw_gid} if os.getuid() == 0 else {}),
        )

    with TemporaryDirectory(prefix="jgzf-pg-") as socket:
        os.chown(socket, account.pw_uid, account.pw_gid)
        if not (folder / "PG_VERSION").exists():
            folder.mkdir(parents=True, exist_ok=True)
            os.chown(folder, account.pw_uid, account.pw_gid)
            options = ("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust")
            run("initdb", "--pgdata", folder, "--username", DATABASE_USER, *options)
        options = f"-c listen_addresses='' -c unix_socket_directories='{socket}'"
        log = folder / "server.log"
        run("pg_ctl", "--pgdata", folder, "--log", log, "--options", options, "-w", "start")
        try:
            yield socket
        finally:
            run("pg_ctl", "--pgdata", folder, "--mode", "fast", "-w", "stop")


def create_database(socket, name, anew):
    """An empty one if ``anew``, else the one that is there."""
    options = ("-h", socket, "-U", DATABASE_USER)
    if anew:
        subprocess.run([programs() / "dropdb", *options, "--if-exists", name], check=True)
        subprocess.run([programs() / "createdb", *options, name], check=True)
