"""评价人身份 over HTTP (R19): a reason on record, and one answer in which it is shown."""

from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import roster
from plone import api
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest
import transaction


PAGE = "/@@disclose-identity"
REASON = "评价为不满意，需要与评价人核对情况。"
NAME = factories.ACCOUNTS["teacher"][0]
MAIL = "teacher@example.org"


def ask(visitor, case, reason=REASON):
    return visitor.send(visitor.get(case), "disclose", reason=reason)


@pytest.mark.parametrize("userid", ["clerk", "supervisor"])
def test_name_and_contact_are_in_that_very_answer_and_nowhere_else(visit, submitted, userid):
    case = submitted()
    visitor = visit(userid)
    answer = ask(visitor, case)
    assert answer.status == 200
    assert answer.history == []
    assert answer.headers["Cache-Control"] == "private, no-store"
    shown = even(answer.heading("评价人身份（已查看）"))
    assert f"姓名 {NAME} 联系方式 {MAIL}" in shown
    assert f"理由：“{REASON}”评价人可看到此记录。" in shown
    assert answer.text.count(NAME) == 1
    assert answer.text.count(MAIL) == 1
    for page in ("", PAGE):
        later = visitor.get(case, page).text
        assert NAME not in later
        assert "teacher" not in later
    assert len(get_identity(latest(case)).disclosures) == 1


def test_the_contact_she_left_is_shown_in_place_of_her_mail(visit, submitted):
    case = submitted(contact="13900001234")
    answer = ask(visit("clerk"), case)
    assert f"姓名 {NAME} 联系方式 13900001234" in answer.words
    assert MAIL not in answer.text


def test_each_look_is_an_entry_and_the_evaluator_reads_them(visit, submitted):
    case = submitted()
    clerk = visit("clerk")
    ask(clerk, case)
    again = clerk.get(case)
    assert f"理由：“{REASON}”评价人可看到此记录。再次查看须重新写明理由。" in again.words
    ask(clerk, case, "第二次查看，需要补充核对时间。")
    looks = visit("teacher").get(case).heading("谁查看了我的身份")
    assert "本件评价有 2 次查看记录。" in even(looks)
    assert REASON in even(looks)
    assert "第二次查看，需要补充核对时间。" in even(looks)


def test_the_log_never_says_what_was_seen(visit, submitted):
    case = submitted()
    ask(visit("clerk"), case)
    page = visit("supervisor").get(case)
    assert "教务处 单位管理员 柳明溪" in even(page.heading("身份查看记录"))
    assert NAME not in page.text


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "请写明查看理由，至少 10 个字。"),
        ("想看看。", "请写明查看理由，至少 10 个字。"),
        ("长" * 501, "理由太长，请删去 1 字。"),
    ],
)
def test_without_a_good_reason_nothing_is_shown_and_the_text_is_kept(
    visit, submitted, reason, message
):
    case = submitted()
    before = serials(case)
    answer = ask(visit("clerk"), case, reason)
    assert answer.status == 400
    assert message in answer.words
    assert answer.value("disclose", "reason") == reason
    assert answer.ours.xpath(".//details/@open")
    assert NAME not in answer.text
    assert serials(case) == before


def test_the_reason_is_text(visit, submitted):
    case = submitted()
    evil = "<script>alert(1)</script>需要核对情况。"
    pages = [ask(visit("clerk"), case, evil), visit("clerk").get(case), visit("teacher").get(case)]
    for page in pages:
        assert evil in page.words
        assert page.ours.xpath(".//script") == []


def test_an_administrator_looks_three_times_a_week(visit, submitted):
    case = submitted()
    clerk = visit("clerk")
    for _n in range(config.DISCLOSURES_PER_WEEK):
        assert ask(clerk, case).status == 200
    before = serials(case)
    answer = ask(clerk, case)
    assert answer.status == 429
    assert "您 7 天内已查看 3 次。确需查看的，请联系机关党委。" in answer.words
    assert answer.value("disclose", "reason") == REASON
    assert NAME not in answer.text
    assert serials(case) == before


def test_a_case_that_was_closed_meanwhile_stays_sealed(visit, submitted):
    case = submitted()
    clerk = visit("clerk")
    opened = clerk.get(case)
    factories.bring_to(case, "closed")
    transaction.commit()
    before = serials(case)
    answer = clerk.send(opened, "disclose", reason=REASON)
    assert answer.status == 409
    assert answer.value("disclose", "reason") == REASON
    assert NAME not in answer.text
    assert serials(case) == before
    assert clerk.get(case).form("disclose") is None
    page = clerk.get(case, PAGE)
    assert page.status == 409
    assert page.form("disclose") is None
    assert "评价已办结，不能再查看评价人身份。" in page.words


@pytest.mark.parametrize("state", ["answered", "rated"])
def test_it_can_be_asked_for_as_long_as_the_case_is_open(visit, submitted, state):
    assert NAME in ask(visit("clerk"), submitted(state)).text


@pytest.mark.parametrize("userid", [None, "student", "teacher", "dean", "evaluated", "reviewer"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted(staff_member="20090417")
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    answer = visitor.post(case, PAGE, "disclose", visitor.token(), reason=REASON)
    assert answer.is_refusal
    assert MAIL not in answer.text
    assert serials(case) == before


def test_a_supervisor_does_not_look_into_her_own_unit(visit, submitted):
    case = submitted()
    visitor = visit("supervisor")
    opened = visitor.get(case)
    roster.get_unit("jwc").head = "supervisor"
    transaction.commit()
    answer = visitor.send(opened, "disclose", reason=REASON)
    assert answer.status == 403
    assert NAME not in answer.text
    assert list(get_identity(latest(case)).disclosures) == []


def test_an_evaluator_whose_account_is_gone_is_still_named(visit, submitted):
    case = submitted()
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="teacher")
    transaction.commit()
    assert "姓名 teacher" in ask(visit("clerk"), case).words


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted()
    before = serials(case)
    answer = visit("clerk").post(case, PAGE, "disclose", reason=REASON)
    assert answer.status == 403
    assert NAME not in answer.text
    assert serials(case) == before


def test_an_address_discloses_nothing(visit, submitted):
    case = submitted()
    before = serials(case)
    clerk = visit("clerk")
    token = clerk.get(case).form("disclose").fields["_authenticator"]
    query = f"?form.widgets.reason={REASON}&form.buttons.disclose=1&_authenticator={token}"
    answer = clerk.get(case, PAGE + query)
    assert answer.status == 403
    assert NAME not in answer.text
    assert serials(case) == before
