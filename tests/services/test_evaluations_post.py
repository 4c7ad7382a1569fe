"""POST @evaluations: submitting."""

from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from tests import factories
from tests.services.client import error
from tests.services.client import stored
import transaction


def count():
    transaction.abort()
    return listings.wall().total


def test_a_member_submits_and_gets_the_case(site, rest):
    sent = factories.fields(contact_consent=True, contact="tel 1")
    answer = rest("teacher").post("@evaluations", json=sent)
    assert answer.status_code == 201
    case = answer.json()
    assert answer.headers["Location"] == case["@id"]
    path = f"jwc/{case['number']}"
    assert case["@id"] == f"{site.absolute_url()}/jgzf/{path}"
    assert case["unit"] == {"code": "jwc", "title": "教务处"}
    assert case["staff_member"] is None
    assert case["category"] == {"token": "uc1", "title": "执行能力"}
    assert case["description"]["token"] == "u01"
    assert (case["topic"], case["content"]) == (sent["topic"], sent["content"])
    assert (case["state"], case["rounds"], case["pending"]) == ("submitted", [], True)
    assert case["mine"]
    assert evaluator_of(stored(path)) == "teacher"
    assert stored(path).contact_consent is True


def test_a_person_is_named_by_the_employee_number(rest):
    sent = factories.fields(staff_member="20090417")
    case = rest("teacher").post("@evaluations", json=sent).json()
    assert case["staff_member"] == {"employee_number": "20090417", "name": "周允礼"}
    assert case["category"]["token"] == sent["category"]


def test_every_invalid_field_is_named_in_the_words_of_the_form(rest):
    answer = rest("teacher").post("@evaluations", json={"unit": "none", "topic": "x" * 61})
    assert error(answer) == (400, "unit")
    found = {row["field"]: row["message"] for row in answer.json()["error"]["errors"]}
    assert list(found) == ["unit", "category", "topic", "content"]
    assert found["category"] == "请选择评价类别。"
    assert found["content"] == "请填写评价内容。"
    assert found["unit"] == answer.json()["error"]["message"]
    assert count() == 0


def test_text_of_another_type_is_a_bad_request(rest):
    teacher = rest("teacher")
    for field in ("unit", "staff_member", "category", "description", "topic", "content", "contact"):
        for value in (5, [], {}, True, 1.5):
            answer = teacher.post("@evaluations", json=factories.fields(**{field: value}))
            assert error(answer) == (400, field), (field, value)
    assert count() == 0


def test_consent_is_true_or_false(rest):
    sent = factories.fields(contact_consent="yes")
    assert error(rest("teacher").post("@evaluations", json=sent)) == (400, "contact_consent")


def test_null_means_missing(rest):
    sent = factories.fields(staff_member=None, contact=None, contact_consent=None)
    assert rest("teacher").post("@evaluations", json=sent).status_code == 201


def test_a_description_of_another_table_category_or_an_inactive_row_is_refused(site, rest):
    teacher = rest("teacher")
    staff = factories.choice("staff")
    other = factories.choice(category=1)["description"]
    assert error(teacher.post("@evaluations", json=factories.fields(**staff)))[0] == 400
    answer = teacher.post("@evaluations", json=factories.fields(description=other))
    assert error(answer) == (400, "description")
    rows = categories.rows("unit")
    changed = [{**row, "active": row["token"] != "u01"} for row in rows]
    factories.api.portal.set_registry_record("unit", changed, interface=categories.ICategoryTables)
    transaction.commit()
    answer = teacher.post("@evaluations", json=factories.fields(description="u01"))
    assert error(answer) == (400, "description")
    assert count() == 0


def test_nobody_evaluates_the_unit_she_administers_or_herself(rest):
    assert error(rest("clerk").post("@evaluations", json=factories.fields())) == (403, None)
    sent = factories.fields(staff_member="20090417")
    assert error(rest("evaluated").post("@evaluations", json=sent)) == (403, None)
    assert rest("dean").post("@evaluations", json=factories.fields()).status_code == 201


def test_who_lost_the_permission_to_submit_is_refused_with_403(site, rest):
    roster.get_center().manage_permission("hnu.jgzf: Submit evaluation", ["Manager"], 0)
    transaction.commit()
    assert error(rest("teacher").post("@evaluations", json=factories.fields())) == (403, None)
    assert error(rest("teacher").get("@staff-members?unit=jwc")) == (403, None)


def test_what_else_is_sent_changes_nothing(rest):
    sent = factories.fields(evaluator="student", creators=["student"], state="closed", number="1")
    case = rest("teacher").post("@evaluations", json=sent).json()
    assert case["state"] == "submitted"
    assert evaluator_of(stored(f"jwc/{case['number']}")) == "teacher"
    assert list(stored(f"jwc/{case['number']}").creators) == []
