"""What the profile brings."""

from collections import Counter
from hnu.jgzf import config
from hnu.jgzf.content import orders
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.redactions import MARK
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.demo.accounts import PASSWORD
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import roster
from io import BytesIO
from PIL import Image
from plone import api
from tests.demo.conftest import PRESENT
from zope.component import getMultiAdapter
import pytest
import transaction


# 国际交流处: its administrator left, and no successor was reported yet (R31).
UNITS_WITHOUT_ADMINISTRATOR = ["gjc"]


def brains():
    return listings.wall(size=1000)


def cases():
    return list(catalog_upkeep.all_cases())


@pytest.mark.parametrize(
    ("userid", "roles"),
    [
        ("teacher", set()),
        ("student", set()),
        ("clerk", set()),
        ("dean", set()),
        ("supervisor", {config.ROLE_SUPERVISOR}),
        ("webmaster", {"Site Administrator"}),
    ],
)
def test_each_account_of_the_contract_logs_in_with_its_role(demo, userid, roles):
    credentials = {"login": userid, "password": PASSWORD}
    assert demo.acl_users.source_users.authenticateCredentials(credentials) == (userid, userid)
    user = api.user.get(userid=userid)
    assert set(api.user.get_roles(user=user)) == {"Member", "Authenticated"} | roles
    assert user.getProperty("email").endswith(".example")
    assert user.getProperty("fullname") != userid


def test_clerk_and_dean_administer_their_units(demo):
    assert [unit.code for unit in roster.administered_units("clerk")] == ["jwc"]
    assert [unit.code for unit in roster.administered_units("dean")] == ["hqc"]


def test_only_the_unit_known_for_it_has_no_administrator(demo):
    gaps = [u.code for u in roster.all_units() if not active_administrators(u, dates.today())]
    assert gaps == UNITS_WITHOUT_ADMINISTRATOR


def test_every_administrator_has_an_account_under_the_same_name(demo):
    for unit in roster.all_units():
        for row in unit.administrators:
            assert api.user.get(userid=row["userid"]).getProperty("fullname") == row["name"]


def test_a_joint_branch_has_one_administrator_for_each_of_its_units(demo):
    units = [unit for unit in roster.all_units() if "联合党支部" in unit.party_branch]
    assert sorted(unit.code for unit in units) == ["cwc", "gzc"]
    answering = {active_administrators(unit, dates.today())[0]["userid"] for unit in units}
    assert len(answering) == 2


def test_a_unit_is_attached_to_another(demo):
    assert [u.code for u in roster.all_units() if u.host_unit == "tsg"] == ["das"]


def test_a_successor_took_over_from_an_administrator(demo):
    first, second = roster.get_unit("rsc").administrators
    assert first["until"] < second["from"] <= dates.today()


def test_there_are_people_in_every_unit(demo):
    people = {unit.code: len(roster.active_staff(unit)) for unit in roster.all_units()}
    assert len(people) == 13
    assert min(people.values()) >= 2
    assert people["jwc"] >= 12
    assert sum(people.values()) >= 60


def test_photos_are_upright_jpegs_with_scales_and_some_are_missing(demo):
    people = [person for unit in roster.all_units() for person in roster.all_staff(unit)]
    photos = [person.photo for person in people if person.photo is not None]
    assert 2 <= len(people) - len(photos) <= 10
    pictures = {photo.data for photo in photos}
    assert len(pictures) > 40
    for photo in photos:
        picture = Image.open(BytesIO(photo.data))
        assert (picture.format, picture.size) == ("JPEG", (240, 320))
    person = next(person for person in people if person.photo is not None)
    images = getMultiAdapter((person, demo.REQUEST), name="images")
    assert images.scale("photo", scale="thumb").height == 128


def test_the_contact_block_is_filled(demo):
    center = roster.get_center()
    assert center.contact_office == "办公楼 211 室"
    assert center.contact_phone == "0000-8888211"
    assert center.contact_mail == "jgdw@daxue.example"


def test_an_order_waits_for_the_clerk_and_another_one_for_the_supervisor(demo):
    entries = orders.entries(roster.get_center())
    found = {entry.unit: roster.get_unit(entry.unit)[entry.id] for entry in entries}
    assert {unit: order.state for unit, order in found.items()} == {
        "jwc": config.ORDER_ISSUED,
        "hqc": config.ORDER_ANSWERED,
    }
    for unit, order in found.items():
        for number in order.cases:
            assert roster.get_unit(unit)[number].pending
        assert order.due > dates.today()
        assert "{" not in order.text + order.answer


def test_there_are_cases_for_three_pages_in_every_state(demo):
    assert 40 < len(brains()) <= 60
    assert set(Counter(brain.state for brain in brains())) == set(config.STATES)


