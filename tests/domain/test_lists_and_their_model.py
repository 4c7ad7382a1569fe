"""Every list against the plainest model there is: a look at each case."""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from tests import factories
import itertools
import pytest


FIRST = date(2026, 11, 20)
DAYS = [FIRST + timedelta(days=n) for n in range(5)]
# Times of day at which a case could slip into the day before or after
TIMES = (time(0, 0), time(7, 59, 59, 999000), time(12, 0), time(23, 59, 59, 999000))
FATES = (
    "submitted", "answered", "closed unrated", "reopened", "closed", "sent back", "transferred",
    *config.SATISFACTION_LEVELS,
)  # fmt: skip
TARGETS = (("jwc", ""), ("jwc", "20090417"), ("hqc", ""), ("hqc", "20100001"))
REASON = "事项已经多次沟通，双方同意办结。"


def bring(case, fate):
    """The case, wherever it is then."""
    if fate in config.SATISFACTION_LEVELS:
        factories.answer(case, by="supervisor")
        factories.rate(case, fate)
    elif fate != "submitted":
        factories.answer(case, by="supervisor")
        if fate == "sent back":
            factories.return_answer(case)
        elif fate == "transferred":
            # To the one that has as many cases
            others = {"jwc": ("hqc", "20100001"), "hqc": ("jwc", "20090417")}
            unit, person = others[case.__parent__.getId()]
            return factories.transfer(case, unit, person if case.staff_member else "")
        elif fate == "closed":
            factories.rate(case, "satisfied")
            factories.close(case, by="supervisor")
        elif fate in ("closed unrated", "reopened"):
            factories.close(case, by="supervisor", reason=REASON)
        if fate == "reopened":
            with factories.acting_as("supervisor"):
                lifecycle.reopen(case, REASON)
    return case


@pytest.fixture(scope="class")
def cases(portal_class):
    """Cases of all fates, targets, categories and times, some in the same millisecond."""
    factories.university(portal_class)
    made = []
    moments = itertools.cycle(
        datetime.combine(day, moment, config.TIMEZONE) for moment in TIMES for day in DAYS
    )
    for n, (fate, (unit, person)) in enumerate(itertools.product(FATES, TARGETS)):
        target = config.TARGET_STAFF if person else config.TARGET_UNIT
        category = n % len(categories.active_categories(target))
        with dates.at(next(moments)):
            case = factories.submit(
                "teacher", unit=unit, staff_member=person, **factories.choice(target, category)
            )
            case = bring(case, fate)
        made.append(case)
    assert catalog_upkeep.check() == []
    return made


def matches(case, filters):
    unrated = case.state in (config.ANSWERED, config.CLOSED) and not case.satisfaction
    return (
        filters.unit in ("", case.__parent__.getId())
        and filters.staff_member in ("", case.staff_member)
        and filters.target in ("", "staff" if case.staff_member else "unit")
        and filters.category in ("", case.category)
        and filters.state in ("", case.state)
        and (
            not filters.satisfaction
            or (unrated if filters.satisfaction == "unrated" else False)
            or filters.satisfaction == case.satisfaction
        )
        and (filters.first_day is None or filters.first_day <= case.received.date())
        and (filters.last_day is None or case.received.date() <= filters.last_day)
    )


BORDERS = [None, FIRST - timedelta(days=1), *DAYS, date(2030, 1, 1)]
VALUES = {
    "unit": ["jwc", "hqc", "nowhere"],
    "staff_member": ["20090417", "20100001", "0"],
    "target": ["unit", "staff"],
    "category": ["uc1", "uc2", "sc1", "sc3", "nothing"],
    "state": list(config.STATES),
    "satisfaction": ["unrated", *config.SATISFACTION_LEVELS],
    "first_day": BORDERS,
    "last_day": BORDERS,
}
# Few at a time, or nothing is ever found; never all are left out.
filters = strategies.sets(strategies.sampled_from(sorted(VALUES)), max_size=3).flatmap(
    lambda names: strategies.builds(
        listings.Filters, **{name: strategies.sampled_from(VALUES[name]) for name in names}
    )
)


