from Acquisition import aq_base
from hnu.jgzf.content import evaluators
from hnu.jgzf.content import identity
from hnu.jgzf.content.evaluation import Evaluation
from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.identity import Identity
from hnu.jgzf.content.identity import set_identity
from hnu.jgzf.domain import roster
from plone import api
from tests import factories
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations
from zope.schema import getFieldsInOrder
import pytest
import transaction


def test_who_wrote_a_case_is_set_once(case):
    assert evaluator_of(case) == "teacher"
    with pytest.raises(ValueError, match="set once"):
        set_identity(case, Identity("student"))
    assert evaluator_of(case) == "teacher"


def test_a_case_that_is_still_being_made_has_no_evaluator(portal):
    case = Evaluation(id="20261124-000000")
    assert evaluator_of(case) is None
    with pytest.raises(KeyError):
        get_identity(case)


def test_only_a_case_has_an_evaluator(case):
    factories.answer(case)
    for item in (case["1"], case.__parent__, roster.get_center(), None, "teacher"):
        with pytest.raises(TypeError):
            evaluator_of(item)


def test_the_evaluator_is_in_the_annotation_and_nowhere_else_on_the_case(case):
    factories.answer(case)
    factories.rate(case, "satisfied")
    for item in (case, case["1"]):
        state = {name: value for name, value in vars(item).items() if name != "__annotations__"}
        assert "teacher" not in repr(state)
        assert "方晓棠" not in repr(state)
        assert "teacher" not in repr(item.workflow_history if item is case else "")
    notes = IAnnotations(case)
    assert [key for key in notes if "teacher" in repr(vars(notes[key]))] == [identity.KEY]


def test_no_schema_field_holds_a_person(case):
    for schema in (IEvaluation, IFeedback):
        names = {name for name, _field in getFieldsInOrder(schema)}
        assert not names & {"evaluator", "author", "creators", "userid", "contact", "owner"}
    assert "teacher" not in repr([getattr(case, name) for name in IEvaluation])


def test_neither_annotation_nor_tree_can_be_reached_by_a_path(case):
    center = roster.get_center()
    with factories.acting_as("admin"):
        for item, names in (
            (case, ("__annotations__", "_identity", identity.KEY)),
            (center, ("_evaluators", "_disclosures", "__annotations__")),
        ):
            for name in names:
                with pytest.raises((KeyError, AttributeError, NotFound, Unauthorized)):
                    item.restrictedTraverse(name)


def test_the_tree_knows_everybodys_own_cases_alone(university):
    center = roster.get_center()
    by_teacher = {factories.submit("teacher").getId() for _n in range(3)}
    by_student = {factories.submit("student").getId()}
    assert set(evaluators.numbers_of(center, "teacher")) == by_teacher
    assert set(evaluators.numbers_of(center, "student")) == by_student
    for userid in ("clerk", "", None):
        assert evaluators.numbers_of(center, userid) == []


def test_annotation_and_tree_agree_after_a_whole_life(university):
    cases = [factories.bring_to(factories.submit("teacher"), "closed") for _n in range(2)]
    transaction.savepoint()
    center = roster.get_center()
    for case in cases:
        assert case.getId() in evaluators.numbers_of(center, evaluator_of(case))


def test_the_tree_is_made_with_the_center_so_that_first_submissions_do_not_compete(portal):
    assert getattr(aq_base(roster.get_center()), evaluators.ATTRIBUTE) is not None


def test_a_portrait_of_the_database_without_the_identity_does_not_name_the_evaluator(case):
    """Everything that a member can ask of the case by name, in Python."""
    factories.answer(case)
    for item in (case, case["1"]):
        for method in ("Creator", "listCreators", "Contributors", "owner_info", "getOwnerTuple"):
            answer = getattr(item, method)
            assert "teacher" not in repr(answer() if callable(answer) else answer)
        assert item.Creator() not in [user.getId() for user in api.user.get_users()]
