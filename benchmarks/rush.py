"""Many people who submit at the same time, over HTTP, to a WSGI server with Plone's own retries."""

from benchmarks import lives
from benchmarks import university
from benchmarks.instance import authorization
from collections import Counter
from dataclasses import asdict
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import listings
from pathlib import Path
from random import Random
from threading import Thread
from time import monotonic
from typing import NamedTuple
from waitress.server import create_server
from zope.component import provideHandler
from ZPublisher.interfaces import IPubFailure
import json
import subprocess
import sys


THREADS = 4
SUBMISSIONS = 250
ACCOUNTS = 200


class Result(NamedTuple):
    """``problems`` are lines, none when every submission is there once.

    ``retries`` counts requests that Zope tried again after a conflict.
    """

    sent: int
    seconds: float
    retries: int
    problems: list


def measure(instance, site_id, start):
    """Every account submits five times, in an order by chance; then the wall is looked at."""
    accounts = [university.member(n % ACCOUNTS) for n in range(THREADS * SUBMISSIONS)]
    Random(start).shuffle(accounts)
    with instance.session(site_id):
        jobs = [
            [authorization(userid), asdict(lives.sent(start + n))]
            for n, userid in enumerate(accounts)
        ]
        before = {brain.number for brain in listings.wall(size=start + len(jobs))}
    conflicts = []
    provideHandler(lambda event: conflicts.append(event.retry), [IPubFailure])
    began = monotonic()
    answers = send(instance.application, f"/{site_id}/jgzf/@evaluations", jobs)
    seconds = monotonic() - began
    with instance.session(site_id):
        problems = look(answers, before)
    return Result(len(jobs), seconds, sum(conflicts), problems)


def send(application, path, jobs):
    """Answers of a server of its own to POSTs from another process: (status, body) pairs."""
    server = create_server(application, host="127.0.0.1", port=0, threads=THREADS)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        result = subprocess.run(
            [sys.executable, Path(__file__).with_name("clients.py")],
            input=json.dumps([server.effective_port, path, THREADS, jobs]),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    finally:
        server.close()
        thread.join(10)
    return json.loads(result.stdout)


def look(answers, before):
    """What is wrong: lines."""
    problems = [f"{status}: {body[:200]}" for status, body in answers if status != 201]
    numbers = Counter(json.loads(body)["number"] for status, body in answers if status == 201)
    wall = Counter(brain.number for brain in listings.wall(size=len(before) + len(answers) + 1))
    problems += [f"{number} was given twice" for number, n in numbers.items() if n > 1]
    problems += [f"{number} is not on the wall" for number in numbers if number not in wall]
    problems += [f"{number} is on the wall twice" for number, n in wall.items() if n > 1]
    problems += [f"{number}: nobody knows of it" for number in set(wall) - before - set(numbers)]
    return problems + catalog_upkeep.check()
