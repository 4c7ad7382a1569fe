"""``@controlpanels/jgzf-working-days``: the university's days, by the rules of the form."""

from datetime import date
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import working_days
from hnu.jgzf.domain.statistics import period
from tests.browser.visitor import latest
from tests.controlpanels.grid import forget_registry
from tests.domain.calendars import row
from tests.services.client import problems
import pytest


NAME = "jgzf-working-days"
YEAR = dates.today().year
ANNIVERSARY = {"from": f"{YEAR}-12-01", "note": "校庆"}
VACATION = {"from": f"{YEAR}-07-10", "until": f"{YEAR}-08-20", "kind": "vacation"}


@pytest.fixture
def stored(site):
    def read():
        latest(site)
        forget_registry()
        return working_days.read()

    return read


def test_days_are_saved_read_and_sent_back_unchanged(panel, patch, stored):
    assert patch(days=[ANNIVERSARY, VACATION], working_days_to_answer=7).status_code == 204
    values = stored()
    assert values["working_days_to_answer"] == 7
    assert values["days"] == [
        row(date(YEAR, 12, 1), note="校庆"),
        row(date(YEAR, 7, 10), date(YEAR, 8, 20), config.DAY_VACATION, ""),
    ]
    assert not calendar.is_working_day(date(YEAR, 12, 1))
    client, url = panel(NAME)
    data = client.get(url).json()["data"]
    assert sorted(data) == sorted(working_days.FIELDS)
    assert data["days"][0] == {
        "from": f"{YEAR}-12-01",
        "until": f"{YEAR}-12-01",
        "kind": "off",
        "note": "校庆",
    }
    assert client.patch(url, json=data).status_code == 204
    assert stored() == values
    assert patch(days=None).status_code == 204
    assert stored()["days"] == []


TERM = {"name": "第一学期", "from": f"{YEAR}-08-31", "until": f"{YEAR + 1}-01-17"}


def test_terms_are_saved_in_order_read_and_sent_back_unchanged(panel, patch, stored):
    spring = {"name": " 第二学期 ", "from": f"{YEAR}-02-22", "until": f"{YEAR}-07-11"}
    assert patch(terms=[TERM, spring]).status_code == 204
    assert stored()["terms"] == [
        {"name": "第二学期", "from": date(YEAR, 2, 22), "until": date(YEAR, 7, 11)},
        {"name": "第一学期", "from": date(YEAR, 8, 31), "until": date(YEAR + 1, 1, 17)},
    ]
    assert period.term(date(YEAR, 9, 9)).name == "第一学期"
    client, url = panel(NAME)
    data = client.get(url).json()["data"]
    assert data["terms"][1] == TERM
    assert client.patch(url, json=data).status_code == 204


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"working_days_to_answer": 0}, "working_days_to_answer", "请填写 1 至 60 之间的整数。"),
        ({"vacations_stop_the_clock": "no"}, "vacations_stop_the_clock", "请填写 true 或 false。"),
        ({"days": "x"}, "days", ""),
        ({"days": [5]}, "row-1", "第 1 行不是有效的行。"),
        ({"days": [{"from": "1.12.2026"}]}, "row-1-from", "请按 2026-11-24 的格式填写日期。"),
        ({"days": [{}]}, "row-1-from", "请按 2026-11-24 的格式填写日期。"),
        ({"days": [{**VACATION, "until": 5}]}, "row-1-until", "请按 2026-11-24 的格式填写日期。"),
        ({"days": [{**VACATION, "until": f"{YEAR}-01-01"}]}, "row-1-until", "早于起始日期"),
        ({"days": [{**VACATION, "kind": ["off"]}]}, "row-1-kind", "请选择所列的一项。"),
        ({"days": [{**VACATION, "note": 5}]}, "row-1-note", "此项须填写文字。"),
        ({"terms": "x"}, "terms", ""),
        ({"terms": [5]}, "term-1", "第 1 行不是有效的行。"),
        ({"terms": [{**TERM, "name": ""}]}, "term-1-name", "请填写学期名称"),
        ({"terms": [{**TERM, "name": 5}]}, "term-1-name", "此项须填写文字。"),
        ({"terms": [{**TERM, "from": "x"}]}, "term-1-from", "请按 2026-11-24 的格式填写日期。"),
        ({"terms": [{**TERM, "until": None}]}, "term-1-until", "请按 2026-11-24 的格式"),
        ({"terms": [{**TERM, "until": f"{YEAR}-01-01"}]}, "term-1-until", "截止日期应在起始日期"),
        ({"terms": [{**TERM, "until": f"{YEAR + 2}-01-01"}]}, "term-1-until", "不超过 300 天"),
        ({"terms": [TERM, TERM]}, "term-2-from", "第 2 行与第 1 行的日期有重叠。"),
        ({"complete_years": [1999]}, "complete_years", "请选择所列的一项。"),
        ({"complete_years": 2026}, "complete_years", "请选择所列的一项。"),
    ],
)
def test_what_is_not_right_is_named_and_nothing_is_stored(patch, stored, values, field, words):
    before = stored()
    answer = patch(**{"working_days_to_answer": 9, **values})
    assert list(problems(answer)) == [field]
    assert words in problems(answer)[field]
    assert stored() == before


def test_the_panel_is_for_those_with_its_permission(panel, patch, stored):
    before = stored()
    for userid in (None, "teacher", "clerk", "supervisor", "reviewer", "editor"):
        client, url = panel(NAME, userid)
        assert client.get(url).status_code == 401, userid
        assert patch(userid, working_days_to_answer=9).status_code == 401, userid
    assert stored() == before
