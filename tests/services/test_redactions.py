"""@redactions: a passage gives way to a mark, and the original to nobody but supervisors."""

from hnu.jgzf.content.redactions import MARK
from tests import factories
from tests.services.client import error
from tests.services.client import problems
from tests.services.client import stored
import pytest


SENT = {"field": "content", "passage": "等候一个小时", "reason": "内容含有他人的个人信息。"}


def test_a_supervisor_redacts_a_passage(rest, submitted):
    answer = rest("supervisor").post(f"{submitted}/@redactions", json=SENT)
    assert answer.status_code == 201
    left = factories.CONTENT.replace(SENT["passage"], MARK)
    assert answer.json()["content"] == left
    for userid in ("student", "teacher", "clerk", "evaluated"):
        case = rest(userid).get(submitted)
        assert (case.json()["content"], case.json()["redacted"]) == (left, True)
        assert SENT["passage"] not in case.text
        assert SENT["reason"] not in case.text


def test_the_original_is_for_impartial_supervisors(rest, submitted, biased):
    supervisor = rest("supervisor")
    assert supervisor.get(f"{submitted}/@redactions").json() == {"items": []}
    supervisor.post(f"{submitted}/@redactions", json=SENT)
    (item,) = supervisor.get(f"{submitted}/@redactions").json()["items"]
    assert item.pop("at").endswith("+08:00")
    assert item == {
        "field": "content",
        "original": factories.CONTENT,
        "name": "祁望舒",
        "reason": SENT["reason"],
    }
    for userid in ("student", "teacher", "clerk", "evaluated", "webmaster", biased):
        assert error(rest(userid).get(f"{submitted}/@redactions")) == (403, None), userid
    assert error(rest(None).get(f"{submitted}/@redactions")) == (401, None)


def test_every_field_is_checked_at_once(rest, submitted):
    answer = rest("supervisor").post(f"{submitted}/@redactions", json={})
    assert set(problems(answer)) == {"field", "passage", "reason"}
    answer = rest("supervisor").post(
        f"{submitted}/@redactions", json={**SENT, "passage": "没有这句"}
    )
    assert set(problems(answer)) == {"passage"}
    # A refusal repeats nothing.
    assert "没有这句" not in answer.text
    assert stored(submitted).content == factories.CONTENT


@pytest.mark.parametrize("userid", ["student", "teacher", "clerk", "evaluated", "webmaster"])
def test_nobody_else_does_it(rest, submitted, userid):
    assert error(rest(userid).post(f"{submitted}/@redactions", json=SENT)) == (403, None)
    assert stored(submitted).content == factories.CONTENT


def test_nor_does_a_supervisor_of_the_unit_or_anybody_without_a_login(rest, submitted, biased):
    assert error(rest(biased).post(f"{submitted}/@redactions", json=SENT)) == (403, None)
    assert error(rest(None).post(f"{submitted}/@redactions", json=SENT)) == (401, None)
    assert stored(submitted).content == factories.CONTENT


def test_only_json_is_taken_and_there_must_be_a_case(rest, submitted):
    supervisor = rest("supervisor")
    assert error(supervisor.post(f"{submitted}/@redactions", data="field=content")) == (415, None)
    answer = supervisor.post("jwc/20260105-QQQQQQ/@redactions", json=SENT)
    assert error(answer) == (404, None)
