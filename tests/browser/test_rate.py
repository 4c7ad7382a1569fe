"""满意度反馈 at the end of the case's page, over HTTP (R21, R22)."""

from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from plone import api
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest
import transaction


PAGE = "/@@rate"


def test_five_levels_with_faces_stand_at_the_end_of_the_page(visit, submitted):
    page = visit("teacher").get(submitted("answered"))
    assert page.has_link("#satisfaction")
    (section,) = page.ours.xpath(".//*[@id='satisfaction']")
    assert section.xpath("preceding::ol[@class='jz-rounds']")
    assert "请对教务处的第 1 轮反馈作出评价。每轮反馈只能评价一次，提交后不能修改。" in even(
        section
    )
    labels = section.xpath(".//input[@type='radio']/following-sibling::label")
    titles = ["非常满意", "满意", "一般", "不满意", "非常不满意"]
    assert [even(label) for label in labels] == titles
    faces = [label.xpath(".//*[local-name()='use']/@href")[0][-2:] for label in labels]
    assert faces == ["f5", "f4", "f3", "f2", "f1"]
    assert section.xpath(".//input[@checked]") == []


@pytest.mark.parametrize("level", config.SATISFACTION_LEVELS)
def test_the_evaluator_rates_each_level(visit, submitted, level):
    case = submitted("answered")
    teacher = visit("teacher")
    answer = teacher.send(teacher.get(case), "rate", level=level, comment="办得如何，写在这里。")
    assert answer.url == teacher.url(case)
    expected = (
        "已记录您的评价。教务处将与您另行沟通解决，并再次反馈。"
        if level in config.DISSATISFIED_LEVELS
        else "感谢您的评价。"
    )
    assert expected in answer.message
    latest(case)
    assert (case.state, case.satisfaction) == (config.RATED, level)
    assert case.rounds[0].rating_comment == "办得如何，写在这里。"
    assert case.contact_consent is False


def test_the_form_has_an_address_of_its_own(visit, submitted):
    case = submitted("answered")
    teacher = visit("teacher")
    page = teacher.get(case, PAGE)
    assert factories.ANSWER in page.words
    teacher.send(page, "rate", level="satisfied")
    assert latest(case).state == config.RATED


def test_without_a_level_the_page_comes_back_with_all_that_was_typed(visit, submitted):
    case = submitted("answered")
    before = serials(case)
    teacher = visit("teacher")
    answer = teacher.send(
        teacher.get(case),
        "rate",
        comment="</textarea><b>还没有解决</b>",
        contact_consent="on",
        contact="13900001234",
    )
    assert answer.status == 400
    assert answer.heading("办理过程") is not None
    assert "满意度：请选择满意度。" in even(answer.ours.xpath(".//*[@id='jz-errors']")[0])
    assert answer.value("rate", "comment") == "</textarea><b>还没有解决</b>"
    assert answer.value("rate", "contact_consent") == "on"
    assert answer.value("rate", "contact") == "13900001234"
    assert answer.form("rate").get("action").endswith("#satisfaction")
    assert serials(case) == before


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"level": "best"}, "请选择满意度。"),
        ({"comment": "长" * 501}, "补充说明太长，请删去 1 字。"),
        ({"contact": "长" * 101}, "联系方式太长，请删去 1 字。"),
    ],
)
def test_what_is_wrong_is_said(visit, submitted, wrong, message):
    case = submitted("answered")
    before = serials(case)
    teacher = visit("teacher")
    answer = teacher.send(teacher.get(case), "rate", **{"level": "neutral", **wrong})
    assert answer.status == 400
    assert message in answer.words
    assert serials(case) == before


def test_a_second_click_is_told_so_and_keeps_the_text(visit, submitted):
    case = submitted("answered")
    teacher = visit("teacher")
    opened = teacher.get(case)
    teacher.send(opened, "rate", level="satisfied")
    before = serials(case)
    again = teacher.send(opened, "rate", level="very_dissatisfied", comment="改主意了。")
    assert again.status == 409
    assert "现在没有待评价的反馈。每轮反馈只能评价一次。" in again.words
    assert again.value("rate", "comment") == "改主意了。"
    assert again.value("rate", "level") == "very_dissatisfied"
    assert serials(case) == before


def test_a_rating_is_not_taken_for_an_answer_she_never_saw(visit, submitted):
    case = submitted("answered")
    teacher = visit("teacher")
    opened = teacher.get(case)
    factories.rate(case, "dissatisfied")
    factories.answer(case, content="第二轮反馈，写明了依据和时间。")
    transaction.commit()
    late = teacher.send(opened, "rate", level="very_satisfied")
    assert late.status == 409
    assert "第二轮反馈，写明了依据和时间。" in late.words
    assert latest(case).state == config.ANSWERED


def test_she_can_let_the_unit_contact_her(visit, submitted):
    case = submitted("answered")
    teacher = visit("teacher")
    teacher.send(
        teacher.get(case),
        "rate",
        level="dissatisfied",
        contact_consent="on",
        contact="13900001234",
    )
    assert latest(case).contact_consent is True
    assert get_identity(case).contact == "13900001234"
    assert "13900001234" in visit("clerk").get(case).words


def test_consent_without_a_contact_needs_a_mail_address(visit, submitted):
    case = submitted("answered")
    api.user.get("teacher").setMemberProperties({"email": ""})
    transaction.commit()
    teacher = visit("teacher")
    answer = teacher.send(teacher.get(case), "rate", level="dissatisfied", contact_consent="on")
    assert answer.status == 400
    assert "请填写电话或邮箱，或取消勾选“允许该单位与我联系”。" in answer.words
    assert latest(case).state == config.ANSWERED


def test_consent_that_was_given_is_not_asked_for_again(visit, submitted):
    case = submitted("answered", contact_consent=True, contact="13900001234")
    teacher = visit("teacher")
    page = teacher.get(case)
    assert "您已允许该单位与您联系。" in page.words
    assert "form.widgets.contact" not in page.form("rate").fields
    teacher.send(page, "rate", level="dissatisfied")
    assert latest(case).contact_consent is True
    assert get_identity(case).contact == "13900001234"


@pytest.mark.parametrize("state", ["submitted", "rated", "closed"])
def test_where_there_is_nothing_to_rate_there_is_no_form(visit, submitted, state):
    case = submitted(state)
    teacher = visit("teacher")
    assert teacher.get(case).form("rate") is None
    page = teacher.get(case, PAGE)
    assert page.status == 409
    assert page.form("rate") is None
    assert "现在没有待评价的反馈。" in page.words


@pytest.mark.parametrize("userid", [None, "student", "clerk", "supervisor", "evaluated"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted("answered", staff_member="20090417")
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    assert visitor.post(case, PAGE, "rate", visitor.token(), level="satisfied").is_refusal
    assert serials(case) == before


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted("answered")
    before = serials(case)
    assert visit("teacher").post(case, PAGE, "rate", level="satisfied").status == 403
    assert serials(case) == before


def test_an_address_rates_nothing(visit, submitted):
    case = submitted("answered")
    teacher = visit("teacher")
    token = teacher.get(case).form("rate").fields["_authenticator"]
    query = f"?form.widgets.level=satisfied&form.buttons.rate=1&_authenticator={token}"
    assert teacher.get(case, PAGE + query).status == 403
    assert teacher.get(case, query).form("rate").xpath(".//input[@checked]") == []
    assert latest(case).state == config.ANSWERED
