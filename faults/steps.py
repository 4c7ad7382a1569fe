"""What is done inside Zope: ``zconsole run zope.conf steps.py -- STEP``; prints JSON."""

from benchmarks import university
from cluster.cluster import ROOT
from collections import Counter
from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.integrity import reading
from pathlib import Path
from scripts.create_site import create_site
from zope.component.hooks import setSite
import contextlib
import io
import json
import logging
import runpy
import sys
import time
import transaction


SITE = "Plone"
CHECK = ROOT / "scripts" / "check.py"
UNITS = 6
MEMBERS = 24
# How often somebody counts anew who meets a database that is just starting
TRIES = 5


def member(number):
    return f"member{number}"


def unit(number):
    return f"unit{number}"


def administrator(number):
    return f"clerk{number}"


def build(app):
    """A site with people and units; messages are written down and not sent."""
    site = create_site(app, SITE, "门户", with_demo=False)
    setSite(site)
    roles = {member(n): "Member" for n in range(MEMBERS)}
    roles |= {administrator(n): "Member" for n in range(UNITS)}
    roles["supervisor"] = config.ROLE_SUPERVISOR
    university.add_accounts(roles)
    for number in range(UNITS):
        university.add_unit(unit(number), number, administrator(number))
    university.lift_limits()
    university.tell_nobody()
    transaction.commit()
    return {"units": UNITS, "members": MEMBERS}


def recount(app):
    """Every case as it is stored, and how often each person was told of each fact."""
    setSite(app[SITE])
    center = roster.get_center()
    cases = [
        {
            "number": case.getId(),
            "content": case.content,
            "state": case.state,
            "rounds": [[each.content, each.satisfaction or ""] for each in case.rounds],
        }
        for case in reading.cases(center)
    ]
    outbox = get_outbox(center)
    told = Counter(
        (message.kind, message.number, message.channel, message.role, message.userid)
        for message in outbox.messages.values()
    )
    return {
        "check": checked(app),
        "cases": cases,
        "told": [[*key, count] for key, count in told.items()],
    }


def checked(app):
    """What ``scripts/check.py`` says, in this process: starting another one takes half a minute."""
    script = runpy.run_path(str(CHECK))
    said, status = io.StringIO(), 0
    with contextlib.redirect_stdout(said):
        try:
            script["main"](app, script["parse"]([str(CHECK), "--site", SITE]))
        except SystemExit as end:
            status = end.code
    return {"status": status, "lines": said.getvalue().splitlines()}


def recounts(app):
    """What :func:`recount` says for each line that comes in, until there are no more."""
    db = app._p_jar.db()
    for _line in sys.stdin:
        for left in reversed(range(TRIES)):
            try:
                say(recount_anew(db))
                break
            except Exception:
                if not left:
                    raise
                logging.exception("once more")
                time.sleep(1)


def recount_anew(db):
    """The same in a new connection: PostgreSQL may have been killed under the last one."""
    connection = db.open()
    try:
        return recount(connection.root()["Application"])
    finally:
        setSite(None)
        transaction.abort()
        with contextlib.suppress(Exception):
            connection.cacheMinimize()
            connection.close()


def say(said):
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


STEPS = {"build": build, "recount": recount, "recounts": recounts}


def main(app):
    position = [Path(argument).name for argument in sys.argv].index("steps.py")
    (name,) = [part for part in sys.argv[position + 1 :] if part != "--"]
    try:
        said = STEPS[name](app)
    finally:
        setSite(None)
    if said is not None:
        say(said)


if __name__ == "__main__":
    main(app)  # noqa: F821 - zconsole gives the root of the database
