from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.content.redactions import KEY
from hnu.jgzf.content.redactions import MARK
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies
from tests import factories
import pytest


REASON = "内容含有他人的电话号码。"
SECRET = "13912345678"


def redact(case, field, passage, by="supervisor", reason=REASON):
    with factories.acting_as(by):
        redaction.redact(case, field, passage, reason)


def texts(case):
    return {field.name: field.text for field in redaction.fields(case)}


@pytest.fixture
def case(university):
    """A case with two rounds, a closing and a reopening; the number stands in every text."""
    said = f"联系人电话{SECRET}，请直接联系{SECRET}，谢谢。"
    case = factories.submit("teacher", topic=f"电话{SECRET}无人接听", content=said)
    factories.answer(case, content=said)
    factories.rate(case, "dissatisfied", comment=said)
    factories.answer(case)
    factories.rate(case, "satisfied")
    with factories.acting_as("supervisor"):
        lifecycle.close(case, said)
        lifecycle.reopen(case, said)
    return case


FIELDS = ["topic", "content", "answer-1", "comment-1", "reason-1"]


def test_every_text_of_a_case_can_be_redacted(case):
    assert list(texts(case)) == [*FIELDS[:-1], "answer-2", "reason-1", "reason-2"]


@pytest.mark.parametrize("name", [*FIELDS, "reason-2"])
def test_every_occurrence_in_that_text_gives_way_to_the_mark_and_nothing_else_changes(case, name):
    before = texts(case)
    redact(case, name, SECRET)
    after = texts(case)
    assert after[name] == before[name].replace(SECRET, MARK)
    assert {**after, name: before[name]} == before


@pytest.mark.parametrize("name", [*FIELDS, "reason-2"])
def test_the_original_is_sealed_and_read_by_supervisors_alone(case, name):
    before = texts(case)[name]
    redact(case, name, SECRET)
    with factories.acting_as("supervisor2"):
        (entry,) = redaction.log(case)
    assert (entry.field, entry.original, entry.reason) == (name, before, REASON)
    assert (entry.userid, entry.name) == ("supervisor", "祁望舒")
    for userid in ("teacher", "clerk", "student", "evaluated", "webmaster", None):
        with factories.acting_as(userid), pytest.raises(NotPermitted):
            redaction.log(case)
    case.__parent__.head = "supervisor2"
    with factories.acting_as("supervisor2"), pytest.raises(NotPermitted):
        redaction.log(case)


def test_the_wall_shows_the_topic_as_it_is_now(case):
    redact(case, "topic", SECRET)
    (brain,) = listings.wall()
    assert brain.topic == case.topic == case.title == f"电话{MARK}无人接听"
    assert catalog_upkeep.check() == []


def test_a_whole_topic_leaves_the_mark(case):
    redact(case, "topic", case.topic)
    assert case.topic == MARK


def test_a_text_can_be_redacted_again_and_earlier_marks_stay_whole(case):
    redact(case, "content", SECRET)
    once = case.content
    with pytest.raises(InvalidInput):
        redact(case, "content", "隐去")
    redact(case, "content", "谢谢")
    redact(case, "content", f"联系{MARK}")
    assert case.content == f"联系人电话{MARK}，请直接{MARK}，{MARK}。"
    with factories.acting_as("supervisor"):
        assert [entry.original for entry in redaction.log(case)][1] == once


@given(
    strategies.text("甲乙［已隐去］", max_size=12),
    strategies.text("甲乙隐", min_size=1, max_size=3),
)
def test_no_passage_is_left_and_no_mark_is_broken(value, passage):
    assume(passage in value)
    left = redaction._without(value, passage)
    assert all(passage not in part for part in left.split(MARK))
    assert left.count(MARK) >= value.count(MARK)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"field": ""}, "field"),
        ({"field": "answer-3"}, "field"),
        ({"field": "evaluator"}, "field"),
        ({"field": None}, "field"),
        ({"field": ["topic"]}, "field"),
        ({"passage": ""}, "passage"),
        ({"passage": " \n"}, "passage"),
        ({"passage": None}, "passage"),
        ({"passage": 13912345678}, "passage"),
        ({"passage": MARK}, "passage"),
        ({"passage": "不在其中"}, "passage"),
        ({"passage": "字" * 2001}, "passage"),
        ({"reason": ""}, "reason"),
        ({"reason": "太短"}, "reason"),
        ({"reason": f"内容含有他人的电话号码{SECRET}。"}, "reason"),
    ],
)
def test_a_refused_act_writes_nothing(portal, case, sent, field):
    values = {"field": "content", "passage": SECRET, "reason": REASON, **sent}
    with (
        factories.acting_as("supervisor"),
        factories.nothing_written(portal, case, *case.rounds),
        pytest.raises(InvalidInput) as refused,
    ):
        redaction.redact(case, **values)
    assert [error.field for error in refused.value.errors] == [field]


@pytest.mark.parametrize("userid", ["student", "teacher", "clerk", "deputy", "evaluated", "dean"])
def test_only_a_supervisor_redacts(case, userid):
    with pytest.raises(NotPermitted):
        redact(case, "content", SECRET, by=userid)


@pytest.mark.parametrize("state", config.STATES)
def test_a_case_is_redacted_in_any_state(university, state):
    case = factories.bring_to(factories.submit("teacher"), state)
    redact(case, "content", "窗口")
    assert MARK in case.content
    assert case.state == state


def test_the_passage_stands_nowhere_but_in_the_seal(case):
    redact(case, "content", SECRET)
    with factories.acting_as("supervisor"):
        lines, _total = supervision_log.read(act=config.ACT_REDACT)
    (entry,) = [line.entry for line in lines]
    assert (entry.reason, dict(entry.details)) == (REASON, {"field": "content"})
    assert SECRET not in repr(entry)
    outbox = get_outbox(roster.get_center())
    facts = list(outbox.undispatched())
    assert SECRET not in repr([vars(fact) for fact in facts])
    sealed = case.__annotations__[KEY]
    assert SECRET in repr(sealed)
    values = {name: value for name, value in vars(case).items() if name != "__annotations__"}
    assert SECRET not in repr({**values, "topic": "", "workflow_history": ""})


def test_a_case_knows_whether_anything_was_taken_out(case):
    assert not redaction.is_redacted(case)
    redact(case, "content", SECRET)
    assert redaction.is_redacted(case)
