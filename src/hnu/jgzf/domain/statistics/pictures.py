"""Statistics as charts, the same on the page and in the bulletin.

``translate`` takes an i18n message and answers text in the reader's language.
"""

from decimal import Decimal
from decimal import ROUND_HALF_UP
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import charts
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.statistics import trend
from hnu.jgzf.domain.statistics.figures import Share


TREND_TITLES = {
    trend.WEEK: _("chart_by_week", default="Received by week"),
    trend.MONTH: _("chart_by_month", default="Received by month"),
    trend.YEAR: _("chart_by_year", default="Received by year"),
}
_NOTES = {
    trend.WEEK: _("chart_note_week", default="Mondays of the weeks; dashed: not a whole week"),
    trend.MONTH: _("chart_note_month", default="Dashed: not a whole month"),
    trend.YEAR: _("chart_note_year", default="Dashed: not a whole year"),
}
LEVEL_TITLES = {
    "very_satisfied": _("level_very_satisfied", default="Very satisfied"),
    "satisfied": _("level_satisfied", default="Satisfied"),
    "neutral": _("level_neutral", default="Neutral"),
    "dissatisfied": _("level_dissatisfied", default="Dissatisfied"),
    "very_dissatisfied": _("level_very_dissatisfied", default="Very dissatisfied"),
}
RATINGS_TITLE = _("chart_ratings", default="Satisfaction")
UNRATED = _("level_unrated", default="Not rated yet")


def trend_chart(steps, translate):
    """SVG of ``Overview.trend``; empty text where there is nothing to show."""
    if not steps:
        return ""
    kind = steps[0].kind
    numbers = [step.counts["received"] for step in steps]
    most = max(range(len(steps)), key=numbers.__getitem__)
    description = _(
        "chart_trend_description",
        default="${period}: ${least} to ${most} each; most of all ${when}.",
        mapping={
            "period": dates.span(steps[0].first, steps[-1].last),
            "least": min(numbers),
            "most": max(numbers),
            "when": steps[most].words,
        },
    )
    return charts.columns(
        "jz-trend",
        translate(TREND_TITLES[kind]),
        translate(description),
        [(step.short, step.counts["received"], step.is_complete) for step in steps],
        "" if all(step.is_complete for step in steps) else translate(_NOTES[kind]),
    )


def ratings_chart(ratings, translate):
    """SVG of ``Overview.ratings``; empty text where nothing was answered."""
    if not sum(ratings):
        return ""
    rows = rating_rows(ratings)
    bars = [
        (translate(title), number, translate(words), colour)
        for (title, number, words), colour in zip(rows, (*charts.LEVELS, ""), strict=True)
    ]
    description = "，".join(f"{title} {words}" for title, _number, words, _colour in bars)
    return charts.rows("jz-ratings", translate(RATINGS_TITLE), description, bars)


def rating_rows(ratings):
    """(title, number, number with its part of those rated) of each level, last of those without.

    :return: a list; titles and the third are i18n messages.
    """
    unrated, *rated = ratings
    whole = sum(rated)
    rows = []
    for level, number in zip(config.SATISFACTION_LEVELS, rated, strict=True):
        share = Share(number, whole)
        words = _("count_evaluations", default="${n} evaluations", mapping={"n": number})
        if share.is_shown:
            words = _(
                "count_evaluations_rate",
                default="${n} evaluations (${rate})",
                mapping={"n": number, "rate": percent(share.rate)},
            )
        rows.append((LEVEL_TITLES[level], number, words))
    words = _("count_evaluations", default="${n} evaluations", mapping={"n": unrated})
    return [*rows, (UNRATED, unrated, words)]


def percent(rate):
    """``92.7%`` for 0.927, halves rounded up as by hand."""
    return f"{(Decimal(repr(rate)) * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
