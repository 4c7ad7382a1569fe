"""Clients of a running site."""

from tests import factories
import requests


def client(login, password=factories.PASSWORD):
    """A requests.Session of whoever logs in as ``login``; None is nobody."""
    session = requests.Session()
    # The base class reads ~/.netrc otherwise.
    session.trust_env = False
    if login is not None:
        session.auth = (login, password)
    return session