class TestLists:
    @settings(max_examples=400, deadline=None)
    @given(
        chosen=filters,
        start=strategies.integers(0, 50),
        size=strategies.integers(0, 50),
        walk=strategies.booleans(),
    )
    def test_a_page_of_the_wall_is_what_a_look_at_each_case_finds(
        self, cases, chosen, start, size, walk
    ):
        with pytest.MonkeyPatch.context() as patch:
            if walk:
                patch.setattr(listings, "SORT_AT_MOST", 0)
            page = listings.wall(chosen, start, size)
            whole = listings.wall(chosen, 0, len(cases))
        expected = [case for case in cases if matches(case, chosen)]
        assert page.total == whole.total == len(expected)
        assert {brain.number for brain in whole} == {case.getId() for case in expected}
        received = {case.getId(): case.received for case in cases}
        moments = [received[brain.number] for brain in whole]
        assert moments == sorted(moments, reverse=True)
        numbers = [brain.number for brain in whole]
        assert [brain.number for brain in page] == numbers[start : start + size]

    def test_every_filter_finds_something_and_not_everything(self, cases):
        for name, values in VALUES.items():
            totals = {listings.wall(listings.Filters(**{name: value})).total for value in values}
            assert max(totals) > 0
            assert min(totals) < len(cases)

    def test_both_days_of_every_period_are_included_to_the_millisecond(self, cases):
        for first, last in itertools.product(BORDERS, repeat=2):
            chosen = listings.Filters(first_day=first, last_day=last)
            found = {brain.number for brain in listings.wall(chosen, size=100)}
            assert found == {case.getId() for case in cases if matches(case, chosen)}

    def test_walking_and_sorting_give_the_same_order_within_a_millisecond_too(
        self, cases, monkeypatch
    ):
        every_day = listings.Filters(first_day=FIRST)
        assert len({case.received for case in cases}) < len(cases)
        by_sorting = [brain.number for brain in listings.wall(every_day, size=100)]
        monkeypatch.setattr(listings, "SORT_AT_MOST", 0)
        assert [brain.number for brain in listings.wall(every_day, size=100)] == by_sorting
        assert [brain.number for brain in listings.wall(size=100)] == by_sorting

    @pytest.mark.parametrize("units", [(), ("jwc",), ("jwc", "hqc"), ("nowhere",)])
    def test_the_queues_are_what_a_look_at_each_case_finds(self, cases, units):
        of_units = [case for case in cases if case.__parent__.getId() in units]
        by_age = lambda case: -case.received.timestamp()  # noqa: E731
        by_due = lambda case: (case.due, -case.received.timestamp())  # noqa: E731
        expected = {
            "pending": (lambda case: case.pending, by_due),
            "answered": (lambda case: case.state == config.ANSWERED, by_age),
            "dissatisfied": (lambda case: case.dissatisfied, by_due),
            "rated": (lambda case: case.state == config.RATED and not case.dissatisfied, by_age),
            "closed": (lambda case: case.state == config.CLOSED, by_age),
        }
        assert set(expected) == set(listings.QUEUES)
        keys = {case.getId(): case for case in cases}
        for name, (belongs, order) in expected.items():
            found = listings.queue(name, units, size=None)
            assert {brain.number for brain in found} == {
                case.getId() for case in of_units if belongs(case)
            }
            positions = [order(keys[brain.number]) for brain in found]
            assert positions == sorted(positions)
            assert listings.queue_lengths(units)[name] == found.total == len(found)
            pages = [listings.queue(name, units, start, 3) for start in range(0, len(found), 3)]
            numbers = [brain.number for page in pages for brain in page]
            assert numbers == [brain.number for brain in found]

    def test_every_open_case_stands_in_one_queue_and_only_bad_ratings_in_two(self, cases):
        for case in cases:
            names = {
                name
                for name in listings.QUEUES
                if case.getId() in {b.number for b in listings.queue(name, ["jwc", "hqc"], size=99)}
            }
            if case.dissatisfied:
                assert names == {"pending", "dissatisfied"}
            else:
                assert len(names) == 1

    def test_counts_of_units_people_and_rows_are_those_of_the_cases(self, cases):
        for code, person in TARGETS:
            of_unit = [case for case in cases if case.__parent__.getId() == code]
            assert listings.count_of_unit(code) == len(of_unit) == len(cases) // 2
            expected = len([case for case in of_unit if case.staff_member == person])
            assert not person or listings.count_of_unit(code, person) == expected
        assert listings.count_of_unit("nowhere") == 0
        assert listings.count_of_unit("jwc", "20100001") == 0
        for target in config.TARGETS:
            used = listings.used_descriptions(target)
            assert sum(used.values()) == len(cases) // 2
            for token, count in used.items():
                assert count == len([c for c in cases if c.description_token == token])

    def test_columns_say_what_the_case_says(self, cases):
        for case in cases:
            brain = listings.find(case.getId())
            assert brain.received == case.received.date()
            assert date.fromordinal(brain.due) == case.due
            assert (brain.state, brain.satisfaction) == (case.state, case.satisfaction)
            assert brain.rounds == len(case.rounds)
        assert listings.find("20200101-000000") is None

    def test_own_cases_are_the_persons_own_newest_first(self, cases):
        mine = listings.of_evaluator("teacher")
        assert {brain.number for brain in mine} == {case.getId() for case in cases}
        assert [b.newest_first for b in mine] == sorted(b.newest_first for b in mine)
        for userid in ("student", "clerk", "", "nobody", "teacher ", "Teacher", None):
            assert listings.of_evaluator(userid) == []
