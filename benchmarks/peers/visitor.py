"""A person with a browser, as far as a WSGI application can tell: cookies, forms, redirects."""

from http.cookies import SimpleCookie
from io import BytesIO
from time import thread_time
from typing import NamedTuple
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults


class Answer(NamedTuple):
    """``seconds`` is the processor time that the request took."""

    status: int
    headers: dict
    body: str
    seconds: float


class Visitor:
    """Who sends requests to ``application`` and keeps its cookies."""

    def __init__(self, application, clock=thread_time):
        self.application = application
        self.clock = clock
        self.cookies = {}

    def get(self, address):
        return self.ask("GET", address)

    def get_json(self, address):
        return self.ask("GET", address, accept="application/json")

    def post(self, address, fields):
        return self.ask("POST", address, urlencode(fields, doseq=True).encode())

    def ask(self, method, address, body=b"", accept="text/html"):
        """What comes back, whatever it is: no redirect is followed."""
        path, _mark, query = address.removeprefix("http://localhost").partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_ACCEPT": accept,
            "HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": BytesIO(body),
        }
        if body:
            environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
            environ["CONTENT_LENGTH"] = str(len(body))
        setup_testing_defaults(environ)
        heads = []

        def start_response(line, headers, _error=None):
            heads.append((int(line.split()[0]), headers))

        start = self.clock()
        chunks = self.application(environ, start_response)
        text = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        seconds = self.clock() - start
        status, headers = heads[-1]
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.keep(value)
        named = {name.lower(): value for name, value in headers}
        return Answer(status, named, text.decode(errors="replace"), seconds)

    def keep(self, header):
        for name, morsel in SimpleCookie(header).items():
            self.cookies[name] = morsel.coded_value


def expect(answer, status, *texts):
    """The answer, if it is the one that was expected.

    :raises RuntimeError: with the beginning of what came instead.
    """
    missing = [text for text in texts if text not in answer.body]
    if answer.status != status or missing:
        location = answer.headers.get("location", "")
        raise RuntimeError(f"{answer.status} {location} without {missing}: {answer.body[:3000]}")
    return answer
