"""Measuring things against each other, in turns: a machine that slows down slows all of them."""

from statistics import median
import gc


def in_turns(samples, rounds):
    """Call each of ``samples`` (functions that return seconds, by name) ``rounds`` times.

    The first call of each warms caches and does not count.

    :return: the median of each, by name.
    """
    for sample in samples.values():
        sample()
    gc.collect()
    seconds = {name: [] for name in samples}
    names = list(samples)
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            seconds[name].append(samples[name]())
    return {name: median(values) for name, values in seconds.items()}
