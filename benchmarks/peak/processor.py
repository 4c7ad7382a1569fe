"""Processor time of processes with all that they have started, and of the whole machine."""

from pathlib import Path
import os


TICKS = os.sysconf("SC_CLK_TCK")


def of_machine():
    """Seconds in which its processors were busy, whoever it was for."""
    words = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    user, nice, system, _idle, _waiting, irq, softirq, _stolen = map(int, words)
    return (user + nice + system + irq + softirq) / TICKS


def of(pids):
    """Seconds of each of ``pids``, a dict; those of their descendants are in it."""
    parents, seconds = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parents[pid] = int(words[1])
        # Its own, and of those of its children that have ended
        seconds[pid] = sum(map(int, words[11:15])) / TICKS
    result = dict.fromkeys(pids, 0.0)
    for pid, own in seconds.items():
        above = pid
        while above and above not in result:
            above = parents.get(above, 0)
        if above:
            result[above] += own
    return result
