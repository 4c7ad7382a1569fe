"""隐藏 and 恢复展示 over HTTP."""

from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from tests import factories
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest
import re
import transaction


REASON = "内容含有他人的身份证号码和住址。"
BACK = "个人信息已经隐去，可以恢复展示。"
UNKNOWN = "20260105-QQQQQQ"


@pytest.fixture
def case(submitted):
    return submitted(staff_member="20090417")


@pytest.fixture
def hidden(case):
    with factories.acting_as("supervisor"):
        hiding.hide(case, REASON)
    transaction.commit()
    return case


def test_a_supervisor_hides_and_shows_again_from_the_page_of_the_case(visit, case):
    supervisor = visit("supervisor")
    page = supervisor.get(case)
    assert page.has_link("/@@hide")
    assert not page.has_link("/@@show-again")
    answer = supervisor.send(supervisor.get(case, "/@@hide"), "hide", reason=REASON)
    assert "评价已隐藏。" in answer.message
    assert latest(case).hidden
    page = supervisor.get(case)
    assert not page.has_link("/@@hide")
    assert page.has_link("/@@show-again")
    answer = supervisor.send(supervisor.get(case, "/@@show-again"), "show", reason=BACK)
    assert "评价已恢复展示。" in answer.message
    assert not latest(case).hidden


@pytest.mark.parametrize("userid", ["teacher", "clerk", "supervisor2"])
def test_the_parties_read_since_when_and_why(visit, hidden, userid):
    words = visit(userid).get(hidden).words
    since = f"自{dates.long_date(dates.today())}起隐藏，理由：{REASON}"
    assert "已隐藏" in words
    assert since in words
    assert f"机关党委隐藏了这条评价 {dates.long_date(dates.today())}" in words


def test_the_evaluator_finds_it_marked_in_her_own_list_with_the_reason(visit, site, hidden):
    words = visit("teacher").get(site.jgzf, "/@@my-evaluations").words
    assert "已隐藏" in words
    assert REASON in words


@pytest.mark.parametrize("userid", ["clerk", "supervisor"])
def test_who_deals_with_it_finds_it_marked(visit, site, hidden, userid):
    page = visit(userid).get(site.jgzf, "/@@manage-evaluations")
    assert page.has_link(hidden.getId())
    assert "已隐藏" in page.words


def test_once_it_is_shown_again_other_people_read_no_word_of_it(visit, hidden):
    with factories.acting_as("supervisor"):
        hiding.show_again(hidden, BACK)
    transaction.commit()
    for userid in ("student", "evaluated"):
        words = visit(userid).get(hidden).words
        assert "隐藏" not in words
        assert BACK not in words
    assert BACK in visit("teacher").get(hidden).words


@pytest.mark.parametrize("reason", ["", "太短"])
def test_a_reason_is_needed_and_what_was_typed_is_kept(visit, case, reason):
    before = serials(case)
    supervisor = visit("supervisor")
    answer = supervisor.send(supervisor.get(case, "/@@hide"), "hide", reason=reason)
    assert answer.status == 400
    assert "请写明理由，至少 10 个字。" in answer.words
    assert answer.value("hide", "reason") == reason
    assert serials(case) == before


def test_a_second_click_is_told_so(visit, case):
    supervisor = visit("supervisor")
    question = supervisor.get(case, "/@@hide")
    supervisor.send(question, "hide", reason=REASON)
    again = supervisor.send(question, "hide", reason=REASON)
    assert again.status == 409
    assert "这条评价已经隐藏。" in again.words


@pytest.mark.parametrize("userid", [None, "student", "teacher", "clerk", "evaluated"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, case, userid):
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, "/@@hide").is_refusal
    assert visitor.post(case, "/@@hide", "hide", visitor.token(), reason=REASON).is_refusal
    assert serials(case) == before


def test_a_supervisor_of_the_unit_reads_that_somebody_else_has_to(visit, site, case):
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    supervisor = visit("supervisor2")
    page = supervisor.get(case, "/@@hide")
    assert page.status == 403
    assert "没有利害关系" in page.words
    assert page.form("hide") is None
    assert not supervisor.get(case).has_link("/@@hide")


def test_a_form_that_was_not_ours_is_refused(visit, case):
    before = serials(case)
    assert visit("supervisor").post(case, "/@@hide", "hide", reason=REASON).status == 403
    assert serials(case) == before


# As if there were no such number

PAGES = ("", "/view", "/@@answer", "/@@hide", "/@@redact", "/@@thanks", "/@@rate", "/1", "/1/view")
PAGES += ("/@@images/photo", "/login", "/@@login", "/@@search", "/sharing", "/folder_contents")
PAGES += ("/topic", "/manage_main", "/content_status_modify", "/@@breadcrumbs_view", "/RSS")


@pytest.mark.parametrize(
    "userid", ["student", "dean", "evaluated", "webmaster", "reviewer", "editor", None]
)
def test_on_every_page_it_is_as_if_there_were_no_such_number(visit, site, hidden, userid):
    factories.answer(hidden)
    transaction.commit()
    visitor = visit(userid)
    unit = f"{site.absolute_url()}/jgzf/jwc"
    for page in PAGES:
        told = []
        for number in (hidden.getId(), UNKNOWN):
            response = visitor.session.get(f"{unit}/{number}{page}", allow_redirects=False)
            text = f"{response.text}{response.headers.get('Location')}".replace(number, "NUMBER")
            told.append((response.status_code, re.sub(r"\w{40}", "", text)))
        assert told[0] == told[1], page
        assert told[0][0] == (404 if userid else 302), page


def test_an_evaluator_whose_login_has_ended_is_asked_for_it(visit, hidden):
    answer = visit(None).get(hidden)
    assert answer.is_refusal
    assert visit("teacher").get(hidden).status == 200


def test_links_to_an_answer_still_lead_its_parties_to_the_case(visit, hidden):
    factories.answer(hidden)
    transaction.commit()
    for userid in ("teacher", "clerk", "supervisor"):
        assert visit(userid).get(hidden, "/1").url.endswith(hidden.getId())
