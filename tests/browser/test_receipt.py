"""凭回执查询 over HTTP: by number and code, without a login, a cookie or a trace."""

from hnu.jgzf import config
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import supervision_log
from tests import factories
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
import pytest
import re
import requests
import transaction


PAGE = "/@@receipt"
WRONG = "编号与查询码不符。请核对回执，或致电机关党委。"


HIDDEN_BECAUSE = "内容含有他人的家庭住址，不宜公开。"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    receipts.wrong_tries.clear()


@pytest.fixture
def entered(site):
    entered = factories.enter()
    transaction.commit()
    return entered


@pytest.fixture
def answered(entered):
    factories.answer(entered.case)
    transaction.commit()
    return entered


def look(visitor, number, code):
    form = visitor.get(visitor.site.jgzf, PAGE)
    return visitor.send(form, "look", number=number, code=code)


def show(visitor, entered):
    return look(visitor, entered.case.getId(), entered.code)


def visible(page):
    """The page without what was typed into it."""
    return re.sub(r'value="[^"]*"', "", page.text)


@pytest.mark.parametrize("userid", [None, "student", "clerk", "supervisor", "webmaster"])
def test_everybody_reaches_the_page(site, visit, userid):
    page = visit(userid).get(site.jgzf, PAGE)
    assert (page.status, page.is_refusal) == (200, False)
    assert page.ours.findtext(".//h1") == "凭回执查询"
    assert " ".join(page.tree.findtext(".//head/title").split()).startswith("凭回执查询")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in page.headers


def test_number_and_code_show_the_case_and_no_more_than_a_member_sees(site, visit, answered):
    case = answered.case
    page = show(visit(None), answered)
    assert page.status == 200
    for words in (case.topic, case.getId(), factories.CONTENT, factories.ANSWER, "匿名展示"):
        assert words in page.words
    for words in ("翟明溯", "0000-5550147", "祁望舒", "柳明溪", "电话反映"):
        assert words not in page.text
    assert not re.search(r"\d\d:\d\d", page.words)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in page.headers
    # Neither is in an address.
    assert page.url.endswith("/jgzf/@@receipt")


@pytest.mark.parametrize("userid", ["clerk", "supervisor", "webmaster"])
def test_a_login_shows_no_more(site, visit, answered, userid):
    assert show(visit(userid), answered).words.replace("评价人使用说明", "") == show(
        visit(None), answered
    ).words.replace("评价人使用说明", "")


def test_looking_writes_nothing(site, visit, answered):
    # Plone itself writes at the first page after a change of the portal.
    visit(None).get(site.jgzf, PAGE)
    before = last_write(site)
    show(visit(None), answered)
    look(visit(None), answered.case.getId(), "0123-4567-89AB")
    assert last_write(site) == before


def test_wrong_number_and_wrong_code_have_the_same_answer(site, visit, entered):
    member = factories.submit("teacher")
    transaction.commit()
    pages = [
        look(visit(None), number, code)
        for number, code in [
            (entered.case.getId(), "0123-4567-89AB"),
            ("20261124-000000", entered.code),
            (member.getId(), entered.code),
            ("none at all", "nothing"),
        ]
    ]
    assert {page.status for page in pages} == {403}
    assert len({visible(page) for page in pages}) == 1
    assert WRONG in pages[0].words
    # What was typed is there to be corrected.
    assert pages[1].value("look", "number") == "20261124-000000"


def test_what_is_missing_is_said(site, visit):
    page = look(visit(None), "", "")
    assert page.status == 400
    assert "请填写评价编号。" in page.words
    assert "请填写查询码。" in page.words


def test_too_many_wrong_tries_end_at_this_address(site, visit, entered, monkeypatch):
    monkeypatch.setattr(receipts.wrong_tries, "most", 2)
    for _i in range(2):
        assert look(visit(None), entered.case.getId(), "0").status == 403
    page = show(visit(None), entered)
    assert page.status == 429
    assert "多次填写有误" in page.words
    assert entered.case.topic not in page.text


def test_a_header_of_the_sender_does_not_choose_the_address(site, visit, entered, monkeypatch):
    monkeypatch.setattr(receipts.wrong_tries, "most", 2)
    statuses = []
    for number in range(3):
        visitor = visit(None)
        visitor.session.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        statuses.append(look(visitor, entered.case.getId(), "0").status)
    assert statuses == [403, 403, 429]


