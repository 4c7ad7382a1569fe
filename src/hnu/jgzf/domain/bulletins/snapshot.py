"""The figures of a bulletin as plain data: texts, numbers, lists and dicts.

What is here stays as it was when cases change, and is read by nobody who does not know this shape:
a key is only ever added.
"""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain.documents.words import chinese
from hnu.jgzf.domain.statistics import pictures
from hnu.jgzf.domain.statistics.figures import Share
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.overview import overview


def take(query, today):
    """What a bulletin says of the selection of a ``statistics.query.Query``, of all units.

    :param today: a ``date``.
    """
    found = overview(query.selection, today, query.period.before)
    before = query.period.before
    return {
        "period": {
            "name": chinese(query.period.name) if query.period.name else "",
            "words": query.period.words,
            "first": query.period.first.isoformat(),
            "last": query.period.last.isoformat(),
        },
        "as_of": today.isoformat(),
        "counts": dict(found.figures.counts),
        "times": {
            "mean": found.figures.times.mean,
            "median": found.figures.times.median,
            "percentile_90": found.figures.times.percentile_90,
            "oldest_open": found.figures.oldest_open,
        },
        "before": {"words": before.words, "counts": dict(found.before.counts)},
        "units": _units(found.units),
        "categories": _categories(found),
        "ratings": list(found.ratings),
        "charts": _charts(found),
    }


def share(counts, name):
    """The ``Share`` of one of ``measures.RATES``, of counts in a snapshot."""
    part, whole = RATES[name]
    return Share(counts[part], counts[whole])


def _units(groups):
    """Those that received something or were late, most cases first."""
    found = [group for group in groups if group.counts["received"] or group.counts["due_there"]]
    # The order by reading stays among equals.
    found.sort(key=lambda group: -group.counts["received"])
    return [
        {"code": group.token, "title": group.title, "counts": dict(group.counts)} for group in found
    ]


def _categories(found):
    """By target, most cases first: dicts of title, counts and descriptions."""
    counts = {group.token: group.counts for group in (*found.categories, *found.descriptions)}
    result = {}
    for target in config.TARGETS:
        rows = {}
        for row in categories.complete(target):
            token = row["category_token"]
            if token in counts:
                category = {"title": row["category"], "counts": dict(counts[token])}
                rows.setdefault(token, {**category, "descriptions": []})
            if row["token"] in counts:
                received = counts[row["token"]]["received"]
                one = {"title": row["description"], "received": received}
                rows[token]["descriptions"].append(one)
        for row in rows.values():
            row["descriptions"].sort(key=lambda one: -one["received"])
        result[target] = sorted(rows.values(), key=lambda row: -row["counts"]["received"])
    return result


def _charts(found):
    """Dicts of title and svg; empty where there is nothing to see."""
    charts = []
    if found.trend and found.figures.counts["received"]:
        title = chinese(pictures.TREND_TITLES[found.trend[0].kind])
        charts.append({"title": title, "svg": pictures.trend_chart(found.trend, chinese)})
    if found.figures.counts["rated"]:
        title = chinese(pictures.RATINGS_TITLE)
        charts.append({"title": title, "svg": pictures.ratings_chart(found.ratings, chinese)})
    return charts
