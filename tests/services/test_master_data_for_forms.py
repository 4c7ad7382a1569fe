"""@units, @staff-members and @categories: what the forms need."""

from hnu.jgzf import config
from hnu.jgzf.domain import staff_directory
from tests import factories
from tests.services.client import error
import pytest
import transaction


@pytest.fixture
def forgetful(monkeypatch):
    """The limits of other tests do not count here, nor this one's elsewhere."""
    monkeypatch.setattr(staff_directory, "_listed", type(staff_directory._listed)(dict))


def test_units_are_those_in_use_by_the_reading_of_their_names(site, rest):
    site.jgzf.hqc.active = False
    factories.add_unit("bgs", "办公室")
    transaction.commit()
    answer = rest("student").get("@units")
    assert answer.status_code == 200
    assert [(unit["code"], unit["title"]) for unit in answer.json()["items"]] == [
        ("bgs", "办公室"),
        ("jwc", "教务处"),
    ]
    assert answer.json()["items"][1] == {
        "@id": f"{site.absolute_url()}/jgzf/jwc",
        "code": "jwc",
        "title": "教务处",
    }


def test_a_member_meets_the_active_people_of_one_unit_without_their_accounts(site, rest, forgetful):
    site.jgzf.jwc["20120356"].active = False
    transaction.commit()
    answer = rest("student").get("@staff-members?unit=jwc")
    assert answer.status_code == 200
    assert answer.json() == {
        "items": [
            {
                "employee_number": "20090417",
                "name": "周允礼",
                "position": "教学运行科",
                "photo": f"{site.absolute_url()}/jgzf/jwc/20090417/@@photo",
            }
        ]
    }
    assert rest("student").get(answer.json()["items"][0]["photo"]).status_code == 200


def test_people_are_listed_for_one_unit_in_use_only(site, rest, forgetful):
    site.jgzf.hqc.active = False
    transaction.commit()
    student = rest("student")
    for query in ("", "?unit=", "?unit=none", "?unit=hqc", "?unit=jwc&unit=jwc"):
        assert error(student.get(f"@staff-members{query}")) == (400, "unit"), query


def test_a_member_cannot_list_the_whole_university_within_an_hour(site, rest, forgetful):
    codes = [f"u{number}" for number in range(config.STAFF_LISTS_PER_HOUR)]
    for code in codes:
        factories.add_unit(code, code)
    transaction.commit()
    student = rest("student")
    statuses = {student.get(f"@staff-members?unit={code}").status_code for code in codes}
    assert statuses == {200}
    assert error(student.get("@staff-members?unit=jwc")) == (429, None)
    # The same unit again, another person, and who keeps the roster
    assert student.get(f"@staff-members?unit={codes[0]}").status_code == 200
    assert rest("teacher").get("@staff-members?unit=jwc").status_code == 200
    supervisor = rest("supervisor")
    statuses = {
        supervisor.get(f"@staff-members?unit={code}").status_code for code in [*codes, "jwc"]
    }
    assert statuses == {200}


def test_an_hour_later_more_units_can_be_listed(site, rest, forgetful, monkeypatch):
    for number in range(config.STAFF_LISTS_PER_HOUR):
        factories.add_unit(f"u{number}", f"u{number}")
    transaction.commit()
    student = rest("student")
    for number in range(config.STAFF_LISTS_PER_HOUR):
        student.get(f"@staff-members?unit=u{number}")
    assert student.get("@staff-members?unit=jwc").status_code == 429
    later = staff_directory.monotonic() + staff_directory.HOUR
    monkeypatch.setattr(staff_directory, "monotonic", lambda: later)
    assert student.get("@staff-members?unit=jwc").status_code == 200


def test_categories_are_those_of_the_table_in_its_order(rest):
    student = rest("student")
    units = student.get("@categories?target=unit").json()["items"]
    staff = student.get("@categories?target=staff").json()["items"]
    assert [category["title"] for category in units] == [
        "执行能力",
        "工作规范",
        "会风文风",
        "工作作风",
        "勤政廉政",
        "工作环境",
    ]
    assert sum(len(category["descriptions"]) for category in units) == 25
    assert [len(category["descriptions"]) for category in staff] == [
        len(category.descriptions) for category in factories.categories.active_categories("staff")
    ]
    assert units[0]["token"] == "uc1"
    assert units[0]["descriptions"][1] == {"token": "u02", "title": "对需本部门承办的工作推诿扯皮"}


def test_categories_need_a_kind_of_target(rest):
    student = rest("student")
    for query in ("", "?target=", "?target=person", "?target=unit&target=staff"):
        assert error(student.get(f"@categories{query}")) == (400, "target"), query
