"""Forget who wrote the evaluations that were closed years ago.

    bin/instance run scripts/anonymise.py                     how many it would be
    bin/instance run scripts/anonymise.py --run               do it
    bin/instance run scripts/anonymise.py --years 5 --run     whatever the setting says

How many years is said in the site's evaluation settings (@@jgzf-settings, 0: never) or by --years.
Texts and figures stay as they are; what is forgotten does not come back. Two hundred cases a
transaction: after a break the same call does the rest. Zope may run meanwhile on ZEO and
RelStorage; on FileStorage stop it before. Pack the database afterwards, and renew backups: until
then both have the old records (docs/operations.md).
"""

from hnu.jgzf import config
from hnu.jgzf.command_line import center_of
from hnu.jgzf.command_line import Parser
from hnu.jgzf.content import supervision_log
from hnu.jgzf.domain import retention
from hnu.jgzf.domain import roster
from itertools import islice
from ZODB.POSException import ConflictError
import argparse
import sys
import transaction


# Cases in a transaction, and how often one is tried that conflicts with another
BATCH = 200
TRIES = 5


def years(text):
    """A number of years from the command line."""
    if not text.isdigit() or not 1 <= int(text) <= config.ANONYMISE_AFTER_AT_MOST:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number of years from 1 to {config.ANONYMISE_AFTER_AT_MOST}"
        )
    return int(text)


def parse(argv):
    parser = Parser("anonymise.py", __doc__)
    parser.add_argument("--years", type=years, help="since the closing; else the site's setting")
    parser.add_argument("--run", action="store_true", help="do it; else only say how many")
    parser.add_site()
    return parser.parse(argv)


def batches(numbers):
    """Lists of at most ``BATCH`` of the ``numbers``."""
    numbers = iter(numbers)
    while batch := list(islice(numbers, BATCH)):
        yield batch


def due(after):
    """Numbers of the cases it is time for; no more than a batch of them is in memory."""
    found = []
    for batch in batches(retention.due(after)):
        found += batch
        roster.get_center()._p_jar.cacheMinimize()
    return found


def anonymise(numbers, after):
    """Do it, a transaction for each batch; returns how many cases that were.

    :raises ConflictError: for a batch that others changed at each try; those before it are done.
    """
    total = 0
    for batch in batches(numbers):
        for attempt in transaction.manager.attempts(TRIES):
            with attempt:
                done = retention.anonymise(batch, after)
        total += done
        roster.get_center()._p_jar.cacheMinimize()
        print(f"{total} cases so far", flush=True)
    return total


def main(app, options):
    with center_of(app, options.site) as center:
        after = options.years or retention.years()
        if not after:
            sys.exit("the setting is 0, never: change it, or say --years")
        print(f"closed until {retention.last_day(after)} ({after} years)")
        if not options.run:
            print(f"{len(due(after))} cases would be anonymised; --run does it")
            return
        try:
            total = anonymise(due(after), after)
        except ConflictError:
            sys.exit(
                "others changed the same cases again and again: call it once more for the rest"
            )
        print(f"{total} cases were anonymised")
        newest = supervision_log.head(center)
        if total:
            print(f"newest entry of the supervisors' log: {newest.serial}:{newest.seal}")


if __name__ == "__main__":
    main(app, parse(sys.argv))  # noqa: F821 - `run` gives the root of the database
