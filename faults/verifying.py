"""Whether what was acknowledged is there, once, and everything else agrees with it."""

from benchmarks.instance import PASSWORD
from cluster.processes import wait_until
from collections import Counter
from faults import steps
import requests


def problems(installation, cases):
    """Lines, empty where all is well.

    :param cases: ``traffic.Case`` of everything that was acknowledged so far; nothing else was
        ever sent, or is still on its way.
    """
    stored = installation.recount()
    found = list(compared(stored["cases"], cases))
    found += twice_told(stored["told"])
    if stored["check"]["status"]:
        found += stored["check"]["lines"]
    return found


def compared(stored, cases):
    """What differs between cases as they are stored and as they were acknowledged."""
    contents = Counter(each["content"] for each in stored)
    by_number = {each["number"]: each for each in stored}
    known = {case.content for case in cases}
    for content, count in contents.items():
        if count > 1:
            yield f"stored {count} times: {content}"
        if content not in known:
            yield f"stored, and never acknowledged: {content}"
    for case in cases:
        each = by_number.get(case.number)
        if each is None or each["content"] != case.content:
            yield f"{case.number}: acknowledged, and not there"
        elif each["rounds"] != case.rounds:
            yield f"{case.number}: {each['rounds']} is stored, {case.rounds} was acknowledged"


def twice_told(told):
    """Messages that were made twice: of one fact, to one person, by one channel.

    An answer can come twice in a case's life, and a bad rating only before it.
    """
    for kind, number, channel, role, userid, count in told:
        if kind == "submitted" and count > 1:
            yield f"{number}: {count} messages ({kind}, {channel}) to {userid or role}"


def health(installation):
    """What ``@@jgzf-health`` says, a dict; None while nobody answers."""
    try:
        answer = requests.get(
            f"{installation.urls[0]}/{steps.SITE}/@@jgzf-health?format=json",
            auth=("supervisor", PASSWORD),
            timeout=30,
        )
        return answer.json() if answer.status_code in (200, 503) else None
    except (requests.RequestException, ValueError):
        return None


def wait_until_taken_up(installation, seconds=900):
    """Until the worker has made messages of every fact.

    :raises TimeoutError: where it does not.
    """

    def is_done():
        found = health(installation)
        return found is not None and found["facts"]["undispatched"] == 0

    wait_until(is_done, seconds, "taking up what happened")
