"""A supervisor hides a case, shows it again, and redacts a passage of it (R25)."""

from hnu.jgzf.content.redactions import MARK
from playwright.sync_api import expect
from tests import factories
import pytest
import re
import transaction


pytestmark = pytest.mark.browser

REASON = "内容含有他人的住址，并有不当言辞。"
BACK = "住址已经隐去，恢复公开展示。"
PASSAGE = "等候一个小时"


def ours(page):
    return page.locator("div.jgzf").first


@pytest.mark.parametrize("width", [1280, 390])
def test_a_case_is_hidden_and_shown_again(at_browser, site, width):
    case = factories.submit("teacher")
    transaction.commit()
    path = f"/jgzf/jwc/{case.getId()}"
    supervisor = at_browser("supervisor", width)
    page = supervisor.go(path)
    ours(page).get_by_role("link", name="隐藏评价").press("Enter")
    page.wait_for_url("**/@@hide")
    page.get_by_role("button", name="隐藏", exact=True).press("Enter")
    expect(ours(page)).to_contain_text("请写明理由，至少 10 个字。")
    page.get_by_label("理由").fill(REASON)
    supervisor.see("reason")
    page.get_by_role("button", name="隐藏", exact=True).press("Enter")
    expect(page.get_by_text("评价已隐藏。")).to_be_visible()
    expect(ours(page)).to_contain_text("这条评价不公开展示")
    supervisor.see("hidden")

    transaction.abort()
    factories.tell()
    student = at_browser("student", width)
    page = student.go("/jgzf")
    expect(ours(page)).not_to_contain_text(case.getId())
    assert student.page.goto(f"{site.absolute_url()}{path}").status == 404

    teacher = at_browser("teacher", width)
    page = teacher.go("/jgzf/@@my-evaluations")
    expect(ours(page)).to_contain_text("已由机关党委隐藏")
    expect(ours(page)).to_contain_text(f"理由：{REASON}")
    teacher.see("among-hers")
    ours(page).get_by_role("link", name=re.compile(case.topic)).press("Enter")
    expect(ours(page)).to_contain_text(f"理由：{REASON}")
    teacher.see("why")

    clerk = at_browser("clerk", width)
    page = clerk.go("/jgzf/@@manage-evaluations")
    expect(ours(page).locator("table")).to_contain_text("已隐藏")
    clerk.see("in-charge")

    page = supervisor.go(path)
    ours(page).get_by_role("link", name="恢复展示评价").press("Enter")
    page.get_by_label("理由").fill(BACK)
    page.get_by_role("button", name="恢复展示", exact=True).press("Enter")
    expect(page.get_by_text("评价已恢复展示。")).to_be_visible()
    page = student.go(path)
    expect(ours(page)).not_to_contain_text("隐藏")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_passage_is_redacted_and_its_original_sealed(at_browser, site, width):
    case = factories.submit("teacher")
    transaction.commit()
    path = f"/jgzf/jwc/{case.getId()}"
    supervisor = at_browser("supervisor", width)
    page = supervisor.go(path)
    ours(page).get_by_role("link", name="隐去部分内容").press("Enter")
    page.wait_for_url("**/@@redact")
    page.get_by_label("所在文字").select_option(label="评价内容")
    page.get_by_label("要隐去的内容", exact=False).first.fill("等候两个小时")
    page.get_by_label("理由").fill(REASON)
    page.get_by_role("button", name="隐去", exact=True).press("Enter")
    expect(ours(page)).to_contain_text("所选文字中没有这段内容")
    page.get_by_label("要隐去的内容", exact=False).first.fill(PASSAGE)
    supervisor.see("passage")
    page.get_by_role("button", name="隐去", exact=True).press("Enter")
    expect(page.get_by_text("所填内容已隐去。")).to_be_visible()
    kept = page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    assert PASSAGE not in kept

    page = at_browser("student", width).go(path)
    expect(ours(page)).to_contain_text(factories.CONTENT.replace(PASSAGE, MARK))
    expect(ours(page)).to_contain_text("由机关党委依规隐去部分内容")
    assert PASSAGE not in page.content()

    page = supervisor.go(f"{path}/@@redact")
    page.get_by_text("已隐去的内容及原文").press("Enter")
    expect(ours(page)).to_contain_text(factories.CONTENT)
    supervisor.see("original")
