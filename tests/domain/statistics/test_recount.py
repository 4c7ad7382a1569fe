"""Figures of random histories are what a plain recount from content finds, case by case."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import clock_user
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.overview import overview
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.domain.statistics.selection import Statistics
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests import factories
import math
import pytest


REASON = "经机关党委核实，同意按此处理。"
TARGETS = (("jwc", ""), ("jwc", "20090417"), ("jwc", "20120356"), ("hqc", ""), ("hqc", "20100001"))
BAD = config.DISSATISFIED_LEVELS
FIRST = date(2026, 1, 5)

# Of an act: which of those that are possible, after how many days, and which level
ACTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 12), st.sampled_from(config.SATISFACTION_LEVELS)),
    max_size=7,
)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(TARGETS), st.integers(0, 2), st.integers(0, 80), ACTS),
    min_size=1,
    max_size=5,
)
SELECTIONS = st.fixed_dictionaries(
    {
        "first": st.none() | st.dates(FIRST, date(2026, 4, 1)),
        "last": st.none() | st.dates(FIRST, date(2026, 4, 1)),
        "units": st.none() | st.sampled_from([("jwc",), ("hqc",), ("hqc", "jwc"), ()]),
        "target": st.sampled_from(["", *config.TARGETS]),
    }
)


@pytest.fixture(scope="class")
def center(portal_class):
    factories.university(portal_class)
    return portal_class.jgzf


def at(day):
    return dates.at(datetime(day.year, day.month, day.day, 12, tzinfo=config.TIMEZONE))


def live(target, category, start, acts):
    unit, person = target
    kind = config.TARGET_STAFF if person else config.TARGET_UNIT
    day = FIRST + timedelta(days=start)
    chosen = factories.choice(kind, category % len(categories.active_categories(kind)))
    with at(day):
        case = factories.submit(unit=unit, staff_member=person, **chosen)
    for which, later, level in acts:
        day += timedelta(days=later)
        possible = list(_possible(case, level))
        with at(day):
            possible[which % len(possible)]()


def _possible(case, level):
    """What can happen to the case now, functions without arguments."""
    if case.pending:
        yield lambda: factories.answer(case, by="supervisor")
    if case.state == config.ANSWERED:
        yield lambda: factories.rate(case, level)
        yield lambda: factories.close(case, by="supervisor", reason=REASON)
        yield lambda: _by_clock(case)
    if case.state == config.RATED:
        yield lambda: factories.close(case, by="supervisor", reason=REASON)
    if case.state == config.CLOSED:
        yield lambda: _reopen(case)


def _by_clock(case):
    with clock_user.acting():
        lifecycle.close(case)


def _reopen(case):
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, REASON)


def recount(center, chosen, today):
    """Counts by name, working days of first answers, and the days of receipt of open cases."""
    counts, taken, waiting = dict.fromkeys(NAMES, 0), [], []
    for unit in center.objectValues():
        for case in unit.objectValues():
            if case.portal_type != config.EVALUATION_TYPE or not is_chosen(case, chosen):
                continue
            for name in names_of(case, today):
                counts[name] += 1
            answers = [case[name] for name in sorted(case.objectIds(), key=int)]
            if answers:
                taken.append(
                    calendar.working_days_between(case.received.date(), answers[0].answered.date())
                )
            if case.state != "closed":
                waiting.append(case.received.date())
    return counts, taken, waiting


def is_chosen(case, chosen):
    day = case.received.date()
    return (
        (chosen["first"] is None or chosen["first"] <= day)
        and (chosen["last"] is None or day <= chosen["last"])
        and (chosen["units"] is None or case.__parent__.getId() in chosen["units"])
        and chosen["target"] in ("", "staff" if case.staff_member else "unit")
    )


def names_of(case, today):
    """What one case counts for; a name as often as it counts."""
    answers = [case[name] for name in sorted(case.objectIds(), key=int)]
    levels = [answer.satisfaction for answer in answers if answer.satisfaction]
    due = answers[0].due if answers else case.due
    yield "received"
    yield "about_people" if case.staff_member else "about_units"
    if answers:
        yield "answered"
    if due < today:
        yield from ("past_due", "due_there")
        if not answers:
            yield "overdue"
        else:
            yield "answered_past_due"
            if answers[0].answered.date() <= due:
                yield "in_time"
    if case.state == "closed":
        yield "closed"
        # People give a reason where nobody has rated.
        if (
            not answers[-1].satisfaction
            and not case.workflow_history["jgzf_evaluation_workflow"][-1]["comments"]
        ):
            yield "closed_by_clock"
    else:
        yield "open"
    for answer in answers[1:]:
        yield "later_answers"
        if answer.answered.date() <= answer.due:
            yield "later_in_time"
    if len(answers) > 1:
        yield "answered_again"
    if levels:
        yield "rated"
        good = levels[-1] in ("very_satisfied", "satisfied")
        if good:
            yield "satisfied"
        if levels[-1] not in BAD:
            yield "satisfied_widely"
        else:
            yield "dissatisfied"
            if case.state == "rated":
                yield "unsettled"
        if any(level in BAD for level in levels[:-1]):
            yield "rated_again"
            if levels[-1] not in BAD:
                yield "satisfied_again"


NAMES = (
    "received", "about_units", "about_people", "answered", "past_due", "answered_past_due",
    "due_there", "in_time", "overdue", "open", "closed", "closed_by_clock", "rated", "satisfied",
    "satisfied_widely", "dissatisfied", "unsettled", "answered_again", "later_answers",
    "later_in_time", "rated_again", "satisfied_again",
)  # fmt: skip


class TestRecount:
    @settings(max_examples=30, deadline=None)
    @given(
        histories=HISTORIES,
        chosen=SELECTIONS,
        today=st.dates(date(2026, 1, 20), date(2026, 9, 30)),
    )
    def test_figures_are_what_a_look_at_each_case_finds(self, center, histories, chosen, today):
        for history in histories:
            live(*history)
        found = overview(Selection(**chosen), today)
        counts, taken, waiting = recount(center, chosen, today)
        assert found.figures.counts == counts
        for name, (part, whole) in RATES.items():
            assert found.figures.share(name) == (counts[part], counts[whole])
        times = found.figures.times
        if taken:
            taken.sort()
            assert times.mean == pytest.approx(sum(taken) / len(taken))
            assert times.percentile_90 == taken[math.ceil(0.9 * len(taken)) - 1]
        else:
            assert times.mean is None
        oldest = calendar.working_days_between(min(waiting), today) if waiting else None
        assert found.figures.oldest_open == oldest
        statistics = Statistics(Selection(**chosen), today)
        for name in set(NAMES) - {"later_answers", "later_in_time"}:
            assert len(statistics.rids(name)) == counts[name], name
        for unit in found.units:
            alone = {**chosen, "units": (unit.token,)}
            assert unit.counts == recount(center, alone, today)[0]
        assert sum(step.counts["received"] for step in found.trend) <= counts["received"]
        assert sum(found.ratings) == counts["answered"]
        assert sum(found.outcomes) == counts["answered"]
