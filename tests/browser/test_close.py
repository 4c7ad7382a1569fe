"""办结 over HTTP (R15)."""

from hnu.jgzf import config
from hnu.jgzf.domain import roster
from tests.browser.visitor import even
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest
import transaction


PAGE = "/@@close"
REASON = "已与评价人当面沟通，问题已经解决。"


def test_the_unit_closes_what_is_settled_after_a_question(visit, submitted):
    case = submitted("rated", "satisfied")
    clerk = visit("clerk")
    question = clerk.get(case, PAGE)
    assert "确认事项已经解决后办结。" in question.words
    assert question.form("close").xpath(".//textarea") == []
    assert latest(case).state == config.RATED
    answer = clerk.send(question, "close")
    assert answer.url == clerk.url(case)
    assert "这件评价已办结。" in answer.message
    assert latest(case).state == config.CLOSED


def test_a_bad_rating_is_closed_by_a_supervisor_with_a_reason(visit, submitted):
    case = submitted("rated", "dissatisfied")
    supervisor = visit("supervisor")
    supervisor.send(supervisor.get(case, PAGE), "close", reason=REASON)
    assert latest(case).state == config.CLOSED
    assert f"理由：{REASON}" in visit("student").get(case).words


def test_an_administrator_reads_that_a_supervisor_has_to(visit, submitted):
    page = visit("clerk").get(submitted("rated", "dissatisfied"), PAGE)
    assert page.status == 403
    assert "评价为不满意的，须由机关党委办结。" in page.words
    assert page.form("close") is None


def test_closing_without_a_rating_needs_a_supervisor_and_a_reason(visit, submitted):
    case = submitted("answered")
    assert visit("clerk").get(case, PAGE).status == 403
    supervisor = visit("supervisor")
    question = supervisor.get(case, PAGE)
    assert "评价人尚未作满意度评价，办结后不能再评价。" in question.words
    supervisor.send(question, "close", reason=REASON)
    assert latest(case).state == config.CLOSED
    assert case.satisfaction == ""


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "请写明理由，至少 10 个字。"),
        ("已解决。", "请写明理由，至少 10 个字。"),
        ("长" * 501, "理由太长，请删去 1 字。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(visit, submitted, reason, message):
    case = submitted("answered")
    before = serials(case)
    supervisor = visit("supervisor")
    answer = supervisor.send(supervisor.get(case, PAGE), "close", reason=reason)
    assert answer.status == 400
    assert message in even(answer.ours.xpath(".//*[@id='jz-errors']")[0])
    assert answer.value("close", "reason") == reason
    assert serials(case) == before


def test_a_second_click_is_told_so_and_keeps_the_reason(visit, submitted):
    case = submitted("rated", "dissatisfied")
    supervisor = visit("supervisor")
    question = supervisor.get(case, PAGE)
    supervisor.send(question, "close", reason=REASON)
    before = serials(case)
    again = supervisor.send(question, "close", reason=REASON)
    assert again.status == 409
    assert "只有已反馈或已评价的才能办结" in again.words
    assert again.value("close", "reason") == REASON
    assert serials(case) == before


def test_a_case_that_was_not_answered_cannot_be_closed(visit, submitted):
    page = visit("supervisor").get(submitted(), PAGE)
    assert page.status == 409
    assert page.form("close") is None


def test_a_supervisor_does_not_close_for_her_own_unit(visit, submitted):
    case = submitted("rated", "satisfied")
    roster.get_unit("jwc").head = "supervisor"
    transaction.commit()
    page = visit("supervisor").get(case, PAGE)
    assert page.status == 403
    assert "本件评价涉及您本人或您所在的单位，须由他人办理。" in page.words


@pytest.mark.parametrize("userid", [None, "student", "teacher", "dean", "evaluated"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted("rated", "satisfied", staff_member="20090417")
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    assert visitor.post(case, PAGE, "close", visitor.token(), reason=REASON).is_refusal
    assert serials(case) == before


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted("rated", "satisfied")
    before = serials(case)
    assert visit("clerk").post(case, PAGE, "close").status == 403
    assert serials(case) == before


def test_an_address_closes_nothing(visit, submitted):
    case = submitted("rated", "satisfied")
    clerk = visit("clerk")
    token = clerk.get(case, PAGE).form("close").fields["_authenticator"]
    assert clerk.get(case, f"{PAGE}?form.buttons.close=1&_authenticator={token}").status == 403
    assert latest(case).state == config.RATED
