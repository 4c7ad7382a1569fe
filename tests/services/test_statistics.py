"""@statistics: the same figures as the page, for the same people."""

from tests import statistics_cases
from tests.services.client import error
from tests.services.client import problems
import pytest
import transaction


@pytest.fixture
def some(site):
    cases = statistics_cases.make()
    transaction.commit()
    return cases


@pytest.fixture
def read(rest):
    def get(userid, **parameters):
        return rest(userid).get("@statistics", params=parameters)

    return get


def test_supervisors_read_the_figures_of_all_units(read, some):
    answer = read("supervisor", **statistics_cases.period())
    assert answer.status_code == 200
    found = answer.json()
    assert found["metrics"]["received"] == 11
    assert found["metrics"]["rated"] == 6
    rate = found["rates"]["satisfaction_rate"]
    assert (rate["part"], rate["whole"], round(rate["rate"], 4)) == (4, 6, 0.6667)
    assert 0.29 < rate["low"] < 0.31
    assert 0.90 < rate["high"] < 0.91
    assert found["rates"]["repeat_in_time_rate"] == {
        "part": 0,
        "whole": 0,
        "rate": None,
        "low": None,
        "high": None,
    }
    assert found["satisfaction"]["unrated"] == 3
    units = {row["unit"]["code"]: row for row in found["by_unit"]}
    assert {code: row["metrics"]["received"] for code, row in units.items()} == {
        "jwc": 9,
        "hqc": 2,
    }
    assert units["jwc"]["per_100_staff"] == 450
    assert sum(row["metrics"]["received"] for row in found["by_category"]) == 11
    assert sum(row["received"] for row in found["by_unit_and_category"]) == 11
    assert sum(row["metrics"]["received"] for row in found["trend"]) == 11
    assert found["before"]["metrics"]["received"] == 0
    assert "by_staff_member" not in found


def test_the_address_in_it_brings_the_same_again(rest, read, some):
    found = read("clerk", period="month", unit="jwc").json()
    assert rest("clerk").get(found["@id"]).json() == found
    assert found["filters"]["period"]["token"].startswith("month-")
    assert found["filters"]["unit"] == "jwc"


def test_administrators_read_their_own_units_and_their_people(read, some):
    period = statistics_cases.period()
    found = read("clerk", **period).json()
    assert [row["unit"]["code"] for row in found["by_unit"]] == ["jwc"]
    assert found["metrics"]["received"] == 9
    found = read("clerk", unit="jwc", **period).json()
    people = {row["employee_number"]: row for row in found["by_staff_member"]}
    assert people["20120356"]["metrics"]["received"] == 2
    person = read("clerk", unit="jwc", staff_member="20120356", **period).json()
    assert person["metrics"] == people["20120356"]["metrics"]


def test_a_head_reads_her_unit_without_its_people(read, some, site):
    site.jgzf.jwc.head = "editor"
    transaction.commit()
    found = read("editor", unit="jwc", **statistics_cases.period()).json()
    assert found["metrics"]["received"] == 9
    assert "by_staff_member" not in found
    assert error(read("editor", unit="jwc", staff_member="20120356")) == (403, None)


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"period": "week"}, "period"),
        ({"period": "term-2026-02-30"}, "period"),
        ({"period": "custom"}, "from"),
        ({"period": "custom", "from": "yesterday"}, "from"),
        ({"period": "custom", "from": "2026-11-02", "to": "2026-11-01"}, "to"),
        ({"unit": "no"}, "unit"),
        ({"staff_member": "20120356"}, "staff_member"),
        ({"unit": "jwc", "staff_member": "1"}, "staff_member"),
        ({"target": "x"}, "target"),
        ({"category": "x"}, "category"),
        ({"description": "x"}, "description"),
    ],
)
def test_what_means_nothing_is_named(read, some, parameters, field):
    assert list(problems(read("supervisor", **parameters))) == [field]


def test_others_are_refused(read, some):
    for userid in ("teacher", "evaluated", "reviewer", "webmaster"):
        assert error(read(userid)) == (403, None), userid
    assert error(read("clerk", unit="hqc")) == (403, None)
    assert error(read(None))[0] == 401
