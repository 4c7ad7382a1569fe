"""The way from a person to her cases."""

from Acquisition import aq_base
from hnu.jgzf.content import evaluators
from hnu.jgzf.domain import roster
from tests import factories
import transaction


def forget_what_was_loaded(center):
    transaction.savepoint(optimistic=True)
    aq_base(center)._p_deactivate()


def test_the_first_thing_a_request_does_with_the_center_loses_no_case(university):
    center = roster.get_center()
    first = factories.submit("teacher").getId()
    forget_what_was_loaded(center)
    assert evaluators.numbers_of(center, "teacher") == [first]
    forget_what_was_loaded(center)
    evaluators.prepare(center)
    forget_what_was_loaded(center)
    evaluators.remember(center, "teacher", "20261124-ABCDEF")
    assert set(evaluators.numbers_of(center, "teacher")) == {first, "20261124-ABCDEF"}


def test_nobody_gets_anybody_elses_cases(university):
    factories.submit("teacher")
    assert evaluators.numbers_of(roster.get_center(), "student") == []
