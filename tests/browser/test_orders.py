"""督办单 (R25) over HTTP: the list, the document, and its forms."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import order_lists
from hnu.jgzf.domain import roster
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
import pytest
import transaction


LIST = "/@@supervision-orders"
ISSUE = "/@@issue-order"
REASON = "反馈没有说明超期原因，请补充。"


@pytest.fixture
def center(site):
    return site.jgzf


@pytest.fixture
def ordered(submitted):
    """``ordered("acknowledged")``: an order about a new case of ``jwc`` in that state."""

    def make(state=config.ORDER_ISSUED, **values):
        order = factories.issue_order(submitted(**values))
        factories.bring_order_to(order, state)
        transaction.commit()
        return order

    return make


def due(days=7):
    return (dates.today() + timedelta(days=days)).isoformat()


def shown_errors(page):
    return even(page.ours.xpath(".//*[@id='jz-errors']")[0])


# Issuing


def test_a_supervisor_issues_an_order_from_the_page_of_a_case(visit, submitted):
    case, other = submitted(), submitted()
    supervisor = visit("supervisor")
    page = supervisor.get(case)
    assert page.has_link("/@@issue-order")
    form = supervisor.get(case, ISSUE)
    assert form.url.partition("?")[0].endswith("/jgzf/jwc/@@issue-order")
    assert "主送：教务处" in form.words
    ticked = [name for name, _value in form.form("issue").form_values() if "cases" in name]
    assert ticked == [f"form.widgets.cases-{case.getId()}"]
    answer = supervisor.send(
        form, "issue", text=factories.ORDER, due=due(), **{f"cases-{other.getId()}": "on"}
    )
    assert "已下发" in answer.message
    latest(case)
    (order,) = factories_orders()
    assert answer.url == supervisor.url(order)
    assert set(order.cases) == {case.getId(), other.getId()}
    assert order.due.isoformat() == due()


def factories_orders():
    with factories.acting_as("supervisor"):
        return list(order_lists.read())


def test_several_numbers_are_ticked_and_the_unit_is_that_of_the_first(visit, center, submitted):
    cases = [submitted(), submitted()]
    elsewhere = submitted(unit="hqc")
    numbers = ",".join(case.getId() for case in (*cases, elsewhere))
    form = visit("supervisor").get(center, f"{ISSUE}?numbers={numbers},20261124-000000,<x>")
    ticked = {name[-15:] for name, _value in form.form("issue").form_values() if "cases" in name}
    assert ticked == {case.getId() for case in cases}
    assert elsewhere.getId() not in form.text


def test_without_numbers_the_unit_is_chosen_first(visit, center, submitted):
    submitted()
    supervisor = visit("supervisor")
    page = supervisor.get(center, ISSUE)
    options = [option.get("value") for option in page.ours.xpath(".//option")]
    assert options == ["jwc"]
    form = supervisor.get(center, f"{ISSUE}?unit=jwc")
    assert form.url.endswith("/jgzf/jwc/@@issue-order")
    assert form.value("issue", "due") > dates.today().isoformat()


def test_only_open_cases_are_offered(visit, site, submitted):
    answered, closed = submitted("answered"), submitted("closed")
    page = visit("supervisor").get(site.jgzf.jwc, ISSUE)
    assert answered.getId() in page.text
    assert closed.getId() not in page.text


@pytest.mark.parametrize("userid", ["student", "clerk", "evaluated", "webmaster", None])
def test_nobody_else_gets_to_the_form(visit, site, submitted, userid):
    case = submitted()
    for item in (site.jgzf, site.jgzf.jwc, case):
        assert visit(userid).get(item, ISSUE).is_refusal


def test_a_supervisor_of_the_unit_reads_that_another_must(visit, site, submitted):
    case = submitted()
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    supervisor = visit("supervisor2")
    assert not supervisor.get(case).has_link("/@@issue-order")
    page = supervisor.get(site.jgzf.jwc, ISSUE)
    assert page.status == 403
    assert "须由其他机关党委人员办理" in page.words
    assert page.form("issue") is None
    options = supervisor.get(site.jgzf, ISSUE).ours.xpath(".//option")
    assert [option.get("value") for option in options] == []


def test_what_is_wrong_is_said_and_nothing_is_lost(visit, site, submitted):
    case = submitted()
    supervisor = visit("supervisor")
    form = supervisor.get(site.jgzf.jwc, ISSUE)
    before = last_write(site)
    answer = supervisor.send(form, "issue", text="太短", due="2001-01-01")
    assert answer.status == 400
    for words in ("请至少选择一件评价。", "督办要求太短", "办理期限须晚于今天。"):
        assert words in shown_errors(answer)
    assert (answer.value("issue", "text"), answer.value("issue", "due")) == ("太短", "2001-01-01")
    assert last_write(site) == before
    # Closed by somebody else while the form stood open
    form = supervisor.get(case, ISSUE)
    factories.bring_to(case, "closed")
    transaction.commit()
    answer = supervisor.send(form, "issue", text=factories.ORDER, due=due())
    assert answer.status == 400
    assert f"{case.getId()}已办结" in shown_errors(answer)


def test_a_deadline_on_a_day_off_is_pointed_out(visit, submitted):
    case = submitted()
    days = [dates.today() + timedelta(days=n) for n in range(1, 15)]
    day_off = next(day for day in days if not deadlines.is_working_day(day))
    supervisor = visit("supervisor")
    answer = supervisor.send(
        supervisor.get(case, ISSUE), "issue", text=factories.ORDER, due=day_off.isoformat()
    )
    assert "已下发" in answer.message
    assert "不是工作日" in answer.message


# The document


def test_the_document_says_what_is_demanded_of_whom_until_when(visit, ordered):
    order = ordered()
    for who in ("clerk", "deputy", "supervisor"):
        words = visit(who).get(order).words
        for part in (
            order.number,
            "主送：教务处",
            factories.ORDER,
            order.cases[0],
            "缓考申请要跑三个办公室盖章",
            "办理期限",
            "机关党委",
            dates.long_date(order.due),
            dates.long_date(order.issued),
        ):
            assert part in words, (who, part)


def test_it_keeps_the_whole_story(visit, ordered):
    order = ordered(config.ORDER_ANSWERED)
    supervisor, clerk = visit("supervisor"), visit("clerk")
    answer = supervisor.send(supervisor.get(order, "/@@send-back"), "send_back", reason=REASON)
    assert "反馈已退回" in answer.message
    answer = clerk.send(clerk.get(order, "/@@answer"), "answer", content=factories.CONTENT)
    assert "反馈已提交机关党委" in answer.message
    answer = supervisor.send(supervisor.get(order, "/@@end"), "end")
    assert "已办结" in answer.message
    words = clerk.get(order).words
    for part in ("柳明溪", factories.ANSWER, REASON, factories.CONTENT, "已办结"):
        assert part in words


def test_the_unit_acknowledges_with_one_click(visit, ordered):
    order = ordered()
    clerk = visit("clerk")
    page = clerk.get(order)
    assert not page.has_link("/@@answer")
    answer = clerk.send(page, "acknowledge")
    assert answer.url == clerk.url(order)
    assert "已签收" in answer.message
    assert "柳明溪" in answer.words
    assert answer.has_link("/@@answer")
    assert latest(order).state == config.ORDER_ACKNOWLEDGED


def test_the_head_reads_it_and_does_nothing(visit, site, ordered):
    order = ordered()
    site.jgzf.jwc.head = "student"
    transaction.commit()
    head = visit("student")
    page = head.get(order)
    assert order.number in page.words
    assert page.form("acknowledge") is None
    for name in ("acknowledge", "answer", "end", "send-back"):
        refused = head.get(order, f"/@@{name}")
        assert refused.status in (403, 409)
        assert refused.ours.xpath(".//textarea") == []


@pytest.mark.parametrize("userid", ["teacher", "dean", "evaluated", "webmaster", "admin", "editor"])
def test_to_others_it_is_not_there(visit, site, ordered, userid):
    order = ordered()
    visitor = visit(userid)
    nowhere = visitor.session.get(f"{site.absolute_url()}/jgzf/jwc/order-2001-1")
    assert nowhere.status_code == 404
    for page in ("", "/@@view", "/@@acknowledge", "/@@answer", "/@@send-back", "/@@end"):
        answer = visitor.get(order, page)
        assert answer.status == 404, page
        assert order.cases[0] not in answer.text
    sent = [
        visitor.session.post(f"{url}/@@end", data={"form.buttons.end": "1"}).status_code
        for url in (visitor.url(order), visitor.url(site.jgzf.jwc, "/order-2001-1"))
    ]
    assert sent[0] == sent[1]
    for page in ("/content_status_modify?workflow_action=end", "/@@historyview", "/view/x"):
        answer = visitor.get(order, page)
        assert answer.is_refusal or answer.status == 404
        assert order.cases[0] not in answer.text


def test_nobody_is_asked_to_log_in(visit, ordered):
    assert visit(None).get(ordered()).is_refusal


@pytest.mark.parametrize(
    ("state", "page", "who"),
    [
        ("issued", "answer", "clerk"),
        ("acknowledged", "acknowledge", "clerk"),
        ("acknowledged", "send-back", "supervisor"),
        ("ended", "end", "supervisor"),
    ],
)
def test_a_step_that_is_not_possible_now_is_refused_in_words(visit, ordered, state, page, who):
    order = ordered(state)
    answer = visit(who).get(order, f"/@@{page}")
    assert answer.status == 409
    assert answer.ours.xpath(".//textarea") == []


def test_who_comes_too_late_keeps_what_was_typed(visit, ordered):
    order = ordered(config.ORDER_ACKNOWLEDGED)
    clerk, supervisor = visit("clerk"), visit("supervisor")
    form = clerk.get(order, "/@@answer")
    clerk.send(form, "answer", content=factories.ANSWER)
    again = clerk.send(form, "answer", content=factories.CONTENT)
    assert again.status == 409
    assert again.value("answer", "content") == factories.CONTENT
    supervisor.send(supervisor.get(order, "/@@send-back"), "send_back", reason=REASON)
    stale = clerk.send(form, "answer", content=factories.CONTENT)
    assert stale.status == 409
    assert "已由他人办理" in stale.words
    assert latest(order).answer == ""


def test_sending_back_and_ending_too_early_need_a_reason(visit, ordered):
    supervisor = visit("supervisor")
    for order, page, button in (
        (ordered(config.ORDER_ANSWERED), "/@@send-back", "send_back"),
        (ordered(), "/@@end", "end"),
    ):
        answer = supervisor.send(supervisor.get(order, page), button, reason="短")
        assert answer.status == 400
        assert "至少 10 个字" in shown_errors(answer)
    settled = ordered(config.ORDER_ANSWERED)
    assert supervisor.get(settled, "/@@end").ours.xpath(".//textarea") == []


def test_it_lists_the_cases_that_the_viewer_may_see(visit, submitted):
    case, other = submitted(), submitted()
    order = factories.issue_order(case, other)
    other.manage_permission("View", (config.ROLE_SUPERVISOR,), 0)
    transaction.commit()
    page = visit("clerk").get(order)
    assert case.getId() in page.words
    assert other.getId() not in page.text
    assert "另有 1 件评价您现在不能查看。" in page.words
    assert other.getId() in visit("supervisor").get(order).words


# Lists, and where one comes across an order


def test_the_list_has_what_one_may_read(visit, site, center, ordered):
    first, second = ordered(), ordered(config.ORDER_ANSWERED, unit="jwc")
    other = factories.issue_order(factories.submit("teacher", unit="hqc"))
    transaction.commit()

    def numbers(who, query=""):
        page = visit(who).get(center, LIST + query)
        return [even(link) for link in page.ours.xpath(".//td/a")]

    assert numbers("supervisor") == [other.number, second.number, first.number]
    assert numbers("supervisor", "?unit=jwc&state=answered") == [second.number]
    assert numbers("supervisor", "?b_size=1&b_start=1") == [second.number]
    assert numbers("clerk", "?unit=hqc") == [second.number, first.number]
    assert numbers("dean") == [other.number]
    assert visit("supervisor").get(center, LIST).has_link("/@@issue-order")
    assert not visit("clerk").get(center, LIST).has_link("/@@issue-order")


@pytest.mark.parametrize("userid", ["teacher", "evaluated", "webmaster"])
def test_the_list_is_for_those_in_office(visit, center, ordered, userid):
    order = ordered()
    page = visit(userid).get(center, LIST)
    assert page.status == 403
    assert order.number not in page.text


def test_an_administrator_reads_in_the_management_what_waits(visit, center, ordered):
    ordered()
    ordered(config.ORDER_ACKNOWLEDGED)
    page = visit("clerk").get(center, "/@@manage-evaluations")
    assert "有 1 份督办单待签收。" in page.words
    assert "有 1 份督办单待反馈。" in page.words
    assert "份督办单待" not in visit("dean").get(center, "/@@manage-evaluations").words
    assert "份督办单待" not in visit("supervisor").get(center, "/@@manage-evaluations").words


def test_those_in_office_see_on_a_case_which_orders_are_about_it(visit, ordered):
    order = ordered()
    case = roster.get_unit("jwc")[order.cases[0]]
    for who in ("clerk", "supervisor"):
        page = visit(who).get(case)
        assert order.number in page.words
        assert page.has_link(f"/{order.getId()}")
    for who in ("teacher", "student", "dean", "evaluated"):
        assert "督办" not in visit(who).get(case).words


def test_the_case_says_the_same_to_a_supervisor_who_wrote_it(visit, submitted):
    """She is no party in office there, and nobody else can tell."""
    case = factories.submit("supervisor2")
    order = factories.issue_order(case, by="supervisor2")
    transaction.commit()
    assert order.number in visit("supervisor2").get(order).words


def test_a_notice_leads_to_the_order(visit, center, ordered):
    order = ordered()
    factories.tell()
    page = visit("clerk").get(center, "/@@manage-evaluations")
    assert f"机关党委向教务处下发{order.number}" in page.words
    assert page.has_link(f"/jwc/{order.getId()}")
    factories.bring_order_to(order, config.ORDER_ENDED)
    factories.tell()
    page = visit("clerk").get(center, "/@@manage-evaluations")
    assert "请登录机关工作作风评价系统签收" not in page.words
    assert f"{order.number}办结" in page.words


# Plone's own doors


def test_the_state_menus_page_obeys_the_same_rules(visit, site, ordered):
    order = ordered()
    supervisor, clerk = visit("supervisor"), visit("clerk")
    token = supervisor.token()

    def modify(visitor, token, **values):
        data = {"_authenticator": token, **values}
        url = visitor.url(order, "/content_status_modify")
        return visitor.session.post(url, data=data, allow_redirects=False)

    answer = modify(supervisor, token, workflow_action="end")
    assert answer.headers["Location"].endswith("/@@end")
    answer = modify(clerk, clerk.token(), workflow_action="acknowledge")
    assert answer.headers["Location"].endswith("/@@acknowledge")
    assert modify(supervisor, "wrong", workflow_action="end", comment=REASON).status_code == 403
    assert latest(order).state == config.ORDER_ISSUED
    modify(supervisor, token, workflow_action="end", comment=REASON)
    assert latest(order).state == config.ORDER_ENDED
    assert order.end_reason == REASON
    for page in ("content_status_history", "contenthistorypopup", "historyview"):
        assert clerk.get(order, f"/{page}").url == clerk.url(order)
