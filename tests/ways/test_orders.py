"""督办: from an overdue case to an order, its answer and its end (R25); and the order on paper."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from playwright.sync_api import expect
from tests import factories
from tests.ways.looking import ON_SCREEN_ONLY
from tests.ways.looking import PAPER
from tests.ways.looking import resize
from tests.ways.looking import take_picture
import pytest
import re
import transaction


pytestmark = pytest.mark.browser

REASON = "反馈没有说明超期原因，请补充整改时限。"
TEXT = (
    "经查，你单位下列评价至今未反馈，已超过规定期限。请立即反馈并做好与评价人的沟通。\n"
    "请于办理期限前书面说明超期原因、整改措施和完成时限。"
)


def ours(page):
    return page.locator("div.jgzf").first


@pytest.mark.parametrize("width", [1280, 390])
def test_from_an_overdue_case_to_the_end_of_its_order(at_browser, site, width):
    with dates.at(dates.now() - timedelta(days=30)):
        case = factories.submit("teacher")
        factories.submit("teacher", topic="成绩单盖章要跑两个校区")
    transaction.commit()

    supervisor = at_browser("supervisor", width)
    page = supervisor.go(f"/jgzf/jwc/{case.getId()}")
    ours(page).get_by_role("link", name="下发督办单").press("Enter")
    page.wait_for_url("**/@@issue-order?**")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.get_by_role("checkbox", name=re.compile("成绩单盖章")).press("Space")
    page.get_by_role("button", name="下发督办单").press("Enter")
    expect(ours(page)).to_contain_text("请填写督办要求。")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    supervisor.see("demand-missing")
    page.get_by_label("督办要求").fill(TEXT)
    supervisor.see("issue")
    page.get_by_role("button", name="下发督办单").press("Enter")
    expect(page.get_by_role("heading", name="督办单", exact=True)).to_be_visible()
    expect(ours(page)).to_contain_text("主送：教务处")
    supervisor.see("issued")

    transaction.abort()
    factories.tell()
    clerk = at_browser("clerk", width)
    desk = clerk.go("/jgzf/@@manage-evaluations")
    expect(ours(desk)).to_contain_text("有 1 份督办单待签收。")
    notice = ours(desk).get_by_role("region", name=re.compile("未读通知"))
    expect(notice).to_contain_text("机关党委向教务处下发督办〔")
    clerk.see("told")
    notice.get_by_role("link", name=re.compile("查看.*督办")).press("Enter")
    desk.wait_for_url("**/order-*")
    desk.get_by_role("button", name="签收").press("Enter")
    expect(desk.locator("#global_statusmessage")).to_contain_text("已签收")
    clerk.see("acknowledged")
    ours(desk).get_by_role("link", name="反馈督办单").press("Enter")
    desk.get_by_label("办理情况").fill(factories.ANSWER)
    clerk.see("answer")
    desk.get_by_role("button", name="提交反馈").press("Enter")
    expect(ours(desk)).to_contain_text("已反馈，待办结")

    transaction.abort()
    factories.tell()
    page = supervisor.go("/jgzf/@@manage-evaluations")
    notice = ours(page).get_by_role("region", name=re.compile("未读通知"))
    expect(notice).to_contain_text("教务处已反馈督办〔")
    page = supervisor.go("/jgzf/@@supervision-orders?state=answered")
    supervisor.see("list")
    ours(page).get_by_role("link", name=re.compile("^督办〔")).press("Enter")
    ours(page).get_by_role("link", name="退回反馈").press("Enter")
    page.get_by_label("理由").fill(REASON)
    page.get_by_role("button", name="退回").press("Enter")
    expect(ours(page)).to_contain_text(REASON)
    supervisor.see("sent-back")

    desk = clerk.go("/jgzf/@@supervision-orders")
    ours(desk).get_by_role("link", name=re.compile("^督办〔")).press("Enter")
    ours(desk).get_by_role("link", name="反馈督办单").press("Enter")
    desk.get_by_label("办理情况").fill(factories.CONTENT)
    desk.get_by_role("button", name="提交反馈").press("Enter")
    expect(ours(desk)).to_contain_text("已反馈，待办结")

    page.reload()
    ours(page).get_by_role("link", name="办结督办单").press("Enter")
    supervisor.see("end")
    page.get_by_role("button", name="办结").press("Enter")
    expect(page.locator("#global_statusmessage")).to_contain_text("已办结")
    supervisor.see("ended")


def test_an_order_prints_as_one_sheet_without_what_belongs_on_a_screen(at_browser, site):
    cases = [factories.submit("teacher", topic=f"第 {n} 件：窗口排队") for n in range(1, 5)]
    order = factories.issue_order(*cases, text=TEXT)
    factories.bring_order_to(order, config.ORDER_ANSWERED)
    transaction.commit()
    for who in ("clerk", "supervisor"):
        person = at_browser(who)
        page = person.go(f"/jgzf/jwc/{order.getId()}")
        resize(page, PAPER)
        page.emulate_media(media="print")
        printed = page.locator("body").inner_text()
        for words in (
            "督办单",
            order.number,
            "主送：教务处",
            cases[3].getId(),
            "机关党委",
            dates.long_date(order.issued),
            dates.long_date(order.due),
            factories.ANSWER,
            "柳明溪",
        ):
            assert words in printed
        assert page.evaluate(ON_SCREEN_ONLY) == []
        assert page.evaluate("document.documentElement.scrollWidth") == PAPER
        take_picture(person, "paper")
        # As the printer has it
        assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
        page.emulate_media(media="screen")
