"""From the figures to the document: a supervisor before a meeting, a clerk who sums up her unit."""

from docx import Document
from hnu.jgzf.domain import dates
from io import BytesIO
from openpyxl import load_workbook
from playwright.sync_api import expect
from tests import factories
import pytest
import transaction


pytestmark = pytest.mark.browser


@pytest.fixture
def cases(site):
    for _number in range(5):
        factories.bring_to(factories.submit("teacher"), "closed")
    factories.submit("student", unit="hqc")
    transaction.commit()


def download(person, link):
    with person.page.expect_download() as waiting:
        link.click()
    return waiting.value


@pytest.mark.parametrize("width", [1280, 390])
def test_a_supervisor_makes_checks_issues_and_downloads_the_bulletin(at_browser, cases, width):
    person = at_browser("supervisor", width)
    page = person.page
    person.go("/jgzf/@@statistics")
    person.see("statistics")
    page.get_by_role("link", name="生成通报", exact=True).click()
    person.see("bulletins")
    page.get_by_role("button", name="生成通报", exact=True).click()
    expect(page.get_by_role("heading", name="这是草稿")).to_be_visible()
    expect(page.get_by_text("本期共收到评价6件")).to_be_visible()
    page.get_by_role("link", name="修改文字").click()
    page.get_by_label("标题").fill("秋季学期机关作风评价情况通报")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="秋季学期机关作风评价情况通报")).to_be_visible()
    person.see("draft")
    page.get_by_role("button", name="签发", exact=True).click()
    number = f"{dates.today().year}年第1期"
    expect(page.locator(".jz-issue")).to_contain_text(number)
    person.see("issued")
    file = download(person, page.get_by_role("link", name="下载 Word 文件"))
    assert file.suggested_filename == f"{number}秋季学期机关作风评价情况通报.docx"
    texts = [paragraph.text for paragraph in Document(file.path()).paragraphs]
    assert number in texts
    page.get_by_role("link", name="返回通报列表").click()
    expect(page.get_by_role("link", name=number, exact=True)).to_be_visible()


def test_a_clerk_takes_her_units_cases_along_and_prints_its_sheet(at_browser, cases):
    person = at_browser("clerk")
    page = person.page
    person.go("/jgzf/@@statistics")
    file = download(person, page.get_by_role("link", name="导出 Excel"))
    assert file.suggested_filename.endswith(".xlsx")
    book = load_workbook(BytesIO(file.path().read_bytes()))
    rows = list(book["评价明细"].iter_rows(values_only=True))
    assert {row[1] for row in rows[-5:]} == {"教务处"}
    assert page.get_by_role("link", name="生成通报", exact=True).count() == 0
    page.get_by_role("link", name="考核用表").click()
    page.get_by_label("单位", exact=True).select_option("jwc")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text("其中已办结 5 件计入")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("form.jz-filter")).to_be_hidden()
    expect(page.get_by_role("heading", name="口径说明")).to_be_visible()
