"""GET @evaluations: the wall."""

from datetime import timedelta
from hnu.jgzf.domain import dates
from tests import factories
from tests.services.client import error
import pytest
import transaction


@pytest.fixture
def wall(case_in, site):
    """Four cases in different states; their paths, newest last."""
    return [
        case_in("closed"),
        case_in("rated", level="dissatisfied", staff_member="20090417"),
        case_in("answered"),
        case_in("submitted", unit="hqc", **factories.choice(category=1)),
    ]


def numbers(answer):
    assert answer.status_code == 200
    return [item["number"] for item in answer.json()["items"]]


def number(path):
    return path.partition("/")[2]


def test_cases_come_newest_first_with_what_a_list_shows(site, rest, wall):
    answer = rest("student").get("@evaluations")
    assert numbers(answer) == [number(path) for path in reversed(wall)]
    assert answer.json()["items_total"] == 4
    assert "batching" not in answer.json()
    today = dates.today()
    assert answer.json()["items"][2] == {
        "@id": f"{site.absolute_url()}/jgzf/{wall[1]}",
        "number": number(wall[1]),
        "unit": {"code": "jwc", "title": "教务处"},
        "staff_member": {"employee_number": "20090417", "name": "周允礼"},
        "category": {
            "token": factories.choice("staff")["category"],
            "title": factories.categories.active_categories("staff")[0].title,
        },
        "topic": "缓考申请要跑三个办公室盖章",
        "submitted": today.isoformat(),
        "due": factories.due(today).isoformat(),
        "provisional": factories.lifecycle.deadlines.deadline(today, 5).provisional,
        "working_days_left": 5,
        "overdue": False,
        "pending": True,
        "state": "rated",
        "satisfaction": "dissatisfied",
        "answered": today.isoformat(),
        "rated": today.isoformat(),
        "rounds_total": 1,
        "hidden": False,
    }


def test_a_late_case_is_overdue(site, rest):
    with dates.at(dates.now() - timedelta(days=30)):
        factories.submit()
    transaction.commit()
    assert rest("student").get("@evaluations").json()["items"][0]["overdue"] is True


def test_filters_narrow_the_wall(rest, wall):
    student = rest("student")
    closed, rated, answered, submitted = map(number, wall)
    today = dates.today().isoformat()
    tomorrow = (dates.today() + timedelta(days=1)).isoformat()
    for query, expected in {
        "unit=hqc": [submitted],
        "staff_member=20090417": [rated],
        "staff_member=unknown": [],
        "target=staff": [rated],
        "category=uc2": [submitted],
        "state=answered": [answered],
        "satisfaction=dissatisfied": [rated],
        "satisfaction=unrated": [answered],
        f"from={today}&to={today}": [submitted, answered, rated, closed],
        f"from={tomorrow}": [],
        "unit=jwc&state=closed&satisfaction=satisfied": [closed],
        "state=&unit=": [submitted, answered, rated, closed],
    }.items():
        assert numbers(student.get(f"@evaluations?{query}")) == expected, query


def test_a_filter_that_means_nothing_is_a_bad_request(rest):
    student = rest("student")
    for query, field in {
        "unit=none": "unit",
        "unit=jwc&unit=hqc": "unit",
        "staff_member=%20;%20": "staff_member",
        "target=person": "target",
        "category=zzz": "category",
        "state=foo": "state",
        "state:list=closed": "state",
        "satisfaction=5": "satisfaction",
        "from=notadate": "from",
        "to=2026-02-30": "to",
        "from=2026-11-24&to=2026-11-23": "to",
        "b_start=-1": "b_start",
        "b_start=1.5": "b_start",
        "b_start:int=1": "b_start",
        "b_start=99999999999999999999": "b_start",
        "b_size=abc": "b_size",
        "b_size=0": "b_size",
        "b_size=101": "b_size",
        "b_size=%EF%BC%91": "b_size",
    }.items():
        assert error(student.get(f"@evaluations?{query}")) == (400, field), query


def test_all_wrong_filters_are_named_at_once(rest):
    answer = rest("student").get("@evaluations?state=foo&to=x&b_size=x")
    errors = [row["field"] for row in answer.json()["error"]["errors"]]
    assert errors == ["state", "to", "b_size"]


def test_pages_link_to_each_other(rest, wall):
    student = rest("student")
    seen = []
    address = "@evaluations?unit=jwc&b_size=2&Creator=teacher"
    while address:
        answer = student.get(address)
        seen += numbers(answer)
        assert answer.json()["items_total"] == 3
        batching = answer.json()["batching"]
        address = batching.get("next")
        assert "Creator" not in answer.text
    assert seen == [number(path) for path in reversed(wall[:3])]
    assert "next" not in batching
    assert numbers(student.get(batching["prev"])) == seen[:2]
    assert numbers(student.get(batching["first"])) == seen[:2]
    assert numbers(student.get(batching["last"])) == seen[2:]
    assert numbers(student.get(batching["@id"])) == seen[2:]


def test_beyond_the_last_page_there_is_nothing(rest, wall):
    answer = rest("student").get("@evaluations?b_start=1000&b_size=2")
    assert numbers(answer) == []
    assert answer.json()["items_total"] == 4


def test_other_parameters_change_nothing(rest, wall):
    student = rest("student")
    plain = student.get("@evaluations").text
    for parameter in (
        "Creator={}",
        "Creator.not={}",
        "creators={}",
        "evaluator={}",
        "userid={}",
        "SearchableText={}",
        "sort_on=Creator",
        "metadata_fields=_all",
        "fullobjects=1",
        "expand=workflow,breadcrumbs",
        "version=0",
    ):
        for userid in ("teacher", "student", "nobody-of-that-id"):
            answer = student.get(f"@evaluations?{parameter.format(userid)}")
            assert (answer.status_code, answer.text) == (200, plain), (parameter, userid)
