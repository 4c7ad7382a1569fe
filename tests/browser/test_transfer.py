"""移交 over HTTP (R25)."""

from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import last_write
from tests.browser.visitor import serials
import pytest
import transaction


PAGE = "/@@transfer"
REASON = "此事由后勤处负责，请后勤处办理。"


def options(page, field):
    path = f".//select[@name='form.widgets.{field}']/option[@value!='']"
    return [even(option) for option in page.ours.xpath(path)]


def moved(number):
    transaction.abort()
    return listings.get_case(number)


def test_a_supervisor_gives_it_to_the_right_unit(visit, submitted):
    case = submitted()
    number, due = case.getId(), case.due
    supervisor = visit("supervisor")
    assert supervisor.get(case).has_link(PAGE)
    question = supervisor.get(case, PAGE)
    assert options(question, "unit") == ["后勤处"]
    assert "编号不变，反馈期限从提交之日起连续计算。" in question.words
    answer = supervisor.send(question, "transfer", unit="hqc", reason=REASON)
    assert answer.url.endswith(f"/jgzf/hqc/{number}")
    assert f"已移交后勤处，反馈期限仍为{dates.long_date(due)}。" in answer.message
    assert "由教务处移交后勤处" in answer.words
    assert moved(number).__parent__.getId() == "hqc"


def test_the_old_address_is_gone_for_everybody(visit, submitted):
    case = submitted("answered")
    old = "/".join(case.getPhysicalPath()[-2:])
    site = case.__parent__.__parent__.__parent__
    factories.transfer(case)
    transaction.commit()
    for userid in ("teacher", "clerk", "dean", "supervisor", "student"):
        visitor = visit(userid)
        for page in ("", "/@@answer", "/@@rate", "/1", "/@@transfer"):
            address = f"{site.absolute_url()}/jgzf/{old}{page}"
            assert visitor.session.get(address).status_code == 404, (userid, page)


def test_a_case_about_a_person_needs_no_script_to_find_somebody_elsewhere(visit, submitted):
    case = submitted(staff_member="20090417")
    supervisor = visit("supervisor")
    question = supervisor.get(case, PAGE)
    assert options(question, "unit") == ["后勤处", "教务处"]
    assert question.value("transfer", "unit") == "jwc"
    assert options(question, "staff_member") == ["姜砚秋 20120356 考试中心"]
    before = serials(case)
    chosen = supervisor.send(question, "people", unit="hqc", reason=REASON)
    assert chosen.status == 200
    assert options(chosen, "staff_member") == ["温如许 20100001 公寓科"]
    assert chosen.value("transfer", "reason") == REASON
    assert serials(case) == before
    answer = supervisor.send(chosen, "transfer", staff_member="20100001")
    assert "由教务处（周允礼）移交后勤处（温如许）" in answer.words
    assert moved(case.getId()).staff_member == "20100001"


def test_what_is_wrong_is_said_and_nothing_is_lost(visit, submitted):
    case = submitted(staff_member="20090417")
    before = serials(case)
    supervisor = visit("supervisor")
    answer = supervisor.send(supervisor.get(case, PAGE), "transfer", unit="", reason="不对。")
    assert answer.status == 400
    errors = even(answer.ours.xpath(".//*[@id='jz-errors']")[0])
    for message in ("请选择承办单位。", "请选择人员。", "请写明理由，至少 10 个字。"):
        assert message in errors
    assert answer.value("transfer", "reason") == "不对。"
    assert serials(case) == before


def test_who_comes_too_late_is_told_so(visit, submitted):
    case = submitted("closed")
    page = visit("supervisor").get(case, PAGE)
    assert page.status == 409
    assert "已办结的评价不能移交，请先重新办理。" in page.words
    assert page.form("transfer") is None


def test_a_second_click_finds_nothing_at_the_old_place(visit, submitted):
    case = submitted()
    supervisor = visit("supervisor")
    question = supervisor.get(case, PAGE)
    supervisor.send(question, "transfer", unit="hqc", reason=REASON)
    before = last_write(supervisor.site)
    again = supervisor.send(question, "transfer", unit="hqc", reason=REASON)
    assert again.status == 404
    assert last_write(supervisor.site) == before


