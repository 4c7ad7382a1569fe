"""The webmaster's panel for working days, without JavaScript and against forgery."""

from datetime import date
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import listings
from hnu.jgzf.interfaces.working_days import IWorkingDays
from plone import api
from tests import factories
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.controlpanels import grid
from tests.domain.calendars import row
import pytest
import transaction


PANEL = "/@@jgzf-working-days"
# The panel compares with the present day, and the table with the next years.
YEAR = dates.today().year
NEXT = YEAR + 1
ANNIVERSARY = {
    "from": f"{YEAR}-12-01",
    "until": "",
    "kind:list": "off",
    "note": "校庆",
}


def stored(site, name="days"):
    latest(site)
    grid.forget_registry()
    return api.portal.get_registry_record(name, interface=IWorkingDays)


@pytest.fixture
def page(site, webmaster):
    return webmaster.get(site, PANEL)


@pytest.fixture
def unknown(monkeypatch):
    """The library knows this year and not the next."""
    monkeypatch.setattr(calendar, "_announced", lambda: frozenset(range(2001, NEXT)))


def send(webmaster, page, *rows, **values):
    return grid.send(webmaster, page, "days", rows, **values)


def test_the_panel_is_for_those_who_manage_working_days(site, visit):
    for userid in (None, "teacher", "clerk", "supervisor", "reviewer", "editor"):
        assert visit(userid).get(site, PANEL).is_refusal, userid


def test_the_panel_stands_among_the_control_panels(site, webmaster):
    overview = webmaster.get(site, "/@@overview-controlpanel").text
    assert f"{site.absolute_url()}{PANEL}" in overview
    assert "评价工作日" in overview


def test_it_speaks_chinese_and_is_kept_in_no_cache(page):
    assert page.headers["Cache-Control"] == "private, no-store"
    for words in ("反馈期限（工作日）", "寒暑假不计入工作日", "学校自定日期", "起始日期", "性质"):
        assert words in page.words
    assert not [word for word in page.words.split() if word.isascii() and len(word) > 4]


def test_the_table_is_a_group_with_a_name_as_no_label_can_be_for_it(page):
    (table,) = page.ours.xpath(".//*[@id='formfield-form-widgets-days']")
    assert table.get("role") == "group"
    (label,) = page.ours.xpath(f".//*[@id='{table.get('aria-labelledby')}']")
    assert label.text_content().strip() == "学校自定日期"
    (help_text,) = page.ours.xpath(f".//*[@id='{table.get('aria-describedby')}']")
    assert "优先于国家放假安排" in help_text.text_content()
    assert page.ours.xpath(".//label[@for='form-widgets-days']") == []


def test_a_list_in_which_something_is_always_chosen_is_not_required(webmaster, page):
    answer = send(webmaster, page, {**ANNIVERSARY, "from": ""})
    (kinds,) = answer.ours.xpath(".//select[@id='form-widgets-days-0-widgets-kind']")
    assert kinds.get("required") is None
    assert [option.get("value") for option in kinds] == list(config.DAY_KINDS)
    assert kinds.xpath("option[@selected]/@value") == [ANNIVERSARY["kind:list"]]
    (note,) = answer.ours.xpath(".//*[@id='form-widgets-days-0-widgets-from']")
    assert note.get("required") is not None


def test_looking_writes_nothing(site, webmaster, page):
    before = last_write(site)
    assert webmaster.get(site, PANEL).status == 200
    latest(site)
    assert last_write(site) == before


def test_rows_are_stored_and_counted(site, webmaster, page):
    vacation = {
        "from": f"{NEXT}-01-18",
        "until": f"{NEXT}-02-26",
        "kind:list": "vacation",
        "note": "寒假",
    }
    answer = send(webmaster, page, ANNIVERSARY, vacation, working_days_to_answer="7")
    assert answer.status == 200
    assert "已保存，今后产生的期限按此计算。" in answer.message
    assert stored(site) == [
        row(date(YEAR, 12, 1), note="校庆"),
        row(date(NEXT, 1, 18), date(NEXT, 2, 26), config.DAY_VACATION, "寒假"),
    ]
    assert deadlines.working_days_to_answer() == 7
    assert not calendar.is_working_day(date(YEAR, 12, 1))
    assert calendar.current().vacations_stop is False


