"""The disk is full while she sends: what she wrote is there, and goes out once there is room."""

from playwright.sync_api import expect
from tests.browser.test_not_stored import FULL
from tests.browser.test_not_stored import refusing
from tests.ways.axe import violations
from tests.ways.test_expired_login import CONTENT
from tests.ways.test_expired_login import fill_in
from tests.ways.test_expired_login import filled_in
from tests.ways.test_expired_login import main
from tests.ways.test_expired_login import send
from tests.ways.test_expired_login import stored
from tests.ways.test_expired_login import VALUES
import pytest


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_field_is_back_and_is_sent_once_there_is_room(at_browser, width, javascript):
    teacher = at_browser("teacher", width, javascript)
    page = teacher.go("/jgzf/@@evaluate-unit")
    before = fill_in(page)
    with refusing(FULL):
        send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("没有提交成功")
    expect(main(page)).to_contain_text("系统目前无法保存数据。请过几分钟再提交")
    teacher.see("full")
    if javascript:
        assert violations(page) == []
    assert stored() == []
    page.get_by_role("button", name="带着已填内容重新填写").click()
    expect(main(page)).to_contain_text("您填写的内容已恢复，尚未提交。")
    assert filled_in(page) == before
    send(page)
    expect(main(page)).to_contain_text("评价已提交")
    assert stored() == [(VALUES["topic"], CONTENT)]