@pytest.mark.parametrize("code", ["jwc", "hqc"])
def test_a_supervisor_does_not_do_it_for_her_own_unit(visit, submitted, code):
    case = submitted()
    roster.get_unit(code).head = "supervisor"
    transaction.commit()
    before = serials(case)
    supervisor = visit("supervisor")
    page = supervisor.get(case, PAGE)
    if code == "jwc":
        assert page.status == 403
        assert not supervisor.get(case).has_link(PAGE)
    answer = supervisor.post(case, PAGE, "transfer", supervisor.token(), unit="hqc", reason=REASON)
    assert answer.status == 403
    assert "须由" in answer.words
    assert serials(case) == before


@pytest.mark.parametrize(
    "userid", [None, "student", "teacher", "clerk", "dean", "evaluated", "webmaster"]
)
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted()
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    answer = visitor.post(case, PAGE, "transfer", visitor.token(), unit="hqc", reason=REASON)
    assert answer.is_refusal
    assert serials(case) == before


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted()
    before = serials(case)
    answer = visit("supervisor").post(case, PAGE, "transfer", unit="hqc", reason=REASON)
    assert answer.status == 403
    assert serials(case) == before


def test_an_address_transfers_nothing(visit, submitted):
    case = submitted()
    supervisor = visit("supervisor")
    token = supervisor.get(case, PAGE).form("transfer").fields["_authenticator"]
    query = f"?form.buttons.transfer=1&form.widgets.unit=hqc&form.widgets.reason={REASON}"
    supervisor.get(case, f"{PAGE}{query}&_authenticator={token}")
    assert moved(case.getId()).__parent__.getId() == "jwc"


def test_an_evaluator_who_administers_the_new_unit_makes_no_difference(visit, site):
    """The pages that a supervisor sees are the same, whoever wrote the case."""
    pages = []
    cases = {evaluator: factories.submit(evaluator) for evaluator in ("student", "dean")}
    transaction.commit()
    for evaluator, case in cases.items():
        supervisor = visit("supervisor")
        answer = supervisor.send(supervisor.get(case, PAGE), "transfer", unit="hqc", reason=REASON)
        pages.append((answer.status, answer.words.replace(case.getId(), "NUMBER")))
        assert visit(evaluator).get(moved(case.getId()), "/@@answer").is_refusal
    assert pages[0] == pages[1]


# What people see afterwards


@pytest.fixture
def late(site):
    """Due while with ``jwc``, answered late by ``hqc``."""
    with dates.at(dates.now() - 30 * factories.timedelta(days=1)):
        case = factories.submit("teacher", contact_consent=True, contact="13700000000")
    case = factories.transfer(case, reason=REASON)
    transaction.commit()
    return case


def test_supervisors_read_whose_it_was_when_it_became_late(visit, late):
    line = "超期时由教务处承办"
    assert line in visit("supervisor").get(late).words
    for userid in ("dean", "teacher", "student"):
        assert line not in visit(userid).get(late).words
    factories.answer(late, by="dean")
    transaction.commit()
    words = visit("supervisor").get(late).words
    assert line in words
    assert "柳明溪" in words


def test_the_reason_is_for_the_parties_and_the_consent_is_explained_to_the_evaluator(visit, late):
    for userid in ("teacher", "dean", "supervisor", "clerk", "student"):
        words = visit(userid).get(late).words
        assert "由教务处移交后勤处" in words
        assert (REASON in words) is (userid in ("teacher", "dean", "supervisor"))
        assert ("该许可对新单位无效" in words) is (userid == "teacher")
        assert "13700000000" not in words


def test_the_former_unit_reads_it_like_any_member(visit, late):
    clerk = visit("clerk")
    assert "13700000000" not in clerk.get(late).text
    assert clerk.get(late, "/@@answer").is_refusal
    assert clerk.get(late, "/@@disclose-identity").is_refusal


def test_lists_lead_to_the_new_address(visit, late):
    link = f"/jgzf/hqc/{late.getId()}"
    site = late.__parent__.__parent__.__parent__
    assert visit("student").get(site.jgzf).has_link(link)
    assert visit("teacher").get(site.jgzf, "/@@my-evaluations").has_link(link)
    assert visit("dean").get(site.jgzf, "/@@manage-evaluations").has_link(f"{link}/@@answer")
    assert not visit("clerk").get(site.jgzf, "/@@manage-evaluations").has_link(f"{link}/@@answer")


def test_a_rating_is_of_the_unit_that_answered(visit, submitted):
    case = factories.transfer(submitted(config.ANSWERED))
    transaction.commit()
    words = visit("teacher").get(case).words
    assert "请对教务处的第 1 轮反馈作出评价。" in words
