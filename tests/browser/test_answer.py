"""填写反馈意见 over HTTP (R14, R16)."""

from hnu.jgzf import config
from hnu.jgzf.domain import roster
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest
import transaction


PAGE = "/@@answer"
GOOD = {"outcome": "explained", "content": factories.ANSWER}


def test_the_unit_answers_and_everybody_can_read_it(visit, submitted):
    case = submitted()
    clerk = visit("clerk")
    answer = clerk.send(clerk.get(case, PAGE), "answer", **GOOD)
    assert answer.url == clerk.url(case)
    assert "反馈意见已提交，评价人可以立即看到。请跟踪满意度评价，直至事项办结。" in answer.message
    assert latest(case).state == config.ANSWERED
    (feedback,) = case.rounds
    assert (feedback.outcome, feedback.content) == ("explained", factories.ANSWER)
    assert factories.ANSWER in visit("student").get(case).words


def test_the_form_explains_the_three_outcomes_and_chooses_none(visit, submitted):
    page = visit("clerk").get(submitted(), PAGE)
    radios = page.ours.xpath(".//input[@type='radio']")
    assert [radio.get("value") for radio in radios] == list(config.OUTCOMES)
    assert [radio.get("checked") for radio in radios] == [None] * 3
    for radio in radios:
        assert page.ours.xpath(f".//*[@id='{radio.get('aria-describedby')}']")[0].text_content()
    for words in ("立行解决", "政策解释", "条件不具备", "反馈内容对校内师生公开。"):
        assert words in page.words
    assert factories.CONTENT in page.words


def test_a_supervisor_can_answer_for_the_unit(visit, submitted):
    case = submitted()
    supervisor = visit("supervisor")
    supervisor.send(supervisor.get(case, PAGE), "answer", **GOOD)
    assert latest(case).state == config.ANSWERED


@pytest.mark.parametrize(
    ("wrong", "messages"),
    [
        ({"outcome": ""}, ["请选择办理结果。"]),
        ({"outcome": "<b>x</b>"}, ["请选择办理结果。"]),
        ({"content": " 　\n"}, ["请填写反馈内容。"]),
        ({"content": "已收到。"}, ["反馈内容太短，请至少写 10 个字。"]),
        ({"content": "长" * 2001}, ["反馈内容超过 2000 字，请删去 1 字。"]),
        ({"outcome": "", "content": "已收到。"}, ["请选择办理结果。", "反馈内容太短"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(visit, submitted, wrong, messages):
    case = submitted()
    before = serials(case)
    sent = {**GOOD, **wrong}
    clerk = visit("clerk")
    answer = clerk.send(clerk.get(case, PAGE), "answer", **sent)
    assert answer.status == 400
    errors = answer.ours.xpath(".//*[@id='jz-errors']")[0]
    assert f"有 {len(messages)} 处需要修改，反馈意见尚未提交" in even(errors)
    for message in messages:
        assert message in even(errors)
    for link in errors.xpath(".//a/@href"):
        assert answer.ours.xpath(f".//*[@id='{link[1:]}'][contains(@class, 'error')]")
    assert answer.value("answer", "content") == sent["content"]
    if sent["outcome"] in config.OUTCOMES:
        assert answer.value("answer", "outcome") == sent["outcome"]
    assert serials(case) == before


def test_what_was_typed_is_text(visit, submitted):
    clerk = visit("clerk")
    evil = "</textarea><script>alert(1)</script>"
    answer = clerk.send(clerk.get(submitted(), PAGE), "answer", content=evil)
    assert answer.value("answer", "content") == evil
    assert answer.ours.xpath(".//script") == []


def test_a_second_answer_by_somebody_else_comes_too_late_and_is_kept(visit, submitted):
    case = submitted()
    clerk, deputy = visit("clerk"), visit("deputy")
    opened = deputy.get(case, PAGE)
    clerk.send(clerk.get(case, PAGE), "answer", **GOOD)
    before = serials(case)
    late = deputy.send(opened, "answer", outcome="deferred", content="另一份反馈，十个字以上。")
    assert late.status == 409
    assert "这件评价刚刚已由他人办理，请刷新页面后再操作。" in late.words
    assert late.value("answer", "content") == "另一份反馈，十个字以上。"
    assert late.value("answer", "outcome") == "deferred"
    assert serials(case) == before


def test_an_answer_meant_for_an_earlier_round_is_not_taken_for_a_later_one(visit, submitted):
    case = submitted()
    clerk = visit("clerk")
    opened = clerk.get(case, PAGE)
    factories.bring_to(case, "rated", "dissatisfied")
    transaction.commit()
    late = clerk.send(opened, "answer", **GOOD)
    assert late.status == 409
    assert len(latest(case).rounds) == 1
    # Now she has seen the rating, and can send what she typed.
    clerk.send(late, "answer")
    assert len(latest(case).rounds) == 2


@pytest.mark.parametrize("state", ["answered", "rated", "closed"])
def test_a_case_that_does_not_wait_says_so_instead_of_a_form(visit, submitted, state):
    page = visit("clerk").get(submitted(state), PAGE)
    assert page.status == 409
    assert "这件评价现在不需要反馈" in page.words
    assert page.form("answer") is None


def test_the_next_answer_is_written_under_what_the_evaluator_said(visit, submitted):
    case = submitted("answered")
    factories.rate(case, "dissatisfied", comment="还是没有说清楚依据。")
    transaction.commit()
    page = visit("clerk").get(case, PAGE)
    assert "还是没有说清楚依据。" in page.words
    assert page.heading("第 2 轮反馈") is not None


@pytest.mark.parametrize("userid", [None, "student", "teacher", "dean", "evaluated", "reviewer"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted(staff_member="20090417")
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    assert visitor.post(case, PAGE, "answer", visitor.token(), **GOOD).is_refusal
    assert serials(case) == before


def test_a_supervisor_does_not_answer_for_her_own_unit(visit, submitted):
    case = submitted()
    roster.get_unit("jwc").head = "supervisor"
    transaction.commit()
    page = visit("supervisor").get(case, PAGE)
    assert page.status == 403
    assert "本件评价涉及您本人或您所在的单位，须由他人办理。" in page.words
    assert page.form("answer") is None


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted()
    before = serials(case)
    assert visit("clerk").post(case, PAGE, "answer", **GOOD).status == 403
    assert serials(case) == before


def test_an_address_sends_nothing_and_fills_nothing_in(visit, submitted):
    case = submitted()
    before = serials(case)
    clerk = visit("clerk")
    form = clerk.get(case, PAGE).form("answer")
    token = form.fields["_authenticator"]
    query = f"?form.widgets.content={factories.ANSWER}&form.widgets.outcome=resolved"
    assert clerk.get(case, PAGE + query).value("answer", "content") == ""
    pressed = clerk.get(case, f"{PAGE}{query}&form.buttons.answer=1&_authenticator={token}")
    assert pressed.status == 403
    assert serials(case) == before