@pytest.mark.parametrize("userid", [None, "student"])
def test_the_outsider_rates_the_answer(site, visit, answered, userid):
    visitor = visit(userid)
    page = show(visitor, answered)
    thanked = visitor.send(page, "rate", level="satisfied", comment="已经办好了，谢谢。")
    assert thanked.status == 200
    assert "感谢您" in thanked.words
    assert thanked.form("rate") is None
    case = latest(answered.case)
    assert (case.state, case.satisfaction) == (config.RATED, "satisfied")
    assert case.rounds[0].rating_comment == "已经办好了，谢谢。"
    entry = supervision_log.head()
    assert (entry.act, entry.number, entry.userid, entry.role) == ("rate", case.getId(), "", "")


def test_a_rating_without_a_level_is_explained_and_kept(site, visit, answered):
    visitor = visit(None)
    page = visitor.send(show(visitor, answered), "rate", comment="没有选择等级。")
    assert page.status == 400
    assert "请选择满意度。" in page.words
    assert page.value("rate", "comment") == "没有选择等级。"
    assert visitor.send(page, "rate", level="neutral").status == 200
    assert latest(answered.case).satisfaction == "neutral"


def test_sent_twice_it_is_one_rating(site, visit, answered):
    visitor = visit(None)
    page = show(visitor, answered)
    visitor.send(page, "rate", level="satisfied")
    again = visitor.send(page, "rate", level="dissatisfied")
    assert again.status == 409
    assert "每轮反馈只能评价一次" in again.words
    assert answered.case.topic in again.words
    assert latest(answered.case).satisfaction == "satisfied"


def test_nobody_rates_an_answer_that_she_has_not_seen(site, visit, answered):
    visitor = visit(None)
    page = show(visitor, answered)
    factories.open_receipt(answered).rate("dissatisfied")
    factories.answer(answered.case)
    transaction.commit()
    late = visitor.send(page, "rate", level="satisfied")
    assert late.status == 409
    assert latest(answered.case).state == config.ANSWERED


def test_a_hidden_case_says_so_with_the_reason(site, visit, answered):
    with factories.acting_as("supervisor"):
        hiding.hide(answered.case, HIDDEN_BECAUSE)
    transaction.commit()
    page = show(visit(None), answered)
    assert HIDDEN_BECAUSE in page.words


def test_a_rating_needs_the_code(site, visit, answered):
    visitor = visit(None)
    page = visitor.send(show(visitor, answered), "rate", level="satisfied", code="0123-4567-89AB")
    assert page.status == 403
    assert answered.case.topic not in page.text
    assert latest(answered.case).state == config.ANSWERED


def test_with_consent_the_unit_reads_how_to_reach_her(site, visit, answered):
    visitor = visit(None)
    visitor.send(show(visitor, answered), "rate", level="dissatisfied", contact_consent="on")
    assert factories.OUTSIDER["contact"] in visit("clerk").get(answered.case).words


def test_without_an_answer_there_is_nothing_to_rate(site, visit, entered):
    page = show(visit(None), entered)
    assert page.form("rate") is None
    data = {"form.widgets.number": entered.case.getId(), "form.widgets.code": entered.code}
    data.update({"form.widgets.level": "satisfied", "form.buttons.rate": "1"})
    answer = requests.post(visit(None).url(site.jgzf, PAGE), data=data)
    assert answer.status_code == 409


@pytest.mark.parametrize("button", ["look", "rate"])
def test_by_an_address_nothing_is_shown_or_filled_in(site, visit, answered, button):
    address = (
        f"{PAGE}?form.widgets.number={answered.case.getId()}&form.widgets.code={answered.code}"
    )
    page = visit(None).get(site.jgzf, address)
    assert page.value("look", "code") == ""
    refused = visit(None).get(
        site.jgzf, f"{address}&form.widgets.level=neutral&form.buttons.{button}=1"
    )
    assert answered.case.topic not in refused.text
    assert latest(answered.case).state == config.ANSWERED


def test_without_the_add_on_there_is_no_such_page(site, visit):
    from plone.browserlayer.utils import unregister_layer

    unregister_layer("hnu.jgzf")
    transaction.commit()
    assert "凭回执查询" not in visit(None).get(site.jgzf, PAGE).text


@pytest.mark.parametrize("userid", [None, "student"])
def test_guide_and_contact_block_lead_to_it(site, visit, userid):
    site.jgzf.contact_phone = "0000-8888100"
    transaction.commit()
    assert visit(userid).get(site.jgzf, "/@@help-evaluators").has_link("@@receipt")
