from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import submission
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from tests import factories
import pytest


def setting(name, value):
    api.portal.set_registry_record(name, value, interface=ISettings)


def person(**values):
    return factories.submit(staff_member="20120356", **values)


def test_a_person_submits_as_many_a_day_as_the_webmaster_allows(university):
    setting("evaluations_per_day", 2)
    setting("evaluations_per_target", 0)
    factories.submit("teacher")
    factories.submit("teacher")
    with pytest.raises(TooMany):
        factories.submit("teacher")
    factories.submit("student")


def test_the_next_day_begins_at_midnight_in_shanghai(university):
    setting("evaluations_per_day", 1)
    setting("evaluations_per_target", 0)
    late = dates.now().replace(hour=23, minute=59, second=59)
    with dates.at(late):
        factories.submit("teacher")
        with pytest.raises(TooMany):
            factories.submit("teacher")
    with dates.at(late + timedelta(seconds=2)):
        factories.submit("teacher")


def test_the_same_target_can_be_evaluated_so_often_within_seven_days(university):
    setting("evaluations_per_target", 2)
    start = dates.now()
    factories.submit("teacher")
    with dates.at(start + timedelta(days=6)):
        factories.submit("teacher")
        with pytest.raises(TooMany):
            factories.submit("teacher")
    with dates.at(start + timedelta(days=7)):
        factories.submit("teacher")


def test_a_person_is_another_target_than_the_unit(university):
    setting("evaluations_per_target", 1)
    factories.submit("teacher")
    person()
    with pytest.raises(TooMany):
        person()
    factories.submit("teacher", unit="hqc")


def test_no_target_is_closed_to_others_by_one_person(university):
    setting("evaluations_per_target", 1)
    factories.submit("teacher")
    factories.submit("student")
    assert listings.count_of_unit("jwc") == 2


def test_zero_is_no_limit(university):
    setting("evaluations_per_day", 0)
    setting("evaluations_per_target", 0)
    for _i in range(12):
        factories.submit("teacher")


def test_a_script_that_names_the_evaluator_is_not_limited(university):
    setting("evaluations_per_day", 1)
    for _i in range(2):
        submission.submit(submission.Submission(**factories.fields()), evaluator="teacher")
    assert listings.count_of_unit("jwc") == 2


def test_only_members_of_the_named_groups_submit(university):
    api.group.create("staff")
    api.group.add_user(groupname="staff", username="teacher")
    setting("submitter_groups", ("staff",))
    factories.submit("teacher")
    with pytest.raises(NotPermitted):
        factories.submit("student")


def test_the_same_form_sent_twice_is_one_evaluation(university):
    first = factories.submit("teacher", token="drawn-with-the-form")
    second = factories.submit("teacher", token="drawn-with-the-form")
    assert first.getId() == second.getId()
    assert listings.count_of_unit("jwc") == 1


def test_other_words_in_the_same_form_are_another_evaluation(university):
    factories.submit("teacher", token="drawn-with-the-form")
    factories.submit("teacher", token="drawn-with-the-form", topic="另一件事")
    assert listings.count_of_unit("jwc") == 2


def test_a_token_is_good_for_its_person_alone(university):
    first = factories.submit("teacher", token="drawn-with-the-form")
    second = factories.submit("student", token="drawn-with-the-form")
    assert first.getId() != second.getId()


def test_a_repeated_form_is_answered_even_at_the_limit(university):
    setting("evaluations_per_day", 1)
    first = factories.submit("teacher", token="drawn-with-the-form")
    assert factories.submit("teacher", token="drawn-with-the-form").getId() == first.getId()
    assert first.state == config.SUBMITTED
