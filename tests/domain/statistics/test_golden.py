"""Every figure of forty-five cases, as worked out by hand (golden.md)."""

from dataclasses import replace
from datetime import date
from hnu.jgzf.content.figures import figures_of
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain.documents import case_rows
from hnu.jgzf.domain.statistics.measures import LISTED
from hnu.jgzf.domain.statistics.measures import MEASURES
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.overview import overview
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.domain.statistics.selection import Statistics
from tests import factories
from tests.domain.statistics import golden
import pytest


@pytest.fixture
def cases(university, monkeypatch):
    return golden.make(university, monkeypatch)


def selections():
    year = Selection(date(2028, 1, 1), date(2028, 12, 31))
    return {
        "all": Selection(),
        "jwc": Selection(units=("jwc",)),
        "hqc": Selection(units=("hqc",)),
        "2028": year,
        "leap-day": Selection(date(2028, 2, 29), date(2028, 2, 29)),
        "year-end": Selection(date(2028, 12, 31), date(2029, 1, 1)),
        "moved-before": Selection(units=("jwc",), staff_member="20120356"),
        "moved-after": Selection(units=("hqc",), staff_member="20120356"),
        "people": Selection(target="staff"),
        "november": Selection(date(2028, 11, 1), date(2028, 11, 30)),
        "given-to": Selection(units=("hqc",), staff_member="20100001"),
        "closed-jwc": replace(year, units=("jwc",), closed_only=True),
        "closed-hqc": replace(year, units=("hqc",), closed_only=True),
    }


def ordinal(day):
    return date.fromisoformat(day).toordinal() if day else 0


def test_what_is_kept_of_each_case_is_what_was_worked_out(cases):
    for line in golden.read("golden.csv"):
        case = cases[line["case"]]
        found = figures_of(case)
        assert case.__parent__.getId() == line["unit_now"], line
        if line["due"]:
            assert found.due == ordinal(line["due"]), line
        assert found.answered == ordinal(line["answered"]), line
        assert found.since == ordinal(line["heard"] or line["received"][:10]), line
        assert _taken(found) == line["taken"], line
        expected = {
            "rounds": int(line["answers"]),
            "later_in_time": int(line["later_in_time"]),
            "rating": int(line["rating"]),
            "rerating": int(line["rerating"]),
            "by_clock": line["by_clock"] == "1",
            "provisional": line["provisional"] == "1",
            "held_by": line["held_by"],
        }
        assert {name: getattr(found, name) for name in expected} == expected, line
        assert (found.closed > 0) == (line["closed"] == "1"), line


def _taken(found):
    if not found.answered:
        return ""
    days = (date.fromordinal(day) for day in (found.since, found.answered))
    return str(calendar.working_days_between(*days))


def test_past_due_are_those_that_were_worked_out(cases):
    statistics = Statistics(Selection(), golden.TODAY)
    found = set(statistics.rids("past_due"))
    numbers = {number: rid for rid, number in _numbers(statistics).items()}
    for line in golden.read("golden.csv"):
        rid = numbers[cases[line["case"]].getId()]
        assert (rid in found) == (line["past_due"] == "1"), line


def test_rows_of_an_export_call_the_same_ones_past_due_and_in_time(cases):
    with factories.acting_as("supervisor"):
        found = list(case_rows.rows(Selection(), golden.TODAY))
    titles = [column.title for column in case_rows.COLUMNS]
    rows = {row[0]: dict(zip(titles, row, strict=True)) for row in found}
    for line in golden.read("golden.csv"):
        row = rows[cases[line["case"]].getId()]
        assert (row["已到期"] == "是") == (line["past_due"] == "1"), line
    figures = overview(Selection(), golden.TODAY).figures
    due = [row for row in rows.values() if row["已到期"] == "是"]
    assert sum(row["按期反馈"] == "是" for row in due) == figures.counts["in_time"]


def _numbers(statistics):
    catalog = get_catalog()._catalog
    return {rid: catalog[rid].number for rid in statistics.rids("received")}


def test_every_figure_is_the_one_that_was_worked_out(cases):
    chosen = selections()
    chosen["category-off"] = Selection(category=cases["13"].category)
    for line in golden.read("golden-figures.csv"):
        for name, selection in chosen.items():
            assert _figure(line["figure"], selection) == line[name], (line["figure"], name)


def _figure(name, selection):
    """A figure as it is written in the table."""
    statistics = Statistics(selection, golden.TODAY)
    figures = statistics.figures()
    if name in RATES:
        return "{}/{}".format(*figures.share(name))
    if name in MEASURES:
        # What is listed is what is counted.
        if name not in ("later_answers", "later_in_time"):
            assert len(statistics.rids(name)) == figures.counts[name]
        return str(figures.counts[name])
    if name == "oldest_open":
        return "" if figures.oldest_open is None else str(figures.oldest_open)
    if name in LISTED:
        return str(len(statistics.rids(name)))
    value = getattr(figures.times, name.removeprefix("time_"))
    if value is None:
        return ""
    if name == "time_mean":
        count = figures.counts["answered"]
        return f"{round(value * count)}/{count}"
    return f"{value:g}"


def test_groups_are_what_the_same_selections_are(cases):
    found = overview(Selection(), golden.TODAY)
    for unit in found.units:
        alone = overview(Selection(units=(unit.token,)), golden.TODAY).figures
        assert (unit.counts, unit.times, unit.oldest_open) == (
            alone.counts,
            alone.times,
            alone.oldest_open,
        )
    for group in found.categories:
        alone = overview(Selection(category=group.token), golden.TODAY).figures
        assert (group.counts, group.times, group.oldest_open) == (
            alone.counts,
            alone.times,
            alone.oldest_open,
        )
    assert sum(group.counts["received"] for group in found.descriptions) == 45
    assert sum(found.crossed.values()) == 45
    assert found.ratings == (7, 5, 12, 5, 3, 2)
    assert sum(step.counts["received"] for step in found.trend) == 45


def test_rates_of_fewer_than_five_have_no_rate_and_no_interval(cases):
    figures = overview(Selection(units=("hqc",)), golden.TODAY).figures
    assert figures.share("repeat_in_time_rate").rate is None
    assert figures.share("repeat_in_time_rate").interval is None
    assert figures.share("satisfaction_rate").rate == 0.5
