"""kill -9 at random moments: what was acknowledged is there, once, and everything agrees with it.

ROUNDS=10 (default), SEED (else drawn, and printed), KIND=several or single, SECONDS of traffic and
KILLS in a round. Each round lets people submit, answer and rate, kills parts at random moments,
starts them again, waits until everybody has an answer, and compares.
"""

from datetime import datetime
from faults import installations
from faults import verifying
from faults.conftest import opened
from faults.traffic import Stream
from hnu.jgzf import config
from pathlib import Path
import os
import random
import sys
import time


RESULTS = Path(__file__).with_name("results")
ROUNDS = int(os.environ.get("ROUNDS", "10"))
SEED = os.environ.get("SEED") or str(random.SystemRandom().randrange(10**9))
KIND = os.environ.get("KIND", "several")
SECONDS = float(os.environ.get("SECONDS", "12"))
PEOPLE = 5
KILLS = int(os.environ.get("KILLS", "3"))


class Report:
    """Lines to stderr and, at the end, to ``results``."""

    def __init__(self):
        self.lines = []

    def say(self, line):
        self.lines.append(line)
        sys.stderr.write(line + "\n")

    def write(self):
        RESULTS.mkdir(exist_ok=True)
        day = datetime.now(config.TIMEZONE)
        name = f"{day:%Y-%m-%d}-kills-{KIND}-{ROUNDS}.txt"
        (RESULTS / name).write_text("\n".join(self.lines) + "\n")


def test_what_was_acknowledged_survives_a_kill_and_is_there_once(tmp_path_factory):
    report = Report()
    title = installations.KINDS[KIND].title
    report.say(f"kill -9 at random: {title}; {ROUNDS} rounds, seed {SEED}")
    folder = opened(tmp_path_factory.mktemp("kills"))
    chance = random.Random(SEED)
    cases, wrong = [], 0
    with installations.opened(KIND, folder) as installation:
        for number in range(1, ROUNDS + 1):
            stream = Stream(installation, PEOPLE, f"{SEED}-{number}")
            start = time.monotonic()
            stream.start()
            killed = do_harm(installation, chance)
            stream.finish()
            cases += stream.cases
            found = verifying.problems(installation, cases)
            wrong += len(found)
            report.say(
                f"round {number:2}: killed {killed}; {stream.total('acts')} acts, "
                f"{stream.total('sent_again')} sent again, {len(stream.cases)} new cases, "
                f"{time.monotonic() - start:.0f} s; {len(found)} problems"
            )
            for line in found[:20]:
                report.say(f"    {line}")
        verifying.wait_until_taken_up(installation)
        found = verifying.problems(installation, cases)
        wrong += len(found)
        report.say(f"once the worker has taken up all that happened: {len(found)} problems")
        for line in found[:20]:
            report.say(f"    {line}")
    answers = sum(len(case.rounds) for case in cases)
    ratings = sum(bool(level) for case in cases for _text, level in case.rounds)
    report.say(
        f"{len(cases)} evaluations, {answers} answers, {ratings} ratings acknowledged; "
        f"{wrong} problems"
    )
    report.write()
    assert wrong == 0


def do_harm(installation, chance):
    """Kill some parts, one after the other, and start each again; says which and when.

    And what has ended by itself, because another part was away, and was started again as well.
    """
    start, told = time.monotonic(), []
    pause = SECONDS / (KILLS + 1)
    for _n in range(KILLS):
        time.sleep(chance.uniform(0, 2 * pause))
        name = chance.choice(sorted(installation.parts))
        installation.parts[name].kill()
        told.append(f"{name} at {time.monotonic() - start:.1f} s")
        time.sleep(chance.uniform(0, 2))
        installation.begin(name)
    told += [f"{name} had ended" for name in installation.recover()]
    time.sleep(pause)
    return ", ".join(told)
