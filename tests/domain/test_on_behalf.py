"""代录 (R10): what somebody without an account said is a case as any other."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from tests import factories
import pytest


REASON = "需要与反映人核对当日窗口的情况。"
TUESDAY = datetime(2026, 11, 24, 10, 12, tzinfo=config.TIMEZONE)


@pytest.fixture
def entered(university):
    return factories.enter()


def test_a_supervisor_enters_it_and_it_is_a_case_as_any_other(university):
    with dates.at(TUESDAY):
        entered = factories.enter()
        member = factories.submit("teacher")
    case = entered.case
    assert case.state == config.SUBMITTED
    assert case.received == member.received == TUESDAY
    assert case.getId().startswith("20261124-")
    assert {brain.number for brain in listings.wall()} == {case.getId(), member.getId()}
    assert not entered.again


def test_name_and_contact_are_in_the_annotation_and_the_evaluator_is_nobody(entered):
    identity = get_identity(entered.case)
    assert evaluator_of(entered.case) is None
    assert identity.outsider == ("phone", "翟明溯", dates.today())
    assert identity.contact == "0000-5550147"
    fields = {name: str(value) for name, value in vars(entered.case).items()}
    assert not [name for name, value in fields.items() if "翟明溯" in value or "5550147" in value]


def test_a_case_of_before_has_no_outsider(case):
    identity = get_identity(case)
    assert "outsider" not in vars(identity)
    assert (identity.outsider, identity.receipt) == (None, None)


def test_a_person_of_a_unit_can_be_evaluated(university):
    case = factories.enter(staff_member="20120356").case
    assert case.staff_member_title == "姜砚秋"


def test_the_deadline_counts_from_the_day_on_which_it_came_in(university):
    with dates.at(TUESDAY):
        day = TUESDAY.date() - timedelta(days=3)
        entered = factories.enter(received=day)
        assert entered.case.due == factories.due(day)
        assert entered.case.day == TUESDAY.date()


def test_the_wall_is_ordered_by_entry(university):
    with dates.at(TUESDAY - timedelta(hours=1)):
        first = factories.submit("teacher")
    with dates.at(TUESDAY):
        second = factories.enter(received=TUESDAY.date() - timedelta(days=30)).case
    assert [brain.number for brain in listings.wall()] == [second.getId(), first.getId()]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("channel", ""),
        ("channel", "fax"),
        ("channel", ["phone"]),
        ("name", " 　"),
        ("name", "长" * 101),
        ("name", 5),
        ("contact", ""),
        ("contact", "1" * 101),
        ("received", ""),
        ("received", "24.11.2026"),
        ("received", "2026-02-30"),
        ("received", 20261124),
        ("received", None),
        ("received", "2026-11-25"),
        ("received", "2026-09-24"),
        ("received", TUESDAY),
    ],
)
def test_what_is_wrong_about_the_person_is_said_and_nothing_is_written(
    university, portal, name, value
):
    sent = {"received": "2026-11-24"}
    with dates.at(TUESDAY), factories.nothing_written(portal):
        with pytest.raises(InvalidInput) as refused:
            factories.enter(person={**sent, name: value})
        assert [error.field for error in refused.value.errors] == [f"on_behalf.{name}"]


def test_sixty_days_are_not_too_old(university):
    with dates.at(TUESDAY):
        day = date(2026, 9, 25)
        assert get_identity(factories.enter(received=day).case).outsider.received == day


def test_what_is_wrong_anywhere_is_said_at_once(university):
    with pytest.raises(InvalidInput) as refused:
        factories.enter(person={"name": ""}, unit="nowhere", topic="", contact_consent="yes")
    assert [error.field for error in refused.value.errors] == [
        "on_behalf.name",
        "unit",
        "topic",
        "contact_consent",
    ]


@pytest.mark.parametrize("userid", ["teacher", "clerk", "evaluated", "webmaster", "reviewer", None])
def test_nobody_but_supervisors_enters_anything(university, portal, userid):
    with factories.nothing_written(portal), pytest.raises(NotPermitted):
        # Before anything is checked
        factories.enter(by=userid, unit="nowhere", person={"name": ""})


@pytest.mark.parametrize("target", ["", "20120356"])
@pytest.mark.parametrize("belonging", ["head", "administrator", "staff"])
def test_a_supervisor_enters_nothing_about_her_own_unit(university, portal, target, belonging):
    unit = roster.get_unit("jwc")
    if belonging == "head":
        unit.head = "supervisor2"
    elif belonging == "administrator":
        unit.administrators = [factories.administrator("supervisor2")]
    else:
        factories.add_person(unit, "0815", "甘棠", userid="supervisor2")
    with factories.nothing_written(portal), pytest.raises(NotPermitted):
        factories.enter(by="supervisor2", staff_member=target)
    factories.enter(by="supervisor2", unit="hqc")
    factories.enter(by="supervisor", staff_member=target)


def test_no_limit_against_floods_holds(university):
    for limit in ("evaluations_per_day", "evaluations_per_target"):
        api.portal.set_registry_record(limit, 1, interface=ISettings)
    numbers = {factories.enter().case.getId() for _i in range(3)}
    assert len(numbers) == 3
    # Nor does it count against the supervisor, who is a member as well.
    factories.submit("supervisor", unit="hqc")


def test_it_is_no_evaluation_of_the_supervisor(entered):
    assert listings.of_evaluator("supervisor") == []
    assert not conflicts.is_biased(entered.case, "supervisor")


def test_a_form_that_is_sent_twice_is_one_case_and_the_first_code_ends(university):
    first = factories.enter(token="t1")
    second = factories.enter(token="t1")
    assert second.again
    assert second.case.getId() == first.case.getId()
    assert listings.wall().total == 1
    assert second.code != first.code
    with pytest.raises(NotPermitted):
        factories.open_receipt(first)
    assert factories.open_receipt(second).case.getId() == first.case.getId()


@pytest.mark.parametrize(
    "other",
    [
        {"token": "t2"},
        {"topic": "别的主题"},
        {"by": "supervisor2"},
        {"person": {"name": "另一个人"}},
        {"person": {"contact": "另一个电话"}},
    ],
)
def test_another_form_is_another_case(university, other):
    first = factories.enter(token="t1")
    second = factories.enter(**{"token": "t1", **other})
    assert second.case.getId() != first.case.getId()


def test_without_a_token_the_same_words_are_two_cases(university):
    assert factories.enter().case.getId() != factories.enter().case.getId()


def test_the_log_says_who_entered_what_and_nothing_about_the_person(entered):
    entry = supervision_log.head()
    assert (entry.act, entry.userid, entry.role) == ("enter", "supervisor", config.ROLE_SUPERVISOR)
    assert (entry.unit, entry.number) == ("jwc", entered.case.getId())
    assert (entry.reason, entry.details) == ("", ())


def test_a_second_sending_is_in_the_log(university):
    entered = factories.enter(token="t1")
    factories.enter(token="t1")
    entry = supervision_log.head()
    assert (entry.serial, entry.number) == (2, entered.case.getId())
    assert entry.details == (("receipt", "renewed"),)


def test_with_consent_the_unit_sees_the_contact(university):
    case = factories.enter(contact_consent=True).case
    with factories.acting_as("clerk"):
        assert disclosure.contact(case) == "0000-5550147"
    with factories.acting_as("student"):
        assert disclosure.contact(case) == ""


def test_without_consent_the_unit_does_not_see_the_contact(entered):
    with factories.acting_as("clerk"):
        assert disclosure.contact(entered.case) == ""


def test_a_disclosure_shows_name_and_contact(entered):
    with factories.acting_as("clerk"):
        person = disclosure.disclose(entered.case, REASON)
        assert person == ("翟明溯", "0000-5550147")
        assert len(disclosure.own_looks(entered.case)) == 1
    with factories.acting_as("supervisor"):
        assert [look.userid for look in disclosure.log(entered.case)] == ["clerk"]


@pytest.mark.parametrize("userid", [None, "teacher", "None", ""])
def test_nobody_is_the_evaluator(entered, userid):
    assert not conflicts.is_evaluator(entered.case, userid)
    with factories.acting_as(userid if userid == "teacher" else None):
        assert config.ROLE_EVALUATOR not in api.user.get_roles(obj=entered.case)
