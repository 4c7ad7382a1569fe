"""Taking turns with samples that give several figures at once and may be slow."""

from statistics import median
from time import monotonic


# A sample that takes long is repeated only as often as fits into so many seconds,
MOST_SECONDS = 60
# but so often it is.
LEAST_ROUNDS = 3


def in_turns(samples, rounds):
    """Call each of ``samples`` ``rounds`` times, a slow one less often.

    The first two calls of each warm caches and do not count.

    :param samples: functions by key that return seconds by part, dicts.
    :return: medians by (*key, part).
    """
    left = {}
    for key, sample in samples.items():
        sample()
        start = monotonic()
        sample()
        fitting = int(MOST_SECONDS / (monotonic() - start))
        left[key] = max(LEAST_ROUNDS, min(rounds, fitting))
    found = {}
    turn = 0
    while any(left.values()):
        keys = [key for key, times in left.items() if times]
        first = turn % len(keys)
        for key in keys[first:] + keys[:first]:
            left[key] -= 1
            for part, seconds in samples[key]().items():
                whole = (*key, part) if isinstance(key, tuple) else (key, part)
                found.setdefault(whole, []).append(seconds)
        turn += 1
    return {key: median(values) for key, values in found.items()}
