from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from tests import factories


def numbers(brains):
    return [brain.number for brain in brains]


def move(case, received, due=None):
    """Let ``case`` have been submitted at ``received``."""
    case.received = received
    if due is not None:
        case.due = due
    get_catalog().catalog_object(case)


def test_sixty_evaluations_of_one_minute_page_in_the_right_order(university):
    minute = datetime(2026, 11, 24, 9, 30, tzinfo=config.TIMEZONE)
    cases = [factories.submit("teacher") for _n in range(60)]
    for n, case in enumerate(cases):
        move(case, minute + timedelta(milliseconds=997 * n))
    newest_first = [case.getId() for case in reversed(cases)]
    pages = [listings.wall(start=start) for start in (0, 20, 40)]
    assert sum(map(numbers, pages), []) == newest_first
    assert {page.total for page in pages} == {60}


def test_walking_the_index_and_sorting_find_the_same_page(university, monkeypatch):
    for _n in range(5):
        factories.submit("teacher")
        factories.submit("teacher", unit="hqc")
    only_jwc = listings.Filters(unit="jwc")
    few = numbers(listings.wall(only_jwc, start=1, size=3))
    monkeypatch.setattr(listings, "SORT_AT_MOST", 0)
    assert numbers(listings.wall(only_jwc, start=1, size=3)) == few


def test_the_period_includes_both_days(university):
    case = factories.submit("teacher")
    for hour, minute in ((0, 0), (23, 59)):
        day = datetime(2026, 11, 20, hour, minute, tzinfo=config.TIMEZONE)
        move(case, day)
        for first, last, total in (
            (day.date(), day.date(), 1),
            (day.date() + timedelta(days=1), None, 0),
            (None, day.date() - timedelta(days=1), 0),
        ):
            filters = listings.Filters(first_day=first, last_day=last)
            assert listings.wall(filters).total == total


def test_unrated_are_answers_without_a_rating(university):
    answered, rated, waiting = (factories.submit("teacher") for _n in range(3))
    factories.bring_to(answered, "answered")
    factories.bring_to(rated, "rated")
    assert numbers(listings.wall(listings.Filters(satisfaction="unrated"))) == [answered.getId()]
    assert waiting.getId() not in numbers(listings.wall(listings.Filters(satisfaction="satisfied")))


def test_each_case_of_a_unit_stands_in_its_queue(university):
    cases = {
        "answered": factories.bring_to(factories.submit("teacher"), "answered"),
        "rated": factories.bring_to(factories.submit("teacher"), "rated", level="neutral"),
        "closed": factories.bring_to(factories.submit("teacher"), "closed"),
        "dissatisfied": factories.bring_to(
            factories.submit("teacher"), "rated", level="dissatisfied"
        ),
    }
    waiting = factories.submit("teacher")
    factories.submit("teacher", unit="hqc")
    for name, case in cases.items():
        assert numbers(listings.queue(name, ["jwc"])) == [case.getId()]
    assert set(numbers(listings.pending(["jwc"]))) == {
        waiting.getId(),
        cases["dissatisfied"].getId(),
    }
    assert listings.queue_lengths(["jwc"]) == {
        "pending": 2,
        "answered": 1,
        "dissatisfied": 1,
        "rated": 1,
        "closed": 1,
    }
    assert listings.queue_lengths(["jwc", "hqc"])["pending"] == 3
    assert set(listings.queue_lengths([]).values()) == {0}


def test_pending_cases_stand_in_the_order_of_their_deadlines(university):
    late, soon, far = (factories.submit("teacher") for _n in range(3))
    for case, days in ((late, -9), (soon, 0), (far, 4)):
        move(case, case.received, due=case.due + timedelta(days=days))
    assert numbers(listings.pending(["jwc"])) == [late.getId(), soon.getId(), far.getId()]
    page = listings.queue("pending", ["jwc"], start=1, size=1)
    assert (numbers(page), page.total) == ([soon.getId()], 3)


def test_a_reopened_case_is_not_listed_under_its_old_rating(case):
    factories.bring_to(case, "closed")
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, factories.CONTENT)
    assert case.satisfaction == ""
    assert listings.wall(listings.Filters(satisfaction="satisfied")).total == 0


def test_the_own_log_of_looks_is_about_own_cases_only_newest_first(university):
    first, second = factories.submit("teacher"), factories.submit("teacher", unit="hqc")
    foreign = factories.submit("student")
    for case, by in ((first, "clerk"), (foreign, "clerk"), (second, "supervisor")):
        with factories.acting_as(by):
            disclosure.disclose(case, factories.CONTENT)
    looks = disclosure.log_of("teacher")
    assert [(look.number, look.unit_title) for look in looks] == [
        (second.getId(), "后勤处"),
        (first.getId(), "教务处"),
    ]
    assert [look.disclosure.name for look in looks] == ["祁望舒", "柳明溪"]
    assert disclosure.log_of("dean") == []
