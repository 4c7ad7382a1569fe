"""Unit codes and employee numbers are ids: checked on every way, set once."""

from hnu.jgzf import config
from hnu.jgzf.content import names
from hnu.jgzf.content.staff_member import IStaffMember
from hnu.jgzf.content.unit import IUnit
from hnu.jgzf.domain import roster
from plone import api
from plone.dexterity.utils import createContent
from plone.dexterity.utils import createContentInContainer
from tests import factories
from zExceptions import BadRequest
import pytest


GOOD = ["jwc2", "JWC", "x", "9", "a-b-c", "x" * 32]
BAD_CHARACTERS = ["", "-a", "a b", "a.b", "a_b", "教务处", "../a", "@@a", "a/b", "x" * 33]
RESERVED = [
    "view",
    "edit",
    "title",
    "plone",
    "login",
    "evaluate-unit",
    "portal_catalog",
    "absolute_url",
]
CASE_NUMBERS = ["20261124-7KQ2MD", "20261124-7kq2md", "00000000-abcdef"]


def put(container, name, portal_type):
    """As a script or the ZMI does it: no form, no name chooser."""
    container._setObject(name, createContent(portal_type, id=name, title="新"))


@pytest.mark.parametrize("code", GOOD)
def test_letters_digits_and_hyphens_make_a_code(code):
    assert names.is_code(code)


@pytest.mark.parametrize("code", BAD_CHARACTERS)
def test_other_characters_make_none(code):
    with pytest.raises(names.InvalidCode):
        names.is_code(code)


@pytest.mark.parametrize("number", CASE_NUMBERS)
def test_an_employee_number_cannot_look_like_a_case_number(number):
    with pytest.raises(names.LooksLikeCaseNumber):
        names.is_employee_number(number)


def test_the_numbers_of_cases_are_what_an_employee_number_cannot_look_like(case):
    with pytest.raises(names.LooksLikeCaseNumber):
        names.is_employee_number(case.getId())


def test_the_fields_of_both_types_have_these_rules():
    with pytest.raises(names.InvalidCode):
        IUnit["code"].validate("a b")
    with pytest.raises(names.InvalidCode):
        IStaffMember["employee_number"].validate("a b")
    with pytest.raises(names.LooksLikeCaseNumber):
        IStaffMember["employee_number"].validate(CASE_NUMBERS[0])


@pytest.mark.parametrize("code", [*BAD_CHARACTERS[1:], *RESERVED, "jwc"])
def test_a_script_cannot_add_a_unit_with_a_code_that_cannot_be_used(university, code):
    center = roster.get_center()
    before = sorted(center.objectIds())
    with pytest.raises(BadRequest):
        put(center, code, config.UNIT_TYPE)
    assert sorted(center.objectIds()) == before


@pytest.mark.parametrize("number", ["a b", "view", "20120356", *CASE_NUMBERS])
def test_a_script_cannot_add_a_person_with_a_number_that_cannot_be_used(university, number):
    unit = roster.get_unit("jwc")
    before = sorted(unit.objectIds())
    with pytest.raises(BadRequest):
        put(unit, number, config.STAFF_MEMBER_TYPE)
    assert sorted(unit.objectIds()) == before


def test_the_refusal_is_in_the_language_of_the_request(university):
    with pytest.raises(BadRequest) as refusal:
        put(roster.get_center(), "evaluate-unit", config.UNIT_TYPE)
    assert str(refusal.value) == "evaluate-unit 是系统页面的名称，请换一个。"


def test_the_code_is_the_id_whichever_way_a_unit_is_added(university):
    center = roster.get_center()
    with factories.acting_as("webmaster"):
        by_form = createContentInContainer(center, config.UNIT_TYPE, title="图书馆", code="TSG")
        assert by_form.getId() == by_form.code == "TSG"
        by_api = api.content.create(center, config.UNIT_TYPE, id="xxb", title="信息办")
    assert by_api.getId() == by_api.code == "xxb"


def test_a_code_in_use_is_not_numbered_on(university):
    with factories.acting_as("webmaster"), pytest.raises(BadRequest) as refusal:
        createContentInContainer(
            roster.get_center(), config.UNIT_TYPE, title="另一教务处", code="jwc"
        )
    assert str(refusal.value) == "jwc 已经存在，请换一个。"


@pytest.mark.parametrize("value", ["other", "", None])
def test_a_script_cannot_change_a_code(university, value):
    unit = roster.get_unit("jwc")
    with pytest.raises(BadRequest):
        unit.code = value
    assert unit.code == unit.getId() == "jwc"
    unit.code = "jwc"


def test_a_script_cannot_change_an_employee_number(university):
    person = roster.get_unit("jwc")["20120356"]
    with pytest.raises(BadRequest):
        person.employee_number = "1"
    assert person.employee_number == person.getId() == "20120356"
