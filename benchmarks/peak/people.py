"""Who is there on a peak day, for locust: readers, evaluators, and authors of ordinary Documents.

Runs in an environment of its own (``requirements.txt``) and knows the site by HTTP alone.
"""

from html import unescape
from itertools import count
from locust import constant
from locust import constant_throughput
from locust import events
from locust import FastHttpUser
from locust import task
from pathlib import Path
from random import choice
from random import expovariate
from random import random
from random import randrange
from time import sleep
import json
import re
import secrets


JSON = {"Accept": "application/json"}
CASE = re.compile(r'href="([^"]+/jgzf/[^"/]+/\d{8}-[0-9A-Z]{6})"')
CONTENT = "十一月二十日上午到窗口办理，等候一个小时仍未受理，工作人员之间互相推脱。" * 2

# Mean seconds for which somebody looks at a page before she asks for the next
LOOKING = 20

MEMBERS = EVALUATORS = 300


@events.init_command_line_parser.add_listener
def add_options(parser):
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--authors", type=int, default=0)
    parser.add_argument("--rate", type=float, default=0, help="submissions a second, of all")
    parser.add_argument("--sessions", required=True, help="file that sessions.py wrote")
    parser.add_argument("--accepted", required=True, help="file that gets what was accepted")


@events.init.add_listener
def choose(environment, **_rest):
    """How many of each kind, as the options say."""
    options = environment.parsed_options
    Reader.fixed_count = options.readers
    Author.fixed_count = options.authors
    Evaluator.fixed_count = EVALUATORS if options.rate else 0
    if options.rate:
        Evaluator.wait_time = constant_throughput(options.rate / EVALUATORS)
    environment.user_classes = [kind for kind in (Reader, Author, Evaluator) if kind.fixed_count]
    environment.sessions = json.loads(Path(options.sessions).read_text())
    environment.accepted = Path(options.accepted)


class Person(FastHttpUser):
    """Logged in before, with Plone's session cookie."""

    abstract = True
    # Longer than haproxy lets anybody wait
    network_timeout = connection_timeout = 150.0

    def on_start(self):
        cookie = self.environment.sessions[self.account()]
        self.headers = {"Cookie": f'__ac="{cookie}"'}

    def page(self, path, name, mark):
        """The text of a page, which has to have ``mark`` in it."""
        with self.client.get(path, headers=self.headers, name=name, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
            elif mark not in (answer.text or ""):
                answer.failure("another page")
            return answer.text or ""

    def send(self, path, name, sent):
        """What was accepted (201), as the answer has it; else None, and that is a failure."""
        with self.client.post(
            path, json=sent, headers={**self.headers, **JSON}, name=name, catch_response=True
        ) as answer:
            if answer.status_code != 201:
                answer.failure(f"status {answer.status_code}: {(answer.text or '')[:200]}")
                return None
            return answer.json()


class Reader(Person):
    """Looks at the wall, opens cases from it, and comes back to her own."""

    numbers = count()
    cases = ()

    def account(self):
        return f"member{next(self.numbers) % MEMBERS}"

    def wait_time(self):
        return expovariate(1 / LOOKING)

    @task(4)
    def wall(self):
        text = self.page(f"/jgzf?b_start:int={20 * randrange(5)}", "wall", "jgzf-")
        self.cases = [unescape(address) for address in CASE.findall(text)] or self.cases

    @task(5)
    def case(self):
        if self.cases:
            self.page(choice(self.cases), "case", "jgzf-")
        else:
            self.wall()

    @task(2)
    def mine(self):
        self.page("/jgzf/@@my-evaluations", "mine", "jgzf-")


class Evaluator(Person):
    """Submits, again and again: many people in one, so that there are no limits for her."""

    numbers = count()

    def account(self):
        return f"member{next(self.numbers) % MEMBERS}"

    def on_start(self):
        super().on_start()
        # Or all of them would begin at the same moment.
        sleep(random() * EVALUATORS / self.environment.parsed_options.rate)

    @task
    def submit(self):
        sent = {
            "unit": f"unit{randrange(30)}",
            "category": "uc1",
            "description": "u01",
            "topic": f"窗口等候时间长 {secrets.token_hex(4)}",
            "content": CONTENT,
            "token": secrets.token_urlsafe(24),
        }
        case = self.send("/jgzf/@evaluations", "submit", sent)
        if case is not None:
            with self.environment.accepted.open("a") as accepted:
                accepted.write(case["number"] + "\n")


class Author(Person):
    """Makes ordinary Documents with plone.restapi, one after the other as fast as they go."""

    wait_time = constant(0)
    numbers = count()

    def account(self):
        self.number = next(self.numbers)
        return "editor"

    @task
    def add(self):
        title = f"窗口等候时间长 {secrets.token_hex(4)}"
        text = {"data": f"<p>{CONTENT}</p>", "content-type": "text/html"}
        # A folder each: they would else be in each other's way more than needs be.
        folder = f"/new-documents/folder{self.number % 8}"
        sent = {"@type": "Document", "id": secrets.token_hex(8), "title": title, "text": text}
        self.send(folder, "document", sent)
