"""The cluster's PostgreSQL, in a folder and with databases of the comparison's own."""

from cluster.postgresql import HOST
from cluster.postgresql import PASSWORD
from cluster.postgresql import Server
from cluster.postgresql import USER
from cluster.processes import free_port
from contextlib import contextmanager


@contextmanager
def running(folder):
    """The server with the data in ``folder`` while the block runs.

    :raises FileNotFoundError: where there is no PostgreSQL.
    """
    server = Server(folder, free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()


def create_database(server, name):
    """An empty one, whatever was there."""
    for statement in (f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}"):
        server.psql(statement, "postgres")


def reach(server):
    """Where Django finds the server, as its settings call it."""
    return {"HOST": HOST, "PORT": str(server.port), "USER": USER, "PASSWORD": PASSWORD}
