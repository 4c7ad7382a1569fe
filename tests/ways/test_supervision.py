"""机关党委's day: what is late is on the desk, one click reminds, the unit is told (R25)."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from playwright.sync_api import expect
from tests import factories
from tests.ways import acts
from tests.ways.axe import violations
import pytest
import re
import transaction


pytestmark = pytest.mark.browser

DAY = timedelta(days=1)
REASON = "需要与评价人电话核对当日窗口的情况。"


def ours(page):
    return page.locator("div.jgzf").first


def section(page, title):
    return ours(page).get_by_role("region", name=re.compile(title))


@pytest.fixture
def cases(site):
    """Three that are overdue, one that is dissatisfied, one put off, and some looks."""
    found = []
    for number in range(3):
        with dates.at(dates.now() - (30 - number) * DAY):
            found.append(
                factories.submit("teacher", topic=f"教学楼饮水机停用，第 {number + 1} 次反映")
            )
    factories.bring_to(factories.submit(topic="窗口没有公布办理时限"), "rated", "dissatisfied")
    with dates.at(dates.now() - 20 * DAY):
        factories.answer(
            factories.submit(topic="实验室门禁"),
            outcome=config.DEFERRED,
            planned=dates.today() + 8 * DAY,
        )
    factories.add_unit("sjc", "审计处")
    for userid in ("clerk", "clerk", "clerk", "supervisor2"):
        with factories.acting_as(userid):
            disclosure.disclose(factories.submit("student"), REASON)
    transaction.commit()
    return found


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, True), (390, False)])
def test_a_supervisor_reminds_of_two_and_the_clerk_is_told(
    at_browser, site, cases, width, javascript
):
    first, second, third = cases
    supervisor = at_browser("supervisor", width, javascript)
    page = supervisor.go("/jgzf")
    page.get_by_role("link", name="督办", exact=True).press("Enter")
    page.wait_for_url("**/@@supervision")
    overdue = section(page, "超期未反馈")
    expect(overdue.get_by_role("row")).to_have_count(4)
    supervisor.see("desk")
    if javascript:
        assert violations(page) == []

    for case in (first, second):
        overdue.get_by_role("checkbox", name=case.getId()).check()
    # Not the button of the first line: that is what Enter in a box would press otherwise.
    overdue.get_by_role("checkbox", name=second.getId()).press("Enter")
    expect(page.locator("#global_statusmessage")).to_contain_text(
        "已催办 2 件，正在通知有关单位的管理员。"
    )
    today = dates.short_date(dates.today())
    for case in (first, second):
        row = section(page, "超期未反馈").get_by_role("row", name=re.compile(case.getId()))
        expect(row).to_contain_text(f"{today} 催办 1 次")
        expect(row).to_contain_text("已催办过，请明天再试")
    supervisor.see("reminded")

    section(page, "超期未反馈").get_by_role("button", name=re.compile(third.getId())).press("Enter")
    expect(page.locator("#global_statusmessage")).to_contain_text("已催办 1 件")
    expect(section(page, "超期未反馈").get_by_role("checkbox")).to_have_count(0)

    page.get_by_role("link", name="督办记录").press("Enter")
    page.wait_for_url("**/@@supervision-log")
    expect(ours(page)).to_contain_text("最新一条：序号 7")
    supervisor.see("log")
    if javascript:
        assert violations(page) == []
    page.get_by_label("事项").select_option("remind")
    page.get_by_role("button", name="筛选").press("Enter")
    expect(ours(page).locator("tbody tr")).to_have_count(3)

    page = supervisor.go(f"/jgzf/jwc/{first.getId()}")
    expect(ours(page)).to_contain_text("机关党委已催办")
    supervisor.see("case")
    page.get_by_role("link", name="查看督办记录").press("Enter")
    expect(ours(page).locator("tbody tr")).to_have_count(1)

    transaction.abort()
    factories.tell()
    clerk = at_browser("clerk", width, javascript)
    page = clerk.go("/jgzf/@@manage-evaluations")
    notices = ours(page).get_by_role("region", name=re.compile("未读通知"))
    expect(notices).to_contain_text(
        f"机关党委提醒：教务处有一条机关工作作风评价（编号{first.getId()}）待处理"
    )
    clerk.see("told")
    page = clerk.go(f"/jgzf/jwc/{first.getId()}")
    expect(ours(page)).to_contain_text("机关党委已催办")
    clerk.see("case")
    page = at_browser("student", width, javascript).go(f"/jgzf/jwc/{first.getId()}")
    expect(ours(page)).not_to_contain_text("催办")


@pytest.mark.parametrize("width", [1280, 390])
def test_what_somebody_has_answered_meanwhile_is_named(at_browser, site, cases, width):
    first, second, _third = cases
    supervisor = at_browser("supervisor", width)
    page = supervisor.go("/jgzf/@@supervision")
    factories.answer(second)
    transaction.commit()
    for case in (first, second):
        section(page, "超期未反馈").get_by_role("checkbox", name=case.getId()).check()
    acts.remind(page)
    result = ours(page).get_by_role("alert")
    expect(result).to_contain_text("已催办 1 件，未催办 1 件：")
    expect(result).to_contain_text(f"{second.getId()}：这件评价不在待处理状态，不需要催办。")
    supervisor.see("result")
    assert violations(page) == []
    acts.remind_of_nothing(page)
    expect(ours(page).get_by_role("alert")).to_contain_text("没有这个编号的评价。")


def test_a_supervisor_who_would_judge_herself_can_only_look(at_browser, site, cases):
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    supervisor = at_browser("supervisor2", 390)
    page = supervisor.go("/jgzf/@@supervision")
    expect(section(page, "超期未反馈")).to_contain_text(cases[0].getId())
    expect(ours(page).get_by_role("checkbox")).to_have_count(0)
    expect(ours(page).get_by_role("button", name=re.compile("催办"))).to_have_count(0)
    expect(section(page, "身份查看记录")).to_contain_text("回避")
    supervisor.see("biased")
