"""What a submission costs while a worker runs in the same process and the SMS gateway is dead.

In blocks, in turns: one without a worker, one with a worker that is kept awake by the submissions.
Here it is the time that passes which counts, for the worker takes its share of the same process.
"""

from benchmarks import lives
from benchmarks import university
from contextlib import contextmanager
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications.worker import Worker
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from itertools import count
from plone import api
from statistics import median
from threading import Thread
from time import monotonic
from time import sleep
from time import thread_time
from typing import NamedTuple
from ZODB.POSException import ConflictError
import json
import socket
import transaction


SUBMISSIONS = 1000
BLOCK = 25

# Everything must have arrived so long after the gateway is back, in seconds.
PATIENCE = 300


class Result(NamedTuple):
    """Seconds of a submission (medians) by whether a worker runs; ``lost`` are lines."""

    passed: dict
    worked: dict
    lost: list


def measure(instance, site_id, start):
    """``SUBMISSIONS`` beside a worker with a dead gateway, as many without; then it is back."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with instance.session(site_id):
        for name, value in {
            "sms_transport": "http",
            "mail_transport": "log",
            "http_url": f"http://127.0.0.1:{port}/",
        }.items():
            api.portal.set_registry_record(name, value, interface=INotificationSettings)
        university.lift_limits()
        transaction.commit()
    set_aside(instance)
    numbers = count(start)
    passed, worked = {False: [], True: []}, {False: [], True: []}
    for turn in range(2 * SUBMISSIONS // BLOCK):
        # The first of a pair in turn: neither always finds the database as the other left it.
        with_worker = turn % 4 in (1, 2)
        with working(with_worker):
            for _n in range(BLOCK):
                times = submit(instance, site_id, next(numbers))
                passed[with_worker].append(times[0])
                worked[with_worker].append(times[1])
    return Result(
        {key: median(values) for key, values in passed.items()},
        {key: median(values) for key, values in worked.items()},
        come_back(instance, site_id, port),
    )


def submit(instance, site_id, number):
    """Seconds that passed, and of the processor, for one submission and its commit."""
    with instance.session(site_id, university.member(number)):
        sent = lives.sent(number)
        start, start_worked = monotonic(), thread_time()
        # As Zope does after a conflict, with what it costs
        for _try in range(4):
            try:
                submission.submit(sent)
                transaction.commit()
                break
            except ConflictError:
                transaction.abort()
        return monotonic() - start, thread_time() - start_worked


@contextmanager
def working(with_worker):
    """The body runs beside a worker, or without one."""
    worker = Worker()
    thread = Thread(target=worker.run, daemon=True)
    if with_worker:
        thread.start()
    yield
    if with_worker:
        worker.stop()
        thread.join()


def set_aside(instance):
    """What the other measurements have left: facts nobody was told of, and what the clock would do
    with thousands of cases that nobody rated."""
    with instance.session() as app:
        for site in app.objectValues("Plone Site"):
            outbox = box.get_outbox(site[config.CENTER_ID])
            for fact in outbox.undispatched():
                fact.dispatched = True
            outbox.forget_dispatched()
            for name in ("clock", "tidy"):
                outbox.beats[name] = dates.now()
        transaction.commit()


def come_back(instance, site_id, port):
    """What does not arrive, or arrives twice, now that the gateway answers: lines."""
    arrived = []
    server = ThreadingHTTPServer(("127.0.0.1", port), accepting(arrived))
    Thread(target=server.serve_forever, daemon=True).start()
    with instance.session(site_id):
        outbox = box.get_outbox(roster.get_center())
        for key in list(outbox.ids[box.WAITING]):
            # Those that were tried would wait for their next time.
            outbox.move(outbox.messages[key], dates.now())
        transaction.commit()
    expected = 2 * SUBMISSIONS
    with working(True):
        end = monotonic() + PATIENCE
        while len(arrived) < expected and monotonic() < end:
            sleep(0.1)
    server.shutdown()
    server.server_close()
    with instance.session(site_id):
        outbox = box.get_outbox(roster.get_center())
        messages = [
            message
            for message in outbox.messages.values()
            if (message.channel, message.kind) == (config.SMS, config.FACT_SUBMITTED)
        ]
        lost = [f"{m.id}: {m.state}" for m in messages if m.state != box.SENT]
        known = set(arrived)
        lost += [
            f"{m.id} did not arrive" for m in messages if outbox.idempotency_key(m) not in known
        ]
    if len(messages) != expected:
        lost.append(f"{len(messages)} SMS of {expected} submissions")
    return lost + [f"{key} arrived twice" for key in set(arrived) if arrived.count(key) > 1]


def accepting(arrived):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived.append(json.loads(body)["id"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            """Quiet."""

    return Handler
