"""A Zope with a database of its own, visited in this process as a WSGI server would call it."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from base64 import b64encode
from contextlib import contextmanager
from scripts import zope_home
from Testing.makerequest import makerequest
from time import thread_time
from typing import NamedTuple
from wsgiref.util import setup_testing_defaults
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from ZPublisher.httpexceptions import HTTPExceptionHandler
import logging
import os
import transaction
import Zope2
import Zope2.Startup.run


# Everybody's
PASSWORD = "Secret-for-benchmarks-1"


class Answer(NamedTuple):
    """``seconds`` is the processor time of this thread."""

    status: int
    body: bytes
    seconds: float


class Instance:
    """``application`` is the WSGI application that a server would be given."""

    def __init__(self, folder):
        conf = zope_home.make(folder)
        logging.disable(logging.WARNING)
        # It would work beside what is measured; ``telling`` makes one.
        os.environ["JGZF_WORKER"] = "off"
        self.application = HTTPExceptionHandler(Zope2.Startup.run.make_wsgi_app({}, str(conf)))
        self.data = folder / "Data.fs"

    def get(self, path, userid):
        """What the member ``userid`` gets at ``path`` on localhost: a themed page."""
        path, _mark, query = path.partition("?")
        environ = {
            "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_AUTHORIZATION": authorization(userid),
            "HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9",
        }
        setup_testing_defaults(environ)
        status = []
        start = thread_time()
        chunks = self.application(
            environ, lambda line, _headers, _error=None: status.append(int(line.split()[0]))
        )
        body = b"".join(chunks)
        return Answer(status[0], body, thread_time() - start)

    @contextmanager
    def session(self, site_id=None, userid=None):
        """The site, or the root of the database, as ``userid`` has it in a request; None is Zope.

        What was not committed in the block is forgotten.
        """
        app = makerequest(Zope2.app(), environ={"HTTP_HOST": "localhost"})
        setRequest(app.REQUEST)
        try:
            place = app[site_id] if site_id else app
            setSite(place if site_id else None)
            user = place.acl_users.getUserById(userid) if userid else system
            newSecurityManager(app.REQUEST, user.__of__(place.acl_users))
            yield place
        finally:
            transaction.abort()
            noSecurityManager()
            setSite(None)
            setRequest(None)
            app._p_jar.close()

    def last_transaction(self):
        """Records of the last transaction, as they were stored: a list."""
        storage = Zope2.DB.storage
        tid = storage.lastTransaction()
        return list(next(storage.iterator(tid, tid)))

    def packed_size(self):
        """Pack the database; return its size in bytes."""
        Zope2.DB.pack()
        return self.data.stat().st_size


def authorization(userid):
    """The header by which ``userid`` is known."""
    return "Basic " + b64encode(f"{userid}:{PASSWORD}".encode()).decode()
