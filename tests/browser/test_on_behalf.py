"""代录评价 over HTTP, as a browser without JavaScript sends it; and the receipt on paper."""

from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.notifications import INotificationSettings
from plone import api
from tests import factories
from tests.browser.visitor import latest
import pytest
import re
import transaction


PAGE = "/@@enter-evaluation"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}")


def values(staff_member="", **others):
    fields = factories.fields(staff_member=staff_member)
    if not staff_member:
        fields.pop("staff_member")
    return {**fields, **factories.OUTSIDER, "received": dates.today().isoformat(), **others}


def question(visit, userid="supervisor", target="", **others):
    """The visitor, and the page after she has filled in the form."""
    visitor = visit(userid)
    form = visitor.get(visitor.site.jgzf, PAGE + (f"?target={target}" if target else ""))
    return visitor, visitor.send(form, "submit", **values(**others))


def cases():
    transaction.abort()
    return list(listings.wall())


def test_a_supervisor_enters_it_in_three_pages(site, visit):
    visitor, page = question(visit)
    assert page.status == 200
    assert "请与反映人核对所填内容。" in page.words
    assert "翟明溯" in page.words
    assert cases() == []
    receipt = visitor.send(page, "submit")
    assert receipt.status == 200
    (brain,) = cases()
    assert receipt.ours.findtext(".//h1") == "回执"
    assert brain.number in receipt.words
    assert len(CODE.findall(receipt.words)) == 1
    assert f"{site.absolute_url()}/jgzf/@@receipt" in receipt.words
    assert receipt.headers["Cache-Control"] == "private, no-store"
    assert get_identity(roster.get_unit("jwc")[brain.number]).outsider.name == "翟明溯"
    # Paper gets lost.
    assert "翟明溯" not in receipt.words
    assert factories.OUTSIDER["contact"] not in receipt.words


def test_the_receipt_opens_the_case(site, visit):
    visitor, page = question(visit)
    receipt = visitor.send(page, "submit")
    (brain,) = cases()
    nobody = visit(None)
    form = nobody.get(site.jgzf, "/@@receipt")
    code = CODE.search(receipt.words)[0]
    assert brain.topic in nobody.send(form, "look", number=brain.number, code=code).words


def test_a_person_is_found_by_the_employee_number(site, visit):
    visitor, page = question(visit, target="staff", staff_member=" 20120356 ")
    assert "姜砚秋（20120356）" in page.words
    visitor.send(page, "submit")
    assert [brain.staff_member for brain in cases()] == ["20120356"]


@pytest.mark.parametrize("number", ["", " ", "99999999", "20100001"])
def test_a_person_of_the_unit_has_to_be_named(site, visit, number):
    form = visit("supervisor").get(site.jgzf, f"{PAGE}?target=staff")
    sent = {**values(staff_member="20120356"), "staff_member": number}
    page = visit("supervisor").send(form, "submit", **sent)
    assert page.status == 400
    assert "工号：不能评价此" in page.words
    assert page.value("submit", "staff_member") == number
    assert cases() == []


@pytest.mark.parametrize("target", ["", "staff", "nonsense"])
def test_each_form_offers_its_own_categories(site, visit, target):
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?target={target}")
    offered = page.ours.xpath(".//select[@name='form.widgets.category']/option/@value")
    wanted = factories.choice("staff" if target == "staff" else "unit")["category"]
    assert wanted in offered
    assert bool(page.ours.xpath(".//input[@name='form.widgets.staff_member']")) == (
        target == "staff"
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"channel": ""}, "请选择反映方式。"),
        ({"name": " "}, "请填写反映人姓名。"),
        ({"contact": ""}, "请填写反映人的联系方式。"),
        ({"received": ""}, "请填写收到日期。"),
        ({"received": "2036-01-01"}, "收到日期不能晚于今天。"),
        ({"received": "2020-01-01"}, "收到日期不能早于 60 天前。"),
        ({"topic": ""}, "请填写评价内容主题。"),
    ],
)
def test_bad_input_is_explained_and_kept(site, visit, wrong, message):
    _visitor, page = question(visit, **wrong)
    assert page.status == 400
    assert message in page.words
    sent = values(**wrong)
    assert all(page.value("submit", name) == value for name, value in sent.items())
    assert cases() == []


