"""退回重写 over HTTP (R17): the answer goes back, and what it said is no longer for everybody."""

from hnu.jgzf import config
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import long_date
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest
import transaction


PAGE = "/@@return-answer"
REASON = "语气不当，且未说明依据，请重写。"
STEP = "反馈意见被退回重写"


@pytest.fixture
def returned(visit, submitted):
    case = submitted("answered")
    supervisor = visit("supervisor")
    supervisor.send(supervisor.get(case, PAGE), "return", reason=REASON)
    return latest(case)


def test_a_supervisor_sends_it_back_with_a_reason(visit, submitted):
    case = submitted("answered")
    supervisor = visit("supervisor")
    (panel,) = [
        section
        for section in supervisor.get(case).ours.xpath(".//div[h2]")
        if even(section.xpath("./h2")[0]) == "督办"
    ]
    assert "退回重写" in even(panel)
    question = supervisor.get(case, PAGE)
    assert "只有该单位管理员和机关党委能看到" in question.words
    answer = supervisor.send(question, "return", reason=REASON)
    assert answer.url == supervisor.url(case)
    latest(case)
    assert f"重新反馈的期限为{long_date(case.due)}。" in answer.message
    assert case.state == config.SUBMITTED
    assert case.rounds == []
    assert not supervisor.get(case).has_link(PAGE)


@pytest.mark.parametrize(
    ("userid", "reads"),
    [
        ("clerk", True),
        ("deputy", True),
        ("supervisor", True),
        ("teacher", False),
        ("student", False),
        ("dean", False),
        ("webmaster", False),
        ("supervisor2", False),
    ],
)
def test_everybody_sees_the_step_and_the_unit_and_supervisors_what_it_said(
    visit, returned, userid, reads
):
    roster.get_unit("jwc").head = "supervisor2"
    transaction.commit()
    page = visit(userid).get(returned)
    assert STEP in page.words
    assert (factories.ANSWER in page.text) is reads
    assert (REASON in page.text) is reads
    assert ("被退回的内容不再展示。" in page.words) is not reads


def test_what_it_said_and_why_is_not_printed(visit, returned):
    page = visit("clerk").get(returned)
    for words in (factories.ANSWER, REASON):
        (text,) = page.ours.xpath(f".//p[contains(., '{words}')]")
        assert "jz-noprint" in text.getparent().get("class").split()


def test_the_unit_answers_again_under_the_same_number(visit, returned):
    clerk = visit("clerk")
    page = clerk.get(returned, "/@@answer")
    answer = clerk.send(page, "answer", outcome="explained", content=f"{factories.ANSWER}（改写）")
    assert answer.status == 200
    words = visit("student").get(returned).words
    assert "第 1 轮反馈" in words
    assert "第 2 轮反馈" not in words
    latest(returned)
    assert [feedback.getId() for feedback in returned.rounds] == ["2"]


def test_who_rates_what_was_sent_back_meanwhile_is_told_so(visit, submitted):
    case = submitted("answered")
    teacher = visit("teacher")
    seen = teacher.get(case)
    factories.return_answer(case)
    transaction.commit()
    before = serials(case)
    late = teacher.send(seen, "rate", level="satisfied", comment="已看到。")
    assert late.status == 409
    assert late.value("rate", "comment") == "已看到。"
    assert serials(case) == before


def test_nobody_rates_an_answer_that_she_never_saw(visit, submitted):
    case = submitted("answered")
    teacher, supervisor, clerk = visit("teacher"), visit("supervisor"), visit("clerk")
    seen = teacher.get(case)
    supervisor.send(supervisor.get(case, PAGE), "return", reason=REASON)
    clerk.send(
        clerk.get(case, "/@@answer"), "answer", outcome="explained", content=factories.ANSWER
    )
    before = serials(case)
    late = teacher.send(seen, "rate", level="very_satisfied")
    assert late.status == 409
    assert "请刷新页面" in late.words
    assert serials(case) == before
    teacher.send(teacher.get(case), "rate", level="neutral")
    assert latest(case).satisfaction == "neutral"


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "请写明理由，至少 10 个字。"),
        ("不妥。", "请写明理由，至少 10 个字。"),
        ("长" * 501, "理由太长，请删去 1 字。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(visit, submitted, reason, message):
    case = submitted("answered")
    before = serials(case)
    supervisor = visit("supervisor")
    answer = supervisor.send(supervisor.get(case, PAGE), "return", reason=reason)
    assert answer.status == 400
    assert message in even(answer.ours.xpath(".//*[@id='jz-errors']")[0])
    assert answer.value("return", "reason") == reason
    assert serials(case) == before


def test_after_a_rating_it_is_too_late(visit, submitted):
    case = submitted("rated", "satisfied")
    page = visit("supervisor").get(case, PAGE)
    assert page.status == 409
    assert page.form("return") is None
    assert "只有已反馈、尚未评价的反馈意见才能退回重写" in page.words


def test_an_administrator_reads_that_a_supervisor_has_to(visit, submitted):
    page = visit("clerk").get(submitted("answered"), PAGE)
    assert page.status == 403
    assert "只有机关党委才能退回反馈意见。" in page.words


@pytest.mark.parametrize("userid", [None, "student", "teacher", "dean", "evaluated"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted("answered", staff_member="20090417")
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    assert visitor.post(case, PAGE, "return", visitor.token(), reason=REASON).is_refusal
    assert serials(case) == before


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted("answered")
    before = serials(case)
    assert visit("supervisor").post(case, PAGE, "return", reason=REASON).status == 403
    assert serials(case) == before


def test_the_returned_answer_has_no_address_for_members(visit, returned):
    assert visit("student").get(returned["1"]).is_refusal
    assert visit("supervisor").get(returned["1"]).url == visit("supervisor").url(returned)
