"""``@controlpanels/jgzf-notifications``: the rules of the form, and no secret."""

from hnu.jgzf.notifications import panel as notifications
from hnu.jgzf.notifications import secrets
from tests.browser.visitor import latest
from tests.controlpanels.grid import forget_registry
from tests.services.client import error
from tests.services.client import problems
from tests.services.conftest import USE_REST_API
from tests.services.conftest import WEBMASTERS
import pytest
import transaction


NAME = "jgzf-notifications"
SMS = "submitted.administrators.sms"
GATEWAY = {
    "sms_transport": "http",
    "http_url": "https://sms.example.edu/send",
    "http_format": "form",
    "http_body": "to=${mobile}\ntext=${text}\nkey=${secret}",
}


@pytest.fixture
def stored(site):
    def read():
        latest(site)
        forget_registry()
        return notifications.read()

    return read


def test_the_settings_are_read_without_the_secrets(site, get):
    secrets.keep(secrets.HTTP, "geheim")
    secrets.keep(secrets.ALIYUN, "geheim")
    transaction.commit()
    answer = get()
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.json()["title"] == "评价消息通知"
    assert sorted(answer.json()["data"]) == sorted(notifications.FIELDS)
    assert "geheim" not in answer.text


def test_what_is_sent_is_changed_and_nothing_else(patch, stored):
    before = stored()
    answer = patch(**GATEWAY, texts={SMS: "新的${due}"}, switches={SMS: False}, unknown=1)
    assert answer.status_code == 204, answer.text
    expected = {**before, **GATEWAY, "texts": {SMS: "新的${due}"}, "switches": {SMS: False}}
    assert stored() == expected
    assert patch(site_address=None, quiet_from=21).status_code == 204
    assert stored() == {**expected, "quiet_from": 21}


def test_a_secret_is_not_taken(site, patch):
    assert patch(http_secret="x", secrets={"http": "x"}).status_code == 204
    latest(site)
    assert secrets.get(secrets.HTTP) == ""


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({**GATEWAY, "http_url": ""}, "http_url", "请填写网关地址"),
        ({**GATEWAY, "http_url": ["https://x"]}, "http_url", "此项须填写文字。"),
        ({**GATEWAY, "http_format": "json"}, "http_body", "请填写一个 JSON 对象"),
        ({**GATEWAY, "http_method": "GET"}, "http_method", "GET 请求不带内容"),
        ({"sms_transport": "pigeon"}, "sms_transport", "请选择所列的一项。"),
        ({"quiet_from": "22"}, "quiet_from", "请填写 0 至 23 之间的整数。"),
        ({"quiet_from": True}, "quiet_from", "请填写 0 至 23 之间的整数。"),
        ({"close_after": None}, "close_after", "请填写未评价满意度时自动办结（工作日）。"),
        ({"texts": {SMS: "${content}"}}, f"texts-{SMS}", "这里不能使用变量 content。"),
        ({"texts": {"x": "y"}}, "texts-x", "没有这条消息。"),
        ({"texts": "x"}, "texts", "此项须为以消息为名称的对象。"),
        ({"switches": {SMS: "no"}}, f"switches-{SMS}", "请填写 true 或 false。"),
        ({"aliyun_templates": "x"}, "aliyun_templates", "第 1 行："),
    ],
)
def test_what_is_not_right_is_named_and_nothing_is_stored(patch, stored, values, field, words):
    before = stored()
    answer = patch(quiet_until=6, **values)
    assert list(problems(answer)) == [field]
    assert words in problems(answer)[field]
    assert stored() == before


def test_the_panel_is_for_those_with_its_permission(site, get, patch, stored):
    before = stored()
    for userid in (None, "teacher", "clerk", "supervisor", "reviewer", "editor"):
        assert get(userid).status_code == 401, userid
        assert patch(userid, quiet_from=20).status_code == 401, userid
    latest(site)
    for permission in (USE_REST_API, "Plone Site Setup: Overview"):
        site.manage_permission(permission, [*WEBMASTERS, "Reviewer"], 0)
    transaction.commit()
    assert error(get("reviewer")) == (403, None)
    assert error(patch("reviewer", quiet_from=20)) == (403, None)
    assert stored() == before
