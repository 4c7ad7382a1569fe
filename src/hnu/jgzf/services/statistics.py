"""统计分析 over REST: the same filters and the same figures as the page."""

from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics import query
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.overview import overview
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.services.base import Service
from urllib.parse import urlencode


class StatisticsGet(Service):
    """Figures of a period: all units for supervisors, their own for those who answer for some."""

    def reply(self):
        values = self.request.form
        units = access.units_seen()
        access.check(values, units)
        asked, errors = query.read(values, units)
        if errors:
            raise InvalidInput(tuple(errors))
        people = bool(asked.unit) and access.sees_people(asked.unit)
        found = overview(asked.selection, dates.today(), asked.period.before, people)
        result = {
            "@id": f"{self.context.absolute_url()}/@statistics?{urlencode(asked.parameters)}",
            "filters": _filters(asked),
            "as_of": found.today.isoformat(),
            **_figures(found.figures),
            "satisfaction": _ratings(found.ratings),
            "before": {**_period(asked.period.before), **_figures(found.before)},
            "university": {**_figures(found.university), "units": found.university_units},
            "by_unit": [_unit(group) for group in found.units],
            "by_category": [_group("category", group) for group in found.categories],
            "by_description": [_group("description", group) for group in found.descriptions],
            "by_unit_and_category": [
                {"unit": unit, "category": category, "received": number}
                for (unit, category), number in sorted(found.crossed.items())
            ],
            "trend": [_step(step) for step in found.trend],
        }
        if people:
            result["by_staff_member"] = [
                {"employee_number": person.token, "name": person.title, **_figures(person)}
                for person in found.people
            ]
        return result


def _filters(asked):
    chosen = dict(asked.parameters)
    names = ("unit", "staff_member", "target", "category", "description")
    return {
        "period": {"token": asked.period.token, **_period(asked.period)},
        **{name: chosen.get(name) for name in names},
    }


def _period(period):
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _figures(figures):
    taken = figures.times
    return {
        "metrics": figures.counts,
        "rates": {name: _share(figures.share(name)) for name in RATES},
        "times": {
            "mean": taken.mean,
            "median": taken.median,
            "percentile_90": taken.percentile_90,
            "oldest_open": figures.oldest_open,
        },
    }


def _share(share):
    low, high = share.interval or (None, None)
    return {
        "part": share.part,
        "whole": share.whole,
        "rate": share.rate,
        "low": low,
        "high": high,
    }


def _ratings(ratings):
    return dict(zip(("unrated", *config.SATISFACTION_LEVELS), ratings, strict=True))


def _unit(group):
    return {
        "unit": {"code": group.token, "title": group.title},
        "staff": group.staff,
        "per_100_staff": group.per_100_staff,
        **_figures(group),
    }


def _group(name, group):
    return {name: {"token": group.token, "title": group.title}, **_figures(group)}


def _step(step):
    return {
        "from": step.first.isoformat(),
        "to": step.last.isoformat(),
        "complete": step.is_complete,
        "metrics": step.counts,
    }