def test_going_back_from_the_question_keeps_every_field(site, visit):
    visitor, page = question(visit, target="staff", staff_member="20120356")
    back = visitor.send(page, "revise")
    sent = values(staff_member="20120356")
    assert {name: back.value("submit", name) for name in sent} == sent
    assert cases() == []


@pytest.mark.parametrize("userid", ["teacher", "clerk", "webmaster", None])
def test_nobody_but_supervisors_sees_the_form(site, visit, userid):
    assert visit(userid).get(site.jgzf, PAGE).is_refusal


def test_nothing_is_entered_about_the_own_unit(site, visit):
    site.jgzf.jwc.head = "supervisor"
    transaction.commit()
    _visitor, page = question(visit)
    assert page.status == 403
    assert "此件涉及您本人或您所在单位" in page.words
    assert cases() == []


def test_without_a_token_against_forgery_nothing_is_entered(site, visit):
    page = visit("supervisor").post(site.jgzf, PAGE, "submit", confirmed="1", **values())
    assert page.status == 403
    assert cases() == []


def test_by_an_address_nothing_is_filled_in_or_sent(site, visit):
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?form.widgets.name=X&form.widgets.unit=jwc")
    assert page.value("submit", "name") == page.value("submit", "unit") == ""
    assert page.value("submit", "received") == dates.today().isoformat()
    assert visit("supervisor").get(site.jgzf, f"{PAGE}?form.buttons.submit=1").status in (400, 403)


def test_sent_twice_it_is_one_case_and_the_page_says_that_the_first_code_ended(site, visit):
    visitor, page = question(visit)
    first = visitor.send(page, "submit")
    second = visitor.send(page, "submit")
    assert len(cases()) == 1
    assert "此前的回执已作废" in second.words
    assert "此前的回执已作废" not in first.words
    assert CODE.search(first.words)[0] != CODE.search(second.words)[0]


def test_the_receipt_names_the_address_that_people_know(site, visit):
    api.portal.set_registry_record(
        "site_address", "https://portal.example.edu.cn/", interface=INotificationSettings
    )
    transaction.commit()
    visitor, page = question(visit)
    receipt = visitor.send(page, "submit")
    assert "https://portal.example.edu.cn/jgzf/@@receipt" in receipt.words


def test_the_way_to_the_form_is_for_supervisors(site, visit):
    manage = "/@@manage-evaluations"
    assert visit("supervisor").get(site.jgzf, manage).has_link(PAGE[1:])
    assert not visit("clerk").get(site.jgzf, manage).has_link(PAGE[1:])


# A new receipt


@pytest.fixture
def entered(site):
    entered = factories.enter()
    transaction.commit()
    return entered


def test_a_supervisor_issues_a_new_receipt_with_a_reason(site, visit, entered):
    visitor = visit("supervisor")
    case = entered.case
    assert visitor.get(case).has_link("@@renew-receipt")
    form = visitor.get(case, "/@@renew-receipt")
    refused = visitor.send(form, "renew", reason="太短")
    assert refused.status == 400
    receipt = visitor.send(refused, "renew", reason="反映人来电说回执已经遗失。")
    assert receipt.status == 200
    code = CODE.search(receipt.words)[0]
    assert code != entered.code
    assert "此前的回执已作废" in receipt.words
    latest(case)
    assert supervision_log.head().reason == "反映人来电说回执已经遗失。"
    assert factories.open_receipt(entered._replace(code=code))


def test_nobody_else_is_led_to_it(site, visit, entered):
    case = entered.case
    for userid in ("student", "clerk", "teacher", "webmaster"):
        assert not visit(userid).get(case).has_link("@@renew-receipt"), userid
        assert visit(userid).get(case, "/@@renew-receipt").is_refusal, userid
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    assert not visit("supervisor2").get(case).has_link("@@renew-receipt")
    assert visit("supervisor2").get(case, "/@@renew-receipt").status == 403


def test_a_members_case_has_no_receipt(site, visit):
    case = factories.submit("teacher")
    transaction.commit()
    assert not visit("supervisor").get(case).has_link("@@renew-receipt")
    page = visit("supervisor").get(case, "/@@renew-receipt")
    assert page.status == 409
    assert page.form("renew") is None
