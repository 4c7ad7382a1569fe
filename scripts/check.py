"""Check that everything that is kept beside the cases agrees with them, and mend what does not.

    bin/instance run scripts/check.py              what is wrong; changes nothing
    bin/instance run scripts/check.py --repair     the same, then mend what follows from content

Looks at numbers, states, answers and identities of cases, their permissions and local roles, the
catalog and the columns of statistics, the way from people to their cases, counters, the outbox,
registers of orders and bulletins, photos and files, and the supervisors' log: its chain, and
whether it tells of the same acts. Never mended are the log and who wrote a case. Prints a line for
each finding with what to do; ends with status 0 where nothing is wrong (any more), else 1. Cases
are read a few hundred at a time. On FileStorage stop Zope before.
"""

from collections import Counter
from hnu.jgzf.command_line import center_of
from hnu.jgzf.command_line import Parser
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.integrity import mending
from hnu.jgzf.domain.integrity import reading
from hnu.jgzf.domain.integrity.examination import Examination
from Testing.makerequest import makerequest
from ZODB.POSException import ConflictError
from zope.globalrequest import setRequest
import sys
import transaction


# Repairs in a transaction
BATCH = 100
# How often a batch is tried that conflicts with people who are writing
TRIES = 5
# A repair can bring to light what was hidden behind what it mended.
ROUNDS = 3


def parse(argv):
    parser = Parser("check.py", __doc__)
    parser.add_argument("--repair", action="store_true", help="mend what follows from content")
    parser.add_site()
    return parser.parse(argv)


def examine():
    """Print every finding.

    :return: how many there are, and the repairs they ask for, each once, in order.
    """
    examination = Examination()
    areas, repairs = Counter(), {}
    for finding in examination.findings():
        print(finding, flush=True)
        areas[finding.area] += 1
        if finding.repair:
            repairs[finding.repair] = None
    found = areas.total()
    told = ", ".join(f"{area} {count}" for area, count in sorted(areas.items()))
    print(f"{examination.cases} cases, {found} findings" + (f": {told}" if told else ""))
    return found, list(repairs)


def mend(repairs):
    """Do the repairs, a hundred in a transaction; print what could not be done."""
    center = roster.get_center()
    for start in range(0, len(repairs), BATCH):
        batch = repairs[start : start + BATCH]
        if done(batch) is not None:
            # One of them alone stops no other.
            for repair in batch:
                error = done([repair])
                if error is not None:
                    print(f"not repaired: {' '.join(map(str, repair))} ({type(error).__name__})")
        reading.forget(center)


def done(batch):
    """Do these repairs in one transaction; returns what stopped it, an exception, or None."""
    for _try in range(TRIES):
        transaction.begin()
        try:
            for repair in batch:
                mending.mend(repair)
            transaction.commit()
        except ConflictError as error:
            transaction.abort()
            conflict = error
        except Exception as error:
            transaction.abort()
            return error
        else:
            return None
    return conflict


def check(repair):
    """Whether nothing is wrong, or nothing is any more."""
    found, repairs = examine()
    for _round in range(ROUNDS if repair else 0):
        if not repairs:
            break
        print(f"repairing {len(repairs)}")
        mend(repairs)
        found, repairs = examine()
    if repairs and not repair:
        print(f"{len(repairs)} repairs would be made with --repair")
    return not found


def main(app, options):
    app = makerequest(app)
    setRequest(app.REQUEST)
    try:
        with center_of(app, options.site):
            fine = check(options.repair)
    finally:
        setRequest(None)
    if not fine:
        sys.exit(1)


if __name__ == "__main__":
    main(app, parse(sys.argv))  # noqa: F821 - `run` gives the root of the database