def test_a_form_that_is_sent_as_it_came_changes_nothing(site, webmaster, page):
    send(webmaster, page, ANNIVERSARY)
    before = stored(site)
    assert grid.send(webmaster, webmaster.get(site, PANEL)).status == 200
    assert stored(site) == before
    send(webmaster, webmaster.get(site, PANEL))
    assert stored(site) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"from": ""}, "第 2 行：请填写起始日期。"),
        ({"from": "2026-13-45"}, "第 2 行：起始日期填写有误，请修改。"),
        ({"until": "morgen"}, "第 2 行：截止日期填写有误，请修改。"),
        ({"until": "2001-01-01"}, "第 2 行：截止日期早于起始日期，请修改。"),
        ({"until": "2206-01-01"}, "第 2 行：日期应在 2001 年至"),
        ({"kind:list": "working"}, "第 2 行与第 1 行矛盾"),
        ({"note": "校" * 61}, "第 2 行：说明超出 1 字，请删减。"),
    ],
)
def test_a_row_that_is_not_right_is_named_and_nothing_is_lost(
    site, webmaster, page, changes, message
):
    answer = send(webmaster, page, ANNIVERSARY, {**ANNIVERSARY, "note": "乙", **changes})
    assert answer.status == 400
    assert message in answer.words
    assert "有内容需要修改，尚未保存。" in answer.words
    shown = grid.rows(answer, "days")
    assert shown[0]["note"] == "校庆"
    for column in ("from", "until", "note"):
        if column in changes:
            assert shown[1][column] == changes[column]
    assert stored(site) == []


def test_a_kind_that_does_not_exist_is_not_stored(site, webmaster, page):
    send(webmaster, page, {**ANNIVERSARY, "kind:list": "party"})
    assert {row["kind"] for row in stored(site)} <= set(config.DAY_KINDS)


@pytest.mark.parametrize("value", ["", "0", "61", "fünf"])
def test_the_number_of_working_days_is_within_bounds(site, webmaster, page, value):
    answer = send(webmaster, page, ANNIVERSARY, working_days_to_answer=value)
    assert answer.status == 400
    assert answer.value("save", "working_days_to_answer") == value
    assert stored(site) == []
    assert deadlines.working_days_to_answer() == config.WORKING_DAYS_TO_ANSWER


def test_a_post_without_a_token_against_forgery_changes_nothing(site, webmaster, page):
    page.form("save").fields["_authenticator"] = "forged"
    assert send(webmaster, page, ANNIVERSARY).status == 403
    assert stored(site) == []


def test_cancelling_changes_nothing(site, webmaster, page):
    answer = grid.send(webmaster, page, "days", [ANNIVERSARY], button="cancel")
    assert answer.url.endswith("/@@overview-controlpanel")
    assert stored(site) == []


def test_the_panel_says_what_each_year_rests_on(site, webmaster, unknown):
    words = webmaster.get(site, PANEL).words
    assert f"{YEAR} 年：按国务院公布的放假安排计算。" in words
    assert f"{NEXT} 年：放假安排尚未收录，按推定计算" in words


def test_a_year_that_is_entered_in_full_settles_provisional_deadlines(site, webmaster, unknown):
    case = factories.submit("teacher")
    case.due = date(NEXT, 1, 8)
    case.estimated_from = (date(YEAR, 12, 31), 5)
    case.reindexObject()
    transaction.commit()
    page = webmaster.get(site, PANEL)
    assert "期限为“预计”的评价：1 件。" in page.words
    year = {"complete_years:list": str(NEXT)}
    answer = send(webmaster, page, ANNIVERSARY, **year)
    assert answer.status == 400
    assert f"{NEXT} 年没有全部录入：{NEXT}年1月1日未录入为放假。" in answer.words
    assert stored(site, "complete_years") == ()

    def off(first, last):
        return {"from": f"{NEXT}-{first}", "until": f"{NEXT}-{last}", "kind:list": "off"}

    rows = off("01-01", "01-07"), off("05-01", "05-05"), off("10-01", "10-07")
    answer = send(webmaster, page, *rows, **year)
    assert "1 件评价的预计期限已经确定" in answer.message
    latest(site)
    assert listings.provisional() == []
    case = site.jgzf.jwc[case.getId()]
    assert not case.provisional
    assert case.due > date(NEXT, 1, 8)
    assert f"{NEXT} 年：按下表录入的放假安排计算。" in webmaster.get(site, PANEL).words


def test_terms_are_entered_in_a_table_of_their_own(site, webmaster, page):
    term = {"name": "第一学期", "from": f"{YEAR}-08-31", "until": f"{NEXT}-01-17"}
    answer = grid.send(webmaster, page, "terms", [term])
    assert answer.message.startswith("信息 已保存") or "已保存" in answer.message
    assert [row["name"] for row in stored(site, "terms")] == ["第一学期"]
    answer = grid.send(webmaster, page, "terms", [term, term])
    assert "第 2 行与第 1 行的日期有重叠" in answer.words
    assert len(stored(site, "terms")) == 1
