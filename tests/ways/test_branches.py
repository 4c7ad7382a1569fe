"""A secretary reports, a supervisor accepts, and the new administrator sees the unit's cases."""

from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import roster
from playwright.sync_api import expect
from tests import factories
from tests.ways.axe import violations
import pytest
import transaction


pytestmark = pytest.mark.browser

BRANCH = "教务处党支部"


def ours(page):
    return page.locator("div.jgzf").first


@pytest.fixture
def branch(site):
    site.jgzf.jwc.party_branch = BRANCH
    site.jgzf.jwc.head = "dean"
    party_branches.set_secretaries(site.jgzf, BRANCH, ("student",))
    factories.submit("teacher", topic="办事指南没有更新")
    transaction.commit()


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_report_to_the_new_administrator(at_browser, site, branch, width):
    secretary = at_browser("student", width, javascript=width == 1280)
    page = secretary.go("/jgzf/@@my-evaluations")
    ours(page).get_by_role("link", name=BRANCH).press("Enter")
    page.wait_for_url("**/@@branch-report*")
    secretary.see("form")
    if width == 1280:
        assert violations(page) == []
    page.locator("[name='form.widgets.jwc.2.name']").fill("申若谷")
    page.locator("[name='form.widgets.jwc.2.mobile']").fill("139")
    page.get_by_role("button", name="报送").press("Enter")
    expect(ours(page)).to_contain_text("教务处，第 3 行，手机：请填写一个 11 位手机号。")
    secretary.see("errors")
    page.locator("[name='form.widgets.jwc.2.mobile']").fill("13911111111")
    page.locator("[name='form.widgets.jwc.2.userid']").fill("reviewer")
    page.get_by_role("button", name="报送").press("Enter")
    expect(ours(page)).to_contain_text("待审核")
    secretary.see("pending")

    supervisor = at_browser("supervisor", width)
    page = supervisor.go("/jgzf/@@manage-evaluations")
    ours(page).get_by_role("link", name="党支部报送审核").press("Enter")
    page.wait_for_url("**/@@branch-reports")
    expect(ours(page)).to_contain_text("手机：13911111111")
    supervisor.see("review")
    assert violations(page) == []
    page.get_by_role("button", name="采纳").press("Enter")
    expect(page.locator("#global_statusmessage")).to_contain_text("已采纳")
    supervisor.see("accepted")

    administrator = at_browser("reviewer", width)
    page = administrator.go("/jgzf/@@manage-evaluations")
    expect(ours(page)).to_contain_text("办事指南没有更新")
    administrator.see("new-administrator")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_administrator_sums_up_and_the_head_reads(at_browser, site, branch, width):
    clerk = at_browser("clerk", width)
    page = clerk.go("/jgzf/@@manage-evaluations")
    ours(page).get_by_role("link", name="汇总：教务处").press("Enter")
    page.wait_for_url("**/@@summary")
    expect(ours(page)).to_contain_text("办事指南没有更新")
    clerk.see("summary")
    assert violations(page) == []
    page.get_by_label("向负责人提出的意见建议").fill("建议每学期初更新一次办事指南。")
    page.get_by_role("button", name="保存并告知负责人").press("Enter")
    page.wait_for_url("**/@@saved-summary*")
    clerk.see("saved")
    assert violations(page) == []
    page.emulate_media(media="print")
    assert not page.locator("div.jgzf nav").first.is_visible()
    expect(ours(page)).to_contain_text("建议每学期初更新一次办事指南。")
    clerk.picture("paper")
    page.emulate_media(media="screen")
    page = clerk.go("/jgzf/jwc/@@summary")
    page.emulate_media(media="print")
    assert not page.get_by_label("向负责人提出的意见建议").is_visible()
    clerk.picture("paper-summary")

    head = at_browser("dean", width)
    page = head.go("/jgzf/@@manage-evaluations")
    ours(page).get_by_role("link", name="查看").first.press("Enter")
    page.wait_for_url("**/@@saved-summary*")
    expect(ours(page)).to_contain_text("建议每学期初更新一次办事指南。")
    assert roster.get_unit("jwc").head == "dean"
