"""Check that nobody has changed the supervisors' log.

    bin/instance run scripts/verify_log.py
    bin/instance run scripts/verify_log.py --seal 12:5f3a…     as printed in a bulletin

Prints number and seal of the newest entry. Ends with status 1 where an entry was changed or is
missing, or where the log does not hold the entry whose number and seal somebody noted earlier.
"""

from hnu.jgzf.command_line import center_of
from hnu.jgzf.command_line import Parser
from hnu.jgzf.content import supervision_log
import argparse
import sys


def seal(text):
    """``12:5f3a…`` as (12, "5f3a…"); the first 12 characters of a seal are enough."""
    serial, _colon, digest = text.partition(":")
    if not serial.isdigit() or len(digest) < 12:
        raise argparse.ArgumentTypeError(f"{text!r} is no number and seal, such as 12:5f3a0b9c11d2")
    return int(serial), digest.lower()


def parse(argv):
    parser = Parser("verify_log.py", __doc__)
    parser.add_argument("--seal", type=seal, metavar="NUMBER:SEAL", help="what was noted earlier")
    parser.add_site()
    return parser.parse(argv)


def problem(center, noted):
    """What is wrong with the log of ``center``, a line; or None.

    :param noted: (number, seal) of an entry, or None.
    """
    serial = supervision_log.broken(center)
    if serial is not None:
        return f"entry {serial} was changed or is missing"
    if noted is None:
        return None
    serial, digest = noted
    entry = next((e for e in supervision_log.entries(center) if e.serial == serial), None)
    if entry is None:
        return f"there is no entry {serial}: the log was cut off"
    if not entry.seal.startswith(digest):
        return f"entry {serial} has another seal: the log was written anew"
    return None


def main(app, options):
    with center_of(app, options.site) as center:
        newest = supervision_log.head(center)
        print(f"{newest.serial}:{newest.seal}" if newest is not None else "no entries")
        found = problem(center, options.seal)
    if found is not None:
        sys.exit(found)
    print("the log is as it was written")


if __name__ == "__main__":
    main(app, parse(sys.argv))  # noqa: F821 - `run` gives the root of the database
