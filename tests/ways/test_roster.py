"""机关党委 loads people and photos: what is wrong first, then the preview, then one click."""

from hnu.jgzf.domain.roster_import import photos
from playwright.sync_api import expect
from tests import pictures
from tests import spreadsheets
from tests.ways.axe import violations
import pytest


pytestmark = pytest.mark.browser

HEADINGS = ["工号", "姓名", "单位编码", "岗位", "启用", "籍贯"]
PEOPLE = [
    HEADINGS,
    ["20090417", "周允礼", "hqc", "科长", "", "长沙"],
    ["20120356", "姜砚秋", "jwc", "考务科", "是", "岳阳"],
    ["0099", "沈知行", "jwc", "", "", ""],
]
WRONG = [*PEOPLE, ["", "某人", "jwc", "", "", ""], ["7", "乙", "nowhere", "", "也许", ""]]


def ours(page):
    return page.locator("div.jgzf").first


def choose(page, label, name, data):
    page.get_by_label(label).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_people_and_photos_from_files(at_browser, site, width, monkeypatch):
    # So that the script has to go on by itself
    monkeypatch.setattr(photos, "MOST_PHOTOS", 1)
    supervisor = at_browser("supervisor", width)
    page = supervisor.go("/jgzf/@@manage-evaluations")
    ours(page).get_by_role("link", name="名册导入和导出").press("Enter")
    page.wait_for_url("**/@@roster")
    supervisor.see("empty")
    assert violations(page) == []

    choose(page, "表格文件", "人员.xlsx", spreadsheets.xlsx(工作人员=WRONG))
    page.get_by_role("button", name="检查并预览").press("Enter")
    expect(ours(page)).to_contain_text("文件有 3 处需要修改")
    expect(ours(page)).to_contain_text("没有“nowhere”这个单位。")
    supervisor.see("errors")
    assert violations(page) == []

    choose(page, "表格文件", "人员.xlsx", spreadsheets.xlsx(工作人员=PEOPLE))
    page.get_by_role("button", name="检查并预览").press("Enter")
    expect(ours(page)).to_contain_text("由教务处调入，已有评价保留在教务处")
    expect(ours(page)).to_contain_text("考试中心")
    expect(ours(page)).to_contain_text("第 1 行“籍贯”：没有识别这一列")
    supervisor.see("preview")
    assert violations(page) == []

    page.get_by_role("button", name="确认导入").press("Enter")
    expect(page.locator("#global_statusmessage")).to_contain_text(
        "已导入：新增 2 项，修改 1 项，停用 1 项。"
    )
    supervisor.see("applied")

    names = ("0099.jpg", "20090417.png", "20120356.jpg", "合影.jpg")
    data = spreadsheets.archive(
        {name: pictures.picture("PNG" if name.endswith("png") else "JPEG") for name in names}
    )
    choose(page, "照片压缩包", "照片.zip", data)
    page.get_by_role("button", name="上传照片").press("Enter")
    expect(ours(page)).to_contain_text("已处理 0 张，共 3 张。")
    supervisor.see("photos")
    assert violations(page) == []
    page.get_by_role("button", name="导入照片").press("Enter")
    expect(ours(page)).to_contain_text("照片已全部处理。")
    expect(ours(page)).to_contain_text("更新 3 张")
    supervisor.see("photos-done")
    page.get_by_role("button", name="完成").press("Enter")
    expect(page.get_by_role("button", name="上传照片")).to_be_visible()


def test_without_scripts_a_button_goes_on(at_browser, site, monkeypatch):
    monkeypatch.setattr(photos, "MOST_PHOTOS", 1)
    supervisor = at_browser("supervisor", 390, javascript=False)
    page = supervisor.go("/jgzf/@@roster")
    data = spreadsheets.archive(
        {f"{number}.jpg": pictures.picture() for number in ("20090417", "20120356")}
    )
    choose(page, "照片压缩包", "照片.zip", data)
    page.get_by_role("button", name="上传照片").click()
    page.get_by_role("button", name="导入照片").click()
    expect(ours(page)).to_contain_text("已处理 1 张，共 2 张。")
    supervisor.see("photos")
    page.get_by_role("button", name="继续导入").click()
    expect(ours(page)).to_contain_text("照片已全部处理。")
