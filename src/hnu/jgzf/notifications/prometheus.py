"""Health as Prometheus reads it: the text format, version 0.0.4.

Of the whole site, never of a person or a case; names stay, new ones may be added.
"""

from datetime import datetime
from hnu.jgzf.notifications import health
from importlib.metadata import version
from typing import NamedTuple


CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metric(NamedTuple):
    """A gauge: its name without ``jgzf_``, what it says, and how it is read from the findings.

    ``read`` takes the values of all findings by their names; None leaves the sample out.
    """

    name: str
    help: str
    read: object


def _moment(values):
    last = values.get("last")
    return datetime.fromisoformat(last).timestamp() if last is not None else None


METRICS = (
    Metric(
        "worker_last_seen_timestamp_seconds",
        "When the worker last noted that it lives; missing if it never did.",
        lambda found: _moment(found["worker"]),
    ),
    Metric(
        "clock_last_struck_timestamp_seconds",
        "When deadlines were last looked at; missing if they never were.",
        lambda found: _moment(found["clock"]),
    ),
    Metric(
        "messages_waiting",
        "Messages that are not sent yet, those that wait for the morning included.",
        lambda found: found["queue"]["waiting"],
    ),
    Metric(
        "messages_oldest_wait_seconds",
        "For how long the oldest message should have been sent; 0 if none is late.",
        lambda found: found["queue"]["oldest_seconds"] or 0,
    ),
    Metric(
        "messages_failed",
        "Messages that failed and are kept.",
        lambda found: found["failed"]["failed"],
    ),
    Metric(
        "messages_failed_lately",
        "Messages of the last seven days that failed.",
        lambda found: found["failed"]["failed_lately"],
    ),
    Metric(
        "facts_undispatched",
        "Events of which no messages were made yet.",
        lambda found: found["facts"]["undispatched"],
    ),
    Metric(
        "facts_oldest_wait_seconds",
        "For how long the oldest of these events waits; 0 without any.",
        lambda found: found["facts"]["oldest_seconds"] or 0,
    ),
    Metric(
        "calendar_missing_years",
        "Years that deadlines need and whose holidays are not known.",
        lambda found: len(found["calendar"]["missing_years"]),
    ),
    Metric(
        "calendar_provisional_deadlines",
        "Deadlines that may still move for it.",
        lambda found: found["calendar"]["provisional_deadlines"],
    ),
)


def exposition(findings):
    """The findings of ``health.check`` in the text format, a str that ends with a line feed."""
    found = {finding.name: finding.values for finding in findings}
    lines = _family("info", "The installed version.", [({"version": version("hnu.jgzf")}, 1)])
    lines += _family(
        "health_status",
        "State of each check, and of all together (all): 0 in order, 1 to be looked at, 2 wrong.",
        [
            ({"check": name}, health.STATUSES.index(status))
            for name, status in (
                ("all", health.worst(findings)),
                *((finding.name, finding.status) for finding in findings),
            )
        ],
    )
    for metric in METRICS:
        value = metric.read(found)
        lines += _family(metric.name, metric.help, [({}, value)] if value is not None else [])
    return "".join(f"{line}\n" for line in lines)


def _family(name, words, samples):
    """Lines of one metric; none of its words or labels has a character that would be escaped."""
    lines = [f"# HELP jgzf_{name} {words}", f"# TYPE jgzf_{name} gauge"]
    for labels, value in samples:
        inner = ",".join(f'{key}="{text}"' for key, text in labels.items())
        lines.append(f"jgzf_{name}{'{' + inner + '}' if inner else ''} {value}")
    return lines
