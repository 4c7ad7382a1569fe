"""A stream of submissions, answers and ratings over REST, and what of it was acknowledged.

Whoever gets no answer, or one that says that the server is in trouble, sends the same again: a
submission with the same token; an answer or a rating looks first whether it had arrived.
"""

from benchmarks.instance import PASSWORD
from dataclasses import dataclass
from dataclasses import field
from faults import steps
from threading import Event
from threading import Thread
import random
import requests
import time
import uuid


TIMEOUT = 20
# A server that is being started again answers so.
TROUBLE = (500, 502, 503, 504)
# So long a person tries the same, in seconds
PATIENCE = 300

# So long she thinks before the next act, at most, in seconds
PAUSE = 0.5

LEVELS = ("very_satisfied", "satisfied", "neutral", "dissatisfied")


class Wrong(Exception):
    """An answer that is wrong whatever was killed."""


@dataclass
class Case:
    """What was acknowledged of a case: ``rounds`` are pairs of an answer's text and its rating."""

    number: str
    path: str
    content: str
    unit: int
    evaluator: str
    rounds: list = field(default_factory=list)


class Person(Thread):
    """Does one act after the other until told to stop; finishes what she has begun."""

    def __init__(self, urls, tables, seed, stopping):
        super().__init__(daemon=True)
        self.urls = urls
        self.tables = tables
        self.random = random.Random(seed)
        self.stopping = stopping
        self.cases = []
        self.acts = 0
        self.sent_again = 0
        self.slowest = 0.0
        self.error = None

    def run(self):
        try:
            while not self.stopping.is_set():
                self.act()
                self.acts += 1
                self.stopping.wait(self.random.uniform(0, PAUSE))
        except Exception as error:
            self.error = error

    def act(self):
        """Rate what is answered, or answer what waits, or submit."""
        case = self.random.choice(self.cases) if self.cases else None
        if case is None or self.random.random() < 0.4 or not self.go_on(case):
            self.submit()

    def go_on(self, case):
        """The next step of a case; False where there is none."""
        last = case.rounds[-1] if case.rounds else None
        if last is not None and last[1] in ("very_satisfied", "satisfied", "neutral"):
            return False
        if last is not None and not last[1]:
            self.rate(case)
        else:
            self.answer(case)
        return True

    def submit(self):
        mark = f"标记{uuid.uuid4().hex}"
        unit = self.random.randrange(steps.UNITS)
        evaluator = steps.member(self.random.randrange(steps.MEMBERS))
        sent = {
            "unit": steps.unit(unit),
            **self.tables,
            "topic": "办理时间过长",
            "content": f"到窗口办理时等候一个小时仍未受理。{mark}",
            "token": mark,
        }
        answer = self.post(evaluator, "/jgzf/@evaluations", sent)
        if answer.status_code != 201:
            raise Wrong(f"submission: {answer.status_code} {answer.text[:200]}")
        number = answer.json()["number"]
        path = f"/jgzf/{steps.unit(unit)}/{number}"
        self.cases.append(Case(number, path, sent["content"], unit, evaluator))

    def answer(self, case):
        text = f"您好，窗口已增加工作人员。{uuid.uuid4().hex}"
        sent = {"content": text, "outcome": "resolved"}
        clerk = steps.administrator(case.unit)
        self.step(case, clerk, "@feedback", sent, 201, [*case.rounds, [text, ""]])

    def rate(self, case):
        level = self.random.choice(LEVELS)
        after = [*case.rounds[:-1], [case.rounds[-1][0], level]]
        self.step(case, case.evaluator, "@satisfaction", {"level": level}, 200, after)

    def step(self, case, userid, name, sent, status, after):
        """Send a step of a case until it is there, once."""
        answer = self.post(
            userid, f"{case.path}/{name}", sent, arrived=lambda: self.rounds_of(case) == after
        )
        # 409: the first try was only slow, and has arrived meanwhile.
        late = answer is not None and answer.status_code == 409 and self.rounds_of(case) == after
        if answer is not None and answer.status_code != status and not late:
            raise Wrong(f"{name}: {answer.status_code} {answer.text[:200]}")
        case.rounds = after

    def rounds_of(self, case):
        """As the server tells them now."""
        answer = self.post(case.evaluator, case.path, None)
        if answer.status_code != 200:
            raise Wrong(f"case: {answer.status_code} {answer.text[:200]}")
        return [[each["content"], each["satisfaction"] or ""] for each in answer.json()["rounds"]]

    def post(self, userid, path, sent, arrived=None):
        """The answer to a call that is sent again as long as the server is in trouble.

        :param sent: the body; None to GET.
        :param arrived: whether it had arrived after all, asked before it is sent again; then there
            is no answer.
        """
        start, tries = time.monotonic(), 0
        while True:
            url = self.urls[self.random.randrange(len(self.urls))]
            try:
                answer = requests.request(
                    "GET" if sent is None else "POST",
                    f"{url}/{steps.SITE}{path}",
                    json=sent,
                    auth=(userid, PASSWORD),
                    headers={"Accept": "application/json"},
                    timeout=TIMEOUT,
                )
            except requests.RequestException:
                answer = None
            if answer is not None and answer.status_code not in TROUBLE:
                self.slowest = max(self.slowest, time.monotonic() - start)
                return answer
            if time.monotonic() - start > PATIENCE:
                told = answer.status_code if answer is not None else "no answer"
                raise Wrong(f"{path}: {told} for {PATIENCE} s")
            tries += 1
            self.sent_again += sent is not None
            time.sleep(self.random.uniform(0.2, 1.0))
            if arrived is not None and arrived():
                return None


class Stream:
    """Some people at once."""

    def __init__(self, installation, people, seed):
        self.stopping = Event()
        tables = first_choice(installation.urls[0])
        self.people = [
            Person(installation.urls, tables, f"{seed}-{n}", self.stopping) for n in range(people)
        ]

    def start(self):
        for person in self.people:
            person.start()

    def finish(self):
        """Everybody finishes the act in hand.

        :raises Wrong: where somebody met what must not be.
        """
        self.stopping.set()
        for person in self.people:
            person.join(PATIENCE + 60)
        errors = [person.error for person in self.people if person.error is not None]
        if errors:
            raise errors[0]

    @property
    def cases(self):
        return [case for person in self.people for case in person.cases]

    def total(self, name):
        return sum(getattr(person, name) for person in self.people)


def first_choice(url):
    answer = requests.get(
        f"{url}/{steps.SITE}/jgzf/@categories?target=unit",
        auth=(steps.member(0), PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    category = answer.json()["items"][0]
    return {
        "category": category["token"],
        "description": category["descriptions"][0]["token"],
    }
