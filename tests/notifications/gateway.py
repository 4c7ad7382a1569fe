"""A campus SMS gateway on loopback that behaves as it is told."""

from contextlib import contextmanager
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from threading import Event
from threading import Thread
from time import sleep
from urllib.parse import parse_qs
from urllib.parse import urlsplit
import json


class Gateway:
    """``received`` holds what came, as dicts of path, headers and fields.

    ``answers`` are taken one after the other, the last one stays: (status, text), or a function of
    the handler that answers by itself.
    """

    def __init__(self, *answers):
        self.received = []
        self.answers = list(answers) or [(200, '{"code": 0}')]
        self.released = Event()

    def next_answer(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def hang(self, _handler):
        """Does not answer until it is released."""
        self.released.wait(20)

    @staticmethod
    def die(handler):
        """Breaks off in the middle of an answer."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        handler.wfile.flush()
        handler.connection.close()

    @staticmethod
    def drip(handler):
        """Sends one byte every tenth of a second, and would for half a minute."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n")
        with suppress(OSError):
            for _n in range(300):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                sleep(0.1)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/send"


def _handler(gateway):
    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            address = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if self.headers.get("Content-Type") == "application/json":
                fields = json.loads(body)
            else:
                fields = {k: v[0] for k, v in parse_qs(body or address.query).items()}
            gateway.received.append(
                {"path": address.path, "headers": dict(self.headers), "fields": fields}
            )
            answer = gateway.next_answer()
            if callable(answer):
                answer(self)
                return
            status, text = answer
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", text)
            self.end_headers()
            self.wfile.write(text.encode())

        do_POST = do_PUT = do_GET = answer

        def log_message(self, *arguments):
            """Quiet."""

    return Handler


@contextmanager
def running(*answers):
    """``with running((500, "no"), (200, "yes")) as gateway``."""
    gateway = Gateway(*answers)
    gateway.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(gateway))
    thread = Thread(target=gateway.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        gateway.released.set()
        gateway.server.shutdown()
        gateway.server.server_close()
