"""What is there, as JSON: numbers on the wall, and what is wrong with the catalog."""

from benchmarks.peak.prepare import Running
from benchmarks.peak.prepare import SITE
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import listings
import json
import sys


EVERYTHING = 10**6


def main():
    with Running().session(SITE):
        numbers = [brain.number for brain in listings.wall(size=EVERYTHING)]
        json.dump({"numbers": numbers, "problems": catalog_upkeep.check()}, sys.stdout)


if __name__ == "__main__":
    main()
