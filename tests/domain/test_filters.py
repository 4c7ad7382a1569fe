from datetime import date
from hnu.jgzf.domain import filters
from hnu.jgzf.domain import listings
from tests import factories
import pytest


def test_every_filter_is_read(university):
    category = factories.choice()["category"]
    read, errors = filters.read(
        {
            "unit": "jwc",
            "staff_member": "20090417",
            "target": "staff",
            "category": category,
            "state": "answered",
            "satisfaction": "unrated",
            "from": "2026-11-01",
            "to": "2026-11-24",
            "something": "else",
        }
    )
    assert errors == []
    assert read == listings.Filters(
        unit="jwc",
        staff_member="20090417",
        target="staff",
        category=category,
        state="answered",
        satisfaction="unrated",
        first_day=date(2026, 11, 1),
        last_day=date(2026, 11, 24),
    )


@pytest.mark.parametrize("name", filters.NAMES)
@pytest.mark.parametrize("value", ["../", "<b>", "9" * 5000, ["a", "b"], 7, "\x00", "2026-02-30"])
def test_what_means_nothing_is_left_out_and_named(university, name, value):
    if name == "staff_member" and value == "2026-02-30":
        value = "no number"
    read, errors = filters.read({name: value})
    assert read.is_empty
    assert [error.field for error in errors] == [name]


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31", "1999-12-31"])
def test_days_beyond_the_calendar_in_use_are_refused(university, value):
    for name in ("from", "to"):
        read, errors = filters.read({name: value})
        assert read.is_empty
        assert [error.field for error in errors] == [name]


def test_a_period_that_ends_before_it_begins_loses_its_end(university):
    read, errors = filters.read({"from": "2026-11-24", "to": "2026-11-23"})
    assert (read.first_day, read.last_day) == (date(2026, 11, 24), None)
    assert [error.field for error in errors] == ["to"]


def test_an_unknown_employee_number_is_no_error(university):
    read, errors = filters.read({"staff_member": "00000000"})
    assert errors == []
    assert listings.wall(read).total == 0