def test_every_level_of_satisfaction_and_every_outcome_is_there(demo):
    rounds = [feedback for case in cases() for feedback in case.rounds]
    assert {feedback.satisfaction for feedback in rounds} == {*config.SATISFACTION_LEVELS, None}
    assert {feedback.outcome for feedback in rounds} == set(config.OUTCOMES)
    assert {feedback.in_time for feedback in rounds} == {True, False}


def test_people_and_units_are_praised_and_criticised(demo):
    assert {brain.target for brain in brains()} == set(config.TARGETS)
    assert {brain.unit for brain in brains()} == {unit.code for unit in roster.all_units()}


def test_cases_were_reopened_went_through_two_rounds_and_were_closed_by_a_supervisor(demo):
    actions = [
        [entry["action"] for entry in case.workflow_history[config.WORKFLOW_ID]] for case in cases()
    ]
    assert [None, "answer", "rate", "close", "reopen"] in actions
    assert [None, "answer", "rate", "answer", "rate", "close"] in actions
    assert [None, "answer", "close"] in actions


def test_the_clerk_finds_every_kind_of_work(demo):
    waiting = listings.pending(["jwc"])
    days = {brain.due - dates.today().toordinal() for brain in waiting}
    assert min(days) < 0
    assert 0 in days
    assert max(days) > 0
    assert len([brain for brain in waiting if brain.state == config.SUBMITTED]) >= 3
    lengths = listings.queue_lengths(["jwc"])
    assert lengths["dissatisfied"] >= 2
    assert all(lengths.values())


def test_the_teacher_has_cases_in_every_state_one_to_rate_and_one_that_was_looked_at(demo):
    mine = listings.of_evaluator("teacher")
    assert {brain.state for brain in mine} == set(config.STATES)
    looked_at = []
    with api.env.adopt_user(username="teacher"):
        for brain in mine:
            case = roster.get_unit(brain.unit)[brain.number]
            looked_at += [look.role for look in disclosure.log(case)]
    assert set(looked_at) == {config.ROLE_UNIT_ADMINISTRATOR, config.ROLE_SUPERVISOR}


def test_one_case_of_the_student_is_hidden_and_a_passage_is_redacted_in_another(demo):
    (hidden,) = [case for case in cases() if case.hidden]
    assert evaluator_of(hidden) == "student"
    assert hidden.getId() not in {brain.number for brain in listings.wall(size=1000)}
    (redacted,) = [case for case in cases() if redaction.is_redacted(case)]
    assert MARK in redacted.content
    assert "2207" not in redacted.content


def test_one_case_was_heard_on_the_phone_and_rated_with_its_receipt(demo):
    (case,) = [case for case in cases() if get_identity(case).outsider is not None]
    assert get_identity(case).outsider.received < case.day
    assert case.rounds[-1].satisfaction == "satisfied"
    acts = [
        (entry.act, entry.userid)
        for entry in supervision_log.entries(roster.get_center())
        if entry.number == case.getId()
    ]
    assert acts == [("rate", ""), ("enter", "supervisor")]


def test_the_clerk_can_still_look_at_an_identity(demo):
    looks = [
        look
        for case in cases()
        for look in disclosure.get_identity(case).disclosures
        if look.userid == "clerk" and (PRESENT - look.at).days < 7
    ]
    assert len(looks) < config.DISCLOSURES_PER_WEEK


def test_nobody_evaluated_a_unit_she_administers(demo):
    for case in cases():
        assert not is_administrator(case.__parent__, evaluator_of(case), case.received.date())


def test_everything_happened_in_the_past_five_weeks_in_the_order_of_time(demo):
    for case in cases():
        history = case.workflow_history[config.WORKFLOW_ID]
        times = [entry["time"].asdatetime() for entry in history]
        assert times[0] == case.received
        assert times == sorted(times)
        assert times[-1] <= PRESENT
        assert (PRESENT - times[0]).days <= 35
        assert case.getId().startswith(f"{case.received:%Y%m%d}-")


def test_texts_hold_dates_in_place_of_marks(demo):
    for case in cases():
        texts = [case.topic, case.content]
        for feedback in case.rounds:
            texts += [feedback.content, feedback.rating_comment]
        assert not any("{" in text for text in texts)


def test_the_catalog_agrees_with_the_content(demo):
    assert catalog_upkeep.check() == []


def test_the_database_will_not_note_who_wrote_the_cases(demo):
    current = transaction.get()
    current.setUser("admin", "/Plone/acl_users")
    current.note("A note")
    for hook, arguments, keywords in current.getBeforeCommitHooks():
        hook(*arguments, **keywords)
    assert (current.user, current.description) == ("", "")
