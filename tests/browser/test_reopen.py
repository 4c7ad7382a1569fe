"""重新办理 over HTTP: a supervisor takes a closed case up again."""

from hnu.jgzf import config
from hnu.jgzf.domain.dates import long_date
from hnu.jgzf.domain.dates import now
from tests import factories
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest


PAGE = "/@@reopen"
REASON = "评价人来电反映问题再次出现。"


def test_a_supervisor_reopens_with_a_reason_and_a_new_deadline(visit, submitted):
    case = submitted("closed")
    supervisor = visit("supervisor")
    answer = supervisor.send(supervisor.get(case, PAGE), "reopen", reason=REASON)
    due = factories.due(now())
    assert f"已重新办理，反馈期限为{long_date(due)}。" in answer.message
    assert latest(case).state == config.SUBMITTED
    assert case.due == due
    assert f"理由：{REASON}" in visit("student").get(case).words
    assert visit("clerk").get(case, "/@@answer").form("answer") is not None


@pytest.mark.parametrize("reason", ["", "再办。"])
def test_a_reason_is_needed_and_what_was_typed_is_kept(visit, submitted, reason):
    case = submitted("closed")
    before = serials(case)
    supervisor = visit("supervisor")
    answer = supervisor.send(supervisor.get(case, PAGE), "reopen", reason=reason)
    assert answer.status == 400
    assert "请写明理由，至少 10 个字。" in answer.words
    assert answer.value("reopen", "reason") == reason
    assert serials(case) == before


def test_a_second_click_is_told_so_and_keeps_the_reason(visit, submitted):
    case = submitted("closed")
    supervisor = visit("supervisor")
    question = supervisor.get(case, PAGE)
    supervisor.send(question, "reopen", reason=REASON)
    before = serials(case)
    again = supervisor.send(question, "reopen", reason=REASON)
    assert again.status == 409
    assert "只有已办结的评价才能重新办理。" in again.words
    assert again.value("reopen", "reason") == REASON
    assert serials(case) == before


def test_an_administrator_reads_that_a_supervisor_has_to(visit, submitted):
    case = submitted("closed")
    page = visit("clerk").get(case, PAGE)
    assert page.status == 403
    assert "只有机关党委才能重新办理。" in page.words
    assert page.form("reopen") is None


@pytest.mark.parametrize("userid", [None, "student", "teacher", "dean"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted("closed")
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    assert visitor.post(case, PAGE, "reopen", visitor.token(), reason=REASON).is_refusal
    assert serials(case) == before


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted("closed")
    before = serials(case)
    assert visit("supervisor").post(case, PAGE, "reopen", reason=REASON).status == 403
    assert serials(case) == before
