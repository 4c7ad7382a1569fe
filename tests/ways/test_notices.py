"""Somebody is told something, reads it, and does what is to be done (R11, R18, R23)."""

from datetime import timedelta
from hnu.jgzf.domain import dates
from playwright.sync_api import expect
from tests import factories
import pytest
import re
import transaction


pytestmark = pytest.mark.browser


def ours(page):
    return page.locator("div.jgzf").first


def notices(page):
    return ours(page).get_by_role("region", name=re.compile("未读通知"))


@pytest.mark.parametrize("width", [1280, 390])
def test_an_administrator_reads_the_notice_and_puts_the_matter_off(at_browser, site, width):
    case = factories.submit("teacher")
    factories.tell()
    clerk = at_browser("clerk", width)
    page = clerk.go("/jgzf/@@manage-evaluations")
    expect(notices(page)).to_contain_text(f"编号{case.getId()}")
    clerk.see("told")
    notices(page).get_by_role("link", name=re.compile("查看")).press("Enter")
    ours(page).get_by_role("link", name=re.compile("反馈")).first.press("Enter")
    page.wait_for_url("**/@@answer")

    page.locator("[value='deferred']").press("Space")
    page.locator("[name='form.widgets.content']").fill(factories.ANSWER)
    page.get_by_role("button", name="提交反馈意见").press("Enter")
    expect(ours(page)).to_contain_text("请填写计划办理日期。")
    expect(page.locator("[name='form.widgets.content']")).to_have_value(factories.ANSWER)
    clerk.see("day-missing")
    day = dates.today() + timedelta(days=40)
    page.get_by_label("计划办理日期").fill(day.isoformat())
    page.get_by_role("button", name="提交反馈意见").press("Enter")
    expect(ours(page)).to_contain_text(f"计划于{dates.long_date(day)}再次办理")
    clerk.see("put-off")

    transaction.abort()
    factories.tell()
    page = clerk.go("/jgzf/@@manage-evaluations")
    # It asked for an answer
    expect(notices(page)).to_have_count(0)

    teacher = at_browser("teacher", width)
    page = teacher.go("/jgzf/@@my-evaluations")
    expect(notices(page)).to_contain_text(f"教务处已反馈评价{case.getId()}")
    teacher.see("told")
    notices(page).get_by_role("button", name=re.compile("标为已读")).last.press("Enter")
    expect(notices(page)).to_have_count(0)
