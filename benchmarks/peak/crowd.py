"""One run of locust: some people for some seconds, and what became of their requests."""

from pathlib import Path
from typing import NamedTuple
import csv
import subprocess


FOLDER = Path(__file__).parent
# Everybody of people.Evaluator, whatever their rate
EVALUATORS = 300
SESSIONS = "sessions.json"
SPAWNED_A_SECOND = 25
# Seconds in which whoever is in the middle of something may come to its end
LEAVING = 120


class Line(NamedTuple):
    """Of the requests of one name: times are milliseconds."""

    sent: int
    failed: int
    median: float
    p95: float
    longest: float


# Where nothing of a name was sent
NOBODY = Line(0, 0, 0, 0, 0)


class Crowd:
    """Locust of the environment ``programs`` against the site ``url``."""

    def __init__(self, programs, url, folder):
        self.locust = programs / "locust"
        self.url = url
        self.folder = folder

    def run(self, name, seconds, readers=0, authors=0, rate=0):
        """Lines by the name of the request.

        :param rate: submissions a second, of all together.
        """
        users = readers + authors + (EVALUATORS if rate else 0)
        options = {
            "--locustfile": FOLDER / "people.py",
            "--host": self.url,
            "--users": users,
            "--spawn-rate": SPAWNED_A_SECOND,
            "--run-time": seconds,
            "--stop-timeout": LEAVING,
            "--csv": self.folder / name,
            "--readers": readers,
            "--authors": authors,
            "--rate": rate,
            "--sessions": self.folder / SESSIONS,
            "--accepted": self.accepted(name),
        }
        command = [self.locust, "--headless", "--only-summary"]
        command += [str(part) for option in options.items() for part in option]
        with (self.folder / f"{name}.log").open("w") as log:
            # Its status is 1 where a request failed: the lines say that.
            subprocess.run(command, stdout=log, stderr=log, check=False)
        return self._lines(name)

    def accepted(self, name):
        return self.folder / f"{name}-accepted.txt"

    def numbers(self, name):
        """Of the submissions that were accepted in that run."""
        return self.accepted(name).read_text().split()

    def failures(self, name):
        """How often what failed, as text."""
        with (self.folder / f"{name}_failures.csv").open() as file:
            return [
                f"{row['Occurrences']} × {row['Name']}: {row['Error']}"
                for row in csv.DictReader(file)
            ]

    def _lines(self, name):
        with (self.folder / f"{name}_stats.csv").open() as file:
            return {
                row["Name"]: Line(
                    int(row["Request Count"]),
                    int(row["Failure Count"]),
                    float(row["50%"]),
                    float(row["95%"]),
                    float(row["Max Response Time"]),
                )
                for row in csv.DictReader(file)
                if int(row["Request Count"])
            }
